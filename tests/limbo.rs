//! x509-limbo's cases (C2SP), validated as paths with the purpose of their peers: no name is
//! required.

#![cfg(feature = "verify")]

mod vectors;

use std::collections::BTreeMap;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::ObjectIdentifier;
use iamsmart::asn1::Time;
use iamsmart::pki::certificate::KeyUsage;
use iamsmart::validation::Revocation;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};
use serde_json::Value;

/// Number of cases in the file, so that a loss of cases is noticed.
const CASES: usize = 104;

/// 2025-01-01T00:00:00Z, for cases without a time: their certificates are valid at this one.
const ANY_TIME: Time = Time::from_unix_seconds(1_735_689_600);

/// Cases that the suite rejects and the crate passes, with the reason.
const PASSED: &[(&str, &str)] = &[
    (
        "rfc5280::aki::cross-signed-root-missing-aki",
        "the certificate is the trust anchor, of which name and key count (RFC 5280 §6.1.1 (d)); \
         authorityKeyIdentifier is there to find its issuer (§4.2.1.1), whom nobody asks for",
    ),
    (
        "rfc5280::ca-as-leaf-wrong-san",
        "the suite expects a server's name; RFC 5280 §6.1 holds a path to none, and a document's \
         signer has none",
    ),
    (
        "rfc5280::pc::ica-noncritical-pc",
        "policyConstraints is processed whether it is critical or not, as RFC 5280 §6.1.4 (i) asks; \
         RFC 3280 §4.2.1.12 left criticality to the issuer, and 28 valid cases of PKITS do without",
    ),
    (
        "rfc5280::root-non-critical-basic-constraints",
        "the certificate is the trust anchor, of which name and key count (RFC 5280 §6.1.1 (d)); \
         even of others §6.1.4 (k) asks that basicConstraints is there, not that it is critical",
    ),
    (
        "rfc5280::san::ip-in-dns",
        "the suite expects a server's address; digits are labels (RFC 5280 §4.2.1.6, RFC 1123 §2.1), \
         and no constraint asks what the name means",
    ),
    (
        "rfc5280::ski::root-missing-ski",
        "the certificate is the trust anchor (RFC 5280 §6.1.1 (d)); Hongkong Post Root CA 1 has no \
         subjectKeyIdentifier either",
    ),
];

/// Cases that the suite accepts and the crate does not pass, with the reason.
const NOT_PASSED: &[(&str, &str)] = &[];

#[test]
fn every_case_gets_its_verdict_but_for_reasons() {
    let suite = vectors::json("limbo/limbo.json.gz");
    let cases = suite["testcases"].as_array().unwrap();
    assert_eq!(cases.len(), CASES);

    let mut passed = BTreeMap::new();
    let mut not_passed = BTreeMap::new();
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let found = verdict(case, true);
        match (case["expected_result"].as_str().unwrap(), found.is_empty()) {
            ("FAILURE", true) => passed.insert(id, found),
            ("SUCCESS", false) => not_passed.insert(id, found),
            ("FAILURE", false) | ("SUCCESS", true) => None,
            other => panic!("{id}: {other:?}"),
        };
    }
    let listed = |list: &[(&'static str, &str)]| list.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let found = |cases: &BTreeMap<&str, String>| {
        let ids: Vec<_> = cases.keys().map(|id| (*id).to_owned()).collect();
        ids
    };
    assert_eq!(found(&passed), listed(PASSED), "{passed:#?}");
    assert_eq!(found(&not_passed), listed(NOT_PASSED), "{not_passed:#?}");
}

#[test]
fn without_the_strict_profile_what_is_listed_passes_too() {
    let suite = vectors::json("limbo/limbo.json.gz");
    let cases = suite["testcases"].as_array().unwrap().iter();
    let passes_too: Vec<_> = cases
        .filter(|case| !verdict(case, true).is_empty() && verdict(case, false).is_empty())
        .map(|case| case["id"].as_str().unwrap())
        .collect();
    assert_eq!(passes_too, vectors::passing_without_strict_profile("limbo"));
}

/// Returns the checks that do not hold; empty if the path passes.
fn verdict(case: &Value, strict_profile: bool) -> String {
    let options = PathOptions {
        strict_profile,
        ..options(case)
    };
    let report = match validate_certificate_path(&pem(&case["peer_certificate"]), &options) {
        Ok(report) => report,
        Err(error) => return error.to_string(),
    };
    if report.indication == Indication::TotalPassed {
        return String::new();
    }
    let notable = report
        .checks
        .iter()
        .filter(|check| !matches!(check.outcome.as_str(), "passed" | "skipped"));
    let notable: Vec<_> = notable
        .map(|check| format!("{}: {}", check.name, check.detail))
        .collect();
    notable.join(" ")
}

fn options(case: &Value) -> PathOptions {
    let list = |field: &str| case[field].as_array().unwrap().iter().map(pem).collect();
    let usages = case["key_usage"].as_array().unwrap().iter();
    PathOptions {
        trust_anchors: list("trusted_certs"),
        intermediates: list("untrusted_intermediates"),
        crls: list("crls"),
        key_usage: Some(
            usages
                .filter_map(|u| KeyUsage::named(u.as_str()?))
                .collect(),
        ),
        max_path_length: case["max_chain_depth"]
            .as_u64()
            .map(|depth| u32::try_from(depth).unwrap()),
        revocation: if case["crls"].as_array().unwrap().is_empty() {
            Revocation::Soft
        } else {
            Revocation::Hard
        },
        purposes: Some(vec![purpose(case)]),
        ..PathOptions::at(case["validation_time"].as_str().map_or(ANY_TIME, time))
    }
}

/// Returns the purpose of the case's peers, which the suite leaves unsaid but once.
fn purpose(case: &Value) -> ObjectIdentifier {
    let id_kp = match case["validation_kind"].as_str().unwrap() {
        "SERVER" => "1.3.6.1.5.5.7.3.1",
        "CLIENT" => "1.3.6.1.5.5.7.3.2",
        other => panic!("{other}"),
    };
    ObjectIdentifier::parse(id_kp).unwrap()
}

fn pem(value: &Value) -> Encoded {
    Encoded::Text(value.as_str().unwrap().to_owned())
}

/// Parses `2024-04-01T00:00:00.005+00:00`.
fn time(text: &str) -> Time {
    let utc = text.strip_suffix("+00:00").unwrap();
    let (utc, fraction) = utc.split_once('.').unwrap_or((utc, "0"));
    let numbers: Vec<i64> = utc
        .split(['-', 'T', ':'])
        .map(|n| n.parse().unwrap())
        .collect();
    let &[year, month, day, hour, minute, second] = &numbers[..] else {
        panic!("{text}");
    };
    let whole = Time::from_utc([year, month, day], [hour, minute, second]).unwrap();
    let ms: i64 = format!("{fraction:0<3}")[..3].parse().unwrap();
    Time::from_unix_ms(whole.unix_ms() + ms)
}
