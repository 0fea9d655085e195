//! ECDSA over the curves P-256 and P-384 (FIPS 186-5 §6, SP 800-186 §3.2.1), and their keys
//! (RFC 5480).

use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{strict, tag};
use crate::pki::signature::field::Element;
use crate::pki::signature::key_problem::{KeyFlaw, KeyProblem};
use crate::pki::signature::montgomery::limbs;
use crate::pki::signature::outcome::{Mismatch, Signed};
use crate::pki::signature::weierstrass::{Point, Weierstrass};

/// A curve whose signatures are checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Curve {
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

impl Curve {
    fn arithmetic(self) -> Weierstrass {
        match self {
            Self::P256 => Weierstrass::p256(),
            Self::P384 => Weierstrass::p384(),
        }
    }

    /// Octets of a coordinate, and of a number of a signature.
    const fn length(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }
}

impl<'a> EcKeyParts<'a> {
    pub(crate) fn read(algorithm: &AlgorithmIdentifier<'_>, point: &'a [u8]) -> Self {
        Self {
            curve: Curve::named(algorithm),
            point,
        }
    }

    /// The kind of key, with its curve.
    pub(crate) fn kind(&self) -> &'static str {
        match self.curve {
            Ok(Curve::P256) => "EC P-256",
            Ok(Curve::P384) => "EC P-384",
            Err(KeyProblem::Unsupported(kind)) => kind,
            Err(KeyProblem::Refused(_)) => "EC",
        }
    }

    /// Whether the key is fit to check signatures with.
    pub(crate) fn check(&self) -> Result<(), KeyProblem> {
        let curve = self.curve?;
        self.point(curve, &curve.arithmetic()).map(|_| ())
    }

    /// Whether `signature`, an ECDSA-Sig-Value (RFC 3279 §2.2.3), is one of `digest`.
    ///
    /// FIPS 186-5 §6.4.2.
    pub(crate) fn verify(&self, digest: &[u8], signature: &[u8]) -> Result<bool, Signed> {
        let curve = self.curve?;
        let arithmetic = curve.arithmetic();
        let point = self.point(curve, &arithmetic)?;
        let scalars = &arithmetic.scalars;
        let [r, s] = numbers_of(signature).ok_or(Mismatch::Encoding)?;
        // Step 1: from 1 to n - 1.
        let number = |content| {
            let number = scalars.read(&padded(magnitude(content)?, curve.length())?)?;
            (number != Element::ZERO).then_some(number)
        };
        let (r, s) = number(r).zip(number(s)).ok_or(Mismatch::OutOfRange)?;
        // Step 3: as many bits of the digest as n has, which are whole octets.
        let digest = &digest[..digest.len().min(curve.length())];
        let digest = padded(digest, curve.length()).unwrap_or_default();
        let e = scalars.reduced(&limbs(&digest));
        // Steps 4 to 9.
        let inverse = scalars.inverse(&s);
        let of_generator = scalars.multiply(&e, &inverse);
        let of_point = scalars.multiply(&r, &inverse);
        Ok(arithmetic.x_of_sum(&of_generator, &of_point, &point) == r)
    }

    /// The point of the key, uncompressed and on the curve (SEC 1 §2.3.4 and §3.2.2.1; as the cofactor
    /// is 1, every such point will do).
    fn point(&self, curve: Curve, arithmetic: &Weierstrass) -> Result<Point, KeyProblem> {
        const ENCODING: KeyProblem = KeyProblem::Refused(KeyFlaw::PointEncoding);
        let Some((&UNCOMPRESSED, coordinates)) = self.point.split_first() else {
            return Err(ENCODING);
        };
        if coordinates.len() != 2 * curve.length() {
            return Err(ENCODING);
        }
        let (x, y) = coordinates.split_at(curve.length());
        arithmetic
            .point(x, y)
            .ok_or(KeyProblem::Refused(KeyFlaw::NotOnCurve))
    }
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

/// The magnitude of a number that is not negative, from its content octets.
fn magnitude(content: &[u8]) -> Option<&[u8]> {
    match content {
        [0x00, magnitude @ ..] => Some(magnitude),
        [0x01..=0x7f, ..] => Some(content),
        _ => None,
    }
}

/// A big-endian number in `length` octets; `None` where it is longer.
fn padded(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut octets = vec![0; length.checked_sub(number.len())?];
    octets.extend_from_slice(number);
    Some(octets)
}
