//! The modes in which iAM Smart may sign a digest.
//!
//! Which mode the gateway uses for which `sigAlgo` is not public (iAM Smart API, signing; medium to
//! low confidence). Every mode that the request allows is therefore tried, and the report names the
//! one that verified.

use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};
use sm3::Sm3;

use crate::pki::signature::algorithm::Scheme;
use crate::pki::signature::hash::Sha2;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::pki::signature::rsa::{SHA256_INFO, SHA256_INFO_WITHOUT_NULL};
use crate::pki::signature::sm2::{Sm2Identifier, Sm2KeyParts};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::validation::Algorithm;
use crate::verification::detail::{ModeDetail, SignatureDetail};
use crate::verification::input::SignatureAlgorithm;
use crate::verification::signed_data::Digest256;

/// The signing mode. The first three are RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), the others SM2 (GB/T
/// 32918.2-2016).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignedAs {
    /// SHA-256 over the 32 bytes of the digest, in a DigestInfo.
    Sha256WithRsaOverDigest,
    /// The digest itself, in a DigestInfo.
    Digest,
    /// The bare digest without DigestInfo, as Java's `NONEwithRSA` signs its input.
    DigestWithoutDigestInfo,
    /// SM3 over the signer's identifier, key and the 32 bytes of the digest.
    Sm3WithSm2OverDigest,
    /// SM3 over the 32 bytes of the digest, as in signing devices that take no identifier.
    Sm3OverDigestWithoutIdentifier,
    /// The digest itself, as e.
    Sm2Digest,
}

impl SignedAs {
    /// Returns the algorithms that a signature of this mode with this key rests upon.
    pub(super) fn algorithms(self, key: &PublicKeyInfo<'_>) -> Vec<Algorithm> {
        let scheme = match self {
            Self::Sha256WithRsaOverDigest | Self::Digest | Self::DigestWithoutDigestInfo => {
                Scheme::RsaPkcs1(Sha2::Sha256)
            }
            Self::Sm3WithSm2OverDigest | Self::Sm3OverDigestWithoutIdentifier | Self::Sm2Digest => {
                Scheme::Sm2
            }
        };
        Algorithm::of_signature(scheme, key)
    }

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

    /// Returns the mode's name in reports.
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

/// A signature and the data that it may be over.
pub(super) struct Signature<'a> {
    pub(super) octets: &'a [u8],
    pub(super) algorithm: Option<SignatureAlgorithm>,
    /// The digests that may have been signed.
    pub(super) digests: &'a [Digest256],
    pub(super) sm2_identifier: &'a Sm2Identifier,
}

/// The digest and mode that verified.
#[derive(Clone, Copy)]
pub(super) struct SignedDigest {
    pub(super) mode: SignedAs,
    pub(super) digest: Digest256,
    /// True if the DigestInfo omits the NULL of its algorithm identifier.
    lacks_null: bool,
}

/// Checks that the signature was made with the key over one of the digests, and returns digest and
/// mode.
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
        // RFC 8017 Appendix A.2.4 requires verifiers to accept an algorithm identifier without
        // NULL: a second constant to compare with, not a parser.
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

    /// Returns the first mode and digest that verify, of the modes that the algorithm allows.
    /// `holds` returns whether the NULL is missing, or `None` if the signature does not verify.
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
