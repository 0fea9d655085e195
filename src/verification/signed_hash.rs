//! The three ways in which iAM Smart may sign a digest.
//!
//! Which one the gateway uses under which `sigAlgo` is not public (iAM Smart API, signing; medium to
//! low confidence), so every one that the request allows is tried, and the report says which held.

use sha2::{Digest as _, Sha256};

use crate::pki::signature::key_problem::KeyProblem;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::pki::signature::rsa::{Opened, SHA256_INFO, SHA256_INFO_WITHOUT_NULL};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::detail::{ModeDetail, SignatureDetail};
use crate::verification::input::SignatureAlgorithm;
use crate::verification::signed_data::Sha256Digest;

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

    const fn detail(self) -> ModeDetail {
        match self {
            Self::Sha256WithRsaOverDigest => ModeDetail::Sha256OverDigest,
            Self::Digest => ModeDetail::Digest,
            Self::DigestWithoutDigestInfo => ModeDetail::BareDigest,
        }
    }

    /// The DigestInfos that may stand before the digest, and the digest. RFC 8017 §A.2.4 has
    /// verifiers accept an algorithm identifier without its NULL: a second exact text, no parser.
    fn templates(self, digest: Sha256Digest) -> (&'static [&'static [u8]], Sha256Digest) {
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
    pub(super) digest: Option<Sha256Digest>,
}

/// Checks that the signature was made with the key over the digest, and says in which mode.
pub(super) fn check(
    checks: &mut Checks,
    signature: &Signature<'_>,
    key: &PublicKeyInfo<'_>,
) -> Option<SignedAs> {
    const RULE: Rule = Rule::Signature;
    const REASON: SubIndication = SubIndication::SigCryptoFailure;
    let Some(digest) = signature.digest else {
        checks.skipped(RULE, SignatureDetail::DataUnknown);
        return None;
    };
    let key = match key.to_rsa() {
        Ok(key) => key,
        Err(KeyProblem::Refused(_)) => {
            checks.skipped(RULE, SignatureDetail::SignersKeyRefused);
            return None;
        }
        Err(problem) => {
            checks.indeterminate(RULE, SubIndication::CryptoConstraintsFailure, problem);
            return None;
        }
    };
    let opened = match key.open(signature.octets) {
        Ok(opened) => opened,
        Err(not_a_signature) => {
            checks.failed(RULE, REASON, not_a_signature);
            return None;
        }
    };
    let allowed = SignedAs::ALL.into_iter().filter(|mode| {
        signature
            .algorithm
            .is_none_or(|algorithm| mode.algorithm() == algorithm)
    });
    let Some((mode, info)) = find_mode(allowed, &opened, digest) else {
        checks.failed(RULE, REASON, mismatch(signature.algorithm));
        return None;
    };
    let detail = mode.detail().into();
    checks.passed(
        RULE,
        if info == SHA256_INFO_WITHOUT_NULL {
            SignatureDetail::MadeWithoutNull { mode: detail }
        } else {
            SignatureDetail::Made { mode: detail }
        },
    );
    Some(mode)
}

fn find_mode(
    modes: impl Iterator<Item = SignedAs>,
    opened: &Opened,
    digest: Sha256Digest,
) -> Option<(SignedAs, &'static [u8])> {
    for mode in modes {
        let (infos, digest) = mode.templates(digest);
        if let Some(info) = infos.iter().find(|info| opened.is(info, &digest)) {
            return Some((mode, info));
        }
    }
    None
}

fn mismatch(algorithm: Option<SignatureAlgorithm>) -> SignatureDetail {
    match algorithm {
        None => SignatureDetail::NoModeHolds,
        Some(SignatureAlgorithm::Sha256WithRsa) => SignatureDetail::NotSha256WithRsa,
        Some(SignatureAlgorithm::NoneWithRsa) => SignatureDetail::NotNoneWithRsa,
    }
}
