//! Certificates and signatures made by tests/fixtures/pki/make.py, and invariants of reports.

#![allow(dead_code, reason = "each test uses some of it")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::report::Outcome;
use iamsmart::validation::Revocation;
use iamsmart::verification::{Indication, PathOptions, SignatureInput, VerificationReport};

/// 2026-06-01T00:00:00Z.
pub(crate) const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

pub(crate) fn fixture(file: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pki");
    let path = PathBuf::from(folder).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn certificate(name: &str) -> Encoded {
    Encoded::Bytes(fixture(&format!("{name}.pem")))
}

/// Returns certificates by file name, separated by spaces; `-` for none.
pub(crate) fn certificates(names: &str) -> Vec<Encoded> {
    names
        .split(' ')
        .filter(|name| *name != "-")
        .map(certificate)
        .collect()
}

pub(crate) fn options() -> PathOptions {
    PathOptions {
        trust_anchors: certificates("root"),
        intermediates: certificates("issuing"),
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    }
}

/// Returns the DER of a certificate.
pub(crate) fn der(name: &str) -> Vec<u8> {
    let pem = String::from_utf8(fixture(&format!("{name}.pem"))).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(name, &body).unwrap()
}

pub(crate) fn signature_input(file: &str) -> SignatureInput {
    SignatureInput {
        content: Some(fixture("content.json")),
        digest: None,
        signature: fixture(file),
        certificate: certificate("person"),
        signature_algorithm: None,
        claimed_time: None,
        timestamps: Vec::new(),
        options: options(),
    }
}

/// Returns indication, sub-indication, and every check that neither passed nor was skipped.
pub(crate) fn verdict(report: &VerificationReport) -> (String, String, String) {
    let notable = report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    let notable: Vec<_> = notable
        .map(|check| format!("{}:{}", check.name, check.outcome.as_str()))
        .collect();
    (
        report.indication.as_str().to_owned(),
        report
            .sub_indication
            .map_or("-", |reason| reason.as_str())
            .to_owned(),
        if notable.is_empty() {
            "-".to_owned()
        } else {
            notable.join(" ")
        },
    )
}

/// Checks the invariants of reports.
pub(crate) fn assert_sound(report: &VerificationReport) {
    let names: BTreeMap<_, _> = report
        .checks
        .iter()
        .map(|check| (&check.name, check))
        .collect();
    assert_eq!(names.len(), report.checks.len(), "check names are unique");
    for check in &report.checks {
        assert!(
            check.detail.to_string().ends_with('.'),
            "{} is a sentence: {}",
            check.name,
            check.detail
        );
    }
    let rules = [
        "profile",
        "signature",
        "validity",
        "public-key",
        "key-usage",
        "revocation",
    ];
    for (index, _) in report.path.iter().enumerate() {
        for rule in rules {
            let name = format!("certificate[{index}].{rule}");
            assert!(report.check(&name).is_some(), "{name} is reported");
        }
    }
    let undecided = report
        .checks
        .iter()
        .any(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    assert_eq!(report.indication == Indication::TotalPassed, !undecided);
    assert_eq!(report.sub_indication.is_none(), !undecided);
}
