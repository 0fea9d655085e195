//! Inputs of verification.

use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::Fingerprint;
use crate::pki::policy::inputs::PolicyInputs;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::validation::AlgorithmEnds;
use crate::validation::purposes::WantedPurposes;
use crate::validation::requirements::{Requirements, Revocation};
use crate::{Error, Result};

/// Candidates and requirements of path validation.
#[derive(Clone, Debug)]
pub struct PathOptions {
    /// Trust anchors.
    pub trust_anchors: Vec<Encoded>,
    /// Intermediate certificates.
    pub intermediates: Vec<Encoded>,
    /// Validation time.
    pub validation_time: Time,
    /// CRLs, complete and delta.
    pub crls: Vec<Encoded>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Encoded>,
    /// The revocation checking mode. It never depends on what a file contains: whoever hands it
    /// over could take its CRLs out.
    pub revocation: Revocation,
    /// Maximum age of a CRL or an OCSP response without nextUpdate, in milliseconds; `None`: the
    /// default.
    pub revocation_max_age_ms: Option<u64>,
    /// Inputs of policy processing.
    pub policies: PolicyInputs,
    /// The end entity's keyUsage must include at least one of these; empty: any keyUsage; `None`:
    /// digitalSignature or nonRepudiation.
    pub key_usage: Option<Vec<KeyUsage>>,
    /// Purposes of which the end entity's extKeyUsage must include at least one, if it has the
    /// extension; empty: any purpose; `None`: those of signers of documents.
    pub purposes: Option<Vec<ObjectIdentifier>>,
    /// Purposes of which the end entity's extKeyUsage must include none; `None`: those of servers,
    /// code, time-stamps and OCSP responses, unless `purposes` names them or is empty.
    pub excluded_purposes: Option<Vec<ObjectIdentifier>>,
    /// True if a broken duty of an issuer or a signer is a failure, even if no step of the
    /// validation depends on it; else it is a warning.
    pub strict_profile: bool,
    /// SHA-256 fingerprints of the acceptable trust anchors; empty: all.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// Maximum number of certificates between end entity and trust anchor, not counting self-issued
    /// ones (RFC 5280 §6.1.4 (l)).
    pub max_path_length: Option<u32>,
    /// The distinguishing identifier of a signer with an SM2 key. Certificates, CRLs and OCSP
    /// responses are signed with the default one.
    pub sm2_identifier: Sm2Identifier,
    /// Trust anchors of time-stamping authorities; `None`: `trust_anchors`, if `anchor_fingerprints`
    /// accepts them.
    pub timestamp_anchors: Option<Vec<Encoded>>,
    /// Ends of algorithms; `None`: those of ETSI TS 119 312, for time-stamps alone.
    pub algorithm_ends: Option<AlgorithmEnds>,
}

impl PathOptions {
    /// Returns the default options, without certificates.
    #[must_use]
    pub fn at(validation_time: Time) -> Self {
        Self {
            trust_anchors: Vec::new(),
            intermediates: Vec::new(),
            validation_time,
            crls: Vec::new(),
            ocsp_responses: Vec::new(),
            revocation: Revocation::default(),
            revocation_max_age_ms: None,
            policies: PolicyInputs::default(),
            key_usage: None,
            purposes: None,
            excluded_purposes: None,
            strict_profile: false,
            anchor_fingerprints: Vec::new(),
            max_path_length: None,
            sm2_identifier: Sm2Identifier::default(),
            timestamp_anchors: None,
            algorithm_ends: None,
        }
    }

    /// Returns the requirements on the paths of time-stamping authorities, without certificates. What
    /// is asked of the signer's path, such as its policies, is not asked of theirs.
    pub(super) fn of_timestamps(&self) -> Self {
        Self {
            revocation: self.revocation,
            revocation_max_age_ms: self.revocation_max_age_ms,
            strict_profile: self.strict_profile,
            anchor_fingerprints: match self.timestamp_anchors {
                Some(_) => Vec::new(),
                None => self.anchor_fingerprints.clone(),
            },
            algorithm_ends: self.algorithm_ends.clone(),
            ..Self::at(self.validation_time)
        }
    }

    /// Returns the requirements on a path.
    pub(super) fn requirements(&self, claimed_time: Option<Time>) -> Requirements {
        let key_usage = match &self.key_usage {
            None => Some(KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::NON_REPUDIATION)),
            Some(usages) => usages.iter().copied().reduce(KeyUsage::union),
        };
        Requirements {
            validation_time: self.validation_time,
            judged_at: None,
            revocation: self.revocation,
            claimed_time,
            policies: self.policies.clone(),
            key_usage,
            purposes: WantedPurposes::new(
                self.purposes.as_deref(),
                self.excluded_purposes.as_deref(),
            ),
            strict_profile: self.strict_profile,
            revocation_max_age_ms: self.revocation_max_age_ms,
            anchor_fingerprints: self.anchor_fingerprints.clone(),
            max_path_length: self.max_path_length,
        }
    }
}

/// A signature, the signed data, and the signer's certificate.
#[derive(Clone, Debug)]
pub struct SignatureInput {
    /// The signed content.
    pub content: Option<Vec<u8>>,
    /// The digest that was sent as `hashCode`, 32 bytes: SHA-256 or, for SM2 signatures, SM3.
    pub digest: Option<Vec<u8>>,
    /// The signature: as long as the modulus for RSA, the DER of r and s for SM2.
    pub signature: Vec<u8>,
    /// The signer's certificate.
    pub certificate: Encoded,
    /// The requested algorithm; `None`: every mode is tried.
    pub signature_algorithm: Option<SignatureAlgorithm>,
    /// Claimed signing time, the transaction's `timestamp`: reported, never trusted.
    pub claimed_time: Option<Time>,
    /// Time-stamp tokens over the octets of `signature`, for evidence.
    pub timestamps: Vec<Vec<u8>>,
    /// Options of path validation.
    pub options: PathOptions,
}

/// `sigAlgo` of a signing request (iAM Smart API, signing; medium confidence; signing with SM2 is
/// documented only for its sibling CorpID).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureAlgorithm {
    /// The digest is treated as data: SHA-256 of it is signed.
    Sha256WithRsa,
    /// The digest itself is signed.
    NoneWithRsa,
    /// The digest is treated as data: SM3 of the signer's identifier, key and digest is signed.
    Sm3WithSm2,
    /// The digest, made with SM3, is signed itself.
    NoneWithSm2,
}

impl SignatureAlgorithm {
    /// Returns the algorithm's name in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
            Self::Sm3WithSm2 => "SM3withSM2",
            Self::NoneWithSm2 => "NONEwithSM2",
        }
    }

    /// Parses 'SHA256withRSA', 'NONEwithRSA', 'SM3withSM2' or 'NONEwithSM2'.
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
