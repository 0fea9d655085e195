//! A signature under a public key: the one place where it is decided what a signature is worth.

use alloc::vec::Vec;

use super::algorithm::{AlgorithmIdentifier, Scheme};
use super::certificate::Certificate;
use super::hash::Hash;
use super::public_key::{KeyFlaw, KeyProblem, PublicKeyInfo};
use super::rsa_key::RsaUse;

/// What came of checking a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// Made with the key.
    Yes {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The DigestInfo that was signed leaves out the NULL of its algorithm identifier.
        lacks_null: bool,
    },
    /// Not made with the key.
    No(Mismatch),
    /// Made with an algorithm of this name, whose hash is broken: never trusted.
    Refused(&'static str),
    /// The key is refused, so there is nothing to check with.
    KeyRefused(KeyFlaw),
    /// Algorithm or key are not processed in this version.
    Undecided(Undecided),
}

/// Why a signature is not one of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mismatch {
    /// The algorithm of this name does not go with a key of this kind (RFC 5280 §4.1.2.7).
    KeyKind {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The key's kind.
        key: &'static str,
    },
    /// The key is limited to other RSASSA-PSS parameters than the signature's (RFC 4055 §3.3).
    KeyParameters,
    /// The signature has another length than every signature of this key and algorithm has, both in
    /// octets (RFC 8017 §8.1.2 and §8.2.2, step 1; RFC 8032 §5.1.7, step 1).
    Length {
        /// Octets of such a signature.
        expected: usize,
        /// Octets of the one at hand.
        actual: usize,
    },
    /// A number of the signature is out of its range (RFC 8017 §5.2.2; FIPS 186-5 §6.4.2, step 1).
    OutOfRange,
    /// The signature is not the DER of an ECDSA-Sig-Value (RFC 3279 §2.2.3).
    Encoding,
    /// Another key made it, or what was signed was changed afterwards.
    Value,
}

/// Why it is not decided whether a signature was made with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Undecided {
    /// The algorithm of this name is not processed in this version.
    Algorithm(&'static str),
    /// The algorithm has no name here.
    UnknownAlgorithm,
    /// The parameters of the algorithm of this name are not ones that are taken.
    Parameters(&'static str),
    /// Keys of this kind are not processed in this version.
    Key(&'static str),
    /// There is only a digest, and the algorithm signs the message itself or another digest.
    Digest,
}

/// What a signature is over.
#[derive(Clone, Copy, Debug)]
enum Over<'a> {
    Message(&'a [u8]),
    Digest(&'a [u8]),
}

/// Checks the signature of `certificate` with the key of `issuer`.
///
/// The algorithm is the one outside of what was signed; that the one inside is the same is a rule
/// of its own (RFC 5280 §4.1.1.2).
#[must_use]
pub fn check(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Signed {
    let shape = certificate.shape();
    match AlgorithmIdentifier::read(&shape.outer_algorithm) {
        Ok(algorithm) => verify(&algorithm, issuer.public_key(), shape.tbs, shape.signature),
        Err(_) => Signed::Undecided(Undecided::UnknownAlgorithm),
    }
}

/// Checks a signature over `message` with `key`: of a certificate, a CRL, an OCSP response, or the
/// signed attributes of CMS.
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
    /// Checks a signature over `message` with `key`.
    #[must_use]
    pub fn verify(self, key: &PublicKeyInfo<'_>, message: &[u8], signature: &[u8]) -> Signed {
        self.check(key, Over::Message(message), signature)
    }

    /// Checks a signature over the message of which `digest` is the digest by [`Scheme::hash`].
    ///
    /// [`Undecided::Digest`] for Ed25519, and where `digest` has another length.
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

    /// Answers whether the NULL is missing from what was signed.
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
                let Over::Message(message) = over else {
                    return Err(Signed::Undecided(Undecided::Digest));
                };
                if parts.verify(message, signature)? {
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
    fn digest(self, hash: Hash) -> Result<Vec<u8>, Signed> {
        match self {
            Self::Message(message) => Ok(hash.digest(&[message])),
            Self::Digest(digest) if digest.len() == hash.length() => Ok(digest.to_vec()),
            Self::Digest(_) => Err(Signed::Undecided(Undecided::Digest)),
        }
    }
}

impl From<KeyProblem> for Signed {
    fn from(problem: KeyProblem) -> Self {
        match problem {
            KeyProblem::Refused(flaw) => Self::KeyRefused(flaw),
            KeyProblem::Unsupported(kind) => Self::Undecided(Undecided::Key(kind)),
        }
    }
}

impl From<Mismatch> for Signed {
    fn from(mismatch: Mismatch) -> Self {
        Self::No(mismatch)
    }
}
