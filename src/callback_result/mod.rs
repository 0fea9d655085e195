//! The typed result of a request to a user, pushed by the gateway or fetched.
//!
//! [`CallbackResult::pushed`] converts a decrypted [`Callback`], [`CallbackResult::fetched`] the
//! response to [`result_call`](crate::wire::result_call). Neither verifies anything: a signature is
//! judged by [`verification`](crate::verification), and what a callback proves of its sender is said
//! at [`Callback`].
//!
//! [`CallbackResult::arrived`] makes of it what a [`Transaction`](crate::transaction::Transaction)
//! keeps, and [`Judgement`] is the verdict on a signature that a transaction asks for.

mod filled;
#[cfg(feature = "verify")]
mod judgement;
#[cfg(feature = "verify")]
mod stored;

pub use filled::FormFillingResult;
#[cfg(feature = "verify")]
pub use judgement::Judgement;

use crate::login::step_up_passed;
use crate::signing::{BulkSigningResult, PdfSigningResult, SigningResult};
use crate::wire::{BusinessId, Callback, CallbackFile, CallbackKind, Content, ResultCode};
use crate::{Error, Result};

/// The result of a request.
#[derive(Clone)]
pub struct CallbackResult {
    /// The ID of the request.
    pub business_id: BusinessId,
    /// The `state` of the request; `None` in a refusal without one, and in most fetched results.
    pub state: Option<String>,
    /// What the user did.
    pub answer: Answer,
}

/// What the user did about a request.
#[derive(Clone)]
#[non_exhaustive]
pub enum Answer {
    /// Shared fields of a profile or form.
    FormFilling(Box<FormFillingResult>),
    /// Signed a digest.
    Signing(SigningResult),
    /// Signed a PDF.
    PdfSigning(PdfSigningResult),
    /// Signed several documents; one of the callbacks.
    BulkSigning(BulkSigningResult),
    /// Authenticated again.
    StepUp {
        /// True if the user passed.
        passed: bool,
    },
    /// Refused or did not respond, or an error occurred.
    Refused(Refusal),
}

/// A refused request. It is not encrypted: only TLS and a client certificate protect it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// The result code.
    pub result_code: ResultCode,
    /// The gateway's message.
    pub message: String,
}

impl CallbackResult {
    /// Converts a callback.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`], [`Error::AnswerFieldInvalid`].
    pub fn pushed(callback: &Callback) -> Result<Self> {
        let answer = match callback.kind()? {
            CallbackKind::Refused => Answer::Refused(Refusal {
                result_code: callback.result_code.clone(),
                message: callback.message.clone(),
            }),
            kind => Answer::of(kind, &callback.content, &callback.files)?,
        };
        Ok(Self {
            business_id: callback.business_id.clone(),
            state: callback.state().map(str::to_owned),
            answer,
        })
    }

    /// Converts a fetched result. `business_id` is the one that was requested; `None` takes that of
    /// the result.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`], [`Error::AnswerFieldInvalid`].
    pub fn fetched(content: &Content, business_id: Option<&BusinessId>) -> Result<Self> {
        let business_id = match business_id {
            Some(business_id) => business_id.clone(),
            None => BusinessId::parse(content.text("businessID")?).map_err(|_| {
                Error::AnswerFieldInvalid {
                    name: "businessID".to_owned(),
                }
            })?,
        };
        Ok(Self {
            business_id,
            state: content.optional_text("state").map(str::to_owned),
            answer: Answer::of(CallbackKind::of(content)?, content, &[])?,
        })
    }

    /// Converts the error of a result that was to be fetched, if its result code is the outcome of
    /// the request ([`ResultCode::is_outcome`]); `None` for the failure of a call.
    #[must_use]
    pub fn refused(error: &Error, business_id: &BusinessId) -> Option<Self> {
        let Error::GatewayRefused {
            result_code,
            message,
            ..
        } = error
        else {
            return None;
        };
        let result_code = ResultCode::of(result_code);
        result_code.is_outcome().then(|| Self {
            business_id: business_id.clone(),
            state: None,
            answer: Answer::Refused(Refusal {
                result_code,
                message: message.clone(),
            }),
        })
    }
}

impl Answer {
    fn of(kind: CallbackKind, content: &Content, files: &[(String, CallbackFile)]) -> Result<Self> {
        match kind {
            CallbackKind::Profile | CallbackKind::FormFilling => {
                let is_profile = kind == CallbackKind::Profile;
                let result = FormFillingResult::read(is_profile, content, files);
                Ok(Self::FormFilling(Box::new(result)))
            }
            CallbackKind::StepUp => step_up_passed(content).map(|passed| Self::StepUp { passed }),
            CallbackKind::Signing => SigningResult::read(content).map(Self::Signing),
            CallbackKind::PdfSigning => PdfSigningResult::read(content).map(Self::PdfSigning),
            CallbackKind::BulkSigning => BulkSigningResult::read(content).map(Self::BulkSigning),
            CallbackKind::Refused => Err(Error::CallbackUnsupported),
        }
    }
}
