//! What a caller hands over.

use alloc::vec::Vec;

use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::Fingerprint;
use crate::pki::policy::inputs::PolicyInputs;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::validation::requirements::{Requirements, Revocation};
use crate::{Error, Result};

/// What a path is looked for among, and what is asked of it.
#[derive(Clone, Debug)]
pub struct PathOptions {
    /// Certificates that are trusted as they are.
    pub trust_anchors: Vec<Encoded>,
    /// Certificates that may lead to them.
    pub intermediates: Vec<Encoded>,
    /// The point in time that everything is judged at.
    pub validation_time: Time,
    /// CRLs, complete and delta.
    pub crls: Vec<Encoded>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Encoded>,
    /// What is to be done about revocation; `None`: [`Revocation::Hard`] where there are CRLs or
    /// OCSP responses, else [`Revocation::Soft`].
    pub revocation: Option<Revocation>,
    /// What is asked of certificate policies.
    pub policies: PolicyInputs,
    /// At least one of these must be asserted by the end entity; empty: none is asked for; `None`:
    /// digitalSignature or nonRepudiation.
    pub key_usage: Option<Vec<KeyUsage>>,
    /// Of the trust anchors, those that count; empty for all of them.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// The most certificates between end entity and trust anchor, self-issued ones not counted (RFC
    /// 5280 §6.1.4 (l)).
    pub max_path_length: Option<u32>,
    /// The distinguishing identifier of a signer whose key is one of SM2. Certificates, CRLs and OCSP
    /// responses are signed under the default one.
    pub sm2_identifier: Sm2Identifier,
}

impl PathOptions {
    /// Everything left to its default, with nothing to find a path among.
    #[must_use]
    pub fn at(validation_time: Time) -> Self {
        Self {
            trust_anchors: Vec::new(),
            intermediates: Vec::new(),
            validation_time,
            crls: Vec::new(),
            ocsp_responses: Vec::new(),
            revocation: None,
            policies: PolicyInputs::default(),
            key_usage: None,
            anchor_fingerprints: Vec::new(),
            max_path_length: None,
            sm2_identifier: Sm2Identifier::default(),
        }
    }

    pub(super) fn requirements(&self, claimed_time: Option<Time>) -> Requirements {
        let default = if self.crls.is_empty() && self.ocsp_responses.is_empty() {
            Revocation::Soft
        } else {
            Revocation::Hard
        };
        let key_usage = match &self.key_usage {
            None => Some(KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::NON_REPUDIATION)),
            Some(usages) => usages.iter().copied().reduce(KeyUsage::union),
        };
        Requirements {
            validation_time: self.validation_time,
            revocation: self.revocation.unwrap_or(default),
            claimed_time,
            policies: self.policies.clone(),
            key_usage,
            anchor_fingerprints: self.anchor_fingerprints.clone(),
            max_path_length: self.max_path_length,
        }
    }
}

/// A signature, what it is over, and whose it is said to be.
#[derive(Clone, Debug)]
pub struct SignatureInput {
    /// What was signed.
    pub content: Option<Vec<u8>>,
    /// The digest that was sent as `hashCode`, 32 bytes: SHA-256, or for an SM2 signature SM3.
    pub digest: Option<Vec<u8>>,
    /// The signature: as many bytes as the RSA key's modulus, or for SM2 the DER of r and s.
    pub signature: Vec<u8>,
    /// The signer's certificate.
    pub certificate: Encoded,
    /// The algorithm that was asked for; `None`: every mode is tried.
    pub signature_algorithm: Option<SignatureAlgorithm>,
    /// The transaction's own `timestamp`: reported, never trusted.
    pub claimed_time: Option<Time>,
    /// Where a path is looked for, and what is asked of it.
    pub options: PathOptions,
}

/// `sigAlgo` of a signing request (iAM Smart API, signing; medium confidence; that iAM Smart itself
/// signs with SM2 is known of its sibling CorpID only).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureAlgorithm {
    /// The digest is data: SHA-256 is applied to it again.
    Sha256WithRsa,
    /// The digest is signed as it is.
    NoneWithRsa,
    /// The digest is data: SM3 is applied to it, after the signer's identifier and key.
    Sm3WithSm2,
    /// The digest, which is one of SM3, is signed as it is.
    NoneWithSm2,
}

impl SignatureAlgorithm {
    /// The algorithm's name in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
            Self::Sm3WithSm2 => "SM3withSM2",
            Self::NoneWithSm2 => "NONEwithSM2",
        }
    }

    /// Reads 'SHA256withRSA', 'NONEwithRSA', 'SM3withSM2' or 'NONEwithSM2'.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "SHA256withRSA" => Ok(Self::Sha256WithRsa),
            "NONEwithRSA" => Ok(Self::NoneWithRsa),
            "SM3withSM2" => Ok(Self::Sm3WithSm2),
            "NONEwithSM2" => Ok(Self::NoneWithSm2),
            _ => Err(Error::invalid_argument(
                "signatureAlgorithm",
                "it is none of 'SHA256withRSA', 'NONEwithRSA', 'SM3withSM2' and 'NONEwithSM2'",
            )),
        }
    }
}
