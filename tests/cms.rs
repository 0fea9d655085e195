//! Verdicts on CMS messages that OpenSSL signed, most of them faulty in one respect.
//!
//! Made by tests/fixtures/cms/make.py. cases.tsv lists the expected verdicts, with the reason if
//! OpenSSL's verdict differs.

#![cfg(feature = "verify")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{CmsInput, verify_cms};
use iamsmart::verification::{Indication, PathOptions, VerificationReport};
use proptest::prelude::*;
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

/// Returns indication, sub-indication, and every check that neither passed nor was skipped.
fn verdict(report: &VerificationReport) -> String {
    let notable = report
        .checks
        .iter()
        .filter(|check| !matches!(check.outcome, Outcome::Passed | Outcome::Skipped));
    let notable = notable.map(|check| format!("{}:{}", check.name, check.outcome.as_str()));
    let words = [
        Some(report.indication.as_str().to_owned()),
        report.sub_indication.map(|why| why.as_str().to_owned()),
    ];
    let words = words.into_iter().flatten().chain(notable);
    words.collect::<Vec<_>>().join(" ")
}

/// Minimum number of messages in cases.tsv, each with OpenSSL's verdict in openssl.tsv.
const MESSAGES: usize = 160;

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
    assert!(rows.len() >= MESSAGES, "{} messages", rows.len());

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
    assert!(openssl.len() >= MESSAGES, "{} verdicts", openssl.len());
    for row in table("cases.tsv") {
        let [message, expected, reason @ ..] = &row[..] else {
            panic!("{row:?}");
        };
        let agree = expected.starts_with("TOTAL-PASSED") == openssl[message];
        assert_eq!(agree, reason.is_empty(), "{message}: {reason:?}");
    }
}

#[test]
fn a_digest_is_as_good_as_the_content() {
    let content = fixture("content.bin");
    let rows = [
        ("openssl-rsa", Sha256::digest(&content).to_vec()),
        ("openssl-sha384", Sha384::digest(&content).to_vec()),
        ("openssl-sha512", Sha512::digest(&content).to_vec()),
    ];
    for (message, digest) in &rows {
        let with = |content, digest: &[u8]| {
            let digest = Some(digest.to_vec());
            verify_cms(&CmsInput {
                content,
                digest,
                ..input(message)
            })
        };
        let passed = "TOTAL-PASSED";
        assert_eq!(verdict(&with(None, digest).unwrap()), passed);
        let both = with(Some(content.clone()), digest).unwrap();
        assert_eq!(verdict(&both), passed);

        let mut other = digest.clone();
        other[0] ^= 1;
        let report = with(None, &other).unwrap();
        let expected = "TOTAL-FAILED HASH_FAILURE cms.message-digest:failed";
        assert_eq!(verdict(&report), expected);
        let report = with(Some(content.clone()), &other).unwrap();
        let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed cms.message-digest:failed";
        assert_eq!(verdict(&report), expected);
        for length in [0, 20, 31, 33, 47, 65] {
            let error = with(None, &vec![0; length]).unwrap_err();
            assert_eq!(error.code(), "digest-length");
        }
    }
    // A digest by another algorithm than the message's.
    let report = verify_cms(&CmsInput {
        content: None,
        digest: Some(rows[2].1.clone()),
        ..input("plain")
    });
    let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed cms.message-digest:failed";
    assert_eq!(verdict(&report.unwrap()), expected);
}

#[test]
fn without_content_nothing_is_decided() {
    let without = |message| {
        verify_cms(&CmsInput {
            content: None,
            ..input(message)
        })
        .unwrap()
    };
    let expected = "INDETERMINATE SIGNED_DATA_NOT_FOUND signed-data:indeterminate";
    assert_eq!(verdict(&without("plain")), expected);
    // The embedded content suffices.
    for message in ["attached", "openssl-attached", "attached-other"] {
        assert_eq!(verdict(&without(message)), "TOTAL-PASSED", "{message}");
    }
    let expected = "TOTAL-FAILED FORMAT_FAILURE signed-data:failed";
    assert_eq!(verdict(&without("content-like-attributes")), expected);
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
fn without_signed_attributes_the_content_is_signed() {
    let content = fixture("content.bin");
    let with = |message, content, digest| {
        let report = verify_cms(&CmsInput {
            content,
            digest,
            ..input(message)
        });
        let report = report.unwrap();
        let detail = report.check("signature").unwrap().detail.to_string();
        (verdict(&report), detail)
    };
    let digest = Some(Sha256::digest(&content).to_vec());
    for message in [
        "openssl-no-attributes",
        "no-attributes",
        "no-attributes-p256",
        "no-attributes-pss",
    ] {
        let (verdict, detail) = with(message, Some(content.clone()), None);
        assert_eq!(verdict, "TOTAL-PASSED", "{message}");
        assert!(detail.starts_with("The signature over the content was"));
        let (verdict, detail) = with(message, None, digest.clone());
        assert_eq!(verdict, "TOTAL-PASSED", "{message}");
        assert!(detail.starts_with("The signature over the digest was"));
        let (verdict, _) = with(message, None, Some(Sha256::digest(b"other").to_vec()));
        let expected = "TOTAL-FAILED SIG_CRYPTO_FAILURE signature:failed";
        assert_eq!(verdict, expected, "{message}");
        let (verdict, _) = with(message, None, None);
        let expected = "INDETERMINATE SIGNED_DATA_NOT_FOUND signed-data:indeterminate";
        assert_eq!(verdict, expected, "{message}");
    }
    // Ed25519 signs the message itself.
    let (verdict, detail) = with(
        "no-attributes-ed25519",
        None,
        Some(Sha512::digest(&content).to_vec()),
    );
    let expected = "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE signature:indeterminate";
    assert_eq!(verdict, expected);
    assert!(detail.starts_with("Only a digest is at hand"), "{detail}");
    let (verdict, _) = with("no-attributes-attached", None, None);
    assert_eq!(verdict, "TOTAL-PASSED");
}

/// Returns signers-20.cms with its first signers alone: it ends with them, 477 octets each.
fn with_signers(mut cms: Vec<u8>, count: usize) -> Vec<u8> {
    let cut = (20 - count) * 477;
    // The lengths of ContentInfo, its content, SignedData, and signerInfos.
    for at in [0, 15, 19, cms.len() - 20 * 477 - 4] {
        let length = usize::from(u16::from_be_bytes([cms[at + 2], cms[at + 3]])) - cut;
        cms[at + 2..at + 4].copy_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
    }
    cms.truncate(cms.len() - cut);
    cms
}

#[test]
fn of_several_signers_each_has_a_report() {
    let rows = [
        ("two-signers-two-keys", "INDETERMINATE", ["TOTAL-PASSED"; 2]),
        ("openssl-two-signers", "INDETERMINATE", ["TOTAL-PASSED"; 2]),
        (
            "two-signers-second-forged",
            "INDETERMINATE",
            ["TOTAL-PASSED", "TOTAL-FAILED"],
        ),
        (
            "two-signers-both-forged",
            "TOTAL-FAILED",
            ["TOTAL-FAILED"; 2],
        ),
    ];
    for (message, whole, each) in rows {
        let report = verify_cms(&input(message)).unwrap();
        assert_eq!(report.indication.as_str(), whole, "{message}");
        assert_eq!(report.signer, None);
        assert_eq!(report.signers.len(), 2, "{message}");
        for (index, (of_signer, expected)) in report.signers.iter().zip(each).enumerate() {
            assert_eq!(of_signer.indication.as_str(), expected, "{message} {index}");
            let mut input = input(message);
            input.signer = Some(index);
            let chosen = verify_cms(&input).unwrap();
            assert_eq!(chosen, *of_signer, "{message} {index}");
            assert!(chosen.signers.is_empty());
        }
    }
    let report = verify_cms(&input("two-signers-two-keys")).unwrap();
    let second = &report.signers[1];
    let detail = second.check("cms.signer").unwrap().detail.to_string();
    assert!(detail.starts_with("This is signer 2 of 2"), "{detail}");

    // More than are judged at once, and as many.
    for (count, judged, told) in [
        (20, 0, "at most 16"),
        (17, 0, "at most 16"),
        (16, 16, "each"),
    ] {
        let report = verify_cms(&CmsInput {
            cms: Encoded::Bytes(with_signers(fixture("signers-20.cms"), count)),
            ..input("signers-20")
        });
        let report = report.unwrap();
        assert_eq!(report.signers.len(), judged, "{count}");
        let detail = report.check("cms.signer").unwrap().detail.to_string();
        assert!(detail.contains(told), "{detail}");
    }
    let mut last = input("signers-20");
    last.signer = Some(19);
    assert_eq!(verdict(&verify_cms(&last).unwrap()), "TOTAL-PASSED");

    for message in ["plain", "two-signers", "no-signers"] {
        let mut input = input(message);
        input.signer = Some(2);
        assert_eq!(verify_cms(&input).unwrap_err().code(), "invalid-argument");
    }
    let mut only = input("plain");
    only.signer = Some(0);
    assert_eq!(verdict(&verify_cms(&only).unwrap()), "TOTAL-PASSED");
}

#[test]
fn a_content_that_is_no_document_is_named() {
    let rows = [
        (
            "content-type-not-data",
            true,
            "1.2.840.113549.1.9.16.1.4 (id-ct-TSTInfo)",
        ),
        (
            "authenticode",
            false,
            "1.3.6.1.4.1.311.2.1.4 (SPC_INDIRECT_DATA)",
        ),
        ("authenticode", true, "1.3.6.1.4.1.311.2.1.4"),
    ];
    for (message, has_content, identifier) in rows {
        let mut input = input(message);
        input.content = input.content.filter(|_| has_content);
        let report = verify_cms(&input).unwrap();
        assert_eq!(report.indication, Indication::Indeterminate, "{message}");
        let check = report.check("cms.content-type").unwrap();
        let detail = check.detail.to_string();
        assert!(detail.contains(identifier), "{detail}");
        assert_eq!(report.check("signature").unwrap().outcome, Outcome::Passed);
    }
}

/// If content and digest disagree, the digest is the one that was sent for signing.
#[test]
fn where_content_and_digest_disagree_the_digest_is_what_was_signed() {
    let content = fixture("content.bin");
    let digest = Sha256::digest(&content).to_vec();
    let rows = [
        (
            content.clone(),
            digest.clone(),
            "TOTAL-PASSED",
            "The signature over the content was",
        ),
        (
            b"another".to_vec(),
            digest,
            "TOTAL-FAILED HASH_FAILURE signed-data:failed",
            "The signature over the digest was",
        ),
        (
            content,
            Sha256::digest(b"another").to_vec(),
            "TOTAL-FAILED HASH_FAILURE signed-data:failed signature:failed",
            "The signature was not made",
        ),
    ];
    for (content, digest, expected, told) in rows {
        let report = verify_cms(&CmsInput {
            content: Some(content),
            digest: Some(digest),
            ..input("no-attributes")
        });
        let report = report.unwrap();
        assert_eq!(verdict(&report), expected);
        let detail = report.check("signature").unwrap().detail.to_string();
        assert!(detail.starts_with(told), "{detail}");
    }
    let report = verify_cms(&CmsInput {
        content: Some(b"another".to_vec()),
        digest: Some(Sha256::digest(fixture("content.bin")).to_vec()),
        ..input("no-attributes-attached")
    });
    let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed";
    assert_eq!(verdict(&report.unwrap()), expected);
}

/// Nobody has defined RSA with SM3; the message's octets but for the names of its hash are OpenSSL's.
#[test]
fn rsa_with_sm3_is_named() {
    // { SHA-256, NULL }, and { SM3, NULL } in as many octets: with a length in the long form.
    const SHA256: &[u8] = b"\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00";
    const SM3: &[u8] = b"\x30\x0d\x06\x81\x08\x2a\x81\x1c\xcf\x55\x01\x83\x11\x05\x00";
    let mut cms = fixture("rsa-encryption.cms");
    let places = cms.windows(SHA256.len()).enumerate();
    let places = places.filter(|(_, octets)| *octets == SHA256);
    let places: Vec<_> = places.map(|(place, _)| place).collect();
    for place in &places {
        cms[*place..place + SM3.len()].copy_from_slice(SM3);
    }
    assert_eq!(places.len(), 2, "of the message and of its signer");
    let report = verify_cms(&CmsInput {
        cms: Encoded::Bytes(cms),
        ..input("rsa-encryption")
    });
    let report = report.unwrap();
    let check = report.check("signature").unwrap();
    assert_eq!(check.outcome, Outcome::Indeterminate);
    let detail = check.detail.to_string();
    assert!(detail.contains("RSA with SM3"), "{detail}");
}

/// Neither algorithm has such parameters (RFC 3370 §3.2, RFC 5758 §3.2); NULL alone is let pass.
#[test]
fn parameters_that_an_algorithm_does_not_have_are_not_read() {
    for (message, algorithm) in [
        (
            "rsa-encryption",
            // rsaEncryption.
            &b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"[..],
        ),
        (
            "p256-with-null",
            // ecdsa-with-SHA256.
            b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02\x05\x00",
        ),
    ] {
        let mut cms = fixture(&format!("{message}.cms"));
        let mut places = cms.windows(algorithm.len()).enumerate();
        // The signer's, after those of certificates.
        let place = places.rfind(|(_, octets)| *octets == algorithm);
        let null = place.unwrap().0 + algorithm.len() - 2;
        // An empty SEQUENCE instead.
        cms[null] = 0x30;
        let report = verify_cms(&CmsInput {
            cms: Encoded::Bytes(cms),
            ..input(message)
        });
        let outcome = report.unwrap().check("signature").unwrap().outcome;
        assert_eq!(outcome, Outcome::Indeterminate, "{message}");
    }
}

/// What is signed in no order at all is forged, and not only in disorder.
#[test]
fn attributes_out_of_order_do_not_excuse_another_signature() {
    let mut cms = fixture("not-in-order.cms");
    *cms.last_mut().unwrap() ^= 1;
    let report = verify_cms(&CmsInput {
        cms: Encoded::Bytes(cms),
        ..input("not-in-order")
    });
    let report = report.unwrap();
    let expected = "TOTAL-FAILED SIG_CRYPTO_FAILURE cms.signed-attributes:warning signature:failed";
    assert_eq!(verdict(&report), expected);
}

/// messageDigest as `openssl asn1parse` shows it.
#[test]
fn a_content_that_is_no_document_has_its_digest() {
    const DIGEST: [u8; 32] = [
        0x59, 0xaa, 0xac, 0x82, 0x7d, 0x7a, 0x40, 0x35, 0x6f, 0x65, 0xbd, 0xde, 0x07, 0x01, 0xf1,
        0x41, 0x78, 0xaf, 0x2b, 0x46, 0xa6, 0x4f, 0xc8, 0x48, 0x01, 0xcd, 0x21, 0x68, 0x7f, 0x80,
        0x67, 0x5c,
    ];
    let other = DIGEST.map(|octet| octet ^ 1);
    for (digest, outcome) in [(DIGEST, Outcome::Passed), (other, Outcome::Indeterminate)] {
        let report = verify_cms(&CmsInput {
            content: None,
            digest: Some(digest.to_vec()),
            ..input("authenticode")
        });
        let found = report.unwrap().check("signed-data").unwrap().outcome;
        assert_eq!(found, outcome);
    }
}

#[test]
fn what_is_known_of_the_signed_data_is_told() {
    let content = Some(fixture("content.bin"));
    let rows = [
        (
            "plain",
            content.clone(),
            "The content was given; its SHA-256 digest was computed.",
        ),
        (
            "attached",
            content,
            "The content was given; its SHA-256 digest was computed.",
        ),
        (
            "attached",
            None,
            "The message holds the content; its SHA-256 digest was computed.",
        ),
        (
            // Of 20 octets, as a SHA-1 digest.
            "pdf-sha1",
            Some(b"another".to_vec()),
            "The message holds another content than the one that was given.",
        ),
    ];
    for (message, content, expected) in rows {
        let report = verify_cms(&CmsInput {
            content,
            ..input(message)
        });
        let report = report.unwrap();
        let detail = &report.check("signed-data").unwrap().detail;
        assert_eq!(detail.to_string(), expected, "{message}");
    }
}

#[test]
fn sentences_say_what_is_wrong() {
    let rows = [
        (
            "signer-certificate-unreadable",
            "cms.signer",
            "cannot be read: a time is not written with seconds and in UTC (in 'validity')",
        ),
        (
            "signer-certificate-unreadable-key-identifier",
            "cms.signer",
            "cannot be read: a time is not written with seconds and in UTC (in 'validity')",
        ),
        (
            "signer-certificate-missing",
            "cms.signer",
            "neither in the message nor among the intermediates",
        ),
        ("sha1", "signature", "fits the signer's key"),
        (
            "sha1",
            "cms.digest-algorithm",
            "SHA-1, which is never trusted",
        ),
        ("sha1-other-key", "signature", "not made with this key"),
        (
            "sha1-other-content",
            "cms.message-digest",
            "is not that of the content",
        ),
        (
            "sha3-digest",
            "cms.digest-algorithm",
            "2.16.840.1.101.3.4.2.8 (SHA3-256)",
        ),
        (
            "digest-named-as-signature",
            "cms.digest-algorithm",
            "1.2.840.113549.1.1.11 (sha256WithRSAEncryption)",
        ),
        ("unknown-signature-algorithm", "signature", "2.999.7"),
        ("pss-mask-sha1", "signature", "SHA-256, masked by SHA-1"),
        ("pss-mask-sha224", "signature", "with another mask"),
        (
            "digest-sha512-signature-sha256",
            "signature",
            "sha256WithRSAEncryption and the digest algorithm SHA-512",
        ),
        ("not-in-order", "signature", "not in the order of DER"),
        ("pdf-sha1", "signed-data", "adbe.pkcs7.sha1"),
        (
            "version-3",
            "cms.version",
            "of version 3; what it holds is of version 1",
        ),
        ("signing-time-of-text", "claimed-time", "of another kind"),
    ];
    for (message, name, words) in rows {
        let report = verify_cms(&input(message)).unwrap();
        let detail = report.check(name).unwrap().detail.to_string();
        assert!(detail.contains(words), "{message}: {detail}");
    }
}

#[test]
fn the_report_says_what_was_looked_at() {
    let report = verify_cms(&input("unsigned-attributes")).unwrap();
    let outcome = |name| report.check(name).map(|check| check.outcome);
    assert_eq!(outcome("cms.unsigned-attributes"), Some(Outcome::Skipped));
    assert_eq!(outcome("cms.signing-certificate"), Some(Outcome::Skipped));
    assert_eq!(outcome("cms.algorithm-protection"), Some(Outcome::Skipped));
    // date -u -d '2026-05-01 09:30' +%s
    let claimed = Time::from_unix_seconds(1_777_627_800);
    assert_eq!(report.claimed_time, Some(claimed));
    assert_eq!(outcome("claimed-time"), Some(Outcome::Skipped));
    assert_eq!(report.validation_time, VALIDATION_TIME);
    assert_eq!(report.path.len(), 3);
    let signer = report.signer.unwrap();
    assert_eq!(signer.common_name.as_deref(), Some("CHAN, Tai Man"));

    let outcome = |message, name| {
        verify_cms(&input(message))
            .unwrap()
            .check(name)
            .unwrap()
            .outcome
    };
    for (message, name, expected) in [
        ("openssl-cades", "cms.signing-certificate", Outcome::Passed),
        (
            "signing-certificate-v2-sha1",
            "cms.signing-certificate",
            Outcome::Skipped,
        ),
        (
            "signing-certificate-v1",
            "cms.signing-certificate",
            Outcome::Skipped,
        ),
        (
            "algorithm-protection",
            "cms.algorithm-protection",
            Outcome::Passed,
        ),
    ] {
        assert_eq!(outcome(message, name), expected, "{message}");
    }
}

#[test]
fn certificates_may_come_beside_the_message() {
    for message in ["openssl-no-certificates", "signer-certificate-missing"] {
        let mut input = input(message);
        input.options.intermediates = vec![
            Encoded::Bytes(fixture("issuing.pem")),
            Encoded::Bytes(fixture("person.pem")),
        ];
        assert_eq!(verdict(&verify_cms(&input).unwrap()), "TOTAL-PASSED");
    }
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

#[test]
fn no_certificate_of_a_message_is_a_trust_anchor() {
    let mut input = input("anchor-sent-along");
    input.options.trust_anchors = Vec::new();
    let expected = "INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND path:indeterminate";
    assert_eq!(verdict(&verify_cms(&input).unwrap()), expected);
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
