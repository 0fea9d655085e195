//! Verdicts on paths, against rustls-webpki: for every row of cases.tsv, and for random sets of
//! certificates.

#![cfg(feature = "verify")]

mod pki_fixtures;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Duration;

use iamsmart::asn1::Encoded;
use iamsmart::validation::Revocation;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};
use pki_fixtures::{VALIDATION_TIME, certificate, der, fixture};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{
    ALL_VERIFICATION_ALGS, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    anchor_from_trusted_cert,
};

/// Cases that the crate passes and rustls-webpki rejects, with the reason.
const WEBPKI_REFUSES: &[(&str, &str)] = &[
    (
        "person-policies-critical",
        "it processes no policies, so refuses critical ones",
    ),
    ("person-cps-critical", "as above"),
    ("issuing-policy-constraints", "as above"),
    ("issuing-inhibit-any-policy", "as above"),
    (
        "person-issuer-written-otherwise",
        "it compares names byte for byte, not as RFC 5280 §7.1 does",
    ),
    (
        "person-unique-id",
        "it knows no unique identifiers (RFC 5280 §4.1.2.8)",
    ),
    (
        "self-issued-not-counted",
        "it counts self-issued certificates (RFC 5280 §6.1.4 (l))",
    ),
];

/// Cases that rustls-webpki accepts and the crate does not pass, with the reason.
const WEBPKI_TAKES: &[(&str, &str)] = &[
    (
        "issuing-inhibit-any-policy-non-critical",
        "RFC 5280 §4.2.1.14",
    ),
    (
        "issuing-name-constraints-non-critical",
        "RFC 5280 §4.2.1.10",
    ),
    (
        "issuing-policy-constraints-non-critical",
        "it processes no policies (RFC 5280 §6.1.4 (i))",
    ),
    (
        "issuing-policy-mappings-non-critical",
        "it processes no policies (RFC 5280 §6.1.4 (a))",
    ),
    (
        "issuing-without-cert-sign",
        "it does not read keyUsage (RFC 5280 §6.1.4 (n))",
    ),
    ("issuing-without-subject-key", "RFC 5280 §4.2.1.2"),
    (
        "person-cert-sign",
        "it does not read keyUsage (RFC 5280 §4.2.1.9)",
    ),
    ("person-empty-name", "RFC 5280 §4.1.2.6"),
    (
        "person-exponent-1",
        "it does not look at the end entity's key",
    ),
    ("person-exponent-2048-bits", "as above"),
    ("person-exponent-34-bits", "as above"),
    ("person-exponent-even", "as above"),
    ("person-key-without-null", "as above"),
    ("person-modulus-2047", "as above"),
    ("person-modulus-8193", "as above"),
    ("person-modulus-even", "as above"),
    ("person-rsa-1024", "as above"),
    ("person-name-constraints", "RFC 5280 §4.2.1.10"),
    ("person-path-length", "RFC 5280 §4.2.1.9"),
    ("person-serial-0", "RFC 5280 §4.1.2.2"),
    ("person-serial-21-octets", "RFC 5280 §4.1.2.2"),
    ("person-serial-negative", "RFC 5280 §4.1.2.2"),
    ("person-under-empty-name", "RFC 5280 §4.1.2.4"),
    (
        "person-usage-empty",
        "it does not read keyUsage (RFC 5280 §4.2.1.3)",
    ),
    ("person-without-authority-key", "RFC 5280 §4.2.1.1"),
    (
        "root-expired",
        "of an anchor it keeps name, key and name constraints only (RFC 5280 §6.1.1 (d))",
    ),
    ("root-path-length-0", "as above"),
    ("root-unknown-critical", "as above"),
    ("root-without-basic-constraints", "as above"),
];

/// Certificates that both support: for every combination of them, the two must agree.
const END_ENTITIES: [&str; 6] = [
    "person",
    "person-expired",
    "person-under-sub",
    "person-under-self-issued",
    "person-signed-by-other-key",
    "person-unknown-critical",
];

const AUTHORITIES: [&str; 15] = [
    "issuing",
    "issuing-expired",
    "issuing-ca-false",
    "issuing-unknown-critical",
    "issuing-signed-by-other-key",
    "issuing-under-other-root",
    "issuing-under-sub",
    "issuing-by-root-next",
    "sub-path-length-0",
    "sub-path-length-1",
    "loop-issuing-by-sub",
    "loop-sub-by-issuing",
    "root-by-other-root",
    "other-root-by-root",
    "root-next-by-root",
];

const ANCHORS: [&str; 3] = ["root", "root-other", "root-next"];

/// Minimum number of cases in cases.tsv.
const CASES: usize = 123;

/// A validator that accepts any purpose.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// Returns rustls-webpki's error; `None` if the path passes.
fn webpki_refuses(end_entity: &str, intermediates: &[&str], anchors: &[&str]) -> Option<Error> {
    let ders = |names: &[&str]| -> Vec<CertificateDer<'static>> {
        names.iter().map(|name| der(name).into()).collect()
    };
    let end_entity = CertificateDer::from(der(end_entity));
    let end_entity = match EndEntityCert::try_from(&end_entity) {
        Ok(end_entity) => end_entity,
        Err(error) => return Some(error),
    };
    let anchors = ders(anchors);
    let anchors: Vec<_> = anchors
        .iter()
        .filter_map(|anchor| anchor_from_trusted_cert(anchor).ok())
        .collect();
    let seconds = u64::try_from(VALIDATION_TIME.unix_ms() / 1000).unwrap();
    let intermediates = ders(intermediates);
    let verified = end_entity.verify_for_usage(
        ALL_VERIFICATION_ALGS,
        &anchors,
        &intermediates,
        UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
        AnyPurpose,
        None,
        None,
    );
    verified.err()
}

fn we_refuse(end_entity: &str, intermediates: &[&str], anchors: &[&str]) -> Option<String> {
    let certificates =
        |names: &[&str]| -> Vec<Encoded> { names.iter().map(|name| certificate(name)).collect() };
    let options = PathOptions {
        trust_anchors: certificates(anchors),
        intermediates: certificates(intermediates),
        key_usage: Some(Vec::new()),
        revocation: Revocation::Soft,
        strict_profile: true,
        ..PathOptions::at(VALIDATION_TIME)
    };
    let report = validate_certificate_path(&certificate(end_entity), &options).unwrap();
    let reason = report
        .sub_indication
        .map(|reason| reason.as_str().to_owned());
    (report.indication != Indication::TotalPassed).then(|| reason.unwrap())
}

fn names(column: &str) -> Vec<&str> {
    column.split(' ').filter(|name| *name != "-").collect()
}

#[test]
fn webpki_agrees_on_every_case_but_for_reasons() {
    let table = String::from_utf8(fixture("cases.tsv")).unwrap();
    let mut refuses = BTreeMap::new();
    let mut takes = BTreeMap::new();
    let mut judged = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let row: Vec<_> = line.split('\t').collect();
        judged += 1;
        let (intermediates, anchors) = (names(row[2]), names(row[3]));
        let ours = we_refuse(row[1], &intermediates, &anchors);
        let theirs = webpki_refuses(row[1], &intermediates, &anchors);
        match (ours, theirs) {
            (None, Some(error)) => refuses.insert(row[0].to_owned(), format!("{error:?}")),
            (Some(reason), None) => takes.insert(row[0].to_owned(), reason),
            _ => None,
        };
    }
    let listed = |list: &[(&str, &str)]| -> Vec<String> {
        let mut names: Vec<_> = list.iter().map(|(case, _)| (*case).to_owned()).collect();
        names.sort_unstable();
        names
    };
    let found = |cases: &BTreeMap<String, String>| cases.keys().cloned().collect::<Vec<_>>();
    assert_eq!(found(&refuses), listed(WEBPKI_REFUSES), "{refuses:#?}");
    assert_eq!(found(&takes), listed(WEBPKI_TAKES), "{takes:#?}");
    assert!(judged >= CASES, "{judged} cases");
}

#[test]
fn webpki_agrees_on_any_heap_of_certificates() {
    let heaps = (
        select(END_ENTITIES.to_vec()),
        subsequence(AUTHORITIES.to_vec(), 0..=8).prop_shuffle(),
        subsequence(ANCHORS.to_vec(), 1..=2),
    );
    let config = Config {
        cases: 500,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(
        config,
        prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha),
    );
    let passed = Cell::new(0);
    runner
        .run(&heaps, |(end_entity, authorities, anchors)| {
            let ours = we_refuse(end_entity, &authorities, &anchors);
            let theirs = webpki_refuses(end_entity, &authorities, &anchors);
            passed.set(passed.get() + u32::from(ours.is_none()));
            prop_assert_eq!(ours.is_some(), theirs.is_some(), "{:?} {:?}", ours, theirs);
            Ok(())
        })
        .unwrap();
    assert!(passed.get() > 50, "{} heaps had a path", passed.get());
}
