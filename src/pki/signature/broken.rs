//! Broken hash functions, to tell what was changed from what only is not trusted.
//!
//! Nothing that they say makes a signature valid. They tell whether a signature with a broken hash
//! is intact, which a report says in a sentence of its own.

use alloc::vec::Vec;

use md5::Md5;
use sha1::{Digest, Sha1};

use crate::pki::signature::public_key::PublicKeyInfo;

/// A hash function with known collisions (RFC 6194, RFC 6151).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BrokenHash {
    /// SHA-1: 20 octets.
    Sha1,
    /// MD5: 16 octets.
    Md5,
}

/// `DigestInfo` of SHA-1 up to the digest itself (RFC 8017 §9.2, note 1).
const SHA1_INFO: &[u8] = &[
    0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
];

/// `DigestInfo` of MD5 up to the digest itself (RFC 8017 §9.2, note 1).
const MD5_INFO: &[u8] = &[
    0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00,
    0x04, 0x10,
];

impl BrokenHash {
    /// Returns the function of this name; `None` for MD2, which no crate here computes.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Sha1, Self::Md5]
            .into_iter()
            .find(|hash| hash.name() == name)
    }

    /// Returns the function's name.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
        }
    }

    /// Returns the length of a digest in octets.
    #[must_use]
    pub(crate) const fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Md5 => 16,
        }
    }

    /// Returns the digest of `message`.
    #[must_use]
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        self.digest_segments(core::iter::once(message))
    }

    /// Returns the digest of the concatenated `segments`.
    #[must_use]
    pub(crate) fn digest_segments<'s>(self, segments: impl Iterator<Item = &'s [u8]>) -> Vec<u8> {
        match self {
            Self::Sha1 => digest::<Sha1>(segments),
            Self::Md5 => digest::<Md5>(segments),
        }
    }

    /// Returns true for the identifier of RSASSA-PKCS1-v1_5 with this hash (RFC 8017 Appendix A.2.4).
    pub(crate) fn is_of_rsa(self, identifier: &[u8]) -> bool {
        const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
        let arc = match self {
            Self::Sha1 => 5,
            Self::Md5 => 4,
        };
        identifier.split_last() == Some((&arc, PKCS1))
    }

    /// Returns true if `signature` is the key's RSASSA-PKCS1-v1_5 signature over the message with
    /// this `digest`; `None` for other keys and those that are not used.
    #[must_use]
    pub(crate) fn fits(
        self,
        key: &PublicKeyInfo<'_>,
        digest: &[u8],
        signature: &[u8],
    ) -> Option<bool> {
        let info = match self {
            Self::Sha1 => SHA1_INFO,
            Self::Md5 => MD5_INFO,
        };
        let key = key.to_rsa().ok()?;
        let opened = key.open(signature);
        Some(opened.is_ok_and(|opened| opened.is(info, digest)))
    }
}

fn digest<'s, D: Digest>(segments: impl Iterator<Item = &'s [u8]>) -> Vec<u8> {
    let mut hasher = D::new();
    for segment in segments {
        hasher.update(segment);
    }
    hasher.finalize().to_vec()
}
