//! CMS messages in every form of BER (X.690 §8), and as text.
//!
//! Made by tests/fixtures/cms/ber/make.py. cases.tsv lists the expected verdicts, with the reason if
//! OpenSSL's verdict differs.

#![cfg(feature = "verify")]

mod ber;
mod fixtures;

use std::collections::BTreeMap;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{CmsInput, verify_cms};
use iamsmart::verification::{Indication, PathOptions, VerificationReport};
use proptest::prelude::*;

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("cms/{file}"))
}

fn input(cms: Encoded, root: &str) -> CmsInput {
    CmsInput {
        cms,
        content: None,
        digest: None,
        signer: None,
        existence: Existence::default(),
        options: PathOptions {
            trust_anchors: vec![Encoded::Bytes(fixture(root))],
            revocation: Revocation::Off,
            ..PathOptions::at(VALIDATION_TIME)
        },
    }
}

fn verified(cms: Encoded) -> iamsmart::Result<VerificationReport> {
    verify_cms(&input(cms, "ber/root.pem"))
}

/// Returns indication, sub-indication, and every check that neither passed nor was skipped, the
/// first of those on what is left aside; or the error.
fn verdict(result: iamsmart::Result<VerificationReport>) -> String {
    let report = match result {
        Ok(report) => report,
        Err(error) => return error.to_string(),
    };
    let verdict = fixtures::verdict(&report);
    let mut words: Vec<_> = verdict.split(' ').collect();
    let is_unreadable = |word: &str| word.ends_with(".unreadable:warning");
    words.dedup_by(|second, first| is_unreadable(first) && is_unreadable(second));
    words.join(" ")
}

fn table(file: &str) -> Vec<Vec<String>> {
    fixtures::table(&format!("cms/{file}"))
}

/// Minimum number of messages in cases.tsv.
const MESSAGES: usize = 60;

#[test]
fn every_form_comes_to_what_the_table_says() {
    let openssl: BTreeMap<_, _> = table("ber/openssl.tsv")
        .into_iter()
        .map(|row| (row[0].clone(), row[1] == "takes"))
        .collect();
    let mut expected: BTreeMap<_, _> = table("ber/cases.tsv")
        .into_iter()
        .map(|row| (row[0].clone(), row[1..].to_vec()))
        .collect();
    assert!(openssl.len() >= MESSAGES, "{} messages", openssl.len());
    let mut differing = Vec::new();
    for (message, takes) in &openssl {
        let cms = fixture(&format!("ber/{message}.cms"));
        let found = verdict(verified(Encoded::Bytes(cms)));
        let row = expected.remove(message).unwrap_or_default();
        let agrees = found.starts_with("TOTAL-PASSED") == *takes;
        if row.first() != Some(&found) || agrees != (row.len() == 1) {
            differing.push(format!("{message}\t{found}"));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));
    assert!(expected.is_empty(), "no such message: {expected:?}");
}

/// Where Bouncy Castle says otherwise about the signature alone.
const BOUNCY_CASTLE: &[(&str, &str)] = &[
    ("attribute-nested-1500", "its stack overflows"),
    (
        "attribute-nested-1500-indefinite",
        "more levels than are turned into DER here",
    ),
    ("certificate-indefinite", "it turns certificates into DER"),
    (
        "certificate-of-long-length",
        "it turns certificates into DER",
    ),
    ("certificates-102", "it reads every certificate"),
    ("followed-by-line-ends", "it leaves what follows unread"),
    ("followed-by-others", "it leaves what follows unread"),
    ("segments-nested-1200", "more levels than are read here"),
    ("signers-101", "more signers than are judged here"),
];

#[test]
fn bouncy_castle_says_the_same_of_the_signature() {
    let verdicts = table("ber/bouncy-castle/verdicts.tsv");
    assert!(verdicts.len() >= MESSAGES, "{} messages", verdicts.len());
    for row in verdicts {
        let [message, verdict] = &row[..] else {
            panic!("{row:?}");
        };
        let cms = Encoded::Bytes(fixture(&format!("ber/{message}.cms")));
        let passes = verified(cms).is_ok_and(|report| report.indication == Indication::TotalPassed);
        let agrees = passes == (verdict == "takes");
        let has_reason = BOUNCY_CASTLE.iter().any(|(known, _)| known == message);
        assert_ne!(agrees, has_reason, "{message}: {verdict}");
    }
}

#[test]
fn messages_of_bouncy_castle_are_read() {
    for message in ["whole", "detached", "streamed", "streamed-in-pieces-of-7"] {
        let cms = Encoded::Bytes(fixture(&format!("ber/bouncy-castle/{message}.cms")));
        let mut input = input(cms, "ber/bouncy-castle/person.der");
        input.content = Some(fixture("ber/bouncy-castle/content.bin"));
        let report = verify_cms(&input).unwrap();
        for name in ["signed-data", "cms.message-digest", "signature"] {
            let check = report.check(name).unwrap();
            assert_eq!(check.outcome, Outcome::Passed, "{message}: {name}");
        }
    }
}

#[test]
fn every_form_of_text_is_read() {
    let mut count = 0;
    for file in std::fs::read_dir(fixtures::path("cms/ber")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let is_text = [".pem", ".b64", ".eml"]
            .iter()
            .any(|end| name.ends_with(end));
        if !is_text || name == "root.pem" {
            continue;
        }
        count += 1;
        let bytes = fixture(&format!("ber/{name}"));
        let text = String::from_utf8(bytes.clone()).unwrap();
        for input in [Encoded::Bytes(bytes), Encoded::Text(text)] {
            let found = verdict(verified(input));
            if name == "multipart-signed.eml" {
                assert!(
                    found.contains("several parts ('multipart/signed')"),
                    "{found}"
                );
            } else {
                assert_eq!(found, "TOTAL-PASSED", "{name}");
            }
        }
    }
    assert_eq!(count, 14);
}

/// The content is 20 MiB in segments of 1000 octets, as Bouncy Castle writes them, and in one piece.
#[test]
fn content_may_be_larger_than_an_element_of_der_here() {
    let placeholder = [0x04, 2, b'P', b'L', 0x04, 3, b'A', b'C', b'E'];
    let message = fixture("ber/large-content.cms");
    let at = message
        .windows(placeholder.len())
        .position(|octets| octets == placeholder)
        .unwrap();
    let (start, end) = (&message[..at], &message[at + placeholder.len()..]);
    let content = b"0123456789abcdef".repeat(20 * 65536);
    let segment = |octets: &[u8]| {
        let length = u32::try_from(octets.len()).unwrap().to_be_bytes();
        [&[0x04, 0x84], &length[..], octets].concat()
    };
    let in_segments: Vec<_> = content.chunks(1000).flat_map(segment).collect();
    for content in [in_segments, segment(&content)] {
        let message = [start, &content, end].concat();
        assert_eq!(verdict(verified(Encoded::Bytes(message))), "TOTAL-PASSED");
    }
    let other = [start, &segment(&content[1..]), end].concat();
    let expected = "TOTAL-FAILED HASH_FAILURE cms.message-digest:failed";
    assert_eq!(verdict(verified(Encoded::Bytes(other))), expected);
}

/// A stranger's message of a few megabytes is read in time that its size accounts for.
#[test]
fn hostile_sizes_take_linear_time() {
    let half = 1 << 20;
    let rows = [
        [0x30, 0x80].repeat(half),
        [&[0x30, 0x80].repeat(half)[..], &vec![0; 2 * half]].concat(),
        [
            &fixture("ber/indefinite.cms")[..60],
            &[0x24, 0x80].repeat(half),
        ]
        .concat(),
        [&[0x30, 0x80][..], &[0x04, 0].repeat(half), &[0, 0]].concat(),
        [
            &fixture("ber/indefinite.cms")[..15],
            &[0x31, 0x80].repeat(half),
        ]
        .concat(),
    ];
    for row in rows {
        assert!(verified(Encoded::Bytes(row)).is_err());
    }
    let message = fixture("ber/large-content.cms");
    let placeholder = [0x04, 2, b'P', b'L', 0x04, 3, b'A', b'C', b'E'];
    let at = message
        .windows(placeholder.len())
        .position(|octets| octets == placeholder)
        .unwrap();
    let message = [
        &message[..at],
        &[0x04, 0].repeat(half),
        &message[at + placeholder.len()..],
    ]
    .concat();
    let report = verified(Encoded::Bytes(message)).unwrap();
    assert_eq!(report.indication, Indication::TotalFailed);
}

proptest! {
    /// Whatever forms of BER a message is written in, the report is that of its DER.
    #[test]
    fn every_encoding_of_a_message_gets_the_same_report(
        message in prop::sample::select(vec![
            "plain", "openssl-cades", "openssl-key-identifier", "openssl-attached", "with-crl",
            "with-archived-revocation", "unsigned-attributes", "unknown-attribute",
            "ed25519", "openssl-pss", "attached-other", "no-digest-algorithms", "changed-signature",
            "two-signers", "no-signers", "other-certificate-kinds", "with-ocsp-response",
        ]),
        choices in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let der = fixture(&format!("{message}.cms"));
        let ber = ber::encoded_anew(&der, &choices);
        let report = |cms: Vec<u8>| {
            let detached = !message.contains("attached");
            let content = detached.then(|| fixture("content.bin"));
            verify_cms(&CmsInput { content, ..input(Encoded::Bytes(cms), "root.pem") })
        };
        prop_assert_eq!(report(ber), report(der));
    }
}
