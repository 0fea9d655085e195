//! Results as a transaction's record keeps them.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::asn1::time::Time;
use crate::callback_result::{Answer, CallbackResult};
use crate::encoding::{base64, from_base64};
use crate::form_filling::Field as _;
use crate::signing::{BulkSignature, Digest, SigningResult};
use crate::transaction::{Arrived, Kind, SignedFacts};
use crate::wire::Fault;
use crate::{Error, Result};

impl CallbackResult {
    /// Returns the result as [`Transaction::arrive`](crate::transaction::Transaction::arrive) takes
    /// it, with its content as JSON ([`to_json`](Self::to_json)). `now` is Unix time in milliseconds.
    ///
    /// # Errors
    /// None that depends on the result.
    pub fn arrived(&self, now: i64) -> Result<Arrived> {
        let (kind, number, signed) = match &self.answer {
            Answer::FormFilling(filled) if filled.is_profile => (Some(Kind::Profile), None, None),
            Answer::FormFilling(_) => (Some(Kind::FormFilling), None, None),
            Answer::Signing(result) => {
                let signed = SignedFacts {
                    digest: result.digest.hash_code(),
                    timestamp: Some(result.timestamp),
                };
                (Some(Kind::Signing), None, Some(signed))
            }
            Answer::PdfSigning(result) => {
                let signed = SignedFacts {
                    digest: result.doc_digest.hash_code(),
                    timestamp: None,
                };
                (Some(Kind::PdfSigning), None, Some(signed))
            }
            Answer::BulkSigning(result) => {
                let number = u32::try_from(result.callback_seq).ok();
                (Some(Kind::BulkSigning), number, None)
            }
            Answer::StepUp { .. } => (Some(Kind::StepUp), None, None),
            Answer::Refused(_) => (None, None, None),
        };
        Arrived::new(kind, number, signed, &self.to_json(), now)
    }

    /// Returns the result as JSON: the members, and what they are named, are those of the npm
    /// package's results; bytes are in Base64, times in ISO 8601.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut result = self.answer.to_value();
        result["businessId"] = self.business_id.as_str().into();
        if let Some(state) = &self.state {
            result["state"] = state.as_str().into();
        }
        result.to_string()
    }
}

impl Answer {
    fn to_value(&self) -> Value {
        match self {
            Self::FormFilling(filled) => json!({
                "kind": if filled.is_profile { "profile" } else { "form-filling" },
                "fields": filled.fields.plain(),
                "unreadable": filled.fields.unreadable().collect::<Vec<_>>(),
                "files": filled.files.iter().map(|(name, file)| json!({
                    "name": name,
                    "fileName": file.file_name,
                    "type": file.media_type,
                    "bytes": base64(&file.bytes),
                    "encrypted": file.encrypted,
                })).collect::<Vec<_>>(),
            }),
            Self::Signing(signed) => json!({
                "kind": "signing",
                "hashCode": signed.digest.hash_code(),
                "signature": base64(&signed.signature),
                "certificate": base64(&signed.certificate),
                "timestamp": time(signed.timestamp),
            }),
            Self::PdfSigning(signed) => json!({
                "kind": "pdf-signing",
                "docDigest": signed.doc_digest.hash_code(),
                "pdfSignature": base64(&signed.pdf_signature),
            }),
            Self::BulkSigning(signed) => json!({
                "kind": "bulk-signing",
                "callbackSeq": signed.callback_seq,
                "totalSignNum": signed.total_sign_num,
                "failSignNum": signed.fail_sign_num,
                "certificate": signed.certificate.as_deref().map(base64),
                "signatures": signed.signatures.iter().map(bulk_signature).collect::<Vec<_>>(),
            }),
            Self::StepUp { passed } => json!({ "kind": "step-up", "passed": passed }),
            Self::Refused(refusal) => json!({
                "kind": "refused",
                "resultCode": refusal.result_code.as_str(),
                "message": refusal.message,
                "fault": refusal.result_code.fault().map(Fault::as_str),
                "retry": refusal.result_code.retry().as_str(),
            }),
        }
    }
}

impl SigningResult {
    /// Reads the signature of a result that was stored ([`CallbackResult::arrived`]).
    ///
    /// # Errors
    /// [`Error::TransactionUnreadable`] if it is another kind of result, or its content was not
    /// written by [`CallbackResult::to_json`].
    pub fn stored(arrived: &Arrived) -> Result<Self> {
        #[derive(Deserialize)]
        struct Content {
            signature: String,
            certificate: String,
        }

        let unreadable = |_| Error::TransactionUnreadable;
        let signed = arrived.signed.as_ref();
        let signed = signed.ok_or(Error::TransactionUnreadable)?;
        let content: Content = serde_json::from_str(arrived.content.get())
            .map_err(|_| Error::TransactionUnreadable)?;
        Ok(Self {
            digest: Digest::from_hash_code(&signed.digest).map_err(unreadable)?,
            signature: from_base64("signature", &content.signature).map_err(unreadable)?,
            certificate: from_base64("certificate", &content.certificate).map_err(unreadable)?,
            timestamp: signed.timestamp.ok_or(Error::TransactionUnreadable)?,
        })
    }
}

fn bulk_signature(signed: &BulkSignature) -> Value {
    let (digest, signature) = if signed.is_pdf {
        ("docDigest", "pdfSignature")
    } else {
        ("hashCode", "signature")
    };
    let mut value = json!({ "id": signed.id, "timestamp": signed.timestamp.map(time) });
    value[digest] = signed.digest.map(|digest| digest.hash_code()).into();
    value[signature] = base64(&signed.signature).into();
    value
}

fn time(unix_ms: i64) -> String {
    Time::from_unix_ms(unix_ms).text()
}
