//! The ways in which iAM Smart may sign a digest.
//!
//! Which one the gateway uses under which `sigAlgo` is not public (iAM Smart API, signing; medium
//! to low confidence), so every one that the request allows is tried, and the report says which
//! held.

use sha2::{Digest as _, Sha256};
use sm3::Sm3;

use crate::pki::signature::outcome::Signed;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::pki::signature::rsa::{SHA256_INFO, SHA256_INFO_WITHOUT_NULL};
use crate::pki::signature::sm2::{Sm2Identifier, Sm2KeyParts};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::verification::detail::{ModeDetail, SignatureDetail};
use crate::verification::input::SignatureAlgorithm;
use crate::verification::signed_data::Digest256;

/// What was signed. Signatures of the first three are RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), those of
/// the others SM2 (GB/T 32918.2-2016).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignedAs {
    /// The digest as data: SHA-256 over its 32 bytes, in a DigestInfo.
    Sha256WithRsaOverDigest,
    /// The digest itself, in a DigestInfo.
    Digest,
    /// The bare digest, as Java's `NONEwithRSA` signs what it is given.
    DigestWithoutDigestInfo,
    /// The digest as data: SM3 over the signer's identifier and key and its 32 bytes.
    Sm3WithSm2OverDigest,
    /// The digest as data, as signing devices hash that are told no identifier: SM3 over its 32
    /// bytes.
    Sm3OverDigestWithoutIdentifier,
    /// The digest itself, in the place of e.
    Sm2Digest,
}

impl SignedAs {
    const RSA: [Self; 3] = [
        Self::Sha256WithRsaOverDigest,
        Self::Digest,
        Self::DigestWithoutDigestInfo,
    ];

    const SM2: [Self; 3] = [
        Self::Sm3WithSm2OverDigest,
        Self::Sm3OverDigestWithoutIdentifier,
        Self::Sm2Digest,
    ];

    /// The mode's name in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsaOverDigest => "SHA256withRSA-over-digest",
            Self::Digest => "digest",
            Self::DigestWithoutDigestInfo => "digest-without-digest-info",
            Self::Sm3WithSm2OverDigest => "SM3withSM2-over-digest",
            Self::Sm3OverDigestWithoutIdentifier => "SM3-over-digest-without-identifier",
            Self::Sm2Digest => "SM2-digest",
        }
    }

    const fn algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::Sha256WithRsaOverDigest => SignatureAlgorithm::Sha256WithRsa,
            Self::Digest | Self::DigestWithoutDigestInfo => SignatureAlgorithm::NoneWithRsa,
            Self::Sm3WithSm2OverDigest | Self::Sm3OverDigestWithoutIdentifier => {
                SignatureAlgorithm::Sm3WithSm2
            }
            Self::Sm2Digest => SignatureAlgorithm::NoneWithSm2,
        }
    }

    const fn detail(self) -> ModeDetail {
        match self {
            Self::Sha256WithRsaOverDigest => ModeDetail::Sha256OverDigest,
            Self::Digest | Self::Sm2Digest => ModeDetail::Digest,
            Self::DigestWithoutDigestInfo => ModeDetail::BareDigest,
            Self::Sm3WithSm2OverDigest => ModeDetail::Sm3OverDigest,
            Self::Sm3OverDigestWithoutIdentifier => ModeDetail::Sm3OverDigestAlone,
        }
    }
}

/// A signature and what it may be over.
pub(super) struct Signature<'a> {
    pub(super) octets: &'a [u8],
    pub(super) algorithm: Option<SignatureAlgorithm>,
    /// Those that may have been signed.
    pub(super) digests: &'a [Digest256],
    pub(super) sm2_identifier: &'a Sm2Identifier,
}

/// What a signature turned out to be over.
#[derive(Clone, Copy)]
pub(super) struct SignedDigest {
    pub(super) mode: SignedAs,
    pub(super) digest: Digest256,
    /// The DigestInfo omits the NULL of its algorithm identifier.
    lacks_null: bool,
}

/// Checks that the signature was made with the key over a digest, and says in which mode.
pub(super) fn check(
    checks: &mut Checks,
    signature: &Signature<'_>,
    key: &PublicKeyInfo<'_>,
) -> Option<SignedDigest> {
    const RULE: Rule = Rule::Signature;
    const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
    const FAILED: SubIndication = SubIndication::SigCryptoFailure;
    if signature.digests.is_empty() {
        checks.skipped(RULE, SignatureDetail::DataUnknown);
        return None;
    }
    let found = match key {
        PublicKeyInfo::Sm2(key) => signature.find_sm2(key),
        _ => signature.find_rsa(key),
    };
    match found {
        Ok(Some(signed)) => {
            let mode = signed.mode.detail().into();
            checks.passed(
                RULE,
                if signed.lacks_null {
                    SignatureDetail::MadeWithoutNull { mode }
                } else {
                    SignatureDetail::Made { mode }
                },
            );
            return Some(signed);
        }
        Ok(None) => checks.failed(RULE, FAILED, mismatch(signature.algorithm)),
        Err(Signed::KeyRefused(_)) => checks.skipped(RULE, SignatureDetail::SignersKeyRefused),
        Err(Signed::Undecided(undecided)) => checks.indeterminate(RULE, CRYPTO, undecided),
        Err(Signed::No(not_a_signature)) => checks.failed(RULE, FAILED, not_a_signature),
        Err(Signed::Refused(algorithm) | Signed::Yes { algorithm, .. }) => {
            checks.failed(RULE, CRYPTO, SignedDetail::Refused { algorithm });
        }
    }
    None
}

impl Signature<'_> {
    fn find_rsa(&self, key: &PublicKeyInfo<'_>) -> Result<Option<SignedDigest>, Signed> {
        let opened = key.to_rsa()?.open(self.octets)?;
        // RFC 8017 Appendix A.2.4 has verifiers accept an algorithm identifier without its NULL: a
        // second exact text, no parser.
        let with_info = |digest: &[u8]| {
            if opened.is(SHA256_INFO, digest) {
                Some(false)
            } else {
                opened.is(SHA256_INFO_WITHOUT_NULL, digest).then_some(true)
            }
        };
        self.find(SignedAs::RSA, |mode, digest| {
            Ok(match mode {
                SignedAs::Sha256WithRsaOverDigest => with_info(&Sha256::digest(digest)),
                SignedAs::Digest => with_info(digest),
                _ => opened.is(&[], digest).then_some(false),
            })
        })
    }

    fn find_sm2(&self, key: &Sm2KeyParts<'_>) -> Result<Option<SignedDigest>, Signed> {
        self.find(SignedAs::SM2, |mode, digest| {
            let holds = match mode {
                SignedAs::Sm3WithSm2OverDigest => {
                    key.verify(self.sm2_identifier, digest, self.octets)?
                }
                SignedAs::Sm3OverDigestWithoutIdentifier => {
                    key.verify_digest(&Sm3::digest(digest).into(), self.octets)?
                }
                _ => key.verify_digest(digest, self.octets)?,
            };
            Ok(holds.then_some(false))
        })
    }

    /// The first mode and digest that hold, of those that the algorithm allows; whether the NULL is
    /// missing is for `holds` to say.
    fn find(
        &self,
        modes: [SignedAs; 3],
        holds: impl Fn(SignedAs, &Digest256) -> Result<Option<bool>, Signed>,
    ) -> Result<Option<SignedDigest>, Signed> {
        for mode in modes {
            let allowed = self.algorithm.is_none_or(|asked| asked == mode.algorithm());
            for digest in self.digests.iter().filter(|_| allowed) {
                if let Some(lacks_null) = holds(mode, digest)? {
                    return Ok(Some(SignedDigest {
                        mode,
                        digest: *digest,
                        lacks_null,
                    }));
                }
            }
        }
        Ok(None)
    }
}

fn mismatch(algorithm: Option<SignatureAlgorithm>) -> SignatureDetail {
    match algorithm {
        None => SignatureDetail::NoModeHolds,
        Some(SignatureAlgorithm::Sha256WithRsa) => SignatureDetail::NotSha256WithRsa,
        Some(SignatureAlgorithm::NoneWithRsa) => SignatureDetail::NotNoneWithRsa,
        Some(SignatureAlgorithm::Sm3WithSm2) => SignatureDetail::NotSm3WithSm2,
        Some(SignatureAlgorithm::NoneWithSm2) => SignatureDetail::NotNoneWithSm2,
    }
}
