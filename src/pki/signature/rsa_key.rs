//! RSA keys in certificates, and the rules that they must meet.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Malformed, Result, strict, tag};
use crate::pki::signature::key_problem::{KeyFlaw, KeyLimit, KeyProblem};
use crate::pki::signature::pss;
use crate::pki::signature::pss::PssParameters;
use crate::pki::signature::rsa::RsaPublicKey;

/// Minimum number of bits of an RSA modulus: 112 bits of security (NIST SP 800-131A, revision 2,
/// §3).
pub const MIN_MODULUS_BITS: usize = 2048;

/// Maximum number of bits of an RSA modulus. Verification time grows with its square, and CAs do
/// not certify longer ones.
pub const MAX_MODULUS_BITS: usize = 8192;

/// Minimum RSA exponent: 1 leaves the message unchanged, and 2 belongs to another scheme.
const MIN_EXPONENT: u64 = 3;

/// Maximum number of bits of an RSA exponent, as in ring and the crate rsa. Verification time grows
/// with its length, and CryptoAPI never accepted a longer one.
pub const MAX_EXPONENT_BITS: usize = 33;

/// Kind of an id-RSASSA-PSS key whose parameters are not accepted.
const OTHER_PSS: &str = "RSASSA-PSS with other parameters";

/// Modulus and exponent as encoded: big-endian, without leading zeros.
#[derive(Clone, Debug)]
pub struct RsaKeyParts<'a> {
    modulus: &'a [u8],
    exponent: &'a [u8],
    usable: core::result::Result<RsaUse, KeyProblem>,
    /// True for rsaEncryption without parameters.
    pub(crate) lacks_null: bool,
}

/// The signatures that an RSA key may be used for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RsaUse {
    /// rsaEncryption: all RSA signatures.
    Any,
    /// id-RSASSA-PSS: only that algorithm, restricted to the parameters if present (RFC 4055 §3.1).
    Pss(Option<PssParameters>),
}

impl RsaUse {
    /// Parses the use of an rsaEncryption key, whose parameters are NULL (RFC 3279 §2.3.1). Some
    /// issuers leave it out, which comes to the same (RFC 5280 §6.1.4 (e)).
    pub(crate) fn any(
        algorithm: &AlgorithmIdentifier<'_>,
    ) -> core::result::Result<Self, KeyProblem> {
        if algorithm.has_null_or_nothing() {
            Ok(Self::Any)
        } else {
            Err(KeyProblem::Refused(KeyFlaw::Parameters("RFC 3279 §2.3.1")))
        }
    }

    /// Parses the use of an id-RSASSA-PSS key.
    pub(crate) fn pss(
        algorithm: &AlgorithmIdentifier<'_>,
    ) -> core::result::Result<Self, KeyProblem> {
        if algorithm.parameters.is_none() {
            return Ok(Self::Pss(None));
        }
        pss::parse(algorithm.parameters)
            .map(|parameters| Self::Pss(Some(parameters)))
            .map_err(|_| KeyProblem::Unsupported(KeyLimit::Kind(OTHER_PSS)))
    }

    /// Returns true if the key may be used with these RSASSA-PSS parameters (RFC 4055 §3.3): if it
    /// has parameters itself, hash and mask must be the same and the salt not shorter.
    pub(crate) fn allows(self, used: PssParameters) -> bool {
        match self {
            Self::Any | Self::Pss(None) => true,
            Self::Pss(Some(limit)) => {
                limit.hash == used.hash
                    && limit.mask_hash == used.mask_hash
                    && limit.salt_length <= used.salt_length
            }
        }
    }
}

impl<'a> RsaKeyParts<'a> {
    /// Parses `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017
    /// A.1.1).
    pub(crate) fn parse(
        key: &'a [u8],
        usable: core::result::Result<RsaUse, KeyProblem>,
    ) -> Result<Self> {
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
            usable,
            lacks_null: false,
        })
    }

    /// Returns the key and its use if it may be used for verification.
    ///
    /// # Errors
    /// [`KeyProblem`].
    pub fn to_key(&self) -> core::result::Result<(RsaPublicKey<'a>, RsaUse), KeyProblem> {
        let usable = self.usable?;
        let exponent = self.check()?;
        let key = RsaPublicKey {
            modulus: self.modulus,
            modulus_bits: self.modulus_bits(),
            exponent,
        };
        Ok((key, usable))
    }

    /// Returns true if the key is for RSASSA-PSS only.
    pub(crate) fn is_for_pss(&self) -> bool {
        matches!(self.usable, Ok(RsaUse::Pss(_)))
            || matches!(self.usable, Err(KeyProblem::Unsupported(_)))
    }

    pub(crate) fn modulus_bits(&self) -> usize {
        bits(self.modulus)
    }

    /// Returns the exponent if it is within the limit.
    fn exponent(&self) -> Option<u64> {
        let mut octets = [0; 8];
        let start = octets.len().checked_sub(self.exponent.len())?;
        octets[start..].copy_from_slice(self.exponent);
        Some(u64::from_be_bytes(octets)).filter(|exponent| exponent >> MAX_EXPONENT_BITS == 0)
    }

    /// Checks the key against every rule, then against the limits, and returns its exponent.
    fn check(&self) -> core::result::Result<u64, KeyProblem> {
        let modulus_bits = self.modulus_bits();
        let exponent = self.exponent();
        let flaw = match exponent {
            _ if modulus_bits < MIN_MODULUS_BITS => Some(KeyFlaw::ModulusLength(modulus_bits)),
            _ if is_even(self.modulus) => Some(KeyFlaw::ModulusEven),
            Some(exponent) if exponent < MIN_EXPONENT => Some(KeyFlaw::ExponentTooSmall(exponent)),
            _ if is_even(self.exponent) => Some(KeyFlaw::ExponentEven),
            _ => None,
        };
        if let Some(flaw) = flaw {
            return Err(KeyProblem::Refused(flaw));
        }
        if modulus_bits > MAX_MODULUS_BITS {
            return Err(KeyProblem::Unsupported(KeyLimit::ModulusLength(
                modulus_bits,
            )));
        }
        let length = bits(self.exponent);
        exponent.ok_or(KeyProblem::Unsupported(KeyLimit::ExponentLength(length)))
    }
}

/// Returns the number of bits of a number without leading zero octets.
fn bits(number: &[u8]) -> usize {
    let leading = number.first().map_or(0, |octet| octet.leading_zeros());
    number.len() * 8 - leading as usize
}

fn is_even(number: &[u8]) -> bool {
    number.last().is_none_or(|octet| octet & 1 == 0)
}

/// Returns the magnitude of a positive INTEGER, without the leading zero of its encoding.
fn positive(content: &[u8]) -> Result<&[u8]> {
    match content {
        [0x00, magnitude @ ..] if !magnitude.is_empty() => Ok(magnitude),
        [0x00..=0x7f, ..] => Ok(content),
        _ => Err(Malformed("a number of its RSA key is negative")),
    }
}
