//! `iamsmart/server`: the iAM Smart API, as pkg-template/server/eservice.ts drives it.

mod answer;
pub mod bulk;
mod request;
mod result;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::bindings::bytes::{buffer_source, bytes, text};
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, list};
use crate::bindings::server::answer::{Answer, HttpParts};
use crate::bindings::time::{now_ms, unix_ms};
use crate::endpoint::Endpoint;
use crate::form_filling::FormFillingRequest;
use crate::login::{CodeVerifier, StepUpRequest, token_call};
use crate::signing::{BulkSigningRequest, Joining, SigningOutcome, acknowledgement_call};
use crate::state::State;
use crate::wire;
use crate::wire::{
    AccessToken, AnonymousKind, ApiPath, BusinessId, CallbackFile, CallbackPart, ClientId,
    ClientSecret, ContentKey, GatewayConfig, KeyEncryptionKey, KeyIssue, KeyLifetime, KeyReceived,
    OpenId, PartValue, Received, ResultCode, result_call,
};

/// The gateway and what is kept of it; see `EServiceConfig` in the package's types.
#[wasm_bindgen]
pub struct Gateway {
    inner: wire::Gateway,
    joining: Joining,
    paths: Paths,
}

/// Endpoints that public sources disagree on, or know from elsewhere.
struct Paths {
    form_filling: ApiPath,
    step_up: ApiPath,
    bulk_signing: ApiPath,
}

/// A call on its way, and how its answer is read.
#[wasm_bindgen]
pub struct Call {
    inner: wire::Call,
    answer: Answer,
    wait_ms: u32,
}

/// A content key to be unwrapped outside.
#[wasm_bindgen]
pub struct WrappedKey(KeyIssue);

/// A callback that is yet to be opened.
#[wasm_bindgen]
pub struct SealedCallback(wire::SealedCallback);

#[wasm_bindgen]
impl Gateway {
    /// Reads the configuration; `keyEncryptionKey` is undefined where the caller unwraps.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &JsValue) -> Result<Gateway> {
        let config = Fields::of("config", config)?;
        let joining = config.optional_text("joining")?;
        let path_prefix = config.optional_text("pathPrefix")?;
        let gateway = wire::Gateway::new(GatewayConfig {
            gateway: Endpoint::parse("gateway", &config.text("gateway")?)?,
            path_prefix: path_prefix.map_or_else(
                || Ok(GatewayConfig::DEFAULT_PATH_PREFIX.into()),
                |prefix| ApiPath::parse("pathPrefix", &prefix),
            )?,
            client_id: ClientId::parse(&config.text("clientId")?)?,
            client_secret: ClientSecret::new(config.text("clientSecret")?)?,
            key_encryption_key: key_encryption_key(&config.value("keyEncryptionKey"))?,
            repeat_ms: config
                .optional_count("repeatMs")?
                .unwrap_or(GatewayConfig::DEFAULT_REPEAT_MS),
        });
        let joining = joining
            .as_deref()
            .map_or(Ok(Joining::default()), Joining::parse)?;
        let paths = Paths::read(&config.value("paths"))?;
        Ok(Self {
            inner: gateway,
            joining,
            paths,
        })
    }

    /// Redeems an authorization code.
    #[wasm_bindgen(js_name = tokenCall)]
    pub fn token_call(&self, code: &JsValue) -> Result<Call> {
        Ok(Call::new(token_call(&text("code", code)?)?, Answer::Token))
    }

    /// Asks for the profile.
    #[wasm_bindgen(js_name = profileCall)]
    pub fn profile_call(&self, request: &JsValue) -> Result<Call> {
        Ok(Call::new(
            request::profile(request)?.call()?,
            Answer::TICKET,
        ))
    }

    /// Asks for fields of a form.
    #[wasm_bindgen(js_name = formFillingCall)]
    pub fn form_filling_call(&self, request: &JsValue, anonymous: bool) -> Result<Call> {
        let request = request::form_filling(request, anonymous, &self.paths.form_filling)?;
        Ok(Call::new(request.call()?, Answer::TICKET))
    }

    /// Asks a user to show again who he is.
    #[wasm_bindgen(js_name = stepUpCall)]
    pub fn step_up_call(&self, request: &JsValue) -> Result<Call> {
        let request = request::step_up(request, &self.paths.step_up)?;
        Ok(Call::new(request.call()?, Answer::TICKET))
    }

    /// Asks for the signature of a digest.
    #[wasm_bindgen(js_name = signingCall)]
    pub fn signing_call(&self, request: &JsValue, anonymous: bool) -> Result<Call> {
        let request = request::signing(request, anonymous)?;
        let call = request.call()?;
        let code = request.signing.identification_code(
            &request.digest,
            self.joining,
            self.inner.client_id(),
        )?;
        let identification_code = Some(code.to_string());
        Ok(Call::new(
            call,
            Answer::Ticket {
                identification_code,
            },
        ))
    }

    /// Asks for the signature of a PDF.
    #[wasm_bindgen(js_name = pdfSigningCall)]
    pub fn pdf_signing_call(&self, request: &JsValue, anonymous: bool) -> Result<Call> {
        let request = request::pdf_signing(request, anonymous)?;
        let call = request.call()?;
        let code = request.signing.identification_code(
            &request.doc_digest,
            self.joining,
            self.inner.client_id(),
        )?;
        let identification_code = Some(code.to_string());
        Ok(Call::new(
            call,
            Answer::Ticket {
                identification_code,
            },
        ))
    }

    /// Asks for the signatures of many documents.
    #[wasm_bindgen(js_name = bulkSigningCall)]
    pub fn bulk_signing_call(&self, request: &JsValue) -> Result<Call> {
        let request = request::bulk_signing(request, &self.paths.bulk_signing)?;
        let total_callbacks = request.expected()?.total_callbacks();
        Ok(Call::new(request.call()?, Answer::Bulk { total_callbacks }))
    }

    /// Fetches the result of an anonymous request.
    #[wasm_bindgen(js_name = resultCall)]
    pub fn result_call(
        &self,
        kind: &JsValue,
        token: &JsValue,
        business_id: &JsValue,
    ) -> Result<Call> {
        let token = Fields::of("token", token)?;
        let business_id = (!business_id.is_undefined())
            .then(|| BusinessId::parse(&text("businessId", business_id)?))
            .transpose()?;
        let call = result_call(
            AnonymousKind::parse(&text("kind", kind)?)?,
            &AccessToken::new(&token.text("accessToken")?)?,
            &OpenId::new(&token.text("openId")?)?,
            business_id.as_ref(),
        )?;
        let business_id = business_id.map(|id| id.as_str().to_owned());
        Ok(Call::new(call, Answer::Fetched { business_id }))
    }

    /// Tells what became of a signature.
    #[wasm_bindgen(js_name = acknowledgementCall)]
    pub fn acknowledgement_call(&self, business_id: &JsValue, result: &JsValue) -> Result<Call> {
        let business_id = BusinessId::parse(&text("businessId", business_id)?)?;
        let outcome = SigningOutcome::parse(&text("result", result)?)?;
        let call = acknowledgement_call(&business_id, outcome)?;
        Ok(Call::new(call, Answer::Nothing))
    }

    /// Ends the content key.
    #[wasm_bindgen(js_name = revokeKeyCall)]
    #[must_use]
    pub fn revoke_key_call(&self) -> Call {
        Call::new(wire::Call::revoke_key(), Answer::Nothing)
    }

    /// The next request of a call, `{ url, headers, body }`; undefined: fetch a content key first.
    pub fn request(&mut self, call: &mut Call, now: &JsValue) -> Result<JsValue> {
        let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
        let request = self.inner.request(&mut call.inner, now)?;
        Ok(request.map_or(JsValue::UNDEFINED, |request| result::http(&request)))
    }

    /// The call's result; undefined: ask for its next request after `call.waitMs`.
    pub fn receive(&mut self, call: &mut Call, answer: &JsValue, now: &JsValue) -> Result<JsValue> {
        let (answer, body) = HttpParts::read(answer, now)?;
        match self.inner.receive(&mut call.inner, &answer.with(&body)) {
            Ok(Received::Retry { wait_ms }) => {
                call.wait_ms = wait_ms;
                Ok(JsValue::UNDEFINED)
            }
            Ok(Received::Content(content)) => Ok(call.answer.read(&content)?),
            Err(error) => call
                .answer
                .outcome(&error)
                .ok_or_else(|| result::error(error)),
        }
    }

    /// The request for a content key.
    #[wasm_bindgen(js_name = keyRequest)]
    pub fn key_request(&mut self, now: &JsValue) -> Result<JsValue> {
        let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
        Ok(result::http(&self.inner.key_request(now)?))
    }

    /// Takes the answer to it. Undefined: the key is kept; a number: ask for the request again after
    /// as many milliseconds; else the key that is to be unwrapped outside.
    #[wasm_bindgen(js_name = receiveKey)]
    pub fn receive_key(&mut self, answer: &JsValue, now: &JsValue) -> Result<JsValue> {
        let (answer, body) = HttpParts::read(answer, now)?;
        match self
            .inner
            .receive_key(&answer.with(&body))
            .map_err(result::error)?
        {
            KeyReceived::Kept => Ok(JsValue::UNDEFINED),
            KeyReceived::Retry { wait_ms } => Ok(wait_ms.into()),
            KeyReceived::Wrapped(issue) => Ok(WrappedKey(issue).into()),
        }
    }

    /// Takes a key that was unwrapped outside.
    #[wasm_bindgen(js_name = keepKey)]
    pub fn keep_key(&mut self, wrapped: &WrappedKey, unwrapped: &JsValue) -> Result<()> {
        let unwrapped = buffer_source("keyEncryptionKey", unwrapped)
            .map_or_else(|_| Zeroizing::default(), Zeroizing::new);
        let lifetime: KeyLifetime = wrapped.0.lifetime;
        self.inner
            .keep_key(ContentKey::from_unwrapped(&unwrapped)?, lifetime);
        Ok(())
    }

    /// Opens a callback; `unwrapped` is its key where that is unwrapped outside, and undefined
    /// where that failed.
    #[wasm_bindgen(js_name = openCallback)]
    pub fn open_callback(&self, sealed: &SealedCallback, unwrapped: &JsValue) -> Result<JsValue> {
        let unwrapped = buffer_source("keyEncryptionKey", unwrapped)
            .ok()
            .map(Zeroizing::new);
        let unwrapped = unwrapped.as_deref().map(Vec::as_slice);
        let callback = self.inner.open_callback(&sealed.0, unwrapped)?;
        Ok(result::callback(&callback)?)
    }
}

#[wasm_bindgen]
impl Call {
    /// How long to wait before the next request, in milliseconds.
    #[wasm_bindgen(getter, js_name = waitMs)]
    #[must_use]
    pub fn wait_ms(&self) -> u32 {
        self.wait_ms
    }

    fn new(call: wire::Call, answer: Answer) -> Self {
        Self {
            inner: call,
            answer,
            wait_ms: 0,
        }
    }
}

#[wasm_bindgen]
impl WrappedKey {
    /// The bytes to be unwrapped.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.wrapped.clone()
    }
}

#[wasm_bindgen]
impl SealedCallback {
    /// Reads a callback's body.
    #[wasm_bindgen(constructor)]
    pub fn new(body: &str) -> Result<SealedCallback> {
        Ok(Self(wire::SealedCallback::read(body)?))
    }

    /// Reads a callback's parts: `{ name, text }` or `{ name, fileName, type, bytes }` each.
    #[wasm_bindgen(js_name = ofParts)]
    pub fn of_parts(parts: &JsValue) -> Result<SealedCallback> {
        let parts = list("parts", parts)?;
        let parts = parts.iter().map(part).collect::<crate::Result<_>>()?;
        Ok(Self(wire::SealedCallback::read_parts(parts)?))
    }

    /// The bytes to be unwrapped, where that happens outside.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn wrapped(&self) -> Vec<u8> {
        self.0.wrapped().to_vec()
    }
}

/// Checks that a grant's `state` was made from its code verifier.
#[wasm_bindgen(js_name = checkStateBinding)]
pub fn check_state_binding(state: &JsValue, code_verifier: &JsValue) -> Result<()> {
    let verifier = CodeVerifier::parse(&text("codeVerifier", code_verifier)?)?;
    Ok(State::parse(&text("state", state)?)?.check_binding(&verifier)?)
}

/// What a result code means.
#[wasm_bindgen(js_name = resultCode)]
pub fn result_code(code: &JsValue) -> Result<JsValue> {
    Ok(result::code_info(&ResultCode::of(&text("code", code)?)))
}

impl Paths {
    fn read(paths: &JsValue) -> crate::Result<Self> {
        let given = Fields::of("paths", paths);
        let path = |name: &str, default: &'static str| {
            let text = match &given {
                Ok(fields) => fields.optional_text(name)?,
                Err(_) if paths.is_undefined() => None,
                Err(error) => return Err(error.clone()),
            };
            text.map_or_else(|| Ok(default.into()), |text| ApiPath::parse(name, &text))
        };
        Ok(Self {
            form_filling: path("formFilling", FormFillingRequest::DEFAULT_PATH)?,
            step_up: path("stepUp", StepUpRequest::DEFAULT_PATH)?,
            bulk_signing: path("bulkSigning", BulkSigningRequest::DEFAULT_PATH)?,
        })
    }
}

fn part(part: &JsValue) -> crate::Result<CallbackPart> {
    let fields = Fields::of("parts", part)?;
    let value = match fields.optional_text("text")? {
        Some(text) => PartValue::Text(text),
        None => PartValue::File(CallbackFile {
            file_name: fields.text("fileName")?,
            media_type: fields.text("type")?,
            bytes: buffer_source("bytes", &fields.value("bytes"))?,
            encrypted: false,
        }),
    };
    Ok(CallbackPart {
        name: fields.text("name")?,
        value,
    })
}

/// PEM text, DER bytes, or Base64 text of them.
fn key_encryption_key(value: &JsValue) -> crate::Result<Option<KeyEncryptionKey>> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_string().map(Zeroizing::new) {
        Some(pem) if pem.contains("-----BEGIN") => KeyEncryptionKey::from_pem(&pem),
        _ => KeyEncryptionKey::from_der(&Zeroizing::new(bytes("keyEncryptionKey", value)?)),
    }
    .map(Some)
}
