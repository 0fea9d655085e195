//! What was signed: content, digest, and that they agree.

use sha2::{Digest as _, Sha256};

use crate::pki::check::{Checks, SubIndication};
use crate::{Error, Result};

/// A SHA-256 digest.
pub(super) type Digest = [u8; 32];

/// Reads a digest.
pub(super) fn digest(octets: &[u8]) -> Result<Digest> {
    octets.try_into().map_err(|_| Error::DigestLength {
        expected: size_of::<Digest>(),
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
    given: Option<Digest>,
) -> Option<Digest> {
    const NAME: &str = "signed-data";
    let computed: Option<Digest> = content.map(|content| Sha256::digest(content).into());
    match (computed, given) {
        (None, None) => checks.indeterminate(
            NAME,
            SubIndication::SignedDataNotFound,
            "Neither the content nor its digest was given, so it is not known what was signed.",
        ),
        (Some(computed), Some(given)) if computed != given => checks.failed(
            NAME,
            SubIndication::HashFailure,
            "The digest is not the SHA-256 digest of the content: one of them was changed.",
        ),
        (Some(_), Some(_)) => {
            checks.passed(NAME, "The digest is the SHA-256 digest of the content.");
        }
        (Some(_), None) => {
            checks.passed(
                NAME,
                "The content was given; its SHA-256 digest was computed.",
            );
        }
        (None, Some(_)) => checks.passed(
            NAME,
            "The digest was given. That it is the digest of a certain content is for the caller to \
             say.",
        ),
    }
    given.or(computed)
}
