//! Checks of the signed content and its digest.

use alloc::vec::Vec;

use crate::asn1::OctetString;
use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::pki::cms::attributes::could_be_attributes;
use crate::pki::cms::{SignedData, SignerInfo};
use crate::pki::signature::hash::{Hash, Named, Sha2};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::CmsInput;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::detail::SignedDataDetail;
use crate::{Error, Result};

/// Checks that a digest has the length of a trusted hash function.
pub(super) fn check_length(digest: &[u8]) -> Result<()> {
    // Digests of SM3 have the length of SHA-256.
    let hashes = [Sha2::Sha256, Sha2::Sha384, Sha2::Sha512];
    if hashes.iter().any(|hash| hash.length() == digest.len()) {
        Ok(())
    } else {
        Err(Error::DigestLength {
            expected: Sha2::Sha256.length(),
            actual: digest.len(),
        })
    }
}

/// Checks the digest algorithm and the signed data. Returns the digest that messageDigest must
/// equal; `None` if it is not known.
pub(super) fn check(
    checks: &mut Checks,
    input: &CmsInput,
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
) -> Option<Vec<u8>> {
    let hash = check_digest_algorithm(checks, message, info)?;
    check_signed_data(checks, input, message, hash)
}

fn check_digest_algorithm(
    checks: &mut Checks,
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
) -> Option<Hash> {
    const RULE: Rule = Rule::CmsDigestAlgorithm;
    const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
    let algorithm = AlgorithmIdentifier::parse(&info.digest_algorithm).ok();
    let algorithm = algorithm.filter(AlgorithmIdentifier::has_null_or_nothing);
    let identifier = algorithm.map(|algorithm| algorithm.identifier);
    let hash = match identifier.map_or(Named::Unknown, Hash::named) {
        Named::Trusted(hash) => hash,
        Named::Broken(name) => {
            checks.failed(RULE, CRYPTO, CmsDetail::DigestBroken { name });
            return None;
        }
        Named::Unknown => {
            checks.indeterminate(RULE, CRYPTO, CmsDetail::DigestUnknown);
            return None;
        }
    };
    if identifier.is_some_and(|identifier| message.digest_algorithms.contains(&identifier)) {
        checks.passed(RULE, CmsDetail::DigestMade { hash: hash.name() });
    } else {
        checks.failed(
            RULE,
            SubIndication::FormatFailure,
            CmsDetail::DigestNotListed,
        );
    }
    Some(hash)
}

/// Checks the content against the digest and returns the digest. If they disagree, the given digest
/// is returned: it is the one that was sent for signing, and a valid signature over it shows that
/// the content was changed, not the signature forged.
fn check_signed_data(
    checks: &mut Checks,
    input: &CmsInput,
    message: &SignedData<'_>,
    hash: Hash,
) -> Option<Vec<u8>> {
    const RULE: Rule = Rule::SignedData;
    const MISMATCH: SubIndication = SubIndication::HashFailure;
    let given = input.content.as_deref().map(OctetString::whole);
    let content = given.or(message.content);
    let mut contents = [given, message.content].into_iter().flatten();
    if contents.any(|content| could_be_attributes(&content)) {
        let reason = SubIndication::FormatFailure;
        checks.failed(RULE, reason, CmsDetail::ContentLikeAttributes);
        return None;
    }
    let computed = content.map(|content| hash.digest_segments(content.segments()));
    let is_other_content = matches!((given, message.content), (Some(a), Some(b)) if a != b);
    match (&computed, &input.digest) {
        _ if is_other_content => checks.failed(RULE, MISMATCH, CmsDetail::EmbeddedDiffers),
        (None, None) => checks.indeterminate(
            RULE,
            SubIndication::SignedDataNotFound,
            CmsDetail::NothingGiven,
        ),
        (_, Some(digest)) if digest.len() != hash.length() => checks.failed(
            RULE,
            MISMATCH,
            CmsDetail::DigestOfOtherLength {
                hash: hash.name(),
                expected: hash.length(),
                actual: digest.len(),
            },
        ),
        (Some(computed), Some(digest)) if computed != digest => {
            checks.failed(
                RULE,
                MISMATCH,
                SignedDataDetail::DigestDiffers { hash: hash.name() },
            );
        }
        (Some(_), Some(_)) => {
            checks.passed(RULE, SignedDataDetail::DigestAgrees { hash: hash.name() });
        }
        (Some(_), None) if given.is_some() => {
            checks.passed(RULE, SignedDataDetail::ContentGiven { hash: hash.name() });
        }
        (Some(_), None) => checks.passed(RULE, CmsDetail::ContentEmbedded { hash: hash.name() }),
        (None, Some(_)) => checks.passed(RULE, SignedDataDetail::DigestGiven),
    }
    input.digest.clone().or(computed)
}
