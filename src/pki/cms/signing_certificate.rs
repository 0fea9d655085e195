//! The attributes that name the signer's certificate: ESS (RFC 2634 §5.4, RFC 5035 §4).
//!
//! A SignerInfo names its certificate outside of what is signed, so another certificate of the same
//! key could be put in its place. These attributes are signed, and hold a hash of the certificate.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::pki::certificate::Certificate;
use crate::pki::cms::attributes::SignedAttributes;
use crate::pki::cms::identifier;
use crate::pki::name;
use crate::pki::signature::hash::{Hash, Named, Sha2};

/// What one of the attributes says of a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Naming {
    /// It names this certificate, by a hash that is relied on.
    Same,
    /// It names another one.
    Other,
    /// Nothing in it speaks against this certificate, and its hash is not one that is relied on.
    Unknown,
}

/// The version of the attribute, which decides on its hash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// signingCertificate: SHA-1, whatever is said.
    V1,
    /// signingCertificateV2: any hash, SHA-256 where none is named.
    V2,
}

impl Version {
    /// The attribute's identifier.
    #[must_use]
    pub const fn identifier(self) -> &'static [u8] {
        match self {
            Self::V1 => identifier::SIGNING_CERTIFICATE,
            Self::V2 => identifier::SIGNING_CERTIFICATE_V2,
        }
    }
}

/// What the attribute says of `certificate`; `None` where there is no such attribute.
pub(crate) fn naming(
    attributes: &SignedAttributes<'_>,
    version: Version,
    certificate: &Certificate<'_>,
) -> Option<Result<Naming>> {
    let value = attributes.value(version.identifier())?;
    Some(value.and_then(|value| parse(&value, version, certificate)))
}

/// `SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies … OPTIONAL }`: the first
/// is the signer's, others are of its path (RFC 5035 §5.4.1).
fn parse(value: &Element<'_>, version: Version, certificate: &Certificate<'_>) -> Result<Naming> {
    if value.tag != tag::SEQUENCE {
        return Err(Malformed("it is not a SEQUENCE"));
    }
    let mut certificates = value.reader().expect(tag::SEQUENCE)?.reader();
    let mut fields = certificates.expect(tag::SEQUENCE)?.reader();
    let by_hash = match version {
        Version::V1 => {
            fields.expect(tag::OCTET_STRING)?;
            Naming::Unknown
        }
        Version::V2 => by_hash(&mut fields, certificate)?,
    };
    let is_other = match fields.optional(tag::SEQUENCE)? {
        Some(issuer_serial) => !is_issuer_serial_of(&issuer_serial, certificate)?,
        None => false,
    };
    fields.end()?;
    Ok(if is_other { Naming::Other } else { by_hash })
}

/// `ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT {id-sha256},
/// certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }`, up to the hash.
fn by_hash(fields: &mut Reader<'_>, certificate: &Certificate<'_>) -> Result<Naming> {
    let named = match fields.optional(tag::SEQUENCE)? {
        Some(algorithm) => Hash::named(AlgorithmIdentifier::parse(&algorithm)?.identifier),
        None => Named::Trusted(Hash::Sha2(Sha2::Sha256)),
    };
    let hashed = fields.expect(tag::OCTET_STRING)?.content;
    Ok(match named {
        Named::Broken(_) | Named::Unknown => Naming::Unknown,
        Named::Trusted(hash) if hash.digest(&[certificate.der()]) == hashed => Naming::Same,
        Named::Trusted(_) => Naming::Other,
    })
}

/// `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER }`, where issuer is one
/// directoryName (RFC 5035 §4).
fn is_issuer_serial_of(issuer_serial: &Element<'_>, certificate: &Certificate<'_>) -> Result<bool> {
    let mut fields = issuer_serial.reader();
    let mut names = fields.expect(tag::SEQUENCE)?.reader();
    let issuer = names.expect(tag::constructed(4))?.content;
    names.end()?;
    let serial = fields.expect(tag::INTEGER)?.content;
    fields.end()?;
    Ok(serial == certificate.serial() && name::same_name(issuer, certificate.tbs().issuer))
}
