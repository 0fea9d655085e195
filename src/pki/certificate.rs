//! One certificate, read strictly (RFC 5280 §4).

use sha2::{Digest as _, Sha256};
use x509_parser::asn1_rs::Oid;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{
    AuthorityKeyIdentifier, BasicConstraints, GeneralName, ParsedExtension, X509Extension,
};
use x509_parser::oid_registry::{
    OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_BASIC_CONSTRAINTS,
    OID_X509_EXT_CERTIFICATE_POLICIES, OID_X509_EXT_EXTENDED_KEY_USAGE, OID_X509_EXT_KEY_USAGE,
    OID_X509_EXT_SUBJECT_KEY_IDENTIFIER,
};
use x509_parser::prelude::FromDer as _;
use x509_parser::x509::{X509Name, X509Version};

use super::der::{Malformed, strict};
use super::key_usage::KeyUsage;
use super::name;
use super::public_key::PublicKeyInfo;
use super::shape::Shape;
use super::time::Time;
use crate::{Error, Result};

/// The longest certificate that is read, in octets. Ordinary ones have 1 to 4 thousand; one with
/// thousands of name constraints (x509-limbo, "pathological") comes to 100 thousand.
pub const MAX_OCTETS: usize = 256 * 1024;

/// One certificate, a view of its DER.
#[derive(Debug)]
pub struct Certificate<'a> {
    der: &'a [u8],
    shape: Shape<'a>,
    x509: X509Certificate<'a>,
    public_key: PublicKeyInfo<'a>,
}

/// How the key that a certificate says it was signed with compares to the key of a candidate.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum KeyIdentity {
    /// They are identified alike.
    Same,
    /// One of the two does not say.
    Unknown,
    /// They are identified differently.
    Different,
}

impl<'a> Certificate<'a> {
    /// Reads the DER of one certificate and nothing else; `name` is what an error calls it.
    ///
    /// # Errors
    /// [`Error::CertificateMalformed`].
    pub fn read(name: &str, der: &'a [u8]) -> Result<Self> {
        Self::read_strictly(der).map_err(|Malformed(reason)| Error::CertificateMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    fn read_strictly(der: &'a [u8]) -> std::result::Result<Self, Malformed> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any certificate may be"));
        }
        let shape = Shape::read(der)?;
        let (rest, x509) = X509Certificate::from_der(der)
            .map_err(|_| Malformed("it is not a certificate as RFC 5280 §4.1 defines it"))?;
        if !rest.is_empty() {
            return Err(Malformed("bytes follow where it should end"));
        }
        for extension in x509.extensions() {
            check_extension(extension)?;
        }
        let public_key = PublicKeyInfo::read(&shape.public_key_info)?;
        Ok(Self {
            der,
            shape,
            x509,
            public_key,
        })
    }

    /// The whole certificate.
    #[must_use]
    pub fn der(&self) -> &'a [u8] {
        self.der
    }

    /// SHA-256 of the whole certificate: its fingerprint.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.der).into()
    }

    /// The version as it is spoken of: 1, 2 or 3; another where the certificate says so.
    #[must_use]
    pub fn version(&self) -> u32 {
        let X509Version(encoded) = self.x509.version();
        encoded.saturating_add(1)
    }

    /// The content octets of the serial number, two's complement, big-endian.
    #[must_use]
    pub fn serial(&self) -> &'a [u8] {
        self.shape.serial
    }

    /// The issuer's name.
    #[must_use]
    pub fn issuer(&self) -> &X509Name<'a> {
        &self.x509.tbs_certificate.issuer
    }

    /// The subject's name.
    #[must_use]
    pub fn subject(&self) -> &X509Name<'a> {
        &self.x509.tbs_certificate.subject
    }

    /// The subject's name as RFC 4514 writes it.
    #[must_use]
    pub fn subject_text(&self) -> String {
        name::to_text(self.subject())
    }

    /// The first second of its validity.
    #[must_use]
    pub fn not_before(&self) -> Time {
        Time::from_unix_seconds(self.x509.validity().not_before.timestamp())
    }

    /// The last second of its validity.
    #[must_use]
    pub fn not_after(&self) -> Time {
        Time::from_unix_seconds(self.x509.validity().not_after.timestamp())
    }

    /// The subject's public key.
    #[must_use]
    pub fn public_key(&self) -> &PublicKeyInfo<'a> {
        &self.public_key
    }

    /// Subject and issuer are the same name (RFC 5280 §3.2).
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        name::same_name(self.shape.subject, self.shape.issuer)
    }

    /// `issuer` has the name of this certificate's issuer.
    #[must_use]
    pub fn names_as_issuer(&self, issuer: &Certificate<'_>) -> bool {
        name::same_name(self.shape.issuer, issuer.shape.subject)
    }

    /// Both certify the same key for the same subject.
    #[must_use]
    pub fn is_same_entity(&self, other: &Certificate<'_>) -> bool {
        name::same_name(self.shape.subject, other.shape.subject)
            && self.shape.public_key_info.whole == other.shape.public_key_info.whole
    }

    /// How authorityKeyIdentifier compares to what `issuer` says of itself (RFC 5280 §4.2.1.1).
    ///
    /// By key identifier where both have one, else by the issuer certificate's own issuer and
    /// serial number.
    #[must_use]
    pub fn key_identity(&self, issuer: &Certificate<'_>) -> KeyIdentity {
        let Some(identifier) = self.authority_key_identifier() else {
            return KeyIdentity::Unknown;
        };
        let same = match (&identifier.key_identifier, issuer.subject_key_identifier()) {
            (Some(wanted), Some(found)) => wanted.0 == found,
            _ => match (
                &identifier.authority_cert_issuer,
                identifier.authority_cert_serial,
            ) {
                (Some(names), Some(serial)) => {
                    serial == issuer.serial()
                        && names
                            .iter()
                            .any(|name| is_directory_name(name, issuer.shape.issuer))
                }
                _ => return KeyIdentity::Unknown,
            },
        };
        if same {
            KeyIdentity::Same
        } else {
            KeyIdentity::Different
        }
    }

    /// basicConstraints (RFC 5280 §4.2.1.9).
    #[must_use]
    pub fn basic_constraints(&self) -> Option<&BasicConstraints> {
        match self.parsed(&OID_X509_EXT_BASIC_CONSTRAINTS)? {
            ParsedExtension::BasicConstraints(constraints) => Some(constraints),
            _ => None,
        }
    }

    /// keyUsage (RFC 5280 §4.2.1.3).
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        match self.parsed(&OID_X509_EXT_KEY_USAGE)? {
            ParsedExtension::KeyUsage(usage) => Some(KeyUsage::from_bits(usage.flags)),
            _ => None,
        }
    }

    /// The policies of certificatePolicies (RFC 5280 §4.2.1.4), as dotted identifiers.
    #[must_use]
    pub fn policies(&self) -> Vec<String> {
        match self.parsed(&OID_X509_EXT_CERTIFICATE_POLICIES) {
            Some(ParsedExtension::CertificatePolicies(policies)) => policies
                .iter()
                .map(|policy| policy.policy_id.to_id_string())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// extKeyUsage (RFC 5280 §4.2.1.12) is there.
    #[must_use]
    pub fn has_extended_key_usage(&self) -> bool {
        self.parsed(&OID_X509_EXT_EXTENDED_KEY_USAGE).is_some()
    }

    /// All extensions, in their order.
    #[must_use]
    pub fn extensions(&self) -> &[X509Extension<'a>] {
        self.x509.extensions()
    }

    pub(crate) fn shape(&self) -> &Shape<'a> {
        &self.shape
    }

    fn authority_key_identifier(&self) -> Option<&AuthorityKeyIdentifier<'a>> {
        match self.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER)? {
            ParsedExtension::AuthorityKeyIdentifier(identifier) => Some(identifier),
            _ => None,
        }
    }

    fn subject_key_identifier(&self) -> Option<&'a [u8]> {
        match self.parsed(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER)? {
            ParsedExtension::SubjectKeyIdentifier(identifier) => Some(identifier.0),
            _ => None,
        }
    }

    /// The first extension of this kind; that there is no second is a rule of its own.
    fn parsed(&self, identifier: &Oid<'_>) -> Option<&ParsedExtension<'a>> {
        let mut extensions = self.extensions().iter();
        extensions
            .find(|extension| extension.oid == *identifier)
            .map(X509Extension::parsed_extension)
    }
}

/// An extension that is known must be DER of what it says it is.
fn check_extension(extension: &X509Extension<'_>) -> std::result::Result<(), Malformed> {
    match extension.parsed_extension() {
        ParsedExtension::UnsupportedExtension { .. } | ParsedExtension::Unparsed => Ok(()),
        ParsedExtension::ParseError { .. } => {
            Err(Malformed("an extension is not what its identifier says"))
        }
        _ => strict(extension.value).map(|_| ()),
    }
}

fn is_directory_name(name: &GeneralName<'_>, encoded: &[u8]) -> bool {
    matches!(name, GeneralName::DirectoryName(found) if name::same_name(found.as_raw(), encoded))
}
