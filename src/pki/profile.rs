//! What RFC 5280 §4.1 and §4.2 ask of the form of a certificate.

use super::certificate::Certificate;
use super::identifier::Identifier;
use super::key_usage::KeyUsage;
use super::shape::Extension;

/// The most content octets of a serial number (RFC 5280 §4.1.2.2).
const MAX_SERIAL_OCTETS: usize = 20;

/// What makes the certificate say two things at once, as a full sentence.
pub(super) fn contradiction(certificate: &Certificate<'_>) -> Option<String> {
    let extensions = certificate.extensions();
    let occurs_again = |(index, extension): &(usize, &Extension<'_>)| {
        let mut after = extensions.iter().skip(index + 1);
        after.any(|other| other.identifier == extension.identifier)
    };
    let twice = extensions.iter().enumerate().find(occurs_again);
    if let Some((_, twice)) = twice {
        return Some(format!(
            "The extension {} occurs more than once (RFC 5280 §4.2).",
            Identifier(twice.identifier)
        ));
    }
    let Some(version) = certificate.version() else {
        return Some("The version is neither 1, 2 nor 3 (RFC 5280 §4.1.2.1).".to_owned());
    };
    if !certificate.extensions().is_empty() && version != 3 {
        return Some(format!(
            "A certificate of version {version} has no extensions (RFC 5280 §4.1.2.9)."
        ));
    }
    if certificate.shape().has_unique_id && version == 1 {
        return Some(
            "A certificate of version 1 has no unique identifiers (RFC 5280 §4.1.2.8).".to_owned(),
        );
    }
    let may_sign = certificate
        .key_usage()
        .is_some_and(|u| u.intersects(KeyUsage::KEY_CERT_SIGN));
    if may_sign && !certificate.basic_constraints().is_some_and(|bc| bc.ca) {
        return Some(
            "The key may sign certificates (keyCertSign), but its owner is no certification \
             authority (RFC 5280 §4.2.1.9)."
                .to_owned(),
        );
    }
    None
}

/// What an issuer must not have done, as a full sentence.
pub(super) fn irregularity(certificate: &Certificate<'_>, is_authority: bool) -> Option<String> {
    let shape = certificate.shape();
    if shape.inner_algorithm != shape.outer_algorithm.whole {
        return Some(
            "The signature algorithm inside of what is signed is not the one outside of it (RFC \
             5280 §4.1.1.2)."
                .to_owned(),
        );
    }
    let serial = certificate.serial();
    let is_negative = serial.first().is_some_and(|octet| octet & 0x80 != 0);
    if is_negative || serial == [0] {
        return Some("The serial number is not positive (RFC 5280 §4.1.2.2).".to_owned());
    }
    if serial.len() > MAX_SERIAL_OCTETS {
        return Some(format!(
            "The serial number has {} octets; at most {MAX_SERIAL_OCTETS} are allowed (RFC 5280 \
             §4.1.2.2).",
            serial.len()
        ));
    }
    if certificate.issuer().is_empty() {
        return Some("The issuer's name is empty (RFC 5280 §4.1.2.4).".to_owned());
    }
    if is_authority && certificate.subject().is_empty() {
        return Some(
            "The name of a certification authority is empty (RFC 5280 §4.1.2.6).".to_owned(),
        );
    }
    None
}
