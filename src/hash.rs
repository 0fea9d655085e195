//! SHA-256 (FIPS 180-4) of content in memory; for streams see `signing::Hasher`.

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 digest of the concatenated parts.
///
/// Never inlined: otherwise every caller in the page's module would contain a copy of the padding.
#[inline(never)]
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
