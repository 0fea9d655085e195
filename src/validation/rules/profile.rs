//! The certificate profile (RFC 5280 §4.1 and §4.2).

use crate::asn1::oid::{Identifier, extension};
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::Extension;
use crate::report::sentence::profile::ProfileDetail;

/// Maximum length of a serial number in content octets (RFC 5280 §4.1.2.2).
const MAX_SERIAL_OCTETS: usize = 20;

/// Extensions that must be criticalbecause they restrict other certificates (RFC 5280 §4.2.1.10,
/// §4.2.1.14).
///
/// policyConstraints is not among them: RFC 3280 §4.2.1.12 and NIST's PKITS leave its criticality
/// to the issuer, and RFC 5280 §6.1.4 (i) requires processing it in either case. basicConstraints
/// is not either: §6.1.4 (k) checks its presence.
const MUST_BE_CRITICAL: [&[u8]; 2] = [extension::NAME_CONSTRAINTS, extension::INHIBIT_ANY_POLICY];

/// Returns the first contradiction between fields of the certificate.
pub(crate) fn contradiction(certificate: &Certificate<'_>) -> Option<ProfileDetail> {
    let extensions = certificate.extensions();
    let occurs_again = |(index, extension): &(usize, &Extension<'_>)| {
        let mut after = extensions.iter().skip(index + 1);
        after.any(|other| other.identifier == extension.identifier)
    };
    let twice = extensions.iter().enumerate().find(occurs_again);
    if let Some((_, twice)) = twice {
        return Some(ProfileDetail::ExtensionTwice {
            identifier: Identifier(twice.identifier).text(),
        });
    }
    let Some(version) = certificate.version() else {
        return Some(ProfileDetail::VersionUnknown);
    };
    if !certificate.extensions().is_empty() && version != 3 {
        return Some(ProfileDetail::ExtensionsTooEarly {
            version: version.into(),
        });
    }
    let unique_ids = [
        certificate.issuer_unique_id(),
        certificate.subject_unique_id(),
    ];
    if unique_ids.iter().any(Option::is_some) && version == 1 {
        return Some(ProfileDetail::UniqueIdTooEarly);
    }
    let may_sign = certificate
        .key_usage()
        .is_some_and(|u| u.intersects(KeyUsage::KEY_CERT_SIGN));
    let constraints = certificate.basic_constraints();
    let is_authority = constraints.is_some_and(|bc| bc.ca);
    if may_sign && !is_authority {
        return Some(ProfileDetail::SignsWithoutAuthority);
    }
    if constraints.is_some_and(|bc| bc.path_length.is_some()) && !is_authority {
        return Some(ProfileDetail::LimitsWithoutAuthority);
    }
    if certificate.has_extension(extension::NAME_CONSTRAINTS) && !is_authority {
        return Some(ProfileDetail::ConstrainsWithoutAuthority);
    }
    let unmarked = extensions
        .iter()
        .find(|e| !e.critical && MUST_BE_CRITICAL.contains(&e.identifier));
    unmarked.map(|extension| ProfileDetail::NotCritical {
        identifier: Identifier(extension.identifier).text(),
    })
}

/// Returns the first rule of the profile that the certificate breaks.
pub(crate) fn irregularity(
    certificate: &Certificate<'_>,
    is_authority: bool,
) -> Option<ProfileDetail> {
    if !certificate.has_consistent_algorithm() {
        return Some(ProfileDetail::AlgorithmsDiffer);
    }
    let serial = certificate.serial();
    let is_negative = serial.first().is_some_and(|octet| octet & 0x80 != 0);
    if is_negative || serial == [0] {
        return Some(ProfileDetail::SerialNotPositive);
    }
    if serial.len() > MAX_SERIAL_OCTETS {
        return Some(ProfileDetail::SerialTooLong {
            count: serial.len(),
            most: MAX_SERIAL_OCTETS,
        });
    }
    if certificate.issuer().is_empty() {
        return Some(ProfileDetail::IssuerEmpty);
    }
    if certificate.subject().is_empty() {
        let named_otherwise = |extension: &Extension<'_>| {
            extension.identifier == extension::SUBJECT_ALT_NAME && extension.critical
        };
        if is_authority {
            return Some(ProfileDetail::AuthorityEmpty);
        }
        if !certificate.extensions().iter().any(named_otherwise) {
            return Some(ProfileDetail::SubjectEmpty);
        }
    }
    if certificate.key_usage().is_some_and(KeyUsage::is_empty) {
        return Some(ProfileDetail::UsageEmpty);
    }
    if certificate.version() != Some(3) {
        return None;
    }
    // Not required in self-signed certificates (RFC 5280 §4.2.1.1). An identifier by name and
    // serial number, as in Hongkong Post's certificates, is enough.
    if !certificate.has_extension(extension::AUTHORITY_KEY_IDENTIFIER)
        && !certificate.is_self_issued()
    {
        return Some(ProfileDetail::AuthorityKeyMissing);
    }
    if is_authority && !certificate.has_extension(extension::SUBJECT_KEY_IDENTIFIER) {
        return Some(ProfileDetail::SubjectKeyMissing);
    }
    None
}
