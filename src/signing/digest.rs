//! SHA-2 digests of content of any size.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::encoding::{base64, from_base64};
use crate::hash::sha256;
use crate::{Error, Result};

/// A SHA-256 digest, 32 bytes: the only kind that iAM Smart signs with RSA (iAM Smart API, signing:
/// `NONEwithRSA` requires SHA-256, `SHA256withRSA` applies it again).
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Digest([u8; Digest::LENGTH]);

impl Digest {
    /// Length of a SHA-256 digest in bytes (FIPS 180-4, figure 1).
    pub const LENGTH: usize = 32;

    /// Computes the SHA-256 digest of `content`.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        Self(sha256(&[content]))
    }

    /// Parses the 32 bytes of a digest.
    ///
    /// # Errors
    /// [`Error::DigestLength`] for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let digest = bytes.try_into().map_err(|_| Error::DigestLength {
            expected: Self::LENGTH,
            actual: bytes.len(),
        })?;
        Ok(Self(digest))
    }

    /// Parses a `hashCode`: standard Base64 of the digest.
    ///
    /// # Errors
    /// [`Error::Base64Invalid`], [`Error::DigestLength`].
    pub fn from_hash_code(text: &str) -> Result<Self> {
        Self::from_bytes(&from_base64("hashCode", text)?)
    }

    /// Returns the 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Returns the digest as a `hashCode` of iAM Smart: standard Base64, 44 characters.
    #[must_use]
    pub fn hash_code(&self) -> String {
        base64(&self.0)
    }
}

impl From<[u8; Digest::LENGTH]> for Digest {
    fn from(octets: [u8; Digest::LENGTH]) -> Self {
        Self(octets)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.hash_code())
    }
}

/// A hash function of FIPS 180-4.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DigestAlgorithm {
    /// SHA-256, 32 bytes.
    #[default]
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
}

/// A hasher for content in chunks, in constant memory.
#[derive(Clone, Debug)]
pub enum Hasher {
    /// SHA-256.
    Sha256(Sha256),
    /// SHA-384.
    Sha384(Sha384),
    /// SHA-512.
    Sha512(Sha512),
}

impl Hasher {
    /// Creates a hasher.
    #[must_use]
    pub fn new(algorithm: DigestAlgorithm) -> Self {
        match algorithm {
            DigestAlgorithm::Sha256 => Self::Sha256(Sha256::new()),
            DigestAlgorithm::Sha384 => Self::Sha384(Sha384::new()),
            DigestAlgorithm::Sha512 => Self::Sha512(Sha512::new()),
        }
    }

    /// Hashes the next chunk.
    pub fn update(&mut self, chunk: &[u8]) {
        match self {
            Self::Sha256(hasher) => hasher.update(chunk),
            Self::Sha384(hasher) => hasher.update(chunk),
            Self::Sha512(hasher) => hasher.update(chunk),
        }
    }

    /// Returns the digest of all chunks: 32, 48 or 64 bytes.
    #[must_use]
    pub fn digest(self) -> Vec<u8> {
        match self {
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
            Self::Sha384(hasher) => hasher.finalize().to_vec(),
            Self::Sha512(hasher) => hasher.finalize().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of NIST's "SHA-2 additional test vectors" for "abc" and the empty string.
    #[test]
    fn fips_180_4_examples() {
        for (algorithm, content, expected) in [
            (
                DigestAlgorithm::Sha256,
                "abc",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                DigestAlgorithm::Sha256,
                "",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
            (
                DigestAlgorithm::Sha384,
                "abc",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed\
                 8086072ba1e7cc2358baeca134c825a7",
            ),
            (
                DigestAlgorithm::Sha512,
                "abc",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            ),
        ] {
            let mut hasher = Hasher::new(algorithm);
            for chunk in content.as_bytes().chunks(2) {
                hasher.update(chunk);
            }
            let hex: Vec<String> = hasher
                .digest()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(hex.concat(), expected);
        }
    }

    #[test]
    fn a_digest_is_32_bytes() {
        assert_eq!(
            Digest::from_bytes(&[0; 31]),
            Err(Error::DigestLength {
                expected: 32,
                actual: 31
            })
        );
        let digest = Digest::of(b"abc");
        assert_eq!(Digest::from_hash_code(&digest.hash_code()), Ok(digest));
    }

    /// `printf abc | openssl dgst -sha256 -binary | base64`
    #[test]
    fn a_digest_shows_itself_as_a_hash_code() {
        let shown = format!("{:?}", Digest::of(b"abc"));
        assert_eq!(
            shown,
            "Digest(ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=)"
        );
    }
}
