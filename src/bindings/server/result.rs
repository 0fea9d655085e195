//! What the gateway gives.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::bindings::server::result_code::{Fault, Retry};
use crate::bindings::tsify;
use crate::bindings::values::{IsoTime, Octets};
use crate::bindings::write::{Fields, ToJs, set};
use crate::form_filling::{self, Field as _};
use crate::login::{Token, step_up_passed};
use crate::signing;
use crate::wire::{Callback, CallbackKind, Content, ResultCode};
use crate::{Error, Result, wire};

result! {
    /// Times are ISO 8601 strings.
    pub struct AccessToken {
        access_token: String,
        /// The tokenised ID: who the user is to this e-service. Opaque.
        open_id: String,
        scope: Vec<String>,
        issued_at: IsoTime,
        expires_at: IsoTime,
        /// Moves when name, gender or birth date change, or the user registers anew.
        last_modified_at: IsoTime,
        /// 'sign': iAM Smart+, which alone can sign; as the gateway says.
        #[tsify(type = "'default' | 'sign' | (string & {})")]
        user_type: String,
    }
}

result! {
    /// A request that the gateway took.
    pub struct Ticket {
        /// Opens the app on the user's own device; lives 18 minutes.
        #[tsify(optional)]
        ticket_id: Option<String>,
        /// true: the user is on another device than the app, and is told to open it.
        auth_by_qr: bool,
        /// Of a signing request: four digits, to be shown at once.
        #[tsify(optional)]
        identification_code: Option<String>,
        /// Of a bulk request: how many callbacks there will be.
        #[tsify(optional)]
        total_callbacks: Option<u32>,
    }
}

/// What a push or a fetched result brings.
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
    /// A signature over a digest.
    Signing(SigningResult),
    /// A signature over a PDF.
    PdfSigning(PdfSigningResult),
    /// Some signatures of a bulk request.
    BulkSigning(BulkSigningResult),
    /// Whether the user passed a step-up.
    StepUp(StepUpResult),
    /// A request that was not fulfilled.
    Refused(RefusedResult),
}

result! {
    /// The fields that the user gave.
    pub struct FormFillingResult {
        /// 'profile' if none but fields of a profile came: a form that asked for no others looks
        /// alike.
        #[tsify(type = "'profile' | 'form-filling'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        #[tsify(type = "FormFillingFields")]
        fields: FormFields,
        /// Fields that came in a form that is not to be relied on (an HKIC number with another check
        /// digit, a file with another hash); they are in `fields.other`, as they came.
        unreadable: Vec<String>,
        /// Files that came beside the fields; a bill's is in `fields.addressDocFile` as well.
        files: Vec<CallbackFile>,
    }
}

result! {
    /// A file that came beside the fields.
    pub struct CallbackFile {
        /// The part's name.
        name: String,
        /// As the sender wrote it: not a path to be trusted.
        file_name: String,
        r#type: String,
        bytes: Octets,
        /// Whether it came encrypted with the callback's key.
        encrypted: bool,
    }
}

result! {
    /// A signature over a digest.
    pub struct SigningResult {
        #[tsify(type = "'signing'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        /// What was signed, as the gateway says.
        hash_code: String,
        signature: Octets,
        /// The signer's certificate, DER.
        certificate: Octets,
        /// ISO 8601; claimed, not proven.
        timestamp: IsoTime,
    }
}

result! {
    /// A signature over a PDF.
    pub struct PdfSigningResult {
        #[tsify(type = "'pdf-signing'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        /// What was signed, as the gateway says.
        doc_digest: String,
        /// PKCS#7 with certificate, signed hash and time, for the PDF's `/Contents`.
        pdf_signature: Octets,
    }
}

result! {
    /// One of the callbacks of a bulk request.
    pub struct BulkSigningResult {
        #[tsify(type = "'bulk-signing'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        /// Which callback it is, from 1.
        #[tsify(optional)]
        callback_seq: Option<u32>,
        #[tsify(optional)]
        total_sign_num: Option<u32>,
        #[tsify(optional)]
        fail_sign_num: Option<u32>,
        /// The signer's certificate, DER; PDF signatures carry theirs.
        #[tsify(optional)]
        certificate: Option<Octets>,
        signatures: Vec<BulkSignature>,
    }
}

result! {
    /// One of its signatures.
    pub struct BulkSignature {
        id: String,
        /// What was signed, as the gateway says.
        #[tsify(optional)]
        hash_code: Option<String>,
        #[tsify(optional)]
        signature: Option<Octets>,
        /// What was signed, as the gateway says.
        #[tsify(optional)]
        doc_digest: Option<String>,
        /// PKCS#7, for the PDF's `/Contents`.
        #[tsify(optional)]
        pdf_signature: Option<Octets>,
        /// ISO 8601; claimed, not proven.
        #[tsify(optional)]
        timestamp: Option<IsoTime>,
    }
}

result! {
    /// Whether the user passed a step-up.
    pub struct StepUpResult {
        #[tsify(type = "'step-up'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        passed: bool,
    }
}

result! {
    /// A request that was not fulfilled.
    pub struct RefusedResult {
        #[tsify(type = "'refused'")]
        kind: &'static str,
        business_id: String,
        #[tsify(optional)]
        state: Option<String>,
        #[tsify(type = "ResultCode | (string & {})")]
        result_code: String,
        message: String,
        #[tsify(optional)]
        fault: Option<Fault>,
        retry: Retry,
    }
}

/// The fields of a form, with a bill's bytes as bytes.
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

impl CallbackResult {
    /// What a push brings.
    pub(super) fn pushed(callback: &Callback) -> Result<Self> {
        let business_id = callback.business_id.as_str();
        match callback.kind()? {
            CallbackKind::Refused => Ok(Self::refused(
                business_id,
                callback.state(),
                &callback.result_code,
                &callback.message,
            )),
            kind => Self::of(kind, business_id, &callback.content, &callback.files),
        }
    }

    /// What was fetched; `business_id` is the one that was asked for.
    pub(super) fn fetched(content: &Content, business_id: Option<&str>) -> Result<Self> {
        let business_id = match business_id {
            Some(business_id) => business_id,
            None => content.text("businessID")?,
        };
        Self::of(CallbackKind::of(content)?, business_id, content, &[])
    }

    pub(super) fn refused(
        business_id: &str,
        state: Option<&str>,
        code: &ResultCode,
        message: &str,
    ) -> Self {
        Self::Refused(RefusedResult {
            kind: "refused",
            business_id: business_id.to_owned(),
            state: state.map(ToOwned::to_owned),
            result_code: code.as_str().to_owned(),
            message: message.to_owned(),
            fault: code.fault().map(Fault::from),
            retry: code.retry().into(),
        })
    }

    fn of(
        kind: CallbackKind,
        business_id: &str,
        content: &Content,
        files: &[(String, wire::CallbackFile)],
    ) -> Result<Self> {
        let business_id = business_id.to_owned();
        let state = content.optional_text("state").map(ToOwned::to_owned);
        Ok(match kind {
            CallbackKind::Profile | CallbackKind::FormFilling => {
                let is_profile = matches!(kind, CallbackKind::Profile);
                let mut fields = form_filling::Fields::read(content);
                for (_, file) in files {
                    fields.attach(&file.bytes);
                }
                Self::FormFilling(FormFillingResult {
                    kind: if is_profile {
                        "profile"
                    } else {
                        "form-filling"
                    },
                    business_id,
                    state,
                    unreadable: fields.unreadable().map(ToOwned::to_owned).collect(),
                    fields: FormFields::of(&fields),
                    files: files.iter().map(CallbackFile::of).collect(),
                })
            }
            CallbackKind::StepUp => Self::StepUp(StepUpResult {
                kind: "step-up",
                business_id,
                state,
                passed: step_up_passed(content)?,
            }),
            CallbackKind::Signing => {
                let result = signing::SigningResult::read(content)?;
                Self::Signing(SigningResult {
                    kind: "signing",
                    business_id,
                    state,
                    hash_code: result.digest.hash_code(),
                    signature: Octets(result.signature),
                    certificate: Octets(result.certificate),
                    timestamp: IsoTime(result.timestamp),
                })
            }
            CallbackKind::PdfSigning => {
                let result = signing::PdfSigningResult::read(content)?;
                Self::PdfSigning(PdfSigningResult {
                    kind: "pdf-signing",
                    business_id,
                    state,
                    doc_digest: result.doc_digest.hash_code(),
                    pdf_signature: Octets(result.pdf_signature),
                })
            }
            CallbackKind::BulkSigning => {
                let result = signing::BulkSigningResult::read(content)?;
                // A number that 32 bits do not hold counts none of at most 1,000 documents.
                let count = |count: u64| u32::try_from(count).ok();
                Self::BulkSigning(BulkSigningResult {
                    kind: "bulk-signing",
                    business_id,
                    state,
                    callback_seq: count(result.callback_seq),
                    total_sign_num: result.total_sign_num.and_then(count),
                    fail_sign_num: result.fail_sign_num.and_then(count),
                    certificate: result.certificate.map(Octets),
                    signatures: result
                        .signatures
                        .into_iter()
                        .map(BulkSignature::of)
                        .collect(),
                })
            }
            CallbackKind::Refused => return Err(Error::CallbackUnsupported),
        })
    }
}

impl CallbackFile {
    fn of((name, file): &(String, wire::CallbackFile)) -> Self {
        Self {
            name: name.clone(),
            file_name: file.file_name.clone(),
            r#type: file.media_type.clone(),
            bytes: Octets(file.bytes.clone()),
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
    fn of(fields: &form_filling::Fields) -> Self {
        // Whatever a name says (`__proto__`), JSON.parse makes a property of it and nothing else.
        let plain = JSON::parse(&fields.plain().to_string()).unwrap_or_default();
        let bill = fields.address_doc_file.as_ref();
        if let Some(file) = bill.and_then(|bill| bill.doc_file.as_ref())
            && let Ok(bill) = Reflect::get(&plain, &"addressDocFile".into())
        {
            set(bill.unchecked_ref(), "docFile", &Uint8Array::from(&*file.0));
        }
        Self(plain)
    }
}

impl ToJs for FormFields {
    fn to_js(&self) -> JsValue {
        self.0.clone()
    }
}
