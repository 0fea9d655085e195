//! Certificates in reports.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::encoding::hex;
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor;
use crate::pki::name;

/// A certificate in readable form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateSummary {
    /// Subject in RFC 4514 notation, most specific RDN first.
    pub subject: String,
    /// The most specific common name of the subject, unescaped.
    pub common_name: Option<String>,
    /// Issuer in RFC 4514 notation.
    pub issuer: String,
    /// Serial number in lower-case hexadecimal, without the leading zero octet of a positive
    /// INTEGER.
    pub serial_number: String,
    /// The first second of the validity period.
    pub not_before: Time,
    /// The last second of the validity period.
    pub not_after: Time,
    /// certificatePolicies, as dotted identifiers.
    pub policies: Vec<String>,
    /// Names in RFC 5280 of the keyUsage bits that are set.
    pub key_usage: Vec<&'static str>,
    /// The name of the certificate if its fingerprint is known, as those of Hongkong Post's roots.
    pub known_as: Option<&'static str>,
    /// Public key: 'RSA 2048', 'EC P-256', …
    pub public_key: String,
    /// The certificate in DER.
    pub der: Vec<u8>,
    /// SHA-256 of the certificate, in lower-case hexadecimal.
    pub sha256: String,
    /// True if this is the caller's trust anchor at which a path ends.
    pub is_trust_anchor: bool,
    /// The time from which it is revoked for good, by the revocation data at hand.
    pub revocation_time: Option<Time>,
}

impl CertificateSummary {
    /// Returns the summary of `certificate`.
    #[must_use]
    pub fn of(certificate: &Certificate<'_>) -> Self {
        let serial = match certificate.serial() {
            [0, magnitude @ ..] if !magnitude.is_empty() => magnitude,
            serial => serial,
        };
        let sha256 = certificate.sha256();
        Self {
            subject: name::to_text(certificate.subject()),
            common_name: name::common_name(certificate.subject()),
            issuer: name::to_text(certificate.issuer()),
            serial_number: hex(serial),
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
            policies: certificate.policies(),
            key_usage: certificate
                .key_usage()
                .map(KeyUsage::names)
                .unwrap_or_default(),
            known_as: known_anchor::known_as(&sha256),
            public_key: certificate.public_key().description(),
            der: certificate.der().to_vec(),
            sha256: hex(&sha256),
            is_trust_anchor: false,
            revocation_time: None,
        }
    }
}
