//! Public keys as certificates carry them, and which of them are fit to be trusted.

use super::algorithm::{AlgorithmIdentifier, ED25519, RSASSA_PSS};
use super::der::{Element, Result, octets_of_bits, tag};
use super::rsa::RsaPublicKey;
use super::rsa_key::{RsaKeyParts, RsaUse};

/// Content octets of object identifiers.
mod identifier {
    use super::ED25519;

    /// rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 Appendix A.1).
    pub(super) const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    /// id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1).
    pub(super) const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    /// Others that have a name: RFC 8410 §3, RFC 3279 §2.3.2.
    pub(super) const NAMED: &[(&[u8], &str)] = &[
        (ED25519, "Ed25519"),
        (&[0x2b, 0x65, 0x71], "Ed448"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1], "DSA"),
    ];
    /// Named curves (RFC 5480 §2.1.1.1).
    pub(super) const CURVES: &[(&[u8], &str)] = &[
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], "EC P-256"),
        (&[0x2b, 0x81, 4, 0, 34], "EC P-384"),
        (&[0x2b, 0x81, 4, 0, 35], "EC P-521"),
    ];
}

/// A subject's public key (RFC 5280 §4.1.2.7).
#[derive(Clone, Debug)]
pub enum PublicKeyInfo<'a> {
    /// rsaEncryption or id-RSASSA-PSS.
    Rsa(RsaKeyParts<'a>),
    /// A kind of key that this version does not use.
    Other {
        /// Its name, as far as it has one.
        name: &'static str,
    },
}

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
    /// The RSA modulus has this many bits; [`MIN_MODULUS_BITS`](super::rsa_key::MIN_MODULUS_BITS) to
    /// [`MAX_MODULUS_BITS`](super::rsa_key::MAX_MODULUS_BITS) are accepted.
    ModulusLength(usize),
    /// The RSA modulus is even, so it is not one.
    ModulusEven,
    /// The RSA exponent is this; at least 3 is accepted.
    ExponentTooSmall(u64),
    /// The RSA exponent is even, so it is not one.
    ExponentEven,
    /// The RSA exponent has more than 33 bits.
    ExponentTooLong,
    /// Modulus and exponent do not make an RSA key.
    NotAnRsaKey,
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

impl<'a> PublicKeyInfo<'a> {
    /// From the subjectPublicKeyInfo of a certificate whose structure was checked.
    pub(crate) fn read(info: &Element<'a>) -> Result<Self> {
        let mut fields = info.reader();
        let algorithm = AlgorithmIdentifier::read(&fields.expect(tag::SEQUENCE)?)?;
        let identifier = algorithm.identifier;
        let key = octets_of_bits(&fields.expect(tag::BIT_STRING)?)?;

        if identifier == identifier::RSA_ENCRYPTION {
            return RsaKeyParts::read(key, RsaUse::any(&algorithm)).map(Self::Rsa);
        }
        if identifier == RSASSA_PSS {
            return RsaKeyParts::read(key, RsaUse::pss(&algorithm)).map(Self::Rsa);
        }
        let named = |names: &[(&[u8], &'static str)], wanted: &[u8]| {
            names
                .iter()
                .find(|(octets, _)| *octets == wanted)
                .map(|(_, name)| *name)
        };
        let name = if identifier == identifier::EC_PUBLIC_KEY {
            let curve = algorithm.parameters;
            curve
                .and_then(|curve| named(identifier::CURVES, curve.content))
                .unwrap_or("EC")
        } else {
            named(identifier::NAMED, identifier).unwrap_or("unknown")
        };
        Ok(Self::Other { name })
    }

    /// Kind and size, as in 'RSA 2048' or 'EC P-256'.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Rsa(parts) => format!("{} {}", self.kind(), parts.modulus_bits()),
            Self::Other { .. } => self.kind().to_owned(),
        }
    }

    /// Kind without size, as in 'RSA' or 'EC P-256'.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rsa(parts) if parts.is_for_pss() => "RSASSA-PSS",
            Self::Rsa(_) => "RSA",
            Self::Other { name } => name,
        }
    }

    /// Whether the key is fit to check signatures with.
    ///
    /// # Errors
    /// A [`KeyProblem`].
    pub fn check(&self) -> std::result::Result<(), KeyProblem> {
        match self {
            Self::Rsa(parts) => parts.to_key().map(|_| ()),
            Self::Other { name } => Err(KeyProblem::Unsupported(name)),
        }
    }

    /// The key, where it is one for RSASSA-PKCS1-v1_5 and fit to check signatures with.
    ///
    /// # Errors
    /// A [`KeyProblem`].
    pub fn to_rsa(&self) -> std::result::Result<RsaPublicKey, KeyProblem> {
        match self {
            Self::Rsa(parts) => match parts.to_key()? {
                (key, RsaUse::Any) => Ok(key),
                (_, RsaUse::Pss(_)) => Err(KeyProblem::Unsupported(self.kind())),
            },
            Self::Other { name } => Err(KeyProblem::Unsupported(name)),
        }
    }
}
