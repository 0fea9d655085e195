//! Verification of signatures with public keys.
//!
//! | module | content |
//! |---|---|
//! | `algorithm`, `hash` | signature algorithms and hash functions |
//! | `broken` | hash functions that are told and never trusted |
//! | `public_key`, `key_problem` | public keys, and reasons not to use one |
//! | `rsa`, `rsa_key`, `pss` | RSA: PKCS#1 v1.5 and PSS (RFC 8017) |
//! | `ecdsa`, `ed25519`, `sm2` | elliptic curves (FIPS 186-5, RFC 8032, GB/T 32918) |
//! | `signed_object` | the signed structure of certificates, CRLs and OCSP responses |
//! | `outcome` | results of verification |
//!
//! The arithmetic is that of the crates `crypto-bigint`, `p256`, `p384`, `p521`, `ed25519-dalek` and
//! `sm2`. The modules here decide which keys, parameters and encodings are accepted.

pub(crate) mod algorithm;
pub(crate) mod broken;
pub(crate) mod ecdsa;
pub(crate) mod ed25519;
pub(crate) mod hash;
pub(crate) mod key_problem;
pub(crate) mod outcome;
pub(crate) mod pss;
pub(crate) mod public_key;
pub(crate) mod rsa;
pub(crate) mod rsa_key;
pub(crate) mod signed_object;
pub(crate) mod sm2;

pub use algorithm::Scheme;
pub use hash::{Hash, Sha2};
pub use key_problem::{KeyFlaw, KeyLimit, KeyProblem};
pub use outcome::{Mismatch, Signed, Undecided};
pub use public_key::PublicKeyInfo;
pub use rsa_key::{MAX_EXPONENT_BITS, MAX_MODULUS_BITS, MIN_MODULUS_BITS};
pub use sm2::Sm2Identifier;

use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::pki::signature::rsa_key::RsaUse;

/// The input of a signature.
#[derive(Clone, Copy, Debug)]
enum Over<'a> {
    Message {
        message: &'a [u8],
        /// The signer's identifier, for SM2.
        identifier: &'a Sm2Identifier,
    },
    Digest(&'a [u8]),
}

/// Verifies the signature of a certificate, CRL or OCSP response over `message` with `key`.
///
/// For SM2, their issuers have the default identifier (GB/T 35276-2017 §10).
#[must_use]
pub fn verify(
    algorithm: &AlgorithmIdentifier<'_>,
    key: &PublicKeyInfo<'_>,
    message: &[u8],
    signature: &[u8],
) -> Signed {
    match Scheme::named(algorithm) {
        Ok(scheme) => scheme.verify(key, message, signature),
        Err(signed) => signed,
    }
}

impl Scheme {
    /// Verifies a signature over `message` with `key`; for SM2, of a signer with the default
    /// identifier.
    #[must_use]
    pub fn verify(self, key: &PublicKeyInfo<'_>, message: &[u8], signature: &[u8]) -> Signed {
        self.verify_by(key, &Sm2Identifier::default(), message, signature)
    }

    /// Verifies a signature over `message` with `key`; for SM2, of the signer with `identifier`.
    #[must_use]
    pub fn verify_by(
        self,
        key: &PublicKeyInfo<'_>,
        identifier: &Sm2Identifier,
        message: &[u8],
        signature: &[u8],
    ) -> Signed {
        let over = Over::Message {
            message,
            identifier,
        };
        self.check(key, over, signature)
    }

    /// Verifies a signature over the message with this `digest` by [`Scheme::hash`].
    ///
    /// Returns [`Undecided::Digest`] for Ed25519 and SM2, and if `digest` has another length.
    #[must_use]
    pub fn verify_digest(self, key: &PublicKeyInfo<'_>, digest: &[u8], signature: &[u8]) -> Signed {
        self.check(key, Over::Digest(digest), signature)
    }

    fn check(self, key: &PublicKeyInfo<'_>, over: Over<'_>, signature: &[u8]) -> Signed {
        match self.try_check(key, over, signature) {
            Ok(lacks_null) => Signed::Yes {
                algorithm: self.name(),
                lacks_null,
            },
            Err(signed) => signed,
        }
    }

    /// Verifies a signature; returns true if the signed DigestInfo lacks the NULL.
    fn try_check(
        self,
        of: &PublicKeyInfo<'_>,
        over: Over<'_>,
        signature: &[u8],
    ) -> Result<bool, Signed> {
        match (self, of) {
            (Self::RsaPkcs1(hash), PublicKeyInfo::Rsa(parts)) => {
                let (key, RsaUse::Any) = parts.to_key()? else {
                    return Err(self.other_kind(of));
                };
                let digest = over.digest(hash)?;
                let opened = key.open(signature)?;
                if opened.is(hash.digest_info(), &digest) {
                    return Ok(false);
                }
                if opened.is(hash.digest_info_without_null(), &digest) {
                    return Ok(true);
                }
            }
            (Self::RsaPss(parameters), PublicKeyInfo::Rsa(parts)) => {
                let (key, usable) = parts.to_key()?;
                if !usable.allows(parameters) {
                    return Err(Mismatch::KeyParameters.into());
                }
                let digest = over.digest(parameters.hash)?;
                if key.open(signature)?.is_pss(parameters, &digest) {
                    return Ok(false);
                }
            }
            (Self::Ecdsa(hash), PublicKeyInfo::Ec(parts)) => {
                if parts.verify(&over.digest(hash)?, signature)? {
                    return Ok(false);
                }
            }
            (Self::Ed25519, PublicKeyInfo::Ed25519(parts)) => {
                let Over::Message { message, .. } = over else {
                    return Err(Signed::Undecided(Undecided::Digest));
                };
                if parts.verify(message, signature)? {
                    return Ok(false);
                }
            }
            (Self::Sm2, PublicKeyInfo::Sm2(parts)) => {
                let Over::Message {
                    message,
                    identifier,
                } = over
                else {
                    return Err(Signed::Undecided(Undecided::Digest));
                };
                if parts.verify(identifier, message, signature)? {
                    return Ok(false);
                }
            }
            _ => return Err(self.other_kind(of)),
        }
        Err(Mismatch::Value.into())
    }

    fn other_kind(self, key: &PublicKeyInfo<'_>) -> Signed {
        Signed::No(Mismatch::KeyKind {
            algorithm: self.name(),
            key: key.kind(),
        })
    }
}

impl Over<'_> {
    fn digest(self, hash: Sha2) -> Result<Vec<u8>, Signed> {
        match self {
            Self::Message { message, .. } => Ok(hash.digest(&[message])),
            Self::Digest(digest) if digest.len() == hash.length() => Ok(digest.to_vec()),
            Self::Digest(_) => Err(Signed::Undecided(Undecided::Digest)),
        }
    }
}
