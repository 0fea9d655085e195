//! Verdicts on CMS messages that OpenSSL signed, most of them faulty in one respect.
//!
//! Made by tests/fixtures/cms/make.py. cases.tsv lists the expected verdicts, with the reason if
//! OpenSSL's verdict differs.

#![cfg(feature = "verify")]

mod algorithms;
mod content;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod sentences;
mod signers;

use fixtures::{assert_chinese, verdict};
use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{CmsInput, verify_cms};
use iamsmart::verification::{Indication, PathOptions};
use proptest::prelude::*;

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("cms/{file}"))
}

fn input(message: &str) -> CmsInput {
    CmsInput {
        cms: Encoded::Bytes(fixture(&format!("{message}.cms"))),
        content: Some(fixture("content.bin")),
        digest: None,
        signer: None,
        existence: Existence::default(),
        options: PathOptions {
            trust_anchors: vec![Encoded::Bytes(fixture("root.pem"))],
            revocation: Revocation::Off,
            ..PathOptions::at(VALIDATION_TIME)
        },
    }
}

/// Minimum number of messages in cases.tsv, each with OpenSSL's verdict in openssl.tsv.
const MESSAGES: usize = 160;

fn table(file: &str) -> Vec<Vec<String>> {
    fixtures::table(&format!("cms/{file}"))
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
            Ok(report) => {
                assert_chinese(&report);
                verdict(&report)
            }
            Err(error) => error.to_string(),
        };
        if found != *expected {
            differing.push(format!("{message}\t{found}"));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));
    assert!(rows.len() >= MESSAGES, "{} messages", rows.len());

    let messages = fixtures::count("cms", ".cms");
    assert_eq!(messages, rows.len(), "every message has a row");
}

#[test]
fn where_openssl_says_otherwise_a_reason_is_given() {
    let verdicts = fixtures::assert_reasons("cms");
    assert!(verdicts >= MESSAGES, "{verdicts} verdicts");
}

/// wolfSSL#2406: unsigned content with signed attributes.
#[test]
fn other_content_never_passes() {
    for row in table("cases.tsv") {
        for content in [Vec::new(), b"another".to_vec(), fixture("person.pem")] {
            let report = verify_cms(&CmsInput {
                content: Some(content),
                ..input(&row[0])
            });
            if let Ok(report) = report {
                assert_ne!(report.indication, Indication::TotalPassed, "{}", row[0]);
            }
        }
    }
}

/// Broken duties of signers are warnings, and failures with the strict profile.
#[test]
fn a_broken_duty_fails_with_the_strict_profile() {
    let mut counted = 0;
    for row in table("cases.tsv") {
        let [message, expected, ..] = &row[..] else {
            panic!("{row:?}");
        };
        let warnings: Vec<_> = expected
            .split(' ')
            .filter_map(|word| word.strip_suffix(":warning"))
            // What is left aside is nobody's duty.
            .filter(|name| !name.ends_with(".unreadable") && *name != "proven-time")
            .collect();
        let mut input = input(message);
        input.options.strict_profile = true;
        let Ok(report) = verify_cms(&input) else {
            continue;
        };
        for name in &warnings {
            let outcome = report.check(name).unwrap().outcome;
            assert_eq!(outcome, Outcome::Failed, "{message}: {name}");
            assert_eq!(report.indication, Indication::TotalFailed, "{message}");
            counted += 1;
        }
        if warnings.is_empty() {
            assert_eq!(verdict(&report), *expected, "{message}");
        }
    }
    assert!(counted >= 20, "{counted} warnings");
}

#[test]
fn revocation_data_of_the_message_is_used() {
    let outcome = |message| {
        let mut input = input(message);
        input.options.revocation = Revocation::Soft;
        let report = verify_cms(&input).unwrap();
        assert_eq!(report.indication, Indication::TotalPassed, "{message}");
        report.check("certificate[0].revocation").unwrap().outcome
    };
    assert_eq!(outcome("with-crl"), Outcome::Passed);
    assert_eq!(outcome("with-archived-revocation"), Outcome::Passed);
    assert_eq!(outcome("with-ocsp-response"), Outcome::Skipped);
    assert_eq!(outcome("plain"), Outcome::Skipped);
}

proptest! {
    /// No change causes a panic, and only changes outside the signed parts pass.
    #[test]
    fn changed_messages_do_not_pass(
        message in prop::sample::select(vec![
            "plain", "openssl-cades", "openssl-indefinite-lengths", "with-archived-revocation",
        ]),
        place in 0.0..1.0,
        mask in 1_u8..,
        length in prop::option::weighted(0.2, 0_usize..4096),
    ) {
        let mut input = input(message);
        let mut cms = fixture(&format!("{message}.cms"));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a share of a length of some thousand"
        )]
        let at = (place * cms.len() as f64) as usize;
        cms[at] ^= mask;
        cms.truncate(length.unwrap_or(usize::MAX));
        input.cms = Encoded::Bytes(cms);
        if let Ok(report) = verify_cms(&input) {
            let sound = verify_cms(&self::input(message)).unwrap();
            let is_same = report.signer == sound.signer && report.claimed_time == sound.claimed_time;
            prop_assert!(report.indication != Indication::TotalPassed || is_same);
        }
    }
}
