//! Requests of an e-service other than logins.

use super::answer::Answer;
use crate::protocol::signature::{KeyKind, SignatureAlgorithm};
use crate::result_code::ResultCode;

#[derive(Clone, Debug)]
pub(crate) enum Subject {
    FormFilling(FormFilling),
    Signing(Signing),
    Bulk(Bulk),
    StepUp,
}

/// A form-filling request.
#[derive(Clone, Debug)]
pub(crate) struct FormFilling {
    /// True if requested at the profile endpoint, without a form.
    pub(crate) profile: bool,
    pub(crate) profile_fields: Vec<String>,
    /// e-ME fields that are not profile fields too.
    pub(crate) eme_fields: Vec<String>,
    pub(crate) form_name: Option<String>,
    pub(crate) form_number: Option<String>,
    pub(crate) form_description: Option<String>,
    /// Fields that the person allowed; `None`: all.
    pub(crate) allowed: Option<Vec<String>>,
}

/// A request to sign one document.
#[derive(Clone, Debug)]
pub(crate) struct Signing {
    pub(crate) digest: [u8; 32],
    /// The digest as the service sent it.
    pub(crate) digest_text: String,
    pub(crate) form: SignatureForm,
    pub(crate) identification_code: String,
    pub(crate) department: String,
    pub(crate) service_name: String,
    pub(crate) document_name: String,
    /// SHA-256 of the signer's HKIC number, if the service names the signer.
    pub(crate) hkic_hash: Option<[u8; 32]>,
    /// `suaMethod`; the app shows it, without effect.
    pub(crate) step_up: Option<String>,
}

/// Kind of signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SignatureForm {
    /// `hashCode`: a bare signature.
    Bare(SignatureAlgorithm),
    /// `docDigest`: CMS SignedData for a PDF.
    Pdf,
}

/// A request to sign many documents.
#[derive(Clone, Debug)]
pub(crate) struct Bulk {
    pub(crate) request_name: String,
    pub(crate) department: String,
    pub(crate) service_name: String,
    pub(crate) documents: Vec<BulkDocument>,
    /// `maxCallbackSigs`
    pub(crate) per_callback: usize,
    pub(crate) identification_code: String,
    pub(crate) hkic_hash: Option<[u8; 32]>,
}

#[derive(Clone, Debug)]
pub(crate) struct BulkDocument {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) digest: [u8; 32],
    pub(crate) digest_text: String,
    pub(crate) form: SignatureForm,
}

impl FormFilling {
    /// Names of the fields that were requested and that the person allows.
    pub(crate) fn granted(&self) -> impl Iterator<Item = &String> {
        let allowed = |name: &&String| match &self.allowed {
            Some(allowed) => allowed.contains(name),
            None => true,
        };
        self.profile_fields
            .iter()
            .chain(&self.eme_fields)
            .filter(allowed)
    }
}

impl Subject {
    /// Names of all kinds.
    pub(crate) const KINDS: &[&str] = &[
        "profile",
        "form-filling",
        "signing",
        "pdf-signing",
        "bulk-signing",
        "step-up",
    ];

    /// Name in the app's JSON and the fault API.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::FormFilling(form) if form.profile => "profile",
            Self::FormFilling(_) => "form-filling",
            Self::Signing(signing) if signing.form == SignatureForm::Pdf => "pdf-signing",
            Self::Signing(_) => "signing",
            Self::Bulk(_) => "bulk-signing",
            Self::StepUp => "step-up",
        }
    }

    /// Result code of an answer. Only form filling and signing have a code for a cancelled request
    /// (iAM Smart API, result codes); elsewhere cancelling counts as refusing.
    pub(crate) fn code(&self, answer: Answer) -> ResultCode {
        let [cancelled, refused, failed, timeout] = match self {
            Self::FormFilling(form) if form.profile => [
                ResultCode::ProfileRejected,
                ResultCode::ProfileRejected,
                ResultCode::ProfileFailed,
                ResultCode::ProfileTimeout,
            ],
            Self::FormFilling(_) => [
                ResultCode::FormFillingCancelled,
                ResultCode::FormFillingRejected,
                ResultCode::FormFillingFailed,
                ResultCode::FormFillingTimeout,
            ],
            Self::Signing(_) | Self::Bulk(_) => [
                ResultCode::SigningCancelled,
                ResultCode::SigningRejected,
                ResultCode::SigningFailed,
                ResultCode::SigningTimeout,
            ],
            Self::StepUp => [
                ResultCode::StepUpRejected,
                ResultCode::StepUpRejected,
                ResultCode::StepUpFailed,
                ResultCode::StepUpTimeout,
            ],
        };
        match answer {
            Answer::Approved => ResultCode::Success,
            Answer::Cancelled => cancelled,
            Answer::Refused => refused,
            Answer::Failed => failed,
            Answer::TimedOut => timeout,
        }
    }

    /// SHA-256 of the signer's HKIC number, if the service names the signer.
    pub(crate) fn hkic_hash(&self) -> Option<[u8; 32]> {
        match self {
            Self::Signing(signing) => signing.hkic_hash,
            Self::Bulk(bulk) => bulk.hkic_hash,
            Self::FormFilling(_) | Self::StepUp => None,
        }
    }

    /// True if a key of this kind can make all requested signatures.
    pub(crate) fn can_be_signed_with(&self, key: KeyKind) -> bool {
        match self {
            Self::Signing(signing) => signing.form.key_kind() == key,
            Self::Bulk(bulk) => bulk
                .documents
                .iter()
                .all(|document| document.form.key_kind() == key),
            Self::FormFilling(_) | Self::StepUp => true,
        }
    }

    pub(crate) fn is_signing(&self) -> bool {
        matches!(self, Self::Signing(_) | Self::Bulk(_))
    }
}

impl SignatureForm {
    /// A PDF request has no algorithm parameter: its signature is RSA.
    fn key_kind(self) -> KeyKind {
        match self {
            Self::Bare(algorithm) => algorithm.key_kind(),
            Self::Pdf => KeyKind::Rsa,
        }
    }
}

impl Bulk {
    /// `totalCallbacks`: int((n-1)/m+1) (iAM Smart API, §4; high confidence for CorpID).
    pub(crate) fn total_callbacks(&self) -> usize {
        self.documents.len().div_ceil(self.per_callback)
    }
}
