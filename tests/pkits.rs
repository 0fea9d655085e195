//! Every case of NIST's PKITS 1.0.1: path, policies, names and revocation together.

#![cfg(feature = "verify")]

mod vectors;

use std::collections::BTreeMap;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::pki::policy::PolicyInputs;
use iamsmart::validation::Revocation;
use iamsmart::verification::{
    Indication, PathOptions, VerificationReport, validate_certificate_path,
};
use serde_json::Value;

/// Numbers of cases and of valid cases in the file, so that a loss of cases is noticed.
const CASES: (usize, usize) = (247, 112);

/// 2011-04-15T00:00:00Z.
const TIME: Time = Time::from_unix_seconds(1_302_825_600);

/// Cases that are valid for NIST and that the crate does not pass, with the reason.
const NOT_PASSED: &[(&str, &str)] = &[
    (
        "4.1.4 Valid DSA Signatures Test4",
        "DSA with SHA-1, which RFC 6194 and FIPS 186-5 retired",
    ),
    ("4.1.5 Valid DSA Parameter Inheritance Test5", "as above"),
];

/// Cases that are invalid for NIST and that the crate passes, with the reason.
const PASSED: &[(&str, &str)] = &[];

struct Suite(Value);

impl Suite {
    fn cases(&self) -> &[Value] {
        self.0["tests"].as_array().unwrap()
    }

    /// Returns the objects listed in `names`, from `certificates` or `crls`.
    fn objects(&self, kind: &str, names: &Value) -> Vec<Encoded> {
        let object = |name: &Value| {
            let base64 = self.0[kind][name.as_str().unwrap()].as_str().unwrap();
            Encoded::Text(base64.to_owned())
        };
        names.as_array().unwrap().iter().map(object).collect()
    }

    fn report(&self, case: &Value, strict_profile: bool) -> iamsmart::Result<VerificationReport> {
        let mut certificates = self.objects("certificates", &case["certificates"]);
        let end_entity = certificates.pop().unwrap();
        let intermediates = certificates.split_off(1);
        let options = PathOptions {
            trust_anchors: certificates,
            intermediates,
            crls: self.objects("crls", &case["crls"]),
            revocation: Revocation::Hard,
            policies: inputs(case),
            key_usage: Some(Vec::new()),
            strict_profile,
            ..PathOptions::at(TIME)
        };
        validate_certificate_path(&end_entity, &options)
    }
}

fn name(case: &Value) -> String {
    let text = |field: &str| case[field].as_str().unwrap();
    format!("{} {}", text("number"), text("title"))
}

/// Returns the settings of a case as pairs of name and value.
fn settings(case: &Value) -> impl Iterator<Item = (&str, &str)> {
    let pairs = case["inputs"].as_array().unwrap().iter();
    pairs.map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
}

fn inputs(case: &Value) -> PolicyInputs {
    let mut inputs = PolicyInputs::default();
    for (setting, value) in settings(case) {
        match setting {
            "SetInitialPolicySet" => inputs.initial_policy_set = Some(policies(value)),
            "SetInitialExplicitPolicy" => inputs.require_explicit_policy = value == "true",
            "SetInitialPolicyMappingInhibit" => inputs.inhibit_policy_mapping = value == "true",
            "SetInitialInhibitAnyPolicy" => inputs.inhibit_any_policy = value == "true",
            "SetUserConstrainedPolicySet" => {}
            other => panic!("{other}"),
        }
    }
    inputs
}

/// Parses policies; NIST-test-policy-n is 2.16.840.1.101.3.2.1.48.n (PKITS §3).
fn policies(quoted: &str) -> Vec<String> {
    let names = quoted.trim_matches('"').split(',');
    let policy = |name: &str| match name.strip_prefix("NIST-test-policy-") {
        Some(number) => format!("2.16.840.1.101.3.2.1.48.{number}"),
        None => "2.5.29.32.0".to_owned(),
    };
    names.filter(|name| !name.is_empty()).map(policy).collect()
}

/// Returns the checks that do not hold.
fn notable(report: &iamsmart::Result<VerificationReport>) -> String {
    let checks = match report {
        Ok(report) => report.checks.iter(),
        Err(error) => return error.to_string(),
    };
    let notable = checks.filter(|check| !matches!(check.outcome.as_str(), "passed" | "skipped"));
    let notable: Vec<_> = notable
        .map(|check| format!("{}: {}", check.name, check.detail))
        .collect();
    notable.join(" ")
}

#[test]
fn every_case_gets_its_verdict_but_for_reasons() {
    let suite = Suite(vectors::json("pkits/pkits.json.gz"));
    let valid = suite.cases().iter().filter(|case| case["valid"] == true);
    assert_eq!((suite.cases().len(), valid.count()), CASES);

    let mut passed = BTreeMap::new();
    let mut not_passed = BTreeMap::new();
    for case in suite.cases() {
        let report = suite.report(case, true);
        let is_passed = matches!(&report, Ok(r) if r.indication == Indication::TotalPassed);
        match (case["valid"].as_bool().unwrap(), is_passed) {
            (true, false) => not_passed.insert(name(case), notable(&report)),
            (false, true) => passed.insert(name(case), notable(&report)),
            _ => None,
        };
    }
    let listed = |list: &[(&str, &str)]| -> Vec<_> {
        list.iter().map(|(case, _)| (*case).to_owned()).collect()
    };
    let found = |cases: &BTreeMap<String, String>| cases.keys().cloned().collect::<Vec<_>>();
    assert_eq!(found(&not_passed), listed(NOT_PASSED), "{not_passed:#?}");
    assert_eq!(found(&passed), listed(PASSED), "{passed:#?}");
}

#[test]
fn without_the_strict_profile_what_is_listed_passes_too() {
    let suite = Suite(vectors::json("pkits/pkits.json.gz"));
    let is_passed = |case: &Value, strict_profile| {
        let report = suite.report(case, strict_profile);
        matches!(report, Ok(report) if report.indication == Indication::TotalPassed)
    };
    let cases = suite.cases().iter();
    let passes_too: Vec<_> = cases
        .filter(|case| !is_passed(case, true) && is_passed(case, false))
        .map(name)
        .collect();
    assert_eq!(passes_too, vectors::passing_without_strict_profile("PKITS"));
}
