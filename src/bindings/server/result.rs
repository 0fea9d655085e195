//! Results from the gateway.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::bindings::server::result_code::{Fault, Retry};
use crate::bindings::tsify;
use crate::bindings::values::{IsoTime, Octets};
use crate::bindings::write::{Fields, ToJs, set};
use crate::callback_result::{self, Answer};
use crate::form_filling::{self, Field as _};
use crate::login::Token;
use crate::signing;
use crate::wire::Content;
use crate::{Result, wire};

result! {
    /// Access token and the user that it belongs to. Times are ISO 8601 strings.
    pub struct AccessToken {
        /// Access token. Secret.
        access_token: String,
        /// Tokenised ID: identifies the user to this e-service. Opaque.
        open_id: String,
        /// Granted scopes.
        scope: Vec<String>,
        /// Time of issue.
        issued_at: IsoTime,
        /// End of validity.
        expires_at: IsoTime,
        /// Last change of name, gender or birth date, or of the user's registration.
        last_modified_at: IsoTime,
        /// Account type as the gateway reports it. Only 'sign' (iAM Smart+) can sign.
        #[tsify(type = "'default' | 'sign' | (string & {})")]
        user_type: String,
    }
}

result! {
    /// Confirmation of a request that the gateway has accepted.
    pub struct Ticket {
        /// ID with which `appLink` opens the app on the user's device; valid for 18 minutes.
        #[tsify(optional)]
        ticket_id: Option<String>,
        /// True if the app is on another device than the browser; tell the user to open the app.
        auth_by_qr: bool,
        /// Signing requests only: identification code, four digits. Show it at once.
        #[tsify(optional)]
        identification_code: Option<String>,
        /// Bulk requests only: number of callbacks.
        #[tsify(optional)]
        total_callbacks: Option<u32>,
    }
}

/// Result of a request, pushed by the gateway or fetched. `kind` distinguishes the types.
/// `JSON.stringify` writes its bytes in standard (padded) Base64.
#[derive(tsify::Tsify)]
#[tsify(type = "
  | FormFillingResult
  | SigningResult
  | PdfSigningResult
  | BulkSigningResult
  | StepUpResult
  | RefusedResult")]
pub enum CallbackResult {
    /// Fields of a profile or form.
    FormFilling(FormFillingResult),
    /// Signature over a digest.
    Signing(SigningResult),
    /// Signature over a PDF.
    PdfSigning(PdfSigningResult),
    /// One callback of a bulk request.
    BulkSigning(BulkSigningResult),
    /// Outcome of a step-up.
    StepUp(StepUpResult),
    /// Refused request.
    Refused(RefusedResult),
}

result! {
    /// Fields of a profile or form that the user shared.
    pub struct FormFillingResult {
        /// 'profile' if the result has profile fields only. A form that requested no others looks
        /// the same.
        #[tsify(type = "'profile' | 'form-filling'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        #[tsify(optional)]
        state: Option<String>,
        /// Fields, decoded.
        #[tsify(type = "FormFillingFields")]
        fields: FormFields,
        /// Names of the fields whose value is malformed or fails a check (HKIC check digit, file
        /// hash). They are in `fields.other`, unchanged.
        unreadable: Vec<String>,
        /// Files of a multipart callback; a bill is in `fields.addressDocFile` too.
        files: Vec<CallbackFile>,
    }
}

result! {
    /// Fields that the user had allowed already.
    pub struct SharedFields {
        /// Fields, decoded.
        #[tsify(type = "FormFillingFields")]
        fields: FormFields,
        /// Names of the fields whose value is malformed or fails a check (HKIC check digit, file
        /// hash). They are in `fields.other`, unchanged.
        unreadable: Vec<String>,
    }
}

result! {
    /// File of a multipart callback.
    pub struct CallbackFile {
        /// Name of the part.
        name: String,
        /// File name from the sender. Do not use it as a path.
        file_name: String,
        /// Media type.
        r#type: String,
        /// Content, decrypted.
        bytes: Octets,
        /// True if the file was encrypted with the callback's key.
        encrypted: bool,
    }
}

result! {
    /// Signature over a digest.
    pub struct SigningResult {
        #[tsify(type = "'signing'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        #[tsify(optional)]
        state: Option<String>,
        /// Signed digest as the gateway states it, in Base64. Compare it with the digest sent.
        hash_code: String,
        /// Signature: for RSA as long as the key's modulus, for SM2 the DER of r and s.
        signature: Octets,
        /// Signer's certificate, DER.
        certificate: Octets,
        /// Signing time, ISO 8601. Claimed, not proven.
        timestamp: IsoTime,
    }
}

result! {
    /// Signature over a PDF.
    pub struct PdfSigningResult {
        #[tsify(type = "'pdf-signing'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        #[tsify(optional)]
        state: Option<String>,
        /// Signed digest as the gateway states it, in Base64. Compare it with the digest sent.
        doc_digest: String,
        /// PKCS#7 SignedData with certificate, signed hash and time, for the PDF's `/Contents`.
        pdf_signature: Octets,
    }
}

result! {
    /// One of the callbacks of a bulk request.
    pub struct BulkSigningResult {
        #[tsify(type = "'bulk-signing'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        #[tsify(optional)]
        state: Option<String>,
        /// Number of this callback, from 1.
        #[tsify(optional)]
        callback_seq: Option<u32>,
        /// Number of requested signatures, as the gateway states it.
        #[tsify(optional)]
        total_sign_num: Option<u32>,
        /// Number of failed signatures, as the gateway states it.
        #[tsify(optional)]
        fail_sign_num: Option<u32>,
        /// Signer's certificate, DER. PDF signatures contain their own.
        #[tsify(optional)]
        certificate: Option<Octets>,
        /// Signatures in this callback.
        signatures: Vec<BulkSignature>,
    }
}

result! {
    /// Signature of a bulk request.
    pub struct BulkSignature {
        /// ID of the document.
        id: String,
        /// Digests only: signed digest as the gateway states it, in Base64.
        #[tsify(optional)]
        hash_code: Option<String>,
        /// Digests only: signature.
        #[tsify(optional)]
        signature: Option<Octets>,
        /// PDFs only: signed digest as the gateway states it, in Base64.
        #[tsify(optional)]
        doc_digest: Option<String>,
        /// PDFs only: PKCS#7 SignedData for the PDF's `/Contents`.
        #[tsify(optional)]
        pdf_signature: Option<Octets>,
        /// Signing time, ISO 8601. Claimed, not proven.
        #[tsify(optional)]
        timestamp: Option<IsoTime>,
    }
}

result! {
    /// Outcome of a step-up.
    pub struct StepUpResult {
        #[tsify(type = "'step-up'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        #[tsify(optional)]
        state: Option<String>,
        /// True if the user passed.
        passed: bool,
    }
}

result! {
    /// Refused request: the user refused or did not respond, or an error occurred.
    pub struct RefusedResult {
        #[tsify(type = "'refused'")]
        kind: &'static str,
        /// businessID of the request.
        business_id: String,
        /// `state` of the request, unless the refusal has none.
        #[tsify(optional)]
        state: Option<String>,
        /// Result code of the gateway.
        #[tsify(type = "ResultCode | (string & {})")]
        result_code: String,
        /// Message of the gateway.
        message: String,
        /// Party that can fix the cause; undefined if public sources do not say.
        #[tsify(optional)]
        fault: Option<Fault>,
        /// Remedy.
        retry: Retry,
    }
}

/// Fields of a form as a JavaScript object; a bill's file is a Uint8Array.
pub struct FormFields(JsValue);

impl AccessToken {
    pub(super) fn of(content: &Content) -> Result<Self> {
        let token = Token::read(content)?;
        Ok(Self {
            access_token: token.access_token.as_str().to_owned(),
            open_id: token.open_id.as_str().to_owned(),
            scope: token.scope,
            issued_at: IsoTime(token.issued_at),
            expires_at: IsoTime(token.expires_at),
            last_modified_at: IsoTime(token.last_modified_at),
            user_type: token.user_type,
        })
    }
}

impl Ticket {
    pub(super) fn of(content: &Content) -> Result<Self> {
        let ticket = wire::Ticket::read(content)?;
        Ok(Self {
            ticket_id: ticket.ticket_id,
            auth_by_qr: ticket.auth_by_qr,
            identification_code: None,
            total_callbacks: None,
        })
    }

    pub(super) fn with_code(self, identification_code: Option<String>) -> Self {
        Self {
            identification_code,
            ..self
        }
    }

    pub(super) fn with_callbacks(self, total_callbacks: u64) -> Self {
        Self {
            total_callbacks: u32::try_from(total_callbacks).ok(),
            ..self
        }
    }
}

impl SharedFields {
    pub(super) fn of(content: &Content) -> Self {
        let fields = form_filling::Fields::read(content);
        Self {
            unreadable: fields.unreadable().map(ToOwned::to_owned).collect(),
            fields: FormFields::of(fields),
        }
    }
}

impl From<callback_result::CallbackResult> for CallbackResult {
    fn from(result: callback_result::CallbackResult) -> Self {
        let business_id = result.business_id.as_str().to_owned();
        let state = result.state;
        match result.answer {
            Answer::FormFilling(filled) => Self::FormFilling(FormFillingResult {
                kind: if filled.is_profile {
                    "profile"
                } else {
                    "form-filling"
                },
                business_id,
                state,
                unreadable: filled.fields.unreadable().map(ToOwned::to_owned).collect(),
                fields: FormFields::of(filled.fields),
                files: filled.files.into_iter().map(CallbackFile::from).collect(),
            }),
            Answer::StepUp { passed } => Self::StepUp(StepUpResult {
                kind: "step-up",
                business_id,
                state,
                passed,
            }),
            Answer::Signing(signed) => Self::Signing(SigningResult {
                kind: "signing",
                business_id,
                state,
                hash_code: signed.digest.hash_code(),
                signature: Octets(signed.signature),
                certificate: Octets(signed.certificate),
                timestamp: IsoTime(signed.timestamp),
            }),
            Answer::PdfSigning(signed) => Self::PdfSigning(PdfSigningResult {
                kind: "pdf-signing",
                business_id,
                state,
                doc_digest: signed.doc_digest.hash_code(),
                pdf_signature: Octets(signed.pdf_signature),
            }),
            Answer::BulkSigning(signed) => {
                // A number beyond 32 bits cannot count any of at most 1,000 documents.
                let count = |count: u64| u32::try_from(count).ok();
                let signatures = signed.signatures.into_iter();
                Self::BulkSigning(BulkSigningResult {
                    kind: "bulk-signing",
                    business_id,
                    state,
                    callback_seq: count(signed.callback_seq),
                    total_sign_num: signed.total_sign_num.and_then(count),
                    fail_sign_num: signed.fail_sign_num.and_then(count),
                    certificate: signed.certificate.map(Octets),
                    signatures: signatures.map(BulkSignature::of).collect(),
                })
            }
            Answer::Refused(refusal) => Self::Refused(RefusedResult {
                kind: "refused",
                business_id,
                state,
                fault: refusal.result_code.fault().map(Fault::from),
                retry: refusal.result_code.retry().into(),
                result_code: refusal.result_code.as_str().to_owned(),
                message: refusal.message,
            }),
        }
    }
}

impl From<(String, wire::CallbackFile)> for CallbackFile {
    fn from((name, file): (String, wire::CallbackFile)) -> Self {
        Self {
            name,
            file_name: file.file_name,
            r#type: file.media_type,
            bytes: Octets(file.bytes),
            encrypted: file.encrypted,
        }
    }
}

impl BulkSignature {
    fn of(signature: signing::BulkSignature) -> Self {
        let digest = signature.digest.map(|digest| digest.hash_code());
        let octets = Some(Octets(signature.signature));
        let ((hash_code, signed), (doc_digest, pdf_signature)) = if signature.is_pdf {
            ((None, None), (digest, octets))
        } else {
            ((digest, octets), (None, None))
        };
        Self {
            id: signature.id,
            hash_code,
            signature: signed,
            doc_digest,
            pdf_signature,
            timestamp: signature.timestamp.map(IsoTime),
        }
    }
}

impl Fields for CallbackResult {
    fn set_on(&self, object: &Object) {
        match self {
            Self::FormFilling(result) => result.set_on(object),
            Self::Signing(result) => result.set_on(object),
            Self::PdfSigning(result) => result.set_on(object),
            Self::BulkSigning(result) => result.set_on(object),
            Self::StepUp(result) => result.set_on(object),
            Self::Refused(result) => result.set_on(object),
        }
    }
}

impl FormFields {
    fn of(mut fields: form_filling::Fields) -> Self {
        // It is bytes in JavaScript, and may be megabytes: no text is made of it.
        let bill = fields.address_doc_file.as_mut();
        let file = bill.and_then(|bill| bill.doc_file.take());
        // JSON.parse makes an own property of every name, `__proto__` included.
        let plain = JSON::parse(&fields.plain().to_string()).unwrap_or_default();
        if let Some(file) = file
            && let Ok(bill) = Reflect::get(&plain, &"addressDocFile".into())
        {
            set(bill.unchecked_ref(), "docFile", &Octets(file.0).to_js());
        }
        Self(plain)
    }
}

impl ToJs for FormFields {
    fn to_js(&self) -> JsValue {
        self.0.clone()
    }
}
