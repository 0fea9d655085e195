//! Ed25519, in its strict form (RFC 8032 §5.1, RFC 8410).
//!
//! Verifiers differ in the signatures that they take at the edges. Here every number and point has
//! its one encoding, and points of small order, under which a signature fits every message, are
//! refused in key and signature.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::pki::signature::edwards25519::{Edwards25519, Point};
use crate::pki::signature::hash::Hash;
use crate::pki::signature::key_problem::KeyFlaw;
use crate::pki::signature::outcome::{Mismatch, Signed};

/// id-Ed25519, as encoded.
#[derive(Clone, Copy, Debug)]
pub struct Ed25519KeyParts<'a> {
    point: &'a [u8],
    has_parameters: bool,
}

/// Octets of a signature (RFC 8032 §5.1.6, step 6).
const SIGNATURE_LENGTH: usize = 64;

impl<'a> Ed25519KeyParts<'a> {
    pub(crate) fn read(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            point,
            has_parameters: algorithm.parameters.is_some(),
        }
    }

    /// Whether the key is fit to check signatures with.
    pub(crate) fn check(self) -> Result<(), KeyFlaw> {
        self.point(&Edwards25519::new()).map(|_| ())
    }

    /// Whether `signature` is one of `message` (RFC 8032 §5.1.7, without the cofactor).
    pub(crate) fn verify(self, message: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        let curve = Edwards25519::new();
        let a = self.point(&curve).map_err(Signed::KeyRefused)?;
        if signature.len() != SIGNATURE_LENGTH {
            return Err(Signed::No(Mismatch::Length {
                expected: SIGNATURE_LENGTH,
                actual: signature.len(),
            }));
        }
        let (r, s) = signature.split_at(SIGNATURE_LENGTH / 2);
        let Some(s) = curve.scalar(s) else {
            return Ok(false);
        };
        let k = curve.reduced_scalar(&Hash::Sha512.digest(&[r, self.point, message]));
        // R is compared as it is written, so it has its one encoding, and need not be decoded.
        let expected = curve.difference(&s, &k, &a);
        Ok(!curve.has_small_order(&expected) && curve.encode(&expected) == r)
    }

    /// The key's point, where it is fit to check signatures with.
    fn point(self, curve: &Edwards25519) -> Result<Point, KeyFlaw> {
        if self.has_parameters {
            return Err(KeyFlaw::Parameters("RFC 8410 §3"));
        }
        let octets = self.point.try_into().map_err(|_| KeyFlaw::PointEncoding)?;
        if !is_reduced(octets) {
            return Err(KeyFlaw::PointEncoding);
        }
        let point = curve.decode(octets).ok_or(KeyFlaw::NotOnCurve)?;
        if curve.has_small_order(&point) {
            return Err(KeyFlaw::SmallOrder);
        }
        Ok(point)
    }
}

/// The y-coordinate is below 2^255 - 19, as RFC 8032 §5.1.3, step 1 asks for and not every decoder.
fn is_reduced(octets: &[u8; 32]) -> bool {
    let [lowest, middle @ .., highest] = octets;
    *lowest < 0xed || middle.iter().any(|octet| *octet != 0xff) || highest | 0x80 != 0xff
}
