//! Hash functions of signatures (FIPS 180-4, GB/T 32905-2016) and their identifiers.

use alloc::vec::Vec;

use sha2::{Sha256, Sha384, Sha512};
use sm3::Sm3;

/// A trusted hash function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hash {
    /// SHA-2, for all signatures except SM2.
    Sha2(Sha2),
    /// SM3, for SM2 signatures: 32 octets.
    Sm3,
}

/// A trusted hash function of FIPS 180-4.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sha2 {
    /// SHA-256: 32 octets.
    Sha256,
    /// SHA-384: 48 octets.
    Sha384,
    /// SHA-512: 64 octets.
    Sha512,
}

/// The hash function of an object identifier.
pub(crate) enum Named {
    Trusted(Hash),
    /// A function with known or feasible collisions; its name.
    Broken(&'static str),
    Unknown,
}

/// id-sha256, id-sha384 and id-sha512, 2.16.840.1.101.3.4.2.1 to 3 (RFC 5754 §2), without the last
/// arc.
const SHA2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2];

/// id-sha1 (RFC 3370 §2.1), id-md5 (RFC 3370 §2.2), id-md2 (RFC 8017 Appendix B.1).
const BROKEN: &[(&[u8], &str)] = &[
    (&[0x2b, 0x0e, 3, 2, 26], "SHA-1"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 5], "MD5"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 2], "MD2"),
];

/// SM3, 1.2.156.10197.1.401 (GM/T 0006-2012).
const SM3: &[u8] = &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x11];

impl Hash {
    /// Looks up the content octets of an object identifier.
    pub(crate) fn named(identifier: &[u8]) -> Named {
        match identifier.split_last() {
            Some((1, SHA2)) => return Named::Trusted(Self::Sha2(Sha2::Sha256)),
            Some((2, SHA2)) => return Named::Trusted(Self::Sha2(Sha2::Sha384)),
            Some((3, SHA2)) => return Named::Trusted(Self::Sha2(Sha2::Sha512)),
            _ if identifier == SM3 => return Named::Trusted(Self::Sm3),
            _ => {}
        }
        let broken = BROKEN.iter().find(|(octets, _)| *octets == identifier);
        broken.map_or(Named::Unknown, |(_, name)| Named::Broken(name))
    }

    /// Returns the function's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha2(Sha2::Sha256) => "SHA-256",
            Self::Sha2(Sha2::Sha384) => "SHA-384",
            Self::Sha2(Sha2::Sha512) => "SHA-512",
            Self::Sm3 => "SM3",
        }
    }

    /// Returns the length of a digest in octets.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Sha2(hash) => hash.length(),
            Self::Sm3 => 32,
        }
    }

    /// Returns the digest of the concatenated `parts`.
    #[must_use]
    pub fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        self.digest_segments(parts.iter().copied())
    }

    /// Returns the digest of the concatenated `segments`.
    #[must_use]
    pub fn digest_segments<'s>(self, segments: impl Iterator<Item = &'s [u8]>) -> Vec<u8> {
        match self {
            Self::Sha2(hash) => hash.digest_segments(segments),
            Self::Sm3 => digest::<Sm3>(segments),
        }
    }
}

impl Sha2 {
    /// Returns the length of a digest in octets.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Returns the function whose digests have this many octets.
    #[must_use]
    pub fn of_length(octets: usize) -> Option<Self> {
        [Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|hash| hash.length() == octets)
    }

    /// Returns the content octets of the object identifier.
    pub(crate) fn identifier(self) -> Vec<u8> {
        let last = match self {
            Self::Sha256 => 1,
            Self::Sha384 => 2,
            Self::Sha512 => 3,
        };
        [SHA2, &[last]].concat()
    }

    /// Returns the digest of the concatenated `parts`.
    #[must_use]
    pub fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        self.digest_segments(parts.iter().copied())
    }

    fn digest_segments<'s>(self, segments: impl Iterator<Item = &'s [u8]>) -> Vec<u8> {
        match self {
            Self::Sha256 => digest::<Sha256>(segments),
            Self::Sha384 => digest::<Sha384>(segments),
            Self::Sha512 => digest::<Sha512>(segments),
        }
    }

    /// Returns the DER of `DigestInfo` up to the digest itself (RFC 8017 §9.2, note 1).
    pub(crate) const fn digest_info(self) -> &'static [u8] {
        match self {
            Self::Sha256 => const { &digest_info(1, 32) },
            Self::Sha384 => const { &digest_info(2, 48) },
            Self::Sha512 => const { &digest_info(3, 64) },
        }
    }

    /// Returns the same without the NULL in the algorithm identifier, which verifiers must accept
    /// too (RFC 8017 Appendix A.2.4).
    pub(crate) const fn digest_info_without_null(self) -> &'static [u8] {
        match self {
            Self::Sha256 => const { &digest_info_without_null(1, 32) },
            Self::Sha384 => const { &digest_info_without_null(2, 48) },
            Self::Sha512 => const { &digest_info_without_null(3, 64) },
        }
    }
}

fn digest<'s, D: sha2::Digest>(segments: impl Iterator<Item = &'s [u8]>) -> Vec<u8> {
    let mut hasher = D::new();
    for segment in segments {
        hasher.update(segment);
    }
    hasher.finalize().to_vec()
}

const fn digest_info(arc: u8, length: u8) -> [u8; 19] {
    [
        0x30,
        17 + length,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x60,
        0x86,
        0x48,
        0x01,
        0x65,
        3,
        4,
        2,
        arc,
        0x05,
        0x00,
        0x04,
        length,
    ]
}

const fn digest_info_without_null(arc: u8, length: u8) -> [u8; 17] {
    [
        0x30,
        15 + length,
        0x30,
        0x0b,
        0x06,
        0x09,
        0x60,
        0x86,
        0x48,
        0x01,
        0x65,
        3,
        4,
        2,
        arc,
        0x04,
        length,
    ]
}
