//! Reasons not to use a public key.

/// The reason why a key is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyProblem {
    /// A rule forbids the key.
    Refused(KeyFlaw),
    /// This version does not support keys of this kind.
    Unsupported(&'static str),
}

/// The rule that a key breaks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFlaw {
    /// The parameters of its algorithm identifier are not those that this standard and section
    /// require.
    Parameters(&'static str),
    /// The RSA modulus has this many bits; accepted are
    /// [`MIN_MODULUS_BITS`](crate::pki::signature::MIN_MODULUS_BITS) to
    /// [`MAX_MODULUS_BITS`](crate::pki::signature::MAX_MODULUS_BITS).
    /// [`MIN_MODULUS_BITS`](crate::pki::signature::MIN_MODULUS_BITS) to
    /// [`MAX_MODULUS_BITS`](crate::pki::signature::MAX_MODULUS_BITS) are accepted.
    ModulusLength(usize),
    /// The RSA modulus is even, so it is invalid.
    ModulusEven,
    /// The RSA exponent has this value, less than 3.
    ExponentTooSmall(u64),
    /// The RSA exponent is even, so it is invalid.
    ExponentEven,
    /// The RSA exponent has more than 33 bits.
    ExponentTooLong,
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
