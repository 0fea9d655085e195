//! Policies and name constraints against OpenSSL, with paths made by
//! tests/fixtures/constraints/make.py.

#![cfg(feature = "verify")]

use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::name::constraints as name_constraints;
use iamsmart::pki::policy as policies;
use iamsmart::pki::policy::PolicyInputs;
use serde_json::Value;

/// Cases that OpenSSL 3.0 accepts contrary to RFC 5280: it applies mappings from a policy that only
/// anyPolicy would assert even when anyPolicy is inhibited (§6.1.3 (d)(2), §6.1.4 (b)(1)).
const OPENSSL_IS_LENIENT: [&str; 2] = ["policies 124", "policies 134"];

fn cases(kind: &str) -> Vec<Value> {
    let text = include_str!("fixtures/constraints/cases.json");
    let cases: Value = serde_json::from_str(text).unwrap();
    cases[kind].as_array().unwrap().clone()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    let values = value.as_array()?.iter();
    Some(
        values
            .map(|text| text.as_str().unwrap().to_owned())
            .collect(),
    )
}

/// Returns the DER of the certificates, trust anchor first.
fn ders(case: &Value) -> Vec<Vec<u8>> {
    let certificates = texts(&case["certificates"]).unwrap().into_iter();
    certificates
        .map(|der| from_base64("certificate", &der).unwrap())
        .collect()
}

fn read(ders: &[Vec<u8>]) -> Vec<Certificate<'_>> {
    let read = |der| Certificate::parse("certificate", der).unwrap();
    ders.iter().map(|der| read(der)).collect()
}

#[test]
fn policies_are_processed_as_openssl_does() {
    let cases = cases("policies");
    let mut accepted = 0;
    for case in &cases {
        let ders = ders(case);
        let path = read(&ders);
        let views: Vec<_> = path.iter().map(Certificate::policy_view).collect();
        let flag = |name: &str| case[name].as_bool().unwrap();
        let inputs = PolicyInputs {
            initial_policy_set: texts(&case["initialPolicySet"]),
            require_explicit_policy: flag("requireExplicitPolicy"),
            inhibit_policy_mapping: flag("inhibitPolicyMapping"),
            inhibit_any_policy: flag("inhibitAnyPolicy"),
        };
        let outcome = policies::evaluate(&views, &inputs);
        let title = case["title"].as_str().unwrap();
        let openssl_accepts = case["openssl"] == "OK";
        let is_lenient = OPENSSL_IS_LENIENT.contains(&title);
        assert!(openssl_accepts || !is_lenient, "{title} is stale");
        assert_eq!(
            outcome.is_ok(),
            openssl_accepts && !is_lenient,
            "{title}: {outcome:?}"
        );
        accepted += usize::from(outcome.is_ok());
    }
    assert_eq!((cases.len(), accepted), (135, 75));
}

#[test]
fn names_are_constrained_as_openssl_does() {
    let cases = cases("names");
    assert_eq!(cases.len(), 40);
    for case in &cases {
        let ders = ders(case);
        let path = read(&ders);
        let views: Vec<_> = path.iter().map(Certificate::name_view).collect();
        let outcome = name_constraints::check(&views);
        let title = case["title"].as_str().unwrap();
        assert_eq!(
            outcome.is_ok(),
            case["openssl"] == "OK",
            "{title}: {outcome:?}"
        );
        if let Err(violation) = outcome {
            assert_eq!(
                (violation.certificate, violation.constrained_by),
                (2, 1),
                "{title}"
            );
            assert!(!violation.rule.is_undecided(), "{title}");
        }
    }
}
