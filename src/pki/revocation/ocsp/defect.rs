//! Violations of RFC 6960 in OCSP responses and by their signers.

use alloc::string::String;

use crate::asn1::oid::{Identifier, ocsp};
use crate::pki::certificate::tbs::{Extension, repeats};

/// The reason why a response that can be parsed cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OcspDefect {
    /// An extension occurs twice.
    DuplicateExtension,
    /// A critical extension that is not processed (RFC 6960 §4.4); its dotted identifier.
    UnknownCriticalExtension(String),
}

/// The reason why a responder is not authorized for the issuer of a certificate (RFC 6960
/// §4.2.2.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotAuthorized {
    /// Its certificate was not issued by that issuer with the key that signed the certificate.
    Issuer,
    /// Its extKeyUsage does not include id-kp-OCSPSigning.
    Purpose,
    /// Its keyUsage includes neither digitalSignature nor nonRepudiation.
    Usage,
    /// Its certificate has expired, or is not valid yet.
    Validity,
    /// Its certificate has a critical extension that is not processed, or an extension twice.
    Extensions,
    /// Its certificate is revoked.
    Revoked,
    /// Its certificate points to its revocation status, which could not be determined.
    Undetermined,
}

impl OcspDefect {
    /// Returns the first rule that the extensions break. A nonce (RFC 9654) is accepted; comparing
    /// it is up to the sender of the request.
    pub(crate) fn of_extensions(extensions: &[Extension<'_>]) -> Option<Self> {
        if repeats(extensions) {
            return Some(Self::DuplicateExtension);
        }
        let critical = extensions.iter().filter(|e| e.critical);
        let unknown = critical
            .map(|extension| extension.identifier)
            .find(|identifier| *identifier != ocsp::NONCE)?;
        let unknown = Identifier(unknown).text();
        Some(Self::UnknownCriticalExtension(unknown))
    }
}
