//! Why a public key is not used.

/// Why a key is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyProblem {
    /// A rule forbids it.
    Refused(KeyFlaw),
    /// This version does not process its kind, which has this name.
    Unsupported(&'static str),
}

/// What is wrong with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFlaw {
    /// The parameters of its algorithm identifier are not the ones that the standard of this name
    /// and section asks for.
    Parameters(&'static str),
    /// The RSA modulus has this many bits;
    /// [`MIN_MODULUS_BITS`](crate::pki::signature::MIN_MODULUS_BITS) to
    /// [`MAX_MODULUS_BITS`](crate::pki::signature::MAX_MODULUS_BITS) are accepted.
    ModulusLength(usize),
    /// The RSA modulus is even, so it is not one.
    ModulusEven,
    /// The RSA exponent is this; at least 3 is accepted.
    ExponentTooSmall(u64),
    /// The RSA exponent is even, so it is not one.
    ExponentEven,
    /// The RSA exponent has more than 33 bits.
    ExponentTooLong,
    /// The curve is spelled out or left out, not named (RFC 5480 §2.1.1).
    CurveNotNamed,
    /// The octets are not an uncompressed point: 04 and two numbers as long as the curve's field
    /// (RFC 5480 §2.2), or not 32 octets (RFC 8032 §5.1.5).
    PointEncoding,
    /// The octets stand for no point of the curve.
    NotOnCurve,
    /// The Ed25519 key is a point of small order: under it a signature fits every message.
    SmallOrder,
}
