//! The certificate profile (RFC 5280 §4.1 and §4.2).
//!
//! What path validation (§6.1) depends on, and cannot read in one way, is a contradiction. The rest
//! is a duty of the issuer: `docs/strict-profile.md` says which suite's cases pass for that reason.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::{Identifier, extension};
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name::constraints::NameConstraints;
use crate::pki::policy::PolicyConstraints;
use crate::pki::signature::signed_object::SameAlgorithm;
use crate::report::sentence::profile::ProfileRuleDetail as Rule;

/// The position of a certificate in a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Position {
    EndEntity,
    Authority,
    Anchor,
}

/// Maximum length of a serial number in content octets (RFC 5280 §4.1.2.2).
const MAX_SERIAL_OCTETS: usize = 20;

/// Extensions that must be critical because they restrict other certificates (RFC 5280 §4.2.1.10,
/// §4.2.1.14). §6.1.4 (g) and (j) process them in either case.
///
/// policyConstraints is not among them: RFC 3280 §4.2.1.12 and NIST's PKITS leave its criticality
/// to the issuer, and RFC 5280 §6.1.4 (i) requires processing it in either case. basicConstraints
/// is not either: §6.1.4 (k) checks its presence.
const MUST_BE_CRITICAL: [&[u8]; 2] = [extension::NAME_CONSTRAINTS, extension::INHIBIT_ANY_POLICY];

/// Extensions that must not be critical (RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.1.15, §4.2.2.1). They
/// are known here, so that they are no reason to reject the certificate (§4.2).
const MUST_NOT_BE_CRITICAL: [&[u8]; 4] = [
    extension::AUTHORITY_KEY_IDENTIFIER,
    extension::SUBJECT_KEY_IDENTIFIER,
    extension::FRESHEST_CRL,
    extension::AUTHORITY_INFO_ACCESS,
];

/// Returns the first contradiction between fields of the certificate.
///
/// | rule | what depends on it |
/// |---|---|
/// | no extension twice (§4.2) | every step that processes one: which of the two counts? |
/// | version 1, 2 or 3 (§4.1.2.1) | §6.1.4 (k) |
/// | an authority with extensions has version 3 (§4.1.2.9) | §6.1.4 (k): one of version 1 is to be rejected, whatever its extensions say |
/// | the same algorithm inside and outside (§4.1.1.2) | §6.1.3 (a)(1): the one outside is not signed |
///
/// A trust anchor's signature is not verified (§6.1.1 (d)).
pub(crate) fn contradiction(certificate: &Certificate<'_>, position: Position) -> Option<Rule> {
    if let Some(identifier) = repeated_extension(certificate) {
        return Some(Rule::ExtensionTwice { identifier });
    }
    let Some(version) = certificate.version() else {
        return Some(Rule::VersionUnknown);
    };
    if position == Position::Authority && has_early_extensions(certificate, version) {
        return Some(Rule::ExtensionsTooEarly {
            version: version.into(),
        });
    }
    let differs = certificate.algorithm_consistency() == SameAlgorithm::No;
    (differs && position != Position::Anchor).then_some(Rule::AlgorithmsDiffer)
}

/// Returns the duties of the issuer that the certificate breaks (RFC 5280 §4.1 and §4.2).
///
/// Of a trust anchor, which is trusted as configured (§6.1.1 (d)), only those that speak of what is
/// below it: old ones have serial number 0, and no key identifiers.
pub(crate) fn broken_duties(certificate: &Certificate<'_>, position: Position) -> Vec<Rule> {
    let mut broken = Vec::new();
    add_extension_duties(&mut broken, certificate, position);
    add_policy_duties(&mut broken, certificate);
    if position != Position::Anchor {
        add_field_duties(&mut broken, certificate, position);
        add_key_identifier_duties(&mut broken, certificate, position);
    }
    broken
}

fn repeated_extension(certificate: &Certificate<'_>) -> Option<String> {
    let extensions = certificate.extensions();
    let occurs_again = |(index, extension): &(usize, &Extension<'_>)| {
        let mut after = extensions.iter().skip(index + 1);
        after.any(|other| other.identifier == extension.identifier)
    };
    let (_, twice) = extensions.iter().enumerate().find(occurs_again)?;
    Some(Identifier(twice.identifier).named())
}

fn has_early_extensions(certificate: &Certificate<'_>, version: u8) -> bool {
    !certificate.extensions().is_empty() && version != 3
}

fn add_extension_duties(broken: &mut Vec<Rule>, certificate: &Certificate<'_>, position: Position) {
    let version = certificate.version().unwrap_or_default();
    if position != Position::Authority && has_early_extensions(certificate, version) {
        broken.push(Rule::ExtensionsTooEarly {
            version: version.into(),
        });
    }
    let unique_ids = [
        certificate.issuer_unique_id(),
        certificate.subject_unique_id(),
    ];
    if unique_ids.iter().any(Option::is_some) && version == 1 {
        broken.push(Rule::UniqueIdTooEarly);
    }
    let may_sign = certificate
        .key_usage()
        .is_some_and(|usage| usage.intersects(KeyUsage::KEY_CERT_SIGN));
    let constraints = certificate.basic_constraints();
    let is_authority = constraints.is_some_and(|bc| bc.ca);
    if may_sign && !is_authority {
        broken.push(Rule::SignsWithoutAuthority);
    }
    if constraints.is_some_and(|bc| bc.path_length.is_some()) && !is_authority {
        broken.push(Rule::LimitsWithoutAuthority);
    }
    if certificate.name_constraints().is_some() && !is_authority {
        broken.push(Rule::ConstrainsWithoutAuthority);
    }
    if certificate
        .name_constraints()
        .is_some_and(NameConstraints::is_empty)
    {
        broken.push(Rule::ConstrainsNothing);
    }
    for extension in certificate.extensions() {
        let identifier = || Identifier(extension.identifier).named();
        if !extension.critical && MUST_BE_CRITICAL.contains(&extension.identifier) {
            let identifier = identifier();
            broken.push(Rule::NotCritical { identifier });
        }
        if extension.critical && MUST_NOT_BE_CRITICAL.contains(&extension.identifier) {
            let identifier = identifier();
            broken.push(Rule::Critical { identifier });
        }
    }
}

fn add_policy_duties(broken: &mut Vec<Rule>, certificate: &Certificate<'_>) {
    let extensions = certificate.policy_extensions();
    if extensions.policies.as_ref().is_some_and(Vec::is_empty) {
        broken.push(Rule::PoliciesEmpty);
    }
    if extensions.names_policy_twice() {
        broken.push(Rule::PolicyTwice);
    }
    if extensions.mappings.as_ref().is_some_and(Vec::is_empty) {
        broken.push(Rule::MappingsEmpty);
    }
    if extensions
        .constraints
        .is_some_and(PolicyConstraints::is_empty)
    {
        broken.push(Rule::PolicyConstraintsEmpty);
    }
}

fn add_field_duties(broken: &mut Vec<Rule>, certificate: &Certificate<'_>, position: Position) {
    if certificate.algorithm_consistency() == SameAlgorithm::EncodedTwoWays {
        broken.push(Rule::AlgorithmsEncodedTwoWays);
    }
    if certificate.public_key().lacks_null() {
        broken.push(Rule::KeyWithoutNull);
    }
    let serial = certificate.serial();
    let is_negative = serial.first().is_some_and(|octet| octet & 0x80 != 0);
    if is_negative || serial.iter().all(|octet| *octet == 0) {
        broken.push(Rule::SerialNotPositive);
    }
    if serial.len() > MAX_SERIAL_OCTETS {
        broken.push(Rule::SerialTooLong {
            count: serial.len(),
            most: MAX_SERIAL_OCTETS,
        });
    }
    if certificate.issuer().is_empty() {
        broken.push(Rule::IssuerEmpty);
    }
    let is_named_otherwise = |extension: &Extension<'_>| {
        extension.identifier == extension::SUBJECT_ALT_NAME && extension.critical
    };
    if certificate.subject().is_empty() {
        if position == Position::Authority {
            broken.push(Rule::AuthorityEmpty);
        } else if !certificate.extensions().iter().any(is_named_otherwise) {
            broken.push(Rule::SubjectEmpty);
        }
    }
    if certificate.key_usage().is_some_and(KeyUsage::is_empty) {
        broken.push(Rule::UsageEmpty);
    }
}

fn add_key_identifier_duties(
    broken: &mut Vec<Rule>,
    certificate: &Certificate<'_>,
    position: Position,
) {
    if certificate.version() != Some(3) {
        return;
    }
    // Not required in self-signed certificates (RFC 5280 §4.2.1.1). An identifier by name and
    // serial number, as in Hongkong Post's certificates, is enough.
    let key = certificate.authority_key();
    let mut unreadable = certificate.unreadable_extensions().iter();
    let is_unreadable = unreadable.any(|e| e.identifier == extension::AUTHORITY_KEY_IDENTIFIER);
    let is_identified =
        key.identifier.is_some() || key.issuer.is_some() && key.serial.is_some() || is_unreadable;
    if !is_identified && !certificate.is_self_issued() {
        broken.push(Rule::AuthorityKeyMissing);
    }
    if position == Position::Authority
        && !certificate.has_extension(extension::SUBJECT_KEY_IDENTIFIER)
    {
        broken.push(Rule::SubjectKeyMissing);
    }
}
