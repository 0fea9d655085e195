//! ECDSA over the curves P-256, P-384 and P-521 (FIPS 186-5 §6, SP 800-186 §3.2.1), and its keys
//! (RFC 5480).

use alloc::vec::Vec;

use ecdsa::elliptic_curve::array::typenum::Unsigned as _;
use ecdsa::elliptic_curve::point::AffineCoordinates;
use ecdsa::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes, FieldBytesSize, PublicKey};
use ecdsa::signature::hazmat::PrehashVerifier as _;
use ecdsa::{EcdsaCurve, Signature, VerifyingKey};
use p256::NistP256;
use p384::NistP384;
use p521::NistP521;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{strict, tag};
use crate::asn1::oid::IdentifierCopy;
use crate::pki::signature::key_problem::{KeyFlaw, KeyLimit, KeyProblem};
use crate::pki::signature::outcome::{Mismatch, Signed};

/// A supported curve.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Curve {
    /// secp256r1 (RFC 5480 §2.1.1.1).
    P256,
    /// secp384r1.
    P384,
    /// secp521r1.
    P521,
}

/// The encoded parts of an id-ecPublicKey key.
#[derive(Clone, Copy, Debug)]
pub struct EcKeyParts<'a> {
    curve: Result<Curve, KeyProblem>,
    point: &'a [u8],
}

/// secp256r1, 1.2.840.10045.3.1.7.
const SECP256R1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];

/// secp384r1, 1.3.132.0.34.
const SECP384R1: &[u8] = &[0x2b, 0x81, 4, 0, 34];

/// secp521r1, 1.3.132.0.35.
const SECP521R1: &[u8] = &[0x2b, 0x81, 4, 0, 35];

impl Curve {
    /// Parses the parameters, which must name a curve (RFC 5480 §2.1.1): the generator of explicit
    /// parameters may be chosen to fit another's public key (CVE-2020-0601).
    fn named(algorithm: &AlgorithmIdentifier<'_>) -> Result<Self, KeyProblem> {
        let name = algorithm
            .parameters
            .filter(|p| p.tag == tag::OBJECT_IDENTIFIER);
        match name.map(|name| name.content) {
            Some(SECP256R1) => Ok(Self::P256),
            Some(SECP384R1) => Ok(Self::P384),
            Some(SECP521R1) => Ok(Self::P521),
            Some(other) => {
                let curve = IdentifierCopy::of(other);
                Err(KeyProblem::Unsupported(KeyLimit::Curve(curve)))
            }
            None => Err(KeyProblem::Refused(KeyFlaw::CurveNotNamed)),
        }
    }
}

impl<'a> EcKeyParts<'a> {
    pub(crate) fn parse(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            curve: Curve::named(algorithm),
            point,
        }
    }

    /// Returns the kind of key, with its curve.
    pub(crate) fn kind(&self) -> &'static str {
        match self.curve {
            Ok(Curve::P256) => "EC P-256",
            Ok(Curve::P384) => "EC P-384",
            Ok(Curve::P521) => "EC P-521",
            Err(KeyProblem::Unsupported(_)) => "EC of another curve",
            Err(KeyProblem::Refused(_)) => "EC",
        }
    }

    /// Checks that the key may be used for verification.
    pub(crate) fn check(&self) -> Result<(), KeyProblem> {
        match self.curve? {
            Curve::P256 => self.key::<NistP256>().map(|_| ()),
            Curve::P384 => self.key::<NistP384>().map(|_| ()),
            Curve::P521 => self.key::<NistP521>().map(|_| ()),
        }
    }

    /// Verifies `signature`, an ECDSA-Sig-Value (RFC 3279 §2.2.3), over `digest`.
    pub(crate) fn verify(&self, digest: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        match self.curve? {
            Curve::P256 => self.verify_on::<NistP256>(digest, signature),
            Curve::P384 => self.verify_on::<NistP384>(digest, signature),
            Curve::P521 => self.verify_on::<NistP521>(digest, signature),
        }
    }

    /// Verifies a signature on one curve (FIPS 186-5 §6.4.2).
    fn verify_on<C>(&self, digest: &[u8], signature: &[u8]) -> Result<bool, Signed>
    where
        C: EcdsaCurve + CurveArithmetic,
        AffinePoint<C>: AffineCoordinates<FieldRepr = FieldBytes<C>>,
    {
        let key = self.key::<C>()?;
        let numbers = fixed_length(signature, FieldBytesSize::<C>::USIZE)?;
        // Step 1: r and s are from 1 to n - 1.
        let signature = Signature::<C>::from_slice(&numbers).map_err(|_| Mismatch::OutOfRange)?;
        Ok(key.verify_prehash(digest, &signature).is_ok())
    }

    /// Returns the key if its point is uncompressed and on the curve (SEC 1 §2.3.4, §3.2.2.1).
    ///
    /// From its coordinates: to parse the octets brings the square roots of compressed points.
    fn key<C>(&self) -> Result<VerifyingKey<C>, KeyProblem>
    where
        C: EcdsaCurve + CurveArithmetic,
        AffinePoint<C>: AffineCoordinates<FieldRepr = FieldBytes<C>>,
    {
        let (x, y) = coordinates::<FieldBytes<C>>(self.point)?;
        let point = AffinePoint::<C>::from_coordinates(&x, &y).into_option();
        point
            .and_then(|point| PublicKey::from_affine(point).ok())
            .map(VerifyingKey::from)
            .ok_or(KeyProblem::Refused(KeyFlaw::NotOnCurve))
    }
}

/// Returns the coordinates of `point`, which is 04 and these (SEC 1 §2.3.3). Compressed points are
/// optional in RFC 5480 §2.2, and no CA issues them.
pub(crate) fn coordinates<'a, F: TryFrom<&'a [u8]>>(point: &'a [u8]) -> Result<(F, F), KeyProblem> {
    let parse = || {
        let [4, coordinates @ ..] = point else {
            return None;
        };
        let (x, y) = coordinates.split_at(coordinates.len() / 2);
        Some((F::try_from(x).ok()?, F::try_from(y).ok()?))
    };
    parse().ok_or(KeyProblem::Refused(KeyFlaw::PointEncoding))
}

/// Parses `SEQUENCE { r INTEGER, s INTEGER }` and returns r and s, big-endian in `length` octets
/// each.
pub(crate) fn fixed_length(signature: &[u8], length: usize) -> Result<Vec<u8>, Mismatch> {
    let numbers = numbers_of(signature).ok_or(Mismatch::Encoding)?;
    let mut octets = Vec::new();
    for number in numbers {
        let magnitude = magnitude(number).ok_or(Mismatch::OutOfRange)?;
        let zeros = length.checked_sub(magnitude.len());
        octets.resize(octets.len() + zeros.ok_or(Mismatch::OutOfRange)?, 0);
        octets.extend_from_slice(magnitude);
    }
    Ok(octets)
}

/// Returns the content octets of both numbers.
fn numbers_of(signature: &[u8]) -> Option<[&[u8]; 2]> {
    let value = strict(signature).ok()?;
    if value.tag != tag::SEQUENCE {
        return None;
    }
    let mut numbers = value.reader();
    let r = numbers.expect(tag::INTEGER).ok()?.content;
    let s = numbers.expect(tag::INTEGER).ok()?.content;
    numbers.end().ok()?;
    Some([r, s])
}

/// Returns the magnitude of a non-negative INTEGER from its content octets.
fn magnitude(content: &[u8]) -> Option<&[u8]> {
    match content {
        [0x00, magnitude @ ..] => Some(magnitude),
        [0x01..=0x7f, ..] => Some(content),
        _ => None,
    }
}
