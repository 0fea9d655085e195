//! SHA-256 (FIPS 180-4) of what is at hand; content of any size has `signing::Hasher`.

use sha2::{Digest as _, Sha256};

/// The SHA-256 digest of these parts one after the other.
///
/// One function and never inlined: its padding would otherwise stand in the page's module once for
/// every caller.
#[inline(never)]
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
