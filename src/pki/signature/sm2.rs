//! SM2 signatures over SM3 (GB/T 32918.2-2016, GM/T 0003.2-2012), and their keys (GB/T 35276-2017).
//!
//! The signature is not over the digest of the message M but over e = SM3(Z ‖ M), where Z is the
//! digest of the signer's distinguishing identifier, the curve and the key (GB/T 32918.2-2016
//! §5.5).

use alloc::borrow::ToOwned;
use alloc::string::String;

use sm2::dsa::signature::Verifier as _;
use sm2::dsa::signature::hazmat::PrehashVerifier as _;
use sm2::dsa::{Signature, VerifyingKey};
use sm2::elliptic_curve::point::AffineCoordinates as _;
use sm2::{AffinePoint, FieldBytes};

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::tag;
use crate::pki::signature::ecdsa::{coordinates, fixed_length};
use crate::pki::signature::key_problem::{KeyFlaw, KeyProblem};
use crate::pki::signature::outcome::{Mismatch, Signed};
use crate::{Error, Result};

/// The distinguishing identifier of a signer (GB/T 32918.2-2016 §5.5).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sm2Identifier(String);

/// The encoded parts of an id-ecPublicKey key on the SM2 curve.
#[derive(Clone, Copy, Debug)]
pub struct Sm2KeyParts<'a> {
    point: &'a [u8],
}

/// The SM2 curve, 1.2.156.10197.1.301 (GM/T 0006-2012).
const SM2_CURVE: &[u8] = &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d];

/// Length in octets of a coordinate, of r and s, and of e.
const LENGTH: usize = 32;

impl Sm2Identifier {
    /// Maximum length of an identifier in bytes: its length in bits is encoded in 16 bits.
    pub const MAX_LENGTH: usize = u16::MAX as usize / 8;

    /// Parses an identifier of at most [`MAX_LENGTH`](Self::MAX_LENGTH) bytes in UTF-8; it may be
    /// empty.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`].
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > Self::MAX_LENGTH {
            return Err(Error::invalid_argument(
                "sm2Identifier",
                "it is longer than 8191 bytes",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

/// The default identifier (GB/T 35276-2017 §10).
impl Default for Sm2Identifier {
    fn default() -> Self {
        Self("1234567812345678".to_owned())
    }
}

impl<'a> Sm2KeyParts<'a> {
    /// Returns the key if its algorithm identifier names the SM2 curve.
    pub(crate) fn parse(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Option<Self> {
        let curve = algorithm.parameters?;
        let is_sm2 = curve.tag == tag::OBJECT_IDENTIFIER && curve.content == SM2_CURVE;
        is_sm2.then_some(Self { point })
    }

    /// Checks that the key may be used for verification.
    pub(crate) fn check(&self) -> core::result::Result<(), KeyProblem> {
        self.key(&Sm2Identifier::default()).map(|_| ())
    }

    /// Verifies `signature` over `message` by the signer with this identifier (GB/T 32918.2-2016
    /// §7.1).
    ///
    /// # Errors
    /// [`Signed::KeyRefused`], and [`Signed::No`] for a malformed signature.
    pub fn verify(
        &self,
        identifier: &Sm2Identifier,
        message: &[u8],
        signature: &[u8],
    ) -> core::result::Result<bool, Signed> {
        let key = self.key(identifier)?;
        Ok(key.verify(message, &numbers(signature)?).is_ok())
    }

    /// Verifies `signature` over e itself.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_digest(
        &self,
        e: &[u8; LENGTH],
        signature: &[u8],
    ) -> core::result::Result<bool, Signed> {
        let key = self.key(&Sm2Identifier::default())?;
        Ok(key.verify_prehash(e, &numbers(signature)?).is_ok())
    }

    /// Returns the key if its point is uncompressed (GB/T 35276-2017 §7.1) and on the curve.
    fn key(&self, identifier: &Sm2Identifier) -> core::result::Result<VerifyingKey, KeyProblem> {
        let (x, y) = coordinates::<FieldBytes>(self.point)?;
        let point = AffinePoint::from_coordinates(&x, &y).into_option();
        point
            .and_then(|point| VerifyingKey::from_affine(&identifier.0, point).ok())
            .ok_or(KeyProblem::Refused(KeyFlaw::NotOnCurve))
    }
}

/// Parses r and s, both from 1 to n - 1 (GB/T 32918.2-2016 §7.1, B1 and B2).
fn numbers(signature: &[u8]) -> core::result::Result<Signature, Mismatch> {
    let numbers = fixed_length(signature, LENGTH)?;
    Signature::from_slice(&numbers).map_err(|_| Mismatch::OutOfRange)
}
