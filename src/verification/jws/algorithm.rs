//! Signature algorithms of JWS (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2).

use alloc::vec::Vec;

use crate::asn1::der::{encode, tag};
use crate::pki::signature::algorithm::Scheme;
use crate::pki::signature::hash::Sha2;
use crate::pki::signature::key_problem::KeyProblem;
use crate::pki::signature::outcome::{Mismatch, Signed};
use crate::pki::signature::pss::{MaskHash, PssParameters};
use crate::pki::signature::public_key::PublicKeyInfo;

/// A supported algorithm.
#[derive(Clone, Copy, Debug)]
pub(super) struct JwsAlgorithm {
    /// Its name in `alg`.
    pub(super) name: &'static str,
    scheme: Scheme,
    curve: Option<Curve>,
}

/// The curve of an ECDSA algorithm, which JOSE binds to the hash (RFC 7518 §3.4).
#[derive(Clone, Copy, Debug)]
struct Curve {
    /// Kind of its keys, as [`PublicKeyInfo::kind`] has it.
    key: &'static str,
    /// Length of a signature in octets: R and S, one after the other.
    signature: usize,
}

/// The algorithm of a name.
pub(super) enum Named {
    Supported(JwsAlgorithm),
    /// `none` (RFC 7518 §3.6).
    NoSignature,
    /// An algorithm over a broken hash; its name.
    Broken(&'static str),
    Other,
}

/// RS1, RSASSA-PKCS1-v1_5 with SHA-1, of the registry of JOSE algorithms.
const BROKEN: &str = "RS1";

/// RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
pub(super) const RS256: JwsAlgorithm = of("RS256", Scheme::RsaPkcs1(Sha2::Sha256));

const SUPPORTED: &[JwsAlgorithm] = &[
    RS256,
    of("RS384", Scheme::RsaPkcs1(Sha2::Sha384)),
    of("RS512", Scheme::RsaPkcs1(Sha2::Sha512)),
    of("PS256", pss(Sha2::Sha256)),
    of("PS384", pss(Sha2::Sha384)),
    of("PS512", pss(Sha2::Sha512)),
    on("ES256", Sha2::Sha256, "EC P-256", 64),
    on("ES384", Sha2::Sha384, "EC P-384", 96),
    on("ES512", Sha2::Sha512, "EC P-521", 132),
    of("EdDSA", Scheme::Ed25519),
    of("Ed25519", Scheme::Ed25519),
];

const fn of(name: &'static str, scheme: Scheme) -> JwsAlgorithm {
    JwsAlgorithm {
        name,
        scheme,
        curve: None,
    }
}

const fn on(name: &'static str, hash: Sha2, key: &'static str, signature: usize) -> JwsAlgorithm {
    JwsAlgorithm {
        name,
        scheme: Scheme::Ecdsa(hash),
        curve: Some(Curve { key, signature }),
    }
}

/// RFC 7518 §3.5: MGF1 with the same hash, and a salt of its length.
const fn pss(hash: Sha2) -> Scheme {
    Scheme::RsaPss(PssParameters {
        hash,
        mask_hash: MaskHash::Sha2(hash),
        salt_length: hash.length(),
    })
}

impl JwsAlgorithm {
    /// Returns the algorithm of a name; names are case-sensitive (RFC 7515 §4.1.1).
    pub(super) fn named(name: &str) -> Named {
        let mut supported = SUPPORTED.iter();
        match supported.find(|algorithm| algorithm.name == name) {
            Some(algorithm) => Named::Supported(*algorithm),
            None if name == "none" => Named::NoSignature,
            None if name == BROKEN => Named::Broken(BROKEN),
            None => Named::Other,
        }
    }

    /// Verifies a signature over `message` with `key`.
    pub(super) fn verify(
        self,
        key: &PublicKeyInfo<'_>,
        message: &[u8],
        signature: &[u8],
    ) -> Signed {
        let Some(curve) = self.curve else {
            // A key that is not supported may well fit: EdDSA is Ed448 too (RFC 8037 §3.1).
            if let Err(problem @ KeyProblem::Unsupported(_)) = key.check() {
                return problem.into();
            }
            return self.scheme.verify(key, message, signature);
        };
        if key.kind() != curve.key {
            return Signed::No(Mismatch::KeyKind {
                algorithm: self.name,
                key: key.kind(),
            });
        }
        if signature.len() != curve.signature {
            return Signed::No(Mismatch::Length {
                expected: curve.signature,
                actual: signature.len(),
            });
        }
        self.scheme.verify(key, message, &value_of(signature))
    }
}

/// Converts R and S (RFC 7518 §3.4) to an ECDSA-Sig-Value (RFC 3279 §2.2.3).
fn value_of(signature: &[u8]) -> Vec<u8> {
    let (r, s) = signature.split_at(signature.len() / 2);
    encode(tag::SEQUENCE, &[integer(r), integer(s)].concat())
}

/// Encodes an INTEGER from a big-endian magnitude.
fn integer(magnitude: &[u8]) -> Vec<u8> {
    let zeros = magnitude.iter().take_while(|octet| **octet == 0).count();
    let significant = magnitude.get(zeros..).unwrap_or_default();
    let is_positive = matches!(significant, [0x01..=0x7f, ..]);
    let zero: &[u8] = if is_positive { &[] } else { &[0] };
    encode(tag::INTEGER, &[zero, significant].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: `openssl asn1parse -genstr`.
    #[test]
    fn both_numbers_are_integers_in_der() {
        let rows: &[(&[u8], &[u8])] = &[
            (&[0, 1, 0, 0], &[0x30, 6, 2, 1, 1, 2, 1, 0]),
            (
                &[0x80, 1, 0x7f, 2],
                &[0x30, 9, 2, 3, 0, 0x80, 1, 2, 2, 0x7f, 2],
            ),
            (&[0, 0x80, 0, 0x7f], &[0x30, 7, 2, 2, 0, 0x80, 2, 1, 0x7f]),
        ];
        for (fixed, der) in rows {
            assert_eq!(value_of(fixed), *der, "{fixed:02x?}");
        }
    }
}
