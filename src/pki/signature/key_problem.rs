//! Reasons not to use a public key.

use crate::asn1::oid::IdentifierCopy;

/// The reason why a key is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyProblem {
    /// A rule forbids the key.
    Refused(KeyFlaw),
    /// The key is beyond what this version uses.
    Unsupported(KeyLimit),
}

/// The limit of this version that a key is beyond.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyLimit {
    /// Keys of this kind are not supported.
    Kind(&'static str),
    /// Keys with this algorithm identifier are not supported.
    Algorithm(IdentifierCopy),
    /// The elliptic curve with this identifier is not supported.
    Curve(IdentifierCopy),
    /// The RSA modulus has this many bits, more than
    /// [`MAX_MODULUS_BITS`](crate::pki::signature::MAX_MODULUS_BITS).
    ModulusLength(usize),
    /// The RSA exponent has this many bits, more than
    /// [`MAX_EXPONENT_BITS`](crate::pki::signature::MAX_EXPONENT_BITS).
    ExponentLength(usize),
}

/// The rule that a key breaks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFlaw {
    /// The parameters of its algorithm identifier are not those that this standard and section
    /// require.
    Parameters(&'static str),
    /// The RSA modulus has this many bits, fewer than
    /// [`MIN_MODULUS_BITS`](crate::pki::signature::MIN_MODULUS_BITS).
    ModulusLength(usize),
    /// The RSA modulus is even, so it is invalid.
    ModulusEven,
    /// The RSA exponent has this value, less than 3.
    ExponentTooSmall(u64),
    /// The RSA exponent is even, so it is invalid.
    ExponentEven,
    /// The curve has explicit or no parameters instead of a name (RFC 5480 §2.1.1).
    CurveNotNamed,
    /// The octets are not an uncompressed point: 04 and two numbers as long as the curve's field
    /// (RFC 5480 §2.2), or not 32 octets (RFC 8032 §5.1.5).
    PointEncoding,
    /// The octets do not encode a point on the curve.
    NotOnCurve,
    /// The Ed25519 key is a point of small order, under which one signature fits every message.
    SmallOrder,
}
