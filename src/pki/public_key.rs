//! Public keys as certificates carry them, and which of them are fit to be trusted.

use super::der::{Element, Malformed, Result, octets_of_bits, strict, tag};
use super::rsa::RsaPublicKey;

/// The fewest bits of an RSA modulus: 112 bits of strength (NIST SP 800-131A, revision 2, §3).
pub const MIN_MODULUS_BITS: usize = 2048;

/// The most bits of an RSA modulus: checking a signature takes time that grows with its square,
/// and nobody certifies longer ones.
pub const MAX_MODULUS_BITS: usize = 8192;

/// The smallest RSA exponent: 1 leaves the message as it is, and 2 belongs to another scheme.
const MIN_EXPONENT: u64 = 3;

/// The largest RSA exponent, as in ring and the crate rsa: time grows with its length, and CryptoAPI
/// never took a longer one.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// Content octets of object identifiers.
mod identifier {
    /// rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 Appendix A.1).
    pub(super) const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    /// id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1).
    pub(super) const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    /// Others that have a name: RFC 8017 Appendix A.2.3, RFC 8410 §3, RFC 3279 §2.3.2.
    pub(super) const NAMED: &[(&[u8], &str)] = &[
        (
            &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10],
            "RSASSA-PSS",
        ),
        (&[0x2b, 0x65, 0x70], "Ed25519"),
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
    /// rsaEncryption.
    Rsa(RsaKeyParts<'a>),
    /// A kind of key that this version does not use.
    Other {
        /// Its name, as far as it has one.
        name: &'static str,
    },
}

/// Modulus and exponent as encoded: big-endian, without leading zeros.
#[derive(Clone, Debug)]
pub struct RsaKeyParts<'a> {
    modulus: &'a [u8],
    exponent: &'a [u8],
    has_null_parameters: bool,
}

/// Why a key is not used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeyProblem {
    /// A rule forbids it: a full sentence.
    Refused(String),
    /// This version does not process its kind: a full sentence.
    Unsupported(String),
}

impl<'a> PublicKeyInfo<'a> {
    /// From the subjectPublicKeyInfo of a certificate whose structure was checked.
    pub(crate) fn read(info: &Element<'a>) -> Result<Self> {
        let mut fields = info.reader();
        let mut algorithm = fields.expect(tag::SEQUENCE)?.reader();
        let identifier = algorithm.expect(tag::OBJECT_IDENTIFIER)?.content;
        let key = octets_of_bits(&fields.expect(tag::BIT_STRING)?)?;

        if identifier == identifier::RSA_ENCRYPTION {
            let has_null_parameters = algorithm.optional(tag::NULL)?.is_some();
            return RsaKeyParts::read(key, has_null_parameters).map(Self::Rsa);
        }
        let named = |names: &[(&[u8], &'static str)], wanted: &[u8]| {
            names
                .iter()
                .find(|(octets, _)| *octets == wanted)
                .map(|(_, name)| *name)
        };
        let name = if identifier == identifier::EC_PUBLIC_KEY {
            let curve = algorithm.optional(tag::OBJECT_IDENTIFIER)?;
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
            Self::Rsa(parts) => format!("RSA {}", parts.modulus_bits()),
            Self::Other { name } => (*name).to_owned(),
        }
    }

    /// Whether the key is fit to check signatures with.
    ///
    /// # Errors
    /// A [`KeyProblem`].
    pub fn check(&self) -> std::result::Result<(), KeyProblem> {
        self.rsa_parts()?.check().map(|_| ())
    }

    /// The key, where it is fit to check signatures with.
    ///
    /// # Errors
    /// A [`KeyProblem`].
    pub fn to_rsa(&self) -> std::result::Result<RsaPublicKey, KeyProblem> {
        let parts = self.rsa_parts()?;
        let exponent = parts.check()?;
        RsaPublicKey::new(parts.modulus, exponent)
            .ok_or_else(|| KeyProblem::Refused("The RSA key is not one.".to_owned()))
    }

    fn rsa_parts(&self) -> std::result::Result<&RsaKeyParts<'a>, KeyProblem> {
        match self {
            Self::Rsa(parts) => Ok(parts),
            Self::Other { name } => Err(KeyProblem::Unsupported(format!(
                "Keys of the kind {name} are not processed in this version."
            ))),
        }
    }
}

impl<'a> RsaKeyParts<'a> {
    /// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 A.1.1).
    fn read(key: &'a [u8], has_null_parameters: bool) -> Result<Self> {
        let key = strict(key)?;
        if key.tag != tag::SEQUENCE {
            return Err(Malformed("its RSA key is not a SEQUENCE"));
        }
        let mut numbers = key.reader();
        let modulus = positive(numbers.expect(tag::INTEGER)?.content)?;
        let exponent = positive(numbers.expect(tag::INTEGER)?.content)?;
        numbers.end()?;
        Ok(Self {
            modulus,
            exponent,
            has_null_parameters,
        })
    }

    fn modulus_bits(&self) -> usize {
        let leading = self
            .modulus
            .first()
            .map_or(0, |octet| octet.leading_zeros() as usize);
        self.modulus.len() * 8 - leading
    }

    /// The exponent, where 64 bits hold it.
    fn exponent(&self) -> Option<u64> {
        let mut octets = [0; 8];
        let start = octets.len().checked_sub(self.exponent.len())?;
        octets[start..].copy_from_slice(self.exponent);
        Some(u64::from_be_bytes(octets))
    }

    /// The exponent of a key that every rule allows.
    fn check(&self) -> std::result::Result<u64, KeyProblem> {
        let refused = |sentence: String| Err(KeyProblem::Refused(sentence));
        if !self.has_null_parameters {
            return refused(
                "The key's algorithm identifier lacks the NULL that RFC 3279 §2.3.1 asks for."
                    .to_owned(),
            );
        }
        let bits = self.modulus_bits();
        if !(MIN_MODULUS_BITS..=MAX_MODULUS_BITS).contains(&bits) {
            return refused(format!(
                "The RSA modulus has {bits} bits; {MIN_MODULUS_BITS} to {MAX_MODULUS_BITS} are \
                 accepted."
            ));
        }
        if self.modulus.last().is_none_or(|octet| octet & 1 == 0) {
            return refused("The RSA modulus is even, so it is not one.".to_owned());
        }
        match self.exponent() {
            Some(exponent) if exponent < MIN_EXPONENT => refused(format!(
                "The RSA exponent is {exponent}; at least 3 is accepted."
            )),
            Some(exponent) if exponent % 2 == 0 => {
                refused("The RSA exponent is even, so it is not one.".to_owned())
            }
            Some(exponent @ ..=MAX_EXPONENT) => Ok(exponent),
            _ => refused("The RSA exponent has more than 33 bits.".to_owned()),
        }
    }
}

/// The magnitude of a positive INTEGER, without the zero that only says so.
fn positive(content: &[u8]) -> Result<&[u8]> {
    match content {
        [0x00, magnitude @ ..] if !magnitude.is_empty() => Ok(magnitude),
        [0x00..=0x7f, ..] => Ok(content),
        _ => Err(Malformed("a number of its RSA key is negative")),
    }
}
