//! RSA keys as certificates carry them, and which of them are fit to be trusted.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Malformed, Result, strict, tag};
use crate::pki::signature::key_problem::{KeyFlaw, KeyProblem};
use crate::pki::signature::pss;
use crate::pki::signature::pss::PssParameters;
use crate::pki::signature::rsa::RsaPublicKey;

/// The fewest bits of an RSA modulus: 112 bits of strength (NIST SP 800-131A, revision 2, §3).
pub const MIN_MODULUS_BITS: usize = 2048;

/// Maximum number of bits of an RSA modulus: checking a signature takes time that grows with its
/// square, and nobody certifies longer ones.
pub const MAX_MODULUS_BITS: usize = 8192;

/// The smallest RSA exponent: 1 leaves the message as it is, and 2 belongs to another scheme.
const MIN_EXPONENT: u64 = 3;

/// The largest RSA exponent, as in ring and the crate rsa: time grows with its length, and
/// CryptoAPI never took a longer one.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// Modulus and exponent as encoded: big-endian, without leading zeros.
#[derive(Clone, Debug)]
pub struct RsaKeyParts<'a> {
    modulus: &'a [u8],
    exponent: &'a [u8],
    usable: core::result::Result<RsaUse, KeyProblem>,
}

/// Which signatures an RSA key is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RsaUse {
    /// rsaEncryption: all.
    Any,
    /// id-RSASSA-PSS: that algorithm alone, and within the parameters where there are any (RFC 4055
    /// §3.1).
    Pss(Option<PssParameters>),
}

impl RsaUse {
    /// That of rsaEncryption, whose parameters are NULL.
    pub(crate) fn any(
        algorithm: &AlgorithmIdentifier<'_>,
    ) -> core::result::Result<Self, KeyProblem> {
        match algorithm.parameters {
            Some(parameters) if parameters.tag == tag::NULL => Ok(Self::Any),
            _ => Err(KeyProblem::Refused(KeyFlaw::Parameters("RFC 3279 §2.3.1"))),
        }
    }

    /// That of id-RSASSA-PSS.
    pub(crate) fn pss(
        algorithm: &AlgorithmIdentifier<'_>,
    ) -> core::result::Result<Self, KeyProblem> {
        if algorithm.parameters.is_none() {
            return Ok(Self::Pss(None));
        }
        pss::parse(algorithm.parameters)
            .map(|parameters| Self::Pss(Some(parameters)))
            .map_err(|_| KeyProblem::Unsupported("RSASSA-PSS with other parameters"))
    }

    /// The key may be used with these parameters of RSASSA-PSS (RFC 4055 §3.3): where it names some
    /// itself the same hashes, and a salt that is no shorter.
    pub(crate) fn allows(self, used: PssParameters) -> bool {
        match self {
            Self::Any | Self::Pss(None) => true,
            Self::Pss(Some(limit)) => {
                limit.hash == used.hash && limit.salt_length <= used.salt_length
            }
        }
    }
}

impl<'a> RsaKeyParts<'a> {
    /// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 A.1.1).
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
        })
    }

    /// The key, where it is fit to check signatures with, and what it is for.
    ///
    /// # Errors
    /// A [`KeyProblem`].
    pub fn to_key(&self) -> core::result::Result<(RsaPublicKey<'a>, RsaUse), KeyProblem> {
        let usable = self.usable?;
        let exponent = self.check().map_err(KeyProblem::Refused)?;
        let key = RsaPublicKey {
            modulus: self.modulus,
            modulus_bits: self.modulus_bits(),
            exponent,
        };
        Ok((key, usable))
    }

    /// The key is for RSASSA-PSS alone.
    pub(crate) fn is_for_pss(&self) -> bool {
        matches!(self.usable, Ok(RsaUse::Pss(_)))
            || matches!(self.usable, Err(KeyProblem::Unsupported(_)))
    }

    pub(crate) fn modulus_bits(&self) -> usize {
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
    fn check(&self) -> core::result::Result<u64, KeyFlaw> {
        let bits = self.modulus_bits();
        if !(MIN_MODULUS_BITS..=MAX_MODULUS_BITS).contains(&bits) {
            return Err(KeyFlaw::ModulusLength(bits));
        }
        if self.modulus.last().is_none_or(|octet| octet & 1 == 0) {
            return Err(KeyFlaw::ModulusEven);
        }
        match self.exponent() {
            Some(exponent) if exponent < MIN_EXPONENT => Err(KeyFlaw::ExponentTooSmall(exponent)),
            Some(exponent) if exponent % 2 == 0 => Err(KeyFlaw::ExponentEven),
            Some(exponent @ ..=MAX_EXPONENT) => Ok(exponent),
            _ => Err(KeyFlaw::ExponentTooLong),
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
