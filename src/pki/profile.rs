//! What RFC 5280 §4.1 and §4.2 ask of the form of a certificate.

use super::certificate::Certificate;
use super::detail::profile::ProfileDetail;
use super::identifier::Identifier;
use super::key_usage::KeyUsage;
use super::shape::Extension;

/// The most content octets of a serial number (RFC 5280 §4.1.2.2).
const MAX_SERIAL_OCTETS: usize = 20;

/// What makes the certificate say two things at once.
pub(super) fn contradiction(certificate: &Certificate<'_>) -> Option<ProfileDetail> {
    let extensions = certificate.extensions();
    let occurs_again = |(index, extension): &(usize, &Extension<'_>)| {
        let mut after = extensions.iter().skip(index + 1);
        after.any(|other| other.identifier == extension.identifier)
    };
    let twice = extensions.iter().enumerate().find(occurs_again);
    if let Some((_, twice)) = twice {
        return Some(ProfileDetail::ExtensionTwice {
            identifier: Identifier(twice.identifier).to_string(),
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
    if certificate.shape().has_unique_id && version == 1 {
        return Some(ProfileDetail::UniqueIdTooEarly);
    }
    let may_sign = certificate
        .key_usage()
        .is_some_and(|u| u.intersects(KeyUsage::KEY_CERT_SIGN));
    if may_sign && !certificate.basic_constraints().is_some_and(|bc| bc.ca) {
        return Some(ProfileDetail::SignsWithoutAuthority);
    }
    None
}

/// What an issuer must not have done.
pub(super) fn irregularity(
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
    if certificate.issuer().iter_rdn().next().is_none() {
        return Some(ProfileDetail::IssuerEmpty);
    }
    if is_authority && certificate.subject().iter_rdn().next().is_none() {
        return Some(ProfileDetail::AuthorityEmpty);
    }
    None
}
