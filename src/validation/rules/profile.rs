//! What RFC 5280 §4.1 and §4.2 ask of the form of a certificate.

use crate::asn1::oid::{Identifier, extension};
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::Extension;
use crate::report::sentence::profile::ProfileDetail;

/// The most content octets of a serial number (RFC 5280 §4.1.2.2).
const MAX_SERIAL_OCTETS: usize = 20;

/// Extensions that restrict others, which whoever does not know them must not overlook (RFC 5280
/// §4.2.1.10, §4.2.1.14).
///
/// Not policyConstraints: RFC 3280 §4.2.1.12 left it to the issuer, and NIST's PKITS with it; here it
/// is processed either way, as RFC 5280 §6.1.4 (i) asks. Nor basicConstraints, which §6.1.4 (k) asks
/// to be there.
const MUST_BE_CRITICAL: [&[u8]; 2] = [extension::NAME_CONSTRAINTS, extension::INHIBIT_ANY_POLICY];

/// What makes the certificate say two things at once.
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

/// What an issuer must not have done.
pub(crate) fn irregularity(
    certificate: &Certificate<'_>,
    is_authority: bool,
) -> Option<ProfileDetail> {
    let shape = certificate.shape();
    if shape.inner_algorithm != shape.outer_algorithm.whole {
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
    // Whoever certifies itself needs no pointer to itself (RFC 5280 §4.2.1.1). A pointer by name and
    // serial number, which Hongkong Post gives, is one.
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
