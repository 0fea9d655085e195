//! Verdicts on CMS messages that OpenSSL signed, most of them wrong in a way of their own.
//!
//! tests/fixtures/cms/make.py made them; cases.tsv says what each comes to, and why that is not what
//! OpenSSL says where it is not.

#![cfg(feature = "verify")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use iamsmart::encoding::from_base64;
use iamsmart::pki::check::Outcome;
use iamsmart::pki::input::Encoded;
use iamsmart::pki::requirements::Revocation;
use iamsmart::pki::time::Time;
use iamsmart::verification::cms::{CmsInput, verify_cms};
use iamsmart::verification::{Indication, PathOptions, VerificationReport};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

fn path(file: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cms");
    PathBuf::from(folder).join(file)
}

fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn input(message: &str) -> CmsInput {
    CmsInput {
        cms: fixture(&format!("{message}.cms")),
        content: Some(fixture("content.bin")),
        digest: None,
        options: PathOptions {
            trust_anchors: vec![Encoded::Bytes(fixture("root.pem"))],
            revocation: Some(Revocation::Off),
            ..PathOptions::at(VALIDATION_TIME)
        },
    }
}

/// Indication, sub-indication, and every check that neither passed nor was skipped.
fn verdict(report: &VerificationReport) -> String {
    let notable = report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    let notable = notable.map(|check| format!("{}:{}", check.name, check.outcome.as_str()));
    let words = [
        Some(report.indication.as_str().to_owned()),
        report.sub_indication.map(|why| why.as_str().to_owned()),
    ];
    let words = words.into_iter().flatten().chain(notable);
    words.collect::<Vec<_>>().join(" ")
}

fn table(file: &str) -> Vec<Vec<String>> {
    let text = String::from_utf8(fixture(file)).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_message_comes_to_what_the_table_says() {
    let rows = table("cases.tsv");
    let mut differing = Vec::new();
    for row in &rows {
        let [message, expected, ..] = &row[..] else {
            panic!("{row:?}");
        };
        let found = match verify_cms(&input(message)) {
            Ok(report) => verdict(&report),
            Err(error) => error.to_string(),
        };
        if found != *expected {
            differing.push(format!("{message}\t{found}"));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));

    let files = std::fs::read_dir(path("")).unwrap();
    let files = files.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".cms")
    });
    assert_eq!(files.count(), rows.len(), "every message has a row");
}

#[test]
fn where_openssl_says_otherwise_a_reason_is_given() {
    let openssl: BTreeMap<_, _> = table("openssl.tsv")
        .into_iter()
        .map(|row| (row[0].clone(), row[1] == "takes"))
        .collect();
    for row in table("cases.tsv") {
        let [message, expected, reason @ ..] = &row[..] else {
            panic!("{row:?}");
        };
        let agree = expected.starts_with("TOTAL-PASSED") == openssl[message];
        assert_eq!(agree, reason.is_empty(), "{message}: {reason:?}");
    }
}
