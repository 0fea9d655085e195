//! The authority of a time-stamp: its certificate's purpose and its name (RFC 3161 §2.3, §2.4.2).

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::same_name;
use crate::pki::timestamp::TstInfo;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::purposes::WantedPurposes;
use crate::validation::requirements::Requirements;
use crate::verification::input::PathOptions;
use crate::verification::timestamp::detail::TimestampDetail;

/// id-kp-timeStamping (RFC 5280 §4.2.1.12), as content octets and in dotted notation.
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
const TIME_STAMPING_TEXT: &str = "1.3.6.1.5.5.7.3.8";

/// Checks the certificate's purpose, and the name in the statement.
pub(super) fn check(
    checks: &mut Checks,
    info: &TstInfo<'_>,
    certificate: &Certificate<'_>,
    strict: bool,
) {
    const RULE: Rule = Rule::TimestampAuthority;
    let reason = SubIndication::ChainConstraintsFailure;
    let mut extensions = certificate.extensions().iter();
    let purposes = extensions.find(|found| found.identifier == extension::EXTENDED_KEY_USAGE);
    // §2.3: "The corresponding certificate MUST contain only one instance of the extended key usage
    // field extension […] with KeyPurposeID having value: id-kp-timeStamping. This extension MUST be
    // critical."
    if certificate.purposes() != Some(&[TIME_STAMPING]) {
        return checks.failed(RULE, reason, TimestampDetail::OtherPurposes);
    }
    if purposes.is_none_or(|purposes| !purposes.critical) {
        return checks.failed(RULE, reason, TimestampDetail::PurposeNotCritical);
    }
    // §2.1: "to sign each time-stamp token using a key generated exclusively for this purpose".
    let signs = KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::NON_REPUDIATION);
    let is_authority = certificate
        .basic_constraints()
        .is_some_and(|found| found.ca);
    let usage = certificate.key_usage();
    if is_authority || usage.is_some_and(|usage| usage.union(signs) != signs) {
        return checks.failed(RULE, reason, TimestampDetail::OtherUsages);
    }
    match &info.authority {
        Some(name) if !is_name_of(name, certificate) => {
            let name = name.text();
            let detail = TimestampDetail::NamedOtherwise { name };
            checks.duty(strict, RULE, SubIndication::FormatFailure, detail);
        }
        _ => checks.passed(RULE, TimestampDetail::OfAuthority),
    }
}

/// Returns the requirements on the path of the authority's certificate. One that limits the use of its
/// key at all must let it sign.
pub(super) fn requirements(options: &PathOptions, certificate: &Certificate<'_>) -> Requirements {
    let signs = KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::NON_REPUDIATION);
    let time_stamping = ObjectIdentifier::parse(TIME_STAMPING_TEXT);
    Requirements {
        key_usage: certificate.key_usage().map(|_| signs),
        purposes: WantedPurposes::new(time_stamping.as_slice().into(), Some(&[])),
        ..options.requirements(None)
    }
}

/// "If present, it MUST correspond to one of the subject names included in the certificate" (§2.4.2).
fn is_name_of(name: &GeneralName<'_>, certificate: &Certificate<'_>) -> bool {
    if let GeneralName::DirectoryName(name) = name
        && same_name(name.encoded(), certificate.subject().encoded())
    {
        return true;
    }
    let mut others = certificate.alternative_names().iter();
    others.any(|other| other.form() == name.form() && other.text() == name.text())
}
