//! The digests of what the signatures of a file cover.
//!
//! Each covers the file from its first octet on, and most of them all that those before it cover: that
//! is hashed once.

use alloc::vec::Vec;
use core::ops::Range;

use sha2::{Digest, Sha256, Sha384, Sha512};
use sm3::Sm3;

use crate::pdf::signatures::PdfSignatures;
use crate::pki::signature::hash::{Hash, Sha2};

/// A file, hashed up to an offset.
struct Hashed<D> {
    hasher: D,
    end: usize,
}

impl PdfSignatures {
    /// Returns for each signature the digest of what it covers, by the hash function of the message's
    /// first signer or of the token's imprint; `None` if it is not one that is trusted.
    #[must_use]
    pub fn digests(&self, file: &[u8]) -> Vec<Option<Vec<u8>>> {
        let mut sha256 = Hashed::<Sha256>::new();
        let mut sha384 = Hashed::<Sha384>::new();
        let mut sha512 = Hashed::<Sha512>::new();
        let mut sm3 = Hashed::<Sm3>::new();
        let signatures = self.signatures.iter();
        let digests = signatures.map(|signature| {
            let hash = signature.hash()?;
            signature.byte_range.as_ref().ok()?;
            let parts = signature.signed_parts();
            match hash {
                Hash::Sha2(Sha2::Sha256) => sha256.digest(file, parts),
                Hash::Sha2(Sha2::Sha384) => sha384.digest(file, parts),
                Hash::Sha2(Sha2::Sha512) => sha512.digest(file, parts),
                Hash::Sm3 => sm3.digest(file, parts),
            }
        });
        digests.collect()
    }
}

impl<D: Digest + Clone> Hashed<D> {
    fn new() -> Self {
        Self {
            hasher: D::new(),
            end: 0,
        }
    }

    /// Returns the digest of two parts, of which the first begins with the file.
    fn digest(&mut self, file: &[u8], [first, second]: [Range<usize>; 2]) -> Option<Vec<u8>> {
        if first.end < self.end {
            *self = Self::new();
        }
        self.hasher.update(file.get(self.end..first.end)?);
        self.end = first.end;
        let whole = self.hasher.clone().chain_update(file.get(second)?);
        Some(whole.finalize().to_vec())
    }
}
