//! Ed25519, in its strict form (RFC 8032 §5.1, RFC 8410).
//!
//! Verifiers differ in the signatures that they take at the edges. Here every number and point has
//! its one encoding, and points of small order, under which a signature fits every message, are
//! refused in key and signature.

use ed25519_dalek::{Signature, VerifyingKey};

use super::algorithm::AlgorithmIdentifier;
use super::public_key::KeyFlaw;
use super::signature::{Mismatch, Signed};

/// id-Ed25519, as encoded.
#[derive(Clone, Copy, Debug)]
pub struct Ed25519KeyParts<'a> {
    point: &'a [u8],
    has_parameters: bool,
}

/// Octets of a signature (RFC 8032 §5.1.6, step 6).
const SIGNATURE_LENGTH: usize = 64;

impl<'a> Ed25519KeyParts<'a> {
    pub(super) fn read(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            point,
            has_parameters: algorithm.parameters.is_some(),
        }
    }

    /// The key, where it is fit to check signatures with.
    pub(super) fn to_key(self) -> Result<VerifyingKey, KeyFlaw> {
        if self.has_parameters {
            return Err(KeyFlaw::Parameters("RFC 8410 §3"));
        }
        let octets = self.point.try_into().map_err(|_| KeyFlaw::PointEncoding)?;
        if !is_reduced(octets) {
            return Err(KeyFlaw::PointEncoding);
        }
        let key = VerifyingKey::from_bytes(octets).map_err(|_| KeyFlaw::NotOnCurve)?;
        if key.is_weak() {
            return Err(KeyFlaw::SmallOrder);
        }
        Ok(key)
    }

    /// Whether `signature` is one of `message`.
    pub(super) fn verify(self, message: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        let key = self.to_key().map_err(Signed::KeyRefused)?;
        let signature = Signature::from_slice(signature).map_err(|_| Mismatch::Length {
            expected: SIGNATURE_LENGTH,
            actual: signature.len(),
        })?;
        Ok(key.verify_strict(message, &signature).is_ok())
    }
}

/// The y-coordinate is below 2^255 - 19, as RFC 8032 §5.1.3, step 1 asks for and not every decoder.
fn is_reduced(octets: &[u8; 32]) -> bool {
    let [lowest, middle @ .., highest] = octets;
    *lowest < 0xed || middle.iter().any(|octet| *octet != 0xff) || highest | 0x80 != 0xff
}
