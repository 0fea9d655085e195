//! Revocation status of every certificate of every path in NIST's PKITS and x509-limbo.

#![cfg(feature = "verify")]

mod revocation_fixtures;
mod vectors;

use std::collections::BTreeMap;

use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::Crl;
use iamsmart::pki::revocation::{Good, RevocationData, RevocationStatus};
use revocation_fixtures::{judge, pem};
use serde_json::Value;

/// Sections of PKITS in which only revocation decides.
const REVOCATION: [&str; 3] = ["4.4.", "4.14.", "4.15."];

/// 2011-04-15T00:00:00Z, the validation time of PKITS.
const PKITS_TIME: Time = Time::from_unix_seconds(1_302_825_600);

/// Cases outside these sections in which a certificate of the path is not good.
const NOT_GOOD_ELSEWHERE: &[(&str, &str)] = &[
    ("4.2.7", "the end entity expired before the CRL"),
    ("4.5.2", "the end entity was revoked"),
    ("4.5.5", "the end entity was revoked"),
    ("4.5.7", "the end entity was revoked"),
    ("4.7.4", "the CRL's signer lacks cRLSign"),
    ("4.7.5", "the CRL's signer lacks cRLSign"),
];

/// Returns true unless a strict reader refuses the source.
fn breaks_no_duty(good: &Good) -> bool {
    good.duties.is_empty()
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap())
        .collect()
}

fn decoded(table: &Value) -> BTreeMap<String, Vec<u8>> {
    let table = table.as_object().unwrap().iter();
    table
        .map(|(name, text)| {
            let der = from_base64(name, text.as_str().unwrap()).unwrap();
            (name.clone(), der)
        })
        .collect()
}

#[test]
fn pkits() {
    let suite = vectors::json("pkits/pkits.json.gz");
    let certificates = decoded(&suite["certificates"]);
    let crls = decoded(&suite["crls"]);
    let (mut decided, mut not_good) = (0, Vec::new());
    for test in suite["tests"].as_array().unwrap() {
        let number = test["number"].as_str().unwrap();
        // Other tests cover malformed certificates.
        let path: Result<Vec<_>, _> = strings(&test["certificates"])
            .into_iter()
            .map(|name| Certificate::parse(name, &certificates[name]))
            .collect();
        let Ok(path) = path else { continue };
        let crls: Vec<_> = strings(&test["crls"])
            .into_iter()
            .map(|name| Crl::parse(name, &crls[name]).unwrap())
            .collect();
        let sources = RevocationData {
            crls: &crls,
            ocsp_responses: &[],
            certificates: path.iter().collect(),
        };
        let found = judge(&sources, PKITS_TIME, &path[0], path.last().unwrap());
        let is_good = found
            .iter()
            .all(|status| matches!(status, RevocationStatus::Good(good) if breaks_no_duty(good)));
        if REVOCATION.iter().any(|section| number.starts_with(section)) {
            decided += 1;
            assert_eq!(
                is_good && !found.is_empty(),
                test["valid"].as_bool().unwrap(),
                "{number} {}: {found:#?}",
                test["title"]
            );
        } else if !is_good {
            assert_eq!(test["valid"], false, "{number}: {found:?}");
            not_good.push(number.to_owned());
        }
    }
    assert_eq!(decided, 21 + 35 + 10);
    let expected: Vec<_> = NOT_GOOD_ELSEWHERE
        .iter()
        .map(|(number, _)| *number)
        .collect();
    assert_eq!(not_good, expected);
}

#[test]
fn limbo() {
    let suite = vectors::json("limbo/limbo.json.gz");
    let mut decided = 0;
    for case in suite["testcases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        if !id.starts_with("crl::") {
            continue;
        }
        let read = |list: &Value| -> Vec<Vec<u8>> { strings(list).into_iter().map(pem).collect() };
        let anchors = read(&case["trusted_certs"]);
        let subject = pem(case["peer_certificate"].as_str().unwrap());
        let crls = read(&case["crls"]);
        let anchor = Certificate::parse("anchor", &anchors[0]).unwrap();
        let subject = Certificate::parse("subject", &subject).unwrap();
        let crls: Vec<_> = crls
            .iter()
            .map(|der| Crl::parse(id, der).unwrap())
            .collect();
        let sources = RevocationData {
            crls: &crls,
            ocsp_responses: &[],
            certificates: vec![&anchor],
        };
        let time = case["validation_time"].as_str().unwrap();
        let time = revocation_fixtures::time(time);
        let found = judge(&sources, time, &anchor, &subject);
        let is_good = found
            .iter()
            .all(|status| matches!(status, RevocationStatus::Good(good) if breaks_no_duty(good)));
        let is_expected = case["expected_result"] == "SUCCESS";
        assert_eq!(
            is_good && !found.is_empty(),
            is_expected,
            "{id}: {found:#?}"
        );
        decided += 1;
    }
    assert_eq!(decided, 7);
}
