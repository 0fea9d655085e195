//! Public keys in certificates, and the rules that they must meet.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::Error;
use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, Malformed, Result, octets_of_bits, strict, tag};
use crate::asn1::oid::IdentifierCopy;
use crate::pki::signature::algorithm::{ED25519, RSASSA_PSS};
use crate::pki::signature::ecdsa::EcKeyParts;
use crate::pki::signature::ed25519::Ed25519KeyParts;
use crate::pki::signature::key_problem::{KeyLimit, KeyProblem};
use crate::pki::signature::rsa::RsaPublicKey;
use crate::pki::signature::rsa_key::{RsaKeyParts, RsaUse};
use crate::pki::signature::sm2::Sm2KeyParts;
use crate::string::decimal;

/// rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 Appendix A.1).
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];

/// id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1).
const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

/// A subject's public key (RFC 5280 §4.1.2.7).
#[derive(Clone, Debug)]
pub enum PublicKeyInfo<'a> {
    /// rsaEncryption or id-RSASSA-PSS.
    Rsa(RsaKeyParts<'a>),
    /// id-ecPublicKey on any curve except SM2's.
    Ec(EcKeyParts<'a>),
    /// id-ecPublicKey on the SM2 curve.
    Sm2(Sm2KeyParts<'a>),
    /// id-Ed25519.
    Ed25519(Ed25519KeyParts<'a>),
    /// An unsupported kind of key.
    Other {
        /// The identifier of its algorithm.
        algorithm: IdentifierCopy,
    },
}

impl<'a> PublicKeyInfo<'a> {
    /// Parses the DER of a SubjectPublicKeyInfo.
    ///
    /// # Errors
    /// [`Error::CertificateMalformed`].
    pub fn from_der(der: &'a [u8]) -> crate::Result<Self> {
        let info = strict(der).and_then(|info| Self::parse(&info));
        info.map_err(|Malformed(reason)| Error::CertificateMalformed {
            name: "public key".to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Parses the subjectPublicKeyInfo of a certificate whose structure was checked.
    pub(crate) fn parse(info: &Element<'a>) -> Result<Self> {
        let mut fields = info.reader();
        let algorithm = AlgorithmIdentifier::parse(&fields.expect(tag::SEQUENCE)?)?;
        let identifier = algorithm.identifier;
        let key = octets_of_bits(&fields.expect(tag::BIT_STRING)?)?;
        fields.end()?;

        Ok(match identifier {
            RSA_ENCRYPTION => {
                let mut parts = RsaKeyParts::parse(key, RsaUse::any(&algorithm))?;
                parts.lacks_null = algorithm.parameters.is_none();
                Self::Rsa(parts)
            }
            RSASSA_PSS => Self::Rsa(RsaKeyParts::parse(key, RsaUse::pss(&algorithm))?),
            EC_PUBLIC_KEY => match Sm2KeyParts::parse(&algorithm, key) {
                Some(parts) => Self::Sm2(parts),
                None => Self::Ec(EcKeyParts::parse(&algorithm, key)),
            },
            ED25519 => Self::Ed25519(Ed25519KeyParts::parse(&algorithm, key)),
            _ => Self::Other {
                algorithm: IdentifierCopy::of(identifier),
            },
        })
    }

    /// Returns true for an rsaEncryption key without the NULL of its parameters (RFC 3279 §2.3.1).
    pub(crate) fn lacks_null(&self) -> bool {
        matches!(self, Self::Rsa(parts) if parts.lacks_null)
    }

    /// Returns kind and size, as in 'RSA 2048' or 'EC P-256'.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Rsa(parts) => [self.kind(), " ", &decimal(parts.modulus_bits() as u64)].concat(),
            Self::Other { algorithm } => algorithm.text(),
            _ => self.kind().to_owned(),
        }
    }

    /// Returns the kind without size, as in 'RSA' or 'EC P-256'.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rsa(parts) if parts.is_for_pss() => "RSASSA-PSS",
            Self::Rsa(_) => "RSA",
            Self::Ec(parts) => parts.kind(),
            Self::Sm2(_) => "SM2",
            Self::Ed25519(_) => "Ed25519",
            Self::Other { .. } => "another kind",
        }
    }

    /// Checks that the key may be used for verification.
    ///
    /// # Errors
    /// [`KeyProblem`].
    pub fn check(&self) -> core::result::Result<(), KeyProblem> {
        match self {
            Self::Rsa(parts) => parts.to_key().map(|_| ()),
            Self::Ec(parts) => parts.check(),
            Self::Sm2(parts) => parts.check(),
            Self::Ed25519(parts) => parts.check().map_err(KeyProblem::Refused),
            Self::Other { algorithm } => {
                Err(KeyProblem::Unsupported(KeyLimit::Algorithm(*algorithm)))
            }
        }
    }

    /// Returns the key if it may be used to verify RSASSA-PKCS1-v1_5 signatures.
    ///
    /// # Errors
    /// [`KeyProblem`].
    pub fn to_rsa(&self) -> core::result::Result<RsaPublicKey<'a>, KeyProblem> {
        match self {
            Self::Rsa(parts) => match parts.to_key()? {
                (key, RsaUse::Any) => Ok(key),
                (_, RsaUse::Pss(_)) => Err(self.other_kind()),
            },
            _ => Err(self.other_kind()),
        }
    }

    fn other_kind(&self) -> KeyProblem {
        KeyProblem::Unsupported(KeyLimit::Kind(self.kind()))
    }
}
