//! What a signature that came back is worth.

use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::signing::{SigAlgo, SigningResult};
use crate::transaction::{Reason, Verdict};
use crate::verification::{
    Indication, PathOptions, SignatureAlgorithm, SignatureInput, VerificationReport,
    create_evidence, verify_signature,
};
use crate::{Error, Result};

/// The verdict on a signature, and what it rests upon.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict, for [`Transaction::judge`](crate::transaction::Transaction::judge).
    pub verdict: Verdict,
    /// The report; `None` if the signer's certificate cannot be read.
    pub report: Option<VerificationReport>,
    /// The evidence file, if the signature is not rejected.
    pub evidence: Option<String>,
}

impl Judgement {
    /// Judges a signature over `text`, the canonical form, that was requested with `algorithm`.
    /// `options` say whom to trust and have the revocation data
    /// ([`revocation_requests`](crate::verification::revocation_requests)).
    ///
    /// A signature that holds with another algorithm is rejected for it.
    ///
    /// # Errors
    /// Those of [`verify_signature`] for `options` that cannot be used: they say nothing of the
    /// signature.
    pub fn of(
        signed: &SigningResult,
        text: &str,
        algorithm: SigAlgo,
        options: PathOptions,
    ) -> Result<Self> {
        let parsed = Certificate::parse("certificate", &signed.certificate);
        if matches!(parsed, Err(Error::CertificateMalformed { .. })) {
            return Ok(Self {
                verdict: Verdict::Rejected(Reason::Signature),
                report: None,
                evidence: None,
            });
        }
        let mut input = SignatureInput {
            content: Some(text.as_bytes().to_vec()),
            digest: Some(signed.digest.as_bytes().to_vec()),
            signature: signed.signature.clone(),
            certificate: Encoded::Bytes(signed.certificate.clone()),
            signature_algorithm: Some(SignatureAlgorithm::parse(algorithm.as_str())?),
            claimed_time: Some(Time::from_unix_ms(signed.timestamp)),
            timestamps: Vec::new(),
            options,
        };
        let report = verify_signature(&input)?;
        let verdict = match report.indication {
            Indication::TotalPassed => Verdict::Signed,
            Indication::Indeterminate => Verdict::Undecided,
            Indication::TotalFailed => {
                input.signature_algorithm = None;
                let any = verify_signature(&input)?;
                let is_other = report.signed_as.is_none() && any.signed_as.is_some();
                let reason = if is_other {
                    Reason::Algorithm
                } else {
                    Reason::Signature
                };
                Verdict::Rejected(reason)
            }
        };
        let evidence = match verdict {
            Verdict::Rejected(_) => None,
            _ => Some(create_evidence(&input)?),
        };
        Ok(Self {
            verdict,
            report: Some(report),
            evidence,
        })
    }
}
