//! The three ways in which iAM Smart may sign a digest.
//!
//! Which one the gateway uses under which `sigAlgo` is not public (iAM Smart API, signing; medium to
//! low confidence), so every one that the request allows is tried, and the report says which held.

use sha2::{Digest as _, Sha256};

use super::input::SignatureAlgorithm;
use super::signed_data::Digest;
use crate::pki::check::{Checks, SubIndication};
use crate::pki::public_key::{KeyProblem, PublicKeyInfo};
use crate::pki::rsa::{Opened, SHA256_INFO, SHA256_INFO_WITHOUT_NULL};
use crate::pki::signature::Mismatch;

/// What was signed, of three. Signatures of all three are RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignedAs {
    /// The digest as data: SHA-256 over its 32 bytes, in a DigestInfo.
    Sha256WithRsaOverDigest,
    /// The digest itself, in a DigestInfo.
    Digest,
    /// The bare digest, as Java's `NONEwithRSA` signs what it is given.
    DigestWithoutDigestInfo,
}

impl SignedAs {
    const ALL: [Self; 3] = [
        Self::Sha256WithRsaOverDigest,
        Self::Digest,
        Self::DigestWithoutDigestInfo,
    ];

    /// The mode's name in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsaOverDigest => "SHA256withRSA-over-digest",
            Self::Digest => "digest",
            Self::DigestWithoutDigestInfo => "digest-without-digest-info",
        }
    }

    const fn algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::Sha256WithRsaOverDigest => SignatureAlgorithm::Sha256WithRsa,
            Self::Digest | Self::DigestWithoutDigestInfo => SignatureAlgorithm::NoneWithRsa,
        }
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Sha256WithRsaOverDigest => "SHA-256 was applied to the digest once more",
            Self::Digest => "the digest itself was signed",
            Self::DigestWithoutDigestInfo => "the bare digest was signed, without a DigestInfo",
        }
    }

    /// The DigestInfos that may stand before the digest, and the digest. RFC 8017 §A.2.4 has
    /// verifiers accept an algorithm identifier without its NULL: a second exact text, no parser.
    fn templates(self, digest: Digest) -> (&'static [&'static [u8]], Digest) {
        match self {
            Self::Sha256WithRsaOverDigest => (
                &[SHA256_INFO, SHA256_INFO_WITHOUT_NULL],
                Sha256::digest(digest).into(),
            ),
            Self::Digest => (&[SHA256_INFO, SHA256_INFO_WITHOUT_NULL], digest),
            Self::DigestWithoutDigestInfo => (&[&[]], digest),
        }
    }
}

/// A signature and what it may be over.
pub(super) struct Signature<'a> {
    pub(super) octets: &'a [u8],
    pub(super) algorithm: Option<SignatureAlgorithm>,
    pub(super) digest: Option<Digest>,
}

/// Checks that the signature was made with the key over the digest, and says in which mode.
pub(super) fn check(
    checks: &mut Checks,
    signature: &Signature<'_>,
    key: &PublicKeyInfo<'_>,
) -> Option<SignedAs> {
    const NAME: &str = "signature";
    const REASON: SubIndication = SubIndication::SigCryptoFailure;
    let Some(digest) = signature.digest else {
        checks.skipped(NAME, "It is not known what was signed.");
        return None;
    };
    let key = match key.to_rsa() {
        Ok(key) => key,
        Err(KeyProblem::Refused(_)) => {
            checks.skipped(
                NAME,
                "The signer's key is refused, so nothing is checked with it.",
            );
            return None;
        }
        Err(KeyProblem::Unsupported(kind)) => {
            checks.indeterminate(
                NAME,
                SubIndication::CryptoConstraintsFailure,
                format!("Keys of the kind {kind} are not processed in this version."),
            );
            return None;
        }
    };
    let opened = match key.open(signature.octets) {
        Ok(opened) => opened,
        Err(not_a_signature) => {
            checks.failed(NAME, REASON, not_a_signature_detail(not_a_signature));
            return None;
        }
    };
    let allowed = SignedAs::ALL.into_iter().filter(|mode| {
        signature
            .algorithm
            .is_none_or(|algorithm| mode.algorithm() == algorithm)
    });
    let Some((mode, info)) = find_mode(allowed, &opened, digest) else {
        checks.failed(NAME, REASON, mismatch(signature.algorithm));
        return None;
    };
    let without_null = if info == SHA256_INFO_WITHOUT_NULL {
        " The signed algorithm identifier leaves out its NULL."
    } else {
        ""
    };
    checks.passed(
        NAME,
        format!(
            "The signature was made with the signer's key: {}.{without_null}",
            mode.description()
        ),
    );
    Some(mode)
}

fn find_mode(
    modes: impl Iterator<Item = SignedAs>,
    opened: &Opened,
    digest: Digest,
) -> Option<(SignedAs, &'static [u8])> {
    for mode in modes {
        let (infos, digest) = mode.templates(digest);
        if let Some(info) = infos.iter().find(|info| opened.is(info, &digest)) {
            return Some((mode, info));
        }
    }
    None
}

fn mismatch(algorithm: Option<SignatureAlgorithm>) -> &'static str {
    match algorithm {
        None => {
            "The signature was not made with the signer's key over this data, in none of the three \
             modes."
        }
        Some(SignatureAlgorithm::Sha256WithRsa) => {
            "The signature was not made with the signer's key over this data with SHA256withRSA."
        }
        Some(SignatureAlgorithm::NoneWithRsa) => {
            "The signature was not made with the signer's key over this data with NONEwithRSA, \
             neither with a DigestInfo nor without one."
        }
    }
}

fn not_a_signature_detail(mismatch: Mismatch) -> String {
    match mismatch {
        Mismatch::Length { expected, actual } => format!(
            "The signature has {actual} bytes, and one of this key has {expected} (RFC 8017 \
             §8.2.2)."
        ),
        _ => "The signature is a number beyond the key's modulus (RFC 8017 §5.2.2).".to_owned(),
    }
}
