//! Check of the signed content and its digest.

use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};
use sm3::Sm3;

use crate::pki::signature::public_key::PublicKeyInfo;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::detail::SignedDataDetail;
use crate::verification::input::SignatureAlgorithm;
use crate::{Error, Result};

/// A SHA-256 or SM3 digest.
pub(super) type Digest256 = [u8; 32];

/// A hash function for `hashCode`.
pub(super) struct ContentHash {
    name: &'static str,
    digest: fn(&[u8]) -> Digest256,
}

impl ContentHash {
    const SHA256: Self = Self {
        name: "SHA-256",
        digest: |content| Sha256::digest(content).into(),
    };
    const SM3: Self = Self {
        name: "SM3",
        digest: |content| Sm3::digest(content).into(),
    };

    /// Returns the hash functions for a key and an algorithm. `NONEwithSM2` requires SM3; the API
    /// does not specify one for `SM3withSM2`, so both are accepted (iAM Smart API, signing).
    pub(super) const fn of(
        key: &PublicKeyInfo<'_>,
        algorithm: Option<SignatureAlgorithm>,
    ) -> &'static [Self] {
        match (key, algorithm) {
            (PublicKeyInfo::Sm2(_), Some(SignatureAlgorithm::NoneWithSm2)) => &[Self::SM3],
            (PublicKeyInfo::Sm2(_), _) => &[Self::SM3, Self::SHA256],
            _ => &[Self::SHA256],
        }
    }
}

/// Parses a digest.
pub(super) fn digest(octets: &[u8]) -> Result<Digest256> {
    octets.try_into().map_err(|_| Error::DigestLength {
        expected: size_of::<Digest256>(),
        actual: octets.len(),
    })
}

/// Returns the digests that may have been signed, most likely first; none if there is neither
/// content nor digest.
///
/// If content and digest disagree, returns the given digest: it is the one that was sent for
/// signing, and a valid signature over it shows that the content was changed, not the signature
/// forged.
pub(super) fn check(
    checks: &mut Checks,
    content: Option<&[u8]>,
    given: Option<Digest256>,
    hashes: &[ContentHash],
) -> Vec<Digest256> {
    const RULE: Rule = Rule::SignedData;
    let Some(content) = content else {
        match given {
            Some(_) => checks.passed(RULE, SignedDataDetail::DigestGiven),
            None => checks.indeterminate(
                RULE,
                SubIndication::SignedDataNotFound,
                SignedDataDetail::NothingGiven,
            ),
        }
        return given.into_iter().collect();
    };
    let computed: Vec<Digest256> = hashes.iter().map(|hash| (hash.digest)(content)).collect();
    let Some(given) = given else {
        checks.passed(
            RULE,
            match hashes {
                [hash] => SignedDataDetail::ContentGiven { hash: hash.name },
                _ => SignedDataDetail::ContentGivenForSm2,
            },
        );
        return computed;
    };
    match hashes
        .iter()
        .zip(&computed)
        .find(|(_, digest)| **digest == given)
    {
        Some((hash, _)) => checks.passed(RULE, SignedDataDetail::DigestAgrees { hash: hash.name }),
        None => checks.failed(
            RULE,
            SubIndication::HashFailure,
            match hashes {
                [hash] => SignedDataDetail::DigestDiffers { hash: hash.name },
                _ => SignedDataDetail::DigestDiffersForSm2,
            },
        ),
    }
    vec![given]
}
