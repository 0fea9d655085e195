//! ECDSA over the curves P-256 and P-384 (FIPS 186-5 §6, SP 800-186 §3.2.1), and their keys
//! (RFC 5480).

use ecdsa::elliptic_curve::point::AffineCoordinates;
use ecdsa::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes};
use ecdsa::{EcdsaCurve, Signature, hazmat};
use p256::NistP256;
use p384::NistP384;

use super::algorithm::AlgorithmIdentifier;
use super::der::{strict, tag};
use super::public_key::{KeyFlaw, KeyProblem};
use super::signature::{Mismatch, Signed};

/// A curve whose signatures are checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Curve {
    /// secp256r1 (RFC 5480 §2.1.1.1).
    P256,
    /// secp384r1.
    P384,
}

/// id-ecPublicKey, as encoded.
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

/// The octet before the coordinates of an uncompressed point (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 4;

impl Curve {
    /// Names are the only parameters (RFC 5480 §2.1.1): whoever spells a curve out may have chosen
    /// its generator to fit somebody else's key (CVE-2020-0601).
    fn named(algorithm: &AlgorithmIdentifier<'_>) -> Result<Self, KeyProblem> {
        let name = algorithm
            .parameters
            .filter(|p| p.tag == tag::OBJECT_IDENTIFIER);
        match name.map(|name| name.content) {
            Some(SECP256R1) => Ok(Self::P256),
            Some(SECP384R1) => Ok(Self::P384),
            Some(SECP521R1) => Err(KeyProblem::Unsupported("EC P-521")),
            Some(_) => Err(KeyProblem::Unsupported("EC of another curve")),
            None => Err(KeyProblem::Refused(KeyFlaw::CurveNotNamed)),
        }
    }
}

impl<'a> EcKeyParts<'a> {
    pub(super) fn read(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            curve: Curve::named(algorithm),
            point,
        }
    }

    /// The kind of key, with its curve.
    pub(super) fn kind(&self) -> &'static str {
        match self.curve {
            Ok(Curve::P256) => "EC P-256",
            Ok(Curve::P384) => "EC P-384",
            Err(KeyProblem::Unsupported(kind)) => kind,
            Err(KeyProblem::Refused(_)) => "EC",
        }
    }

    /// Whether the key is fit to check signatures with.
    pub(super) fn check(&self) -> Result<(), KeyProblem> {
        match self.curve? {
            Curve::P256 => point_of::<NistP256>(self.point).map(|_| ()),
            Curve::P384 => point_of::<NistP384>(self.point).map(|_| ()),
        }
        .map_err(KeyProblem::Refused)
    }

    /// Whether `signature`, an ECDSA-Sig-Value (RFC 3279 §2.2.3), is one of `digest`.
    pub(super) fn verify(&self, digest: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        match self.curve? {
            Curve::P256 => verify::<NistP256>(self.point, digest, signature),
            Curve::P384 => verify::<NistP384>(self.point, digest, signature),
        }
    }
}

/// What the two curves have in common.
trait Arithmetic:
    EcdsaCurve + CurveArithmetic<AffinePoint: AffineCoordinates<FieldRepr = FieldBytes<Self>>>
{
}

impl Arithmetic for NistP256 {}
impl Arithmetic for NistP384 {}

fn verify<C: Arithmetic>(point: &[u8], digest: &[u8], signature: &[u8]) -> Result<bool, Signed> {
    let point = point_of::<C>(point).map_err(KeyProblem::Refused)?;
    let [r, s] = numbers_of(signature).ok_or(Mismatch::Encoding)?;
    let numbers = field_octets::<C>(r).zip(field_octets::<C>(s));
    // FIPS 186-5 §6.4.2, step 1: from 1 to n - 1.
    let signature = numbers
        .and_then(|(r, s)| Signature::<C>::from_scalars(r, s).ok())
        .ok_or(Mismatch::OutOfRange)?;
    Ok(hazmat::verify_prehashed(&point.into(), digest, &signature).is_ok())
}

/// The point that octets stand for, uncompressed and on the curve (SEC 1 §2.3.4 and §3.2.2.1; as the
/// cofactor is 1, every such point will do).
fn point_of<C: Arithmetic>(octets: &[u8]) -> Result<AffinePoint<C>, KeyFlaw> {
    let Some((&UNCOMPRESSED, coordinates)) = octets.split_first() else {
        return Err(KeyFlaw::PointEncoding);
    };
    let (x, y) = coordinates.split_at(coordinates.len() / 2);
    let (Ok(x), Ok(y)) = (x.try_into(), y.try_into()) else {
        return Err(KeyFlaw::PointEncoding);
    };
    AffinePoint::<C>::from_coordinates(x, y)
        .into_option()
        .ok_or(KeyFlaw::NotOnCurve)
}

/// `SEQUENCE { r INTEGER, s INTEGER }`, as content octets.
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

/// A number that is not negative, from its content octets, as long as the curve's field.
fn field_octets<C: Arithmetic>(content: &[u8]) -> Option<FieldBytes<C>> {
    let magnitude = match content {
        [0x00, magnitude @ ..] => magnitude,
        [0x01..=0x7f, ..] => content,
        _ => return None,
    };
    let mut octets = FieldBytes::<C>::default();
    let start = octets.len().checked_sub(magnitude.len())?;
    octets.get_mut(start..)?.copy_from_slice(magnitude);
    Some(octets)
}
