//! The gateway's calls.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::bindings::read::{read, view};
use crate::bindings::server::call::{Call, Response};
use crate::bindings::server::callback::SealedCallback;
use crate::bindings::server::config::{GatewayConfig, Paths};
use crate::bindings::server::http::{HttpRequest, HttpResponse};
use crate::bindings::server::request::{
    AccountRequest, AnonymousRequest, FormFillingRequest, ProfileRequest, SharedFieldsRequest,
    TokenHolder,
};
use crate::bindings::server::result::CallbackResult;
use crate::bindings::server::signing_request::{
    BulkSigningRequest, PdfSigningRequest, SigningRequest,
};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Moment, or_now};
use crate::bindings::write::{ToJs, write};
use crate::callback_result;
use crate::form_filling;
use crate::login::{CodeVerifier, StepUpRequest, direct_login_call, token_call};
use crate::signing::{Digest, Joining, Signing, acknowledgement_call};
use crate::state::State;
use crate::wire::{
    self, BusinessId, KeyIssue, KeyReceived, Received, Requester, Unwrapped, result_call,
};
use crate::{Error, Result};

/// Gateway client: configuration and content key.
#[wasm_bindgen]
pub struct Gateway {
    inner: wire::Gateway,
    joining: Joining,
    paths: Paths,
}

/// Wrapped content key, for a caller that unwraps it with a key held elsewhere.
#[wasm_bindgen]
pub struct WrappedKey(KeyIssue);

names! {
    /// Outcome of a signature: accepted, rejected, or not received.
    pub enum SigningOutcome {
        /// The signature was accepted.
        Accepted = "SR001",
        /// The signature was rejected.
        Rejected = "SR002",
        /// No signature was received.
        NotReceived = "SR003",
    }
}

names! {
    /// Kind of an anonymous request.
    pub enum AnonymousKind {
        /// Form filling.
        FormFilling = "eme",
        /// Signature over a digest.
        Signing = "signing",
        /// Signature over a PDF.
        PdfSigning = "pdfsigning",
    }
}

#[wasm_bindgen]
impl Gateway {
    /// Creates a client for the gateway.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &Js<GatewayConfig>) -> Result<Gateway> {
        let mut config: GatewayConfig = read("config", config)?;
        let joining = config.joining.map_or_else(Joining::default, Into::into);
        let paths = config.paths.take().try_into()?;
        Ok(Self {
            inner: wire::Gateway::new(config.try_into()?),
            joining,
            paths,
        })
    }

    /// Creates the call that redeems an authorization code.
    #[wasm_bindgen(js_name = tokenCall)]
    pub fn token_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "boolean")] is_direct_login_v2: &JsValue,
    ) -> Result<Call> {
        let code: String = read("code", code)?;
        let is_direct: Option<bool> = read("isDirectLoginV2", is_direct_login_v2)?;
        let call = if is_direct == Some(true) {
            direct_login_call(&code)?
        } else {
            token_call(&code)?
        };
        Ok(Call::new(call, Response::Token))
    }

    /// Creates the call that requests fields that the user has allowed already.
    #[wasm_bindgen(js_name = sharedFieldsCall)]
    pub fn shared_fields_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "TokenHolder & SharedFieldsRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (holder, request): (TokenHolder, SharedFieldsRequest) = read("request", request)?;
        let request = request.of(holder, &self.paths.profiles)?;
        Ok(Call::new(request.call()?, Response::SharedFields))
    }

    /// Creates the call that requests the user's profile.
    #[wasm_bindgen(js_name = profileCall)]
    pub fn profile_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AccountRequest & ProfileRequest")] request: &JsValue,
    ) -> Result<Call> {
        let (account, profile): (AccountRequest, ProfileRequest) = read("request", request)?;
        let request = form_filling::ProfileRequest {
            account: account.try_into()?,
            profile_fields: profile.profile_fields,
        };
        Ok(Call::new(request.call()?, Response::TICKET))
    }

    /// Creates the call that requests fields of a form.
    #[wasm_bindgen(js_name = formFillingCall)]
    pub fn form_filling_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AccountRequest & FormFillingRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (account, form): (AccountRequest, FormFillingRequest) = read("request", request)?;
        let request = form.of(account.try_into()?, &self.paths.form_filling);
        Ok(Call::new(request.call()?, Response::TICKET))
    }

    /// Creates the call that requests fields of a form without login.
    #[wasm_bindgen(js_name = anonymousFormFillingCall)]
    pub fn anonymous_form_filling_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AnonymousRequest & FormFillingRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (user, form): (AnonymousRequest, FormFillingRequest) = read("request", request)?;
        let request = form.of(user.try_into()?, &self.paths.form_filling);
        Ok(Call::new(request.call()?, Response::TICKET))
    }

    /// Creates the call that requests a step-up, that is, that the user authenticates again.
    #[wasm_bindgen(js_name = stepUpCall)]
    pub fn step_up_call(&self, request: &Js<AccountRequest>) -> Result<Call> {
        let account: AccountRequest = read("request", request)?;
        let request = StepUpRequest {
            account: account.try_into()?,
            path: self.paths.step_up.clone(),
        };
        Ok(Call::new(request.call()?, Response::TICKET))
    }

    /// Creates the call that requests a signature over a digest.
    #[wasm_bindgen(js_name = signingCall)]
    pub fn signing_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AccountRequest & SigningRequest")] request: &JsValue,
    ) -> Result<Call> {
        let (account, request): (AccountRequest, SigningRequest) = read("request", request)?;
        self.signing(request, account.try_into()?)
    }

    /// Creates the call that requests a signature over a digest without login.
    #[wasm_bindgen(js_name = anonymousSigningCall)]
    pub fn anonymous_signing_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AnonymousRequest & SigningRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (user, request): (AnonymousRequest, SigningRequest) = read("request", request)?;
        self.signing(request, user.try_into()?)
    }

    /// Creates the call that requests a signature over a PDF.
    #[wasm_bindgen(js_name = pdfSigningCall)]
    pub fn pdf_signing_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AccountRequest & PdfSigningRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (account, request): (AccountRequest, PdfSigningRequest) = read("request", request)?;
        self.pdf_signing(request, account.try_into()?)
    }

    /// Creates the call that requests a signature over a PDF without login.
    #[wasm_bindgen(js_name = anonymousPdfSigningCall)]
    pub fn anonymous_pdf_signing_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AnonymousRequest & PdfSigningRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (user, request): (AnonymousRequest, PdfSigningRequest) = read("request", request)?;
        self.pdf_signing(request, user.try_into()?)
    }

    /// Creates the call that requests signatures over several documents.
    #[wasm_bindgen(js_name = bulkSigningCall)]
    pub fn bulk_signing_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AccountRequest & BulkSigningRequest")]
        request: &JsValue,
    ) -> Result<Call> {
        let (account, request): (AccountRequest, BulkSigningRequest) = read("request", request)?;
        let request = request.of(account.try_into()?, &self.paths.bulk_signing)?;
        let total_callbacks = request.expected()?.total_callbacks();
        Ok(Call::new(
            request.call()?,
            Response::Bulk { total_callbacks },
        ))
    }

    /// Creates the call that fetches the result of an anonymous request.
    #[wasm_bindgen(js_name = resultCall)]
    pub fn result_call(
        &self,
        kind: &Js<AnonymousKind>,
        token: &Js<TokenHolder>,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] business_id: &JsValue,
    ) -> Result<Call> {
        let kind: AnonymousKind = read("kind", kind)?;
        let token: TokenHolder = read("token", token)?;
        let business_id: Option<String> = read("businessId", business_id)?;
        let (access_token, open_id) = token.try_into()?;
        let business_id = business_id.as_deref().map(BusinessId::parse).transpose()?;
        let call = result_call(kind.into(), &access_token, &open_id, business_id.as_ref())?;
        Ok(Call::new(call, Response::Fetched { business_id }))
    }

    /// Creates the call that reports the outcome of a signature.
    #[wasm_bindgen(js_name = acknowledgementCall)]
    pub fn acknowledgement_call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] business_id: &JsValue,
        result: &Js<SigningOutcome>,
    ) -> Result<Call> {
        let business_id = BusinessId::parse(&read::<String>("businessId", business_id)?)?;
        let outcome: SigningOutcome = read("result", result)?;
        let call = acknowledgement_call(&business_id, outcome.into())?;
        Ok(Call::new(call, Response::Nothing))
    }

    /// Creates the call that revokes the content key.
    #[wasm_bindgen(js_name = revokeKeyCall)]
    #[must_use]
    pub fn revoke_key_call(&self) -> Call {
        Call::new(wire::Call::revoke_key(), Response::Nothing)
    }

    /// Returns the next request of a call. If it is undefined, fetch a content key first.
    #[wasm_bindgen(unchecked_return_type = "HttpRequest | undefined")]
    pub fn request(&mut self, call: &mut Call, now: &Js<Moment>) -> Result<JsValue> {
        let now = or_now(read("now", now)?);
        let request = self.inner.request(&mut call.inner, now)?;
        Ok(request.map(HttpRequest::from).to_js())
    }

    /// Returns the result of a call. If it is undefined, continue with `request` after
    /// `call.waitMs`.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn receive(
        &mut self,
        call: &mut Call,
        response: &Js<HttpResponse>,
        now: &Js<Moment>,
    ) -> Result<JsValue> {
        let response: HttpResponse = read("response", response)?;
        let now = or_now(read("now", now)?);
        match self.inner.receive(&mut call.inner, &response.to_core(now)?) {
            Ok(Received::Retry { wait_ms }) => {
                call.wait_ms = wait_ms;
                Ok(JsValue::UNDEFINED)
            }
            Ok(Received::Content(content)) => call.response.decode(&content),
            Err(error) => call.response.outcome(&error).ok_or(error),
        }
    }

    /// Creates the request for a content key.
    #[wasm_bindgen(js_name = keyRequest)]
    pub fn key_request(&mut self, now: &Js<Moment>) -> Result<Js<HttpRequest>> {
        let now = or_now(read("now", now)?);
        Ok(write(&HttpRequest::from(self.inner.key_request(now)?)))
    }

    /// Receives the response to `keyRequest`. Returns undefined if the key is stored; a number of
    /// milliseconds after which to repeat the request; or the wrapped key, for the caller to
    /// unwrap.
    #[wasm_bindgen(js_name = receiveKey, unchecked_return_type = "WrappedKey | number | undefined")]
    pub fn receive_key(
        &mut self,
        response: &Js<HttpResponse>,
        now: &Js<Moment>,
    ) -> Result<JsValue> {
        let response: HttpResponse = read("response", response)?;
        let now = or_now(read("now", now)?);
        Ok(match self.inner.receive_key(&response.to_core(now)?)? {
            KeyReceived::Kept => JsValue::UNDEFINED,
            KeyReceived::Retry { wait_ms } => wait_ms.into(),
            KeyReceived::Wrapped(issue) => WrappedKey(issue).into(),
        })
    }

    /// Stores a key that the caller has unwrapped; undefined if that failed. `is_block` is true for
    /// the block of a raw RSA operation.
    ///
    /// @throws IamSmartError 'content-key-unwrap'
    #[wasm_bindgen(js_name = keepKey)]
    pub fn keep_key(
        &mut self,
        wrapped: &WrappedKey,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | undefined")] unwrapped: &JsValue,
        is_block: bool,
    ) -> Result<()> {
        let octets = octets(unwrapped).ok_or(Error::ContentKeyUnwrap)?;
        let key = wrapped.0.key(unwrapped_of(&octets, is_block))?;
        self.inner.keep_key(key, wrapped.0.lifetime);
        Ok(())
    }

    /// Opens a callback, which is used up. If the caller unwraps keys, `unwrapped` is the
    /// callback's key, and undefined if that failed. `is_block` is true for the block of a raw RSA
    /// operation.
    #[wasm_bindgen(js_name = openCallback)]
    pub fn open_callback(
        &self,
        sealed: SealedCallback,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | undefined")] unwrapped: &JsValue,
        is_block: bool,
    ) -> Result<Js<CallbackResult>> {
        let octets = octets(unwrapped);
        let octets = octets.as_deref();
        let unwrapped = octets.map(|octets| unwrapped_of(octets, is_block));
        let callback = self.inner.open_callback(sealed.0, unwrapped)?;
        let result = callback_result::CallbackResult::pushed(&callback)?;
        Ok(write(&CallbackResult::from(result)))
    }
}

#[wasm_bindgen]
impl WrappedKey {
    /// Wrapped key.
    #[wasm_bindgen(getter, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.0.wrapped.clone()
    }
}

/// Checks that a grant's `state` was derived from its code verifier.
///
/// @throws IamSmartError 'state-not-bound', 'state-invalid', 'code-verifier-invalid',
///   'invalid-argument'
#[wasm_bindgen(js_name = checkStateBinding)]
pub fn check_state_binding(
    #[wasm_bindgen(unchecked_param_type = "string")] state: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] code_verifier: &JsValue,
) -> Result<()> {
    let verifier = Zeroizing::new(read::<String>("codeVerifier", code_verifier)?);
    let verifier = CodeVerifier::parse(&verifier)?;
    State::parse(&read::<String>("state", state)?)?.check_binding(&verifier)
}

impl Gateway {
    fn signing(&self, request: SigningRequest, requester: Requester) -> Result<Call> {
        let request = request.of(requester)?;
        self.signing_ticket(request.call()?, &request.signing, &request.digest)
    }

    fn pdf_signing(&self, request: PdfSigningRequest, requester: Requester) -> Result<Call> {
        let request = request.of(requester)?;
        self.signing_ticket(request.call()?, &request.signing, &request.doc_digest)
    }

    fn signing_ticket(&self, call: wire::Call, signing: &Signing, digest: &Digest) -> Result<Call> {
        let client_id = self.inner.client_id();
        let code = signing.identification_code(digest, self.joining, client_id)?;
        let identification_code = Some(code.to_string());
        Ok(Call::new(
            call,
            Response::Ticket {
                identification_code,
            },
        ))
    }
}

fn unwrapped_of(octets: &[u8], is_block: bool) -> Unwrapped<'_> {
    if is_block {
        Unwrapped::EncodedMessage(octets)
    } else {
        Unwrapped::Message(octets)
    }
}

/// Returns the bytes of an unwrapped key. Other values give `None`, which fails like a key that
/// does not decrypt.
fn octets(value: &JsValue) -> Option<Zeroizing<Vec<u8>>> {
    /// Maximum length in bytes: that of the longest modulus, 8192 bits, in a raw RSA block. A
    /// content key has 32 or 44.
    const MAX_LENGTH: u32 = 1024;
    let view = view(value).filter(|view| view.length() <= MAX_LENGTH)?;
    Some(Zeroizing::new(view.to_vec()))
}

same_variants!(SigningOutcome => wire::SigningOutcome { Accepted Rejected NotReceived });
same_variants!(AnonymousKind => wire::AnonymousKind { FormFilling Signing PdfSigning });
