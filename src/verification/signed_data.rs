//! What was signed: content, digest, and that they agree.

use sha2::{Digest as _, Sha256};

use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::detail::SignedDataDetail;
use crate::{Error, Result};

/// A SHA-256 digest.
pub(super) type Sha256Digest = [u8; 32];

/// Reads a digest.
pub(super) fn digest(octets: &[u8]) -> Result<Sha256Digest> {
    octets.try_into().map_err(|_| Error::DigestLength {
        expected: size_of::<Sha256Digest>(),
        actual: octets.len(),
    })
}

/// Checks that there is something that can have been signed, and gives its digest.
///
/// Where content and digest disagree it is the given digest: that was sent to be signed, and a
/// signature that holds over it tells a changed content from a false signature.
pub(super) fn check(
    checks: &mut Checks,
    content: Option<&[u8]>,
    given: Option<Sha256Digest>,
) -> Option<Sha256Digest> {
    const RULE: Rule = Rule::SignedData;
    let computed: Option<Sha256Digest> = content.map(|content| Sha256::digest(content).into());
    match (computed, given) {
        (None, None) => checks.indeterminate(
            RULE,
            SubIndication::SignedDataNotFound,
            SignedDataDetail::NothingGiven,
        ),
        (Some(computed), Some(given)) if computed != given => checks.failed(
            RULE,
            SubIndication::HashFailure,
            SignedDataDetail::DigestDiffers,
        ),
        (Some(_), Some(_)) => checks.passed(RULE, SignedDataDetail::DigestAgrees),
        (Some(_), None) => checks.passed(RULE, SignedDataDetail::ContentGiven),
        (None, Some(_)) => checks.passed(RULE, SignedDataDetail::DigestGiven),
    }
    given.or(computed)
}
