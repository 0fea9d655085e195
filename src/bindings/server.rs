//! `iamsmart/server`: the iAM Smart API, as pkg-template/server/eservice.js drives it.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::bytes::{buffer_source, bytes, text};
use super::error::Result;
use super::object::{Fields, object};
use super::time::{now_ms, to_iso, unix_ms};
use crate::Error;
use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::login::{CodeVerifier, Token, token_call};
use crate::signing::{
    Digest, Joining, SignatureAlgorithm, SigningOutcome, SigningRequest, SigningResult,
    acknowledgement_call,
};
use crate::source::Source;
use crate::state::State;
use crate::wire::{
    self, AccessToken, AccountRequest, BusinessId, CallbackKind, ClientId, ClientSecret, Content,
    ContentKey, GatewayConfig, HttpAnswer, KeyEncryptionKey, KeyIssue, KeyLifetime, OpenId,
    Received, Ticket,
};

/// The gateway and what is kept of it; see `EServiceConfig` in the package's types.
#[wasm_bindgen]
pub struct Gateway {
    gateway: wire::Gateway,
    joining: Joining,
}

/// A call on its way, and how its answer is read.
#[wasm_bindgen]
pub struct Call {
    call: wire::Call,
    answer: Answer,
}

enum Answer {
    Token,
    Ticket { identification_code: String },
    Nothing,
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
            path_prefix: path_prefix
                .unwrap_or_else(|| GatewayConfig::DEFAULT_PATH_PREFIX.to_owned()),
            client_id: ClientId::parse(&config.text("clientId")?)?,
            client_secret: ClientSecret::new(config.text("clientSecret")?)?,
            key_encryption_key: key_encryption_key(&config.value("keyEncryptionKey"))?,
        })?;
        let joining = joining
            .as_deref()
            .map_or(Ok(Joining::default()), Joining::parse)?;
        Ok(Self { gateway, joining })
    }

    /// Redeems an authorization code.
    #[wasm_bindgen(js_name = tokenCall)]
    pub fn token_call(&self, code: &JsValue) -> Result<Call> {
        Ok(Call {
            call: token_call(&text("code", code)?)?,
            answer: Answer::Token,
        })
    }

    /// Asks for a signature; see `AccountRequest` and `SigningRequest` in the package's types.
    #[wasm_bindgen(js_name = signingCall)]
    pub fn signing_call(&self, request: &JsValue) -> Result<Call> {
        let fields = Fields::of("request", request)?;
        let algorithm = fields.optional_text("signatureAlgorithm")?;
        let hkic_hash = fields.value("hkicHash");
        let request = SigningRequest {
            account: account(&fields)?,
            digest: Digest::from_bytes(&bytes("digest", &fields.value("digest"))?)?,
            algorithm: algorithm
                .as_deref()
                .map_or(Ok(SignatureAlgorithm::default()), SignatureAlgorithm::parse)?,
            hkic_hash: (!hkic_hash.is_undefined())
                .then(|| Digest::from_bytes(&bytes("hkicHash", &hkic_hash)?))
                .transpose()?,
            department: fields.text("department")?,
            service_name: fields.text("serviceName")?,
            document_name: fields.text("documentName")?,
        };
        Ok(Call {
            call: request.call()?,
            answer: Answer::Ticket {
                identification_code: request.identification_code(self.joining).to_string(),
            },
        })
    }

    /// Tells what became of a signature.
    #[wasm_bindgen(js_name = acknowledgementCall)]
    pub fn acknowledgement_call(&self, business_id: &JsValue, result: &JsValue) -> Result<Call> {
        let business_id = BusinessId::parse(&text("businessId", business_id)?)?;
        let outcome = SigningOutcome::parse(&text("result", result)?)?;
        Ok(Call {
            call: acknowledgement_call(&business_id, outcome)?,
            answer: Answer::Nothing,
        })
    }

    /// The next request of a call, `{ url, headers, body }`; undefined: fetch a content key first.
    pub fn request(&mut self, call: &mut Call, now: &JsValue) -> Result<JsValue> {
        let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
        let request = self.gateway.request(&mut call.call, now)?;
        Ok(request.map_or(JsValue::UNDEFINED, |request| http(&request)))
    }

    /// The call's result; undefined: ask for its next request.
    pub fn receive(&mut self, call: &mut Call, status: u16, body: &str) -> Result<JsValue> {
        match self
            .gateway
            .receive(&mut call.call, &HttpAnswer { status, body })
            .map_err(with_result_code)?
        {
            Received::Retry => Ok(JsValue::UNDEFINED),
            Received::Content(content) => Ok(call.answer.read(&content)?),
        }
    }

    /// The request for a content key.
    #[wasm_bindgen(js_name = keyRequest)]
    pub fn key_request(&mut self, now: &JsValue) -> Result<JsValue> {
        let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
        Ok(http(&self.gateway.key_request(now)?))
    }

    /// Takes the answer to it; returns a key that is to be unwrapped outside, if there is one.
    #[wasm_bindgen(js_name = receiveKey)]
    pub fn receive_key(&mut self, status: u16, body: &str) -> Result<Option<WrappedKey>> {
        let issue = self
            .gateway
            .receive_key(&HttpAnswer { status, body })
            .map_err(with_result_code)?;
        Ok(issue.map(WrappedKey))
    }

    /// Takes a key that was unwrapped outside.
    #[wasm_bindgen(js_name = keepKey)]
    pub fn keep_key(&mut self, wrapped: &WrappedKey, unwrapped: &JsValue) -> Result<()> {
        let unwrapped = buffer_source("keyEncryptionKey", unwrapped)
            .map_or_else(|_| Zeroizing::default(), Zeroizing::new);
        let lifetime: KeyLifetime = wrapped.0.lifetime;
        self.gateway
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
        let callback = self.gateway.open_callback(&sealed.0, unwrapped)?;
        let common = |kind: &str| {
            [
                ("kind", kind.into()),
                ("businessId", callback.business_id.as_str().into()),
                (
                    "state",
                    callback.state().map_or(JsValue::UNDEFINED, JsValue::from),
                ),
            ]
        };
        let result = match callback.kind()? {
            CallbackKind::Refused => [
                &common("refused")[..],
                &[
                    ("resultCode", callback.result_code.as_str().into()),
                    ("message", callback.message.as_str().into()),
                ],
            ]
            .concat(),
            CallbackKind::Signing => {
                let result = SigningResult::read(&callback.content)?;
                [
                    &common("signing")[..],
                    &[
                        ("hashCode", result.digest.hash_code().into()),
                        ("signature", Uint8Array::from(&*result.signature).into()),
                        ("certificate", Uint8Array::from(&*result.certificate).into()),
                        ("timestamp", to_iso(result.timestamp).into()),
                    ],
                ]
                .concat()
            }
        };
        Ok(object(&result))
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

impl Answer {
    fn read(&self, content: &Content) -> crate::Result<JsValue> {
        Ok(match self {
            Self::Token => {
                let token = Token::read(content)?;
                object(&[
                    ("accessToken", token.access_token.as_str().into()),
                    ("openId", token.open_id.as_str().into()),
                    (
                        "scope",
                        token
                            .scope
                            .into_iter()
                            .map(JsValue::from)
                            .collect::<js_sys::Array>()
                            .into(),
                    ),
                    ("issuedAt", to_iso(token.issued_at).into()),
                    ("expiresAt", to_iso(token.expires_at).into()),
                    ("lastModifiedAt", to_iso(token.last_modified_at).into()),
                    ("userType", token.user_type.into()),
                ])
            }
            Self::Ticket {
                identification_code,
            } => {
                let ticket = Ticket::read(content)?;
                object(&[
                    ("ticketId", ticket.ticket_id.into()),
                    ("authByQr", ticket.auth_by_qr.into()),
                    ("identificationCode", identification_code.into()),
                ])
            }
            // Not undefined, which says that the call goes on.
            Self::Nothing => JsValue::NULL,
        })
    }
}

fn account(request: &Fields<'_>) -> crate::Result<AccountRequest> {
    let lang = request.optional_text("lang")?;
    Ok(AccountRequest {
        business_id: BusinessId::parse(&request.text("businessId")?)?,
        access_token: AccessToken::new(&request.text("accessToken")?)?,
        open_id: OpenId::new(&request.text("openId")?)?,
        source: Source::parse(&request.text("source")?)?,
        redirect_uri: Endpoint::parse("redirectUri", &request.text("redirectUri")?)?,
        state: State::parse(&request.text("state")?)?,
        lang: lang.as_deref().map(Language::parse).transpose()?,
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

fn http(request: &wire::HttpRequest) -> JsValue {
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (*name, value.into()))
        .collect();
    object(&[
        ("url", request.url.as_str().into()),
        ("headers", object(&headers)),
        ("body", request.body.as_str().into()),
    ])
}

/// A refusal carries the gateway's own words beside the code of the package.
fn with_result_code(error: Error) -> JsValue {
    let properties = match &error {
        Error::GatewayRefused {
            result_code,
            message,
            tx_id,
            ..
        } => vec![
            ("resultCode", JsValue::from(result_code)),
            ("gatewayMessage", message.into()),
            ("txId", tx_id.into()),
        ],
        _ => Vec::new(),
    };
    let error = JsValue::from(error);
    for (name, value) in properties {
        let set = js_sys::Reflect::set(&error, &name.into(), &value);
        debug_assert!(set.is_ok(), "an error takes any field");
    }
    error
}
