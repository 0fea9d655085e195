//! The ESS attributes that identify the signer's certificate (RFC 2634 §5.4, RFC 5035 §4).
//!
//! The certificate identifier in SignerInfo is not signed, so another certificate with the same key
//! could be substituted. These attributes are signed and contain a hash of the certificate.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::pki::certificate::Certificate;
use crate::pki::cms::attributes::SignedAttributes;
use crate::pki::cms::identifier;
use crate::pki::name;
use crate::pki::signature::broken::BrokenHash;
use crate::pki::signature::hash::{Hash, Named, Sha2};

/// The result of comparing an attribute with a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Naming {
    /// It identifies this certificate, by a trusted hash.
    Same,
    /// It identifies this certificate by a trusted hash, beside another issuer or serial number, or
    /// beside ones that cannot be read.
    SameButIssuer,
    /// It identifies another certificate.
    Other,
    /// It does not exclude this certificate, but its hash function is not trusted.
    Unknown,
}

/// The version of the attribute, which determines its hash function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// signingCertificate: always SHA-1.
    V1,
    /// signingCertificateV2: any hash, by default SHA-256.
    V2,
}

impl Version {
    /// Returns the attribute's object identifier.
    #[must_use]
    pub const fn identifier(self) -> &'static [u8] {
        match self {
            Self::V1 => identifier::SIGNING_CERTIFICATE,
            Self::V2 => identifier::SIGNING_CERTIFICATE_V2,
        }
    }
}

/// Compares the attribute with `certificate`; `None` without the attribute.
pub(crate) fn naming(
    attributes: &SignedAttributes<'_>,
    version: Version,
    certificate: &Certificate<'_>,
) -> Option<Result<Naming>> {
    let value = attributes.value(version.identifier())?;
    Some(value.and_then(|value| parse(&value, version, certificate)))
}

/// Parses `SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies … OPTIONAL }`.
/// The first identifies the signer's certificate, the others those of its path (RFC 5035 §5.4.1).
fn parse(value: &Element<'_>, version: Version, certificate: &Certificate<'_>) -> Result<Naming> {
    if value.tag != tag::SEQUENCE {
        return Err(Malformed("it is not a SEQUENCE"));
    }
    let mut certificates = value.reader().expect(tag::SEQUENCE)?.reader();
    let mut fields = certificates.expect(tag::SEQUENCE)?.reader();
    let by_hash = match version {
        Version::V1 => {
            let hashed = fields.expect(tag::OCTET_STRING)?.content;
            by_broken_hash(BrokenHash::Sha1, hashed, certificate)
        }
        Version::V2 => by_hash(&mut fields, certificate)?,
    };
    let is_issued_so = match fields.optional(tag::SEQUENCE)? {
        Some(issuer_serial) => is_issuer_serial_of(&issuer_serial, certificate),
        None => Ok(true),
    };
    fields.end()?;
    Ok(match (by_hash, is_issued_so) {
        // The hash binds; issuerSerial only helps to find the certificate (RFC 5035 §4, EN 319 122-1
        // §5.2.2.3).
        (Naming::Same, Ok(false) | Err(_)) => Naming::SameButIssuer,
        (Naming::Unknown, Ok(false)) => Naming::Other,
        (by_hash, _) => by_hash,
    })
}

/// Parses `ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT {id-sha256},
/// certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }`, up to the hash.
fn by_hash(fields: &mut Reader<'_>, certificate: &Certificate<'_>) -> Result<Naming> {
    let named = match fields.optional(tag::SEQUENCE)? {
        Some(algorithm) => Hash::named(AlgorithmIdentifier::parse(&algorithm)?.identifier),
        None => Named::Trusted(Hash::Sha2(Sha2::Sha256)),
    };
    let hashed = fields.expect(tag::OCTET_STRING)?.content;
    Ok(match named {
        Named::Broken(name) => match BrokenHash::named(name) {
            Some(hash) => by_broken_hash(hash, hashed, certificate),
            None => Naming::Unknown,
        },
        Named::Unknown => Naming::Unknown,
        Named::Trusted(hash) if hash.digest(&[certificate.der()]) == hashed => Naming::Same,
        Named::Trusted(_) => Naming::Other,
    })
}

/// A broken hash that differs is that of another certificate; one that is the same proves nothing.
fn by_broken_hash(hash: BrokenHash, hashed: &[u8], certificate: &Certificate<'_>) -> Naming {
    if hash.digest(certificate.der()) == hashed {
        Naming::Unknown
    } else {
        Naming::Other
    }
}

/// Returns true if `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER }`
/// identifies the certificate; issuer is one directoryName (RFC 5035 §4).
fn is_issuer_serial_of(issuer_serial: &Element<'_>, certificate: &Certificate<'_>) -> Result<bool> {
    let mut fields = issuer_serial.reader();
    let mut names = fields.expect(tag::SEQUENCE)?.reader();
    let issuer = names.expect(tag::constructed(4))?.content;
    names.end()?;
    let serial = fields.expect(tag::INTEGER)?.content;
    fields.end()?;
    Ok(serial == certificate.serial() && name::same_name(issuer, certificate.tbs().issuer))
}
