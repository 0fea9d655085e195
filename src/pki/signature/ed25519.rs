//! Ed25519, verified strictly (RFC 8032 §5.1, RFC 8410).
//!
//! Verifiers differ in the edge cases that they accept. This one requires canonical encodings of
//! numbers and points, and rejects points of small order, under which one signature fits every
//! message, in the key and in the signature.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::pki::signature::key_problem::KeyFlaw;
use crate::pki::signature::outcome::{Mismatch, Signed};

/// The encoded parts of an id-Ed25519 key.
#[derive(Clone, Copy, Debug)]
pub struct Ed25519KeyParts<'a> {
    point: &'a [u8],
    has_parameters: bool,
}

impl<'a> Ed25519KeyParts<'a> {
    pub(crate) fn parse(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            point,
            has_parameters: algorithm.parameters.is_some(),
        }
    }

    /// Checks that the key may be used for verification.
    pub(crate) fn check(self) -> Result<(), KeyFlaw> {
        self.key().map(|_| ())
    }

    /// Verifies `signature` over `message` (RFC 8032 §5.1.7, without the cofactor).
    pub(crate) fn verify(self, message: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        let key = self.key().map_err(Signed::KeyRefused)?;
        let signature = Signature::from_slice(signature).map_err(|_| Mismatch::Length {
            expected: Signature::BYTE_SIZE,
            actual: signature.len(),
        })?;
        Ok(key.verify_strict(message, &signature).is_ok())
    }

    fn key(self) -> Result<VerifyingKey, KeyFlaw> {
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
}

/// Returns true if the y-coordinate is below 2^255 - 19 (RFC 8032 §5.1.3, step 1), which
/// ed25519-dalek does not require of a key.
fn is_reduced(octets: &[u8; 32]) -> bool {
    let [lowest, middle @ .., highest] = octets;
    *lowest < 0xed || middle.iter().any(|octet| *octet != 0xff) || highest | 0x80 != 0xff
}
