//! Violations of RFC 6960 in OCSP responses and by their signers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::{Identifier, ocsp};
use crate::pki::certificate::tbs::repeats;
use crate::pki::revocation::issued_extensions::IssuedExtensions;

/// A rule that a response that can be parsed breaks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OcspDefect {
    /// An extension occurs twice.
    DuplicateExtension,
    /// An empty list of extensions (RFC 5280 §4.1: SIZE (1..MAX)).
    ExtensionsEmpty,
    /// A time without seconds, with fractions of seconds, or not in UTC (RFC 6960 §4.2.2.1).
    TimeIrregular,
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
    /// Returns true if no step of validation (RFC 6960 §3.2) hangs on the rule.
    pub(crate) const fn is_duty(&self) -> bool {
        matches!(self, Self::ExtensionsEmpty | Self::TimeIrregular)
    }

    /// Returns the rules that the extensions break. A nonce (RFC 9654) is accepted; comparing it is
    /// up to the sender of the request.
    pub(crate) fn of_extensions(extensions: &IssuedExtensions<'_>) -> Vec<Self> {
        let critical = extensions.list.iter().filter(|e| e.critical);
        let mut unknown = critical
            .map(|extension| extension.identifier)
            .filter(|identifier| *identifier != ocsp::NONCE);
        let unknown = unknown.next().map(|unknown| Identifier(unknown).text());
        let found = [
            repeats(&extensions.list).then_some(Self::DuplicateExtension),
            unknown.map(Self::UnknownCriticalExtension),
            extensions.is_empty.then_some(Self::ExtensionsEmpty),
        ];
        found.into_iter().flatten().collect()
    }
}
