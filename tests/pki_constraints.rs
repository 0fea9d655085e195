//! Policies, name constraints and name chaining with the public suites.

#![cfg(feature = "verify")]

mod vectors;

use std::collections::BTreeMap;

use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::name::constraints as name_constraints;
use iamsmart::pki::name::constraints::{NameConstraintRule, Violation};
use iamsmart::pki::policy as policies;
use iamsmart::pki::policy::PolicyInputs;
use iamsmart::pki::policy::{PolicyFailure, PolicyOutcome, PolicyRule};
use serde_json::Value;

fn texts(value: &Value) -> Vec<&str> {
    let values = value.as_array().unwrap().iter();
    values.map(|text| text.as_str().unwrap()).collect()
}

fn read(der: &[u8]) -> Certificate<'_> {
    Certificate::parse("certificate", der).unwrap()
}

/// Takes the path with the trust anchor first.
fn judge_names<'a>(path: &[Certificate<'a>]) -> Result<(), Violation<'a>> {
    let views: Vec<_> = path.iter().map(Certificate::name_view).collect();
    name_constraints::check(&views)
}

/// Takes the path with the trust anchor first.
fn judge_policies(
    path: &[Certificate<'_>],
    inputs: &PolicyInputs,
) -> Result<PolicyOutcome, PolicyFailure> {
    let views: Vec<_> = path.iter().map(Certificate::policy_view).collect();
    policies::evaluate(&views, inputs)
}

fn chains_by_name(path: &[Certificate<'_>]) -> bool {
    path.windows(2)
        .all(|pair| pair[1].names_as_issuer(&pair[0]))
}

/// One case of PKITS: the certificates in order, and the policy inputs.
struct Case {
    number: String,
    title: String,
    is_valid: bool,
    certificates: Vec<Vec<u8>>,
    inputs: PolicyInputs,
    user_constrained: Vec<String>,
}

fn pkits() -> Vec<Case> {
    let suite = vectors::json("pkits/pkits.json.gz");
    let ders: BTreeMap<_, _> = suite["certificates"].as_object().unwrap().iter().collect();
    let case = |case: &Value| {
        let certificates = texts(&case["certificates"]).into_iter();
        let der = |name: &str| from_base64(name, ders[&name.to_owned()].as_str().unwrap()).unwrap();
        let mut inputs = PolicyInputs::default();
        // As in the public list of cases from which the suite was converted.
        let mut user_constrained = nist_policies("NIST-test-policy-1");
        for input in case["inputs"].as_array().unwrap() {
            let pair = texts(input);
            match pair[..] {
                ["SetInitialExplicitPolicy", "true"] => inputs.require_explicit_policy = true,
                ["SetInitialPolicyMappingInhibit", "true"] => inputs.inhibit_policy_mapping = true,
                ["SetInitialInhibitAnyPolicy", "true"] => inputs.inhibit_any_policy = true,
                ["SetInitialPolicySet", set] => {
                    inputs.initial_policy_set = Some(nist_policies(set));
                }
                ["SetUserConstrainedPolicySet", set] => user_constrained = nist_policies(set),
                _ => panic!("{pair:?}"),
            }
        }
        Case {
            number: case["number"].as_str().unwrap().to_owned(),
            title: case["title"].as_str().unwrap().to_owned(),
            is_valid: case["valid"].as_bool().unwrap(),
            certificates: certificates.map(der).collect(),
            inputs,
            user_constrained,
        }
    };
    let cases = suite["tests"].as_array().unwrap().iter();
    cases.map(case).collect()
}

/// Returns the identifiers of the test policies (PKITS §3.1.3).
fn nist_policies(set: &str) -> Vec<String> {
    let policy = |name: &str| {
        if name == "anyPolicy" {
            return "2.5.29.32.0".to_owned();
        }
        let number = name.strip_prefix("NIST-test-policy-").unwrap();
        format!("2.16.840.1.101.3.2.1.48.{number}")
    };
    let names = set
        .trim_matches('"')
        .split(',')
        .filter(|name| !name.is_empty());
    names.map(policy).collect()
}

impl Case {
    fn name(&self) -> String {
        format!("{} {}", self.number, self.title)
    }

    /// Takes the path with the trust anchor first.
    fn path(&self) -> Vec<Certificate<'_>> {
        self.certificates.iter().map(|der| read(der)).collect()
    }

    fn section(&self) -> u32 {
        self.number.split('.').nth(1).unwrap().parse().unwrap()
    }
}

#[test]
fn policies_are_processed_as_in_pkits_4_8_to_4_12() {
    let cases = pkits();
    let mut judged = (0, 0);
    for case in &cases {
        let is_about_policies = (8..=12).contains(&case.section());
        if !is_about_policies && !case.is_valid {
            continue;
        }
        let outcome = judge_policies(&case.path(), &case.inputs);
        assert_eq!(
            outcome.is_ok(),
            case.is_valid,
            "{}: {outcome:?}",
            case.name()
        );
        judged.0 += 1;
        if let (true, Ok(outcome)) = (is_about_policies, outcome) {
            let mut found = outcome.user_constrained;
            found.sort_unstable();
            assert_eq!(found, case.user_constrained, "{}", case.name());
            judged.1 += 1;
        }
    }
    assert_eq!(judged, (155, 45));
}

/// PKITS 4.10.7 and 4.10.8.
#[test]
fn what_breaks_a_path_is_told() {
    let cases = pkits();
    let broken = |number: &str| {
        let case = cases.iter().find(|case| case.number == number).unwrap();
        let failure = judge_policies(&case.path(), &case.inputs).unwrap_err();
        (failure.certificate, failure.rule)
    };
    assert_eq!(broken("4.10.7"), (1, PolicyRule::AnyPolicyNotMapped));
    assert_eq!(broken("4.10.8"), (1, PolicyRule::AnyPolicyNotMapped));
    assert_eq!(broken("4.10.1.2"), (2, PolicyRule::AcceptablePolicy));
    assert_eq!(broken("4.9.3"), (5, PolicyRule::ExplicitPolicy));
}

#[test]
fn names_are_constrained_as_in_pkits_4_13() {
    let cases = pkits();
    let mut judged = 0;
    for case in &cases {
        if case.section() != 13 && !case.is_valid {
            continue;
        }
        let path = case.path();
        let outcome = judge_names(&path);
        assert_eq!(
            outcome.is_ok(),
            case.is_valid,
            "{}: {outcome:?}",
            case.name()
        );
        if let Err(violation) = outcome {
            assert!(!violation.rule.is_undecided(), "{}", case.name());
            assert!(
                violation.constrained_by < violation.certificate,
                "{}",
                case.name()
            );
        }
        judged += 1;
    }
    assert_eq!(judged, 134);
}

#[test]
fn names_chain_as_in_pkits_4_3() {
    let cases = pkits();
    let mut judged = 0;
    for case in &cases {
        // These have certificates of CRL issuers in addition to the path.
        let is_about_crls = matches!(case.section(), 4 | 14 | 15);
        if case.section() == 3 || case.is_valid && !is_about_crls {
            assert_eq!(
                chains_by_name(&case.path()),
                case.is_valid,
                "{}",
                case.name()
            );
            judged += 1;
        }
    }
    assert_eq!(judged, 89);
}

/// Returns every path by names from the last certificate of `path` to a trust anchor, trust anchor
/// first.
fn paths<'p>(
    path: &[&'p [u8]],
    anchors: &'p [Vec<u8>],
    others: &'p [Vec<u8>],
) -> Vec<Vec<&'p [u8]>> {
    let child = read(path[0]);
    let mut found = Vec::new();
    for (issuers, is_anchor) in [(anchors, true), (others, false)] {
        for issuer in issuers {
            let issuer: &[u8] = issuer;
            if path.contains(&issuer) || !child.names_as_issuer(&read(issuer)) {
                continue;
            }
            let longer = [&[issuer], path].concat();
            if is_anchor {
                found.push(longer);
            } else {
                found.extend(paths(&longer, anchors, others));
            }
        }
    }
    found
}

fn der_of_pem(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64("certificate", &body).unwrap()
}

/// Cases that fail for another reason than a name: they break the profile of one certificate (RFC
/// 5280), which this test does not check.
const ABOUT_FORM: &[(&str, &str)] = &[
    (
        "rfc5280::nc::permitted-dns-match-noncritical",
        "§4.2.1.10: nameConstraints is critical",
    ),
    (
        "rfc5280::nc::not-allowed-in-ee-noncritical",
        "§4.2.1.10: nameConstraints stands in a CA's certificate only",
    ),
];

#[test]
fn names_are_constrained_as_in_x509_limbo() {
    let suite = vectors::json("limbo/limbo.json.gz");
    let mut judged = 0;
    for case in suite["testcases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let is_about_names =
            id.contains("::nc::") || id.contains("nc-dos") || id.contains("cve-2025-61727");
        if !is_about_names || ABOUT_FORM.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let ders =
            |field: &str| -> Vec<_> { texts(&case[field]).into_iter().map(der_of_pem).collect() };
        let (anchors, others) = (ders("trusted_certs"), ders("untrusted_intermediates"));
        let end_entity = der_of_pem(case["peer_certificate"].as_str().unwrap());
        let paths = paths(&[&end_entity], &anchors, &others);
        assert!(!paths.is_empty(), "{id}");
        let outcomes = paths.iter().map(|path| {
            let path: Vec<_> = path.iter().map(|der| read(der)).collect();
            judge_names(&path).map_err(|violation| violation.rule)
        });
        let outcomes: Vec<_> = outcomes.collect();
        let is_valid = case["expected_result"] == "SUCCESS";
        assert_eq!(outcomes.contains(&Ok(())), is_valid, "{id}: {outcomes:?}");
        if id.contains("nc-dos") {
            assert_eq!(outcomes, [Err(NameConstraintRule::Bounded)], "{id}");
        }
        judged += 1;
    }
    assert_eq!(judged, 31);
}
