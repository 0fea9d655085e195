//! Evidence files: created files verify, changed files do not, and unknown members are rejected.

#![cfg(feature = "verify")]

mod fixtures;
mod pki_fixtures;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::encoding::base64;
use iamsmart::report::{Outcome, SubIndication};
use iamsmart::signing::canonicalize_json;
use iamsmart::validation::Revocation;
use iamsmart::verification::SignatureAlgorithm;
use iamsmart::verification::{Indication, PathOptions, SignatureInput};
use iamsmart::verification::{create_evidence, label_evidence, verify_evidence};
use pki_fixtures::{VALIDATION_TIME, certificates, der, fixture, options, signature_input};
use proptest::prelude::*;
use serde_json::{Value, json};

fn input() -> SignatureInput {
    SignatureInput {
        signature_algorithm: Some(SignatureAlgorithm::Sha256WithRsa),
        claimed_time: Some(Time::from_unix_ms(1_780_000_000_123)),
        ..signature_input("sha256-over-digest.sig")
    }
}

fn evidence() -> Value {
    serde_json::from_str(&create_evidence(&input()).unwrap()).unwrap()
}

/// Returns the options of an auditor who has only the trust anchor.
fn auditor() -> PathOptions {
    PathOptions {
        trust_anchors: certificates("root"),
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    }
}

#[test]
fn the_file_is_what_was_handed_over() {
    let text = create_evidence(&input()).unwrap();
    assert_eq!(canonicalize_json(&text).as_ref(), Ok(&text));
    let expected = json!({
        "version": "iamsmart-evidence-1",
        "content": String::from_utf8(fixture("content.json")).unwrap(),
        // openssl dgst -sha256 content.json
        "digest": base64(&fixture("content.sha256")),
        "signature": base64(&fixture("sha256-over-digest.sig")),
        "signatureAlgorithm": "SHA256withRSA",
        "certificate": base64(&der("person")),
        "intermediates": [base64(&der("issuing"))],
        "crls": [],
        "ocspResponses": [],
        // date -u -d @1780000000
        "claimedTime": "2026-05-28T20:26:40.123Z",
        "trustAnchorHint": base64(&der("root")),
    });
    assert_eq!(evidence(), expected);
}

#[test]
fn an_auditor_with_the_trust_anchor_passes_it() {
    let text = create_evidence(&input()).unwrap();
    let evidence = verify_evidence(&text, &auditor()).unwrap();
    assert_eq!(evidence.report.indication, Indication::TotalPassed);
    assert_eq!(evidence.report.claimed_time, input().claimed_time);
    assert_eq!(evidence.report.path.len(), 3);
    assert_eq!(evidence.content.into_bytes(), fixture("content.json"));

    let spaced = serde_json::to_string_pretty(&self::evidence()).unwrap();
    let evidence = verify_evidence(&spaced, &auditor()).unwrap();
    assert_eq!(evidence.report.indication, Indication::TotalPassed);
}

#[test]
fn a_file_never_brings_its_own_trust_anchor() {
    let text = create_evidence(&input()).unwrap();
    for anchors in ["-", "root-other"] {
        let mut options = auditor();
        options.trust_anchors = certificates(anchors);
        let report = verify_evidence(&text, &options).unwrap().report;
        assert_eq!(report.indication, Indication::Indeterminate, "{anchors}");
        assert_eq!(
            report.check("path").unwrap().outcome,
            Outcome::Indeterminate
        );
    }
}

#[test]
fn what_was_changed_does_not_pass() {
    let other = |name: &str| base64(&fixture(name));
    let changed_content = evidence()["content"].as_str().unwrap().replace("陳", "李");
    let rows = [
        ("content", json!(changed_content), "TOTAL-FAILED"),
        ("digest", json!(base64(&[7; 32])), "TOTAL-FAILED"),
        (
            "signature",
            json!(other("bad-other-key.sig")),
            "TOTAL-FAILED",
        ),
        ("signature", json!(""), "TOTAL-FAILED"),
        ("signatureAlgorithm", json!("NONEwithRSA"), "TOTAL-FAILED"),
        (
            "certificate",
            json!(base64(&der("person-expired"))),
            "INDETERMINATE",
        ),
        (
            "certificate",
            json!(base64(&der("person-not-yet-valid"))),
            "TOTAL-FAILED",
        ),
        ("intermediates", json!([]), "INDETERMINATE"),
    ];
    for (name, value, indication) in rows {
        let mut file = evidence();
        file[name] = value;
        let report = verify_evidence(&file.to_string(), &auditor())
            .unwrap()
            .report;
        assert_eq!(report.indication.as_str(), indication, "{name}");
    }
}

#[test]
fn what_is_not_known_or_not_right_is_refused() {
    let rows = [
        ("version", json!("iamsmart-evidence-2"), "evidence-invalid"),
        ("version", json!("iamsmart-evidence-3"), "evidence-version"),
        ("version", json!(1), "evidence-invalid"),
        ("content", json!(null), "evidence-invalid"),
        ("signature", json!("*"), "base64-invalid"),
        ("digest", json!("AAAA"), "digest-length"),
        ("certificate", json!("MAA="), "certificate-malformed"),
        ("intermediates", json!("MAA="), "evidence-invalid"),
        ("intermediates", json!([1]), "evidence-invalid"),
        ("crls", json!({}), "evidence-invalid"),
        ("signatureAlgorithm", json!("RS256"), "invalid-argument"),
        ("claimedTime", json!("2026-05-28"), "evidence-invalid"),
        ("trustAnchorHint", json!([]), "evidence-invalid"),
        ("trustAnchors", json!([]), "evidence-invalid"),
        ("validationTime", json!("2026"), "evidence-invalid"),
    ];
    let code = |text: &str| verify_evidence(text, &auditor()).unwrap_err().code();
    for (name, value, expected) in rows {
        let mut file = evidence();
        file[name] = value;
        assert_eq!(code(&file.to_string()), expected, "{name}");
    }
    let has_to_be_there = [
        "version",
        "content",
        "digest",
        "signature",
        "certificate",
        "intermediates",
        "crls",
        "ocspResponses",
    ];
    for name in has_to_be_there {
        let mut file = evidence();
        file.as_object_mut().unwrap().remove(name);
        assert_eq!(code(&file.to_string()), "evidence-invalid", "{name}");
    }
    let twice = evidence()
        .to_string()
        .replacen('{', r#"{"content":"other","#, 1);
    assert_eq!(code(&twice), "json-duplicate-key");
    assert_eq!(code("[]"), "evidence-invalid");
    assert_eq!(code(""), "json-syntax");
    assert_eq!(code(&" ".repeat(96 << 20)), "json-syntax");
    assert_eq!(code(&" ".repeat((96 << 20) + 1)), "invalid-argument");
}

/// As many as an argument may have.
#[test]
fn the_lists_of_a_file_have_limits() {
    for (name, most) in [
        ("intermediates", 1000),
        ("crls", 200),
        ("ocspResponses", 200),
    ] {
        let judge = |count: usize| {
            let mut file = evidence();
            file[name] = json!(vec![""; count]);
            verify_evidence(&file.to_string(), &auditor())
        };
        assert!(judge(most).is_ok(), "{name}");
        let error = judge(most + 1).unwrap_err();
        assert_eq!(error.code(), "evidence-invalid", "{name}");
    }
}

#[test]
fn only_text_can_be_put_on_file() {
    let code = |input: &SignatureInput| create_evidence(input).unwrap_err().code();
    for content in [None, Some(vec![0xff])] {
        assert_eq!(
            code(&SignatureInput { content, ..input() }),
            "invalid-argument"
        );
    }
    let far = Some(Time::from_unix_ms(253_402_300_800_000));
    let input = SignatureInput {
        claimed_time: far,
        ..input()
    };
    assert_eq!(code(&input), "invalid-argument");
}

#[test]
fn revocation_data_goes_with_the_file() {
    let crl = fixtures::read("cms/issuing.crl");
    let pem = format!(
        "-----BEGIN X509 CRL-----\n{}\n-----END X509 CRL-----\n",
        base64(&crl)
    );
    let crls = vec![
        Encoded::Bytes(crl.clone()),
        Encoded::Text(base64(&crl)),
        Encoded::Text(pem),
    ];
    let mut input = input();
    input.options = PathOptions { crls, ..options() };
    let text = create_evidence(&input).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["crls"], json!(vec![base64(&crl); 3]));

    // A CRL of another issuer gives no status.
    let outcome = |options: &PathOptions| {
        let report = verify_evidence(&text, options).unwrap().report;
        report.check("certificate[0].revocation").unwrap().outcome
    };
    assert_eq!(outcome(&auditor()), Outcome::Skipped);
    let hard = PathOptions {
        revocation: Revocation::Hard,
        ..auditor()
    };
    assert_eq!(outcome(&hard), Outcome::Indeterminate);
}

/// Whether revocation is asked for is said by who verifies, not by what is left in the file.
#[test]
fn a_file_without_its_crls_is_not_one_without_revocation() {
    let mut input = input();
    input.options.crls = certificates("crl-root crl-issuing-person-revoked");
    let text = create_evidence(&input).unwrap();
    let auditor = PathOptions {
        trust_anchors: certificates("root"),
        ..PathOptions::at(VALIDATION_TIME)
    };
    let reason = |text: &str| {
        verify_evidence(text, &auditor)
            .unwrap()
            .report
            .sub_indication
    };
    assert_ne!(reason(&text), None);
    assert_ne!(reason(&text), Some(SubIndication::TryLater));
    let mut stripped: Value = serde_json::from_str(&text).unwrap();
    stripped["crls"] = json!([]);
    assert_eq!(reason(&stripped.to_string()), Some(SubIndication::TryLater));
}

/// The file's CRLs take nothing back of what those of the options say.
#[test]
fn crls_of_the_options_are_added_to_those_of_the_file() {
    let mut input = input();
    input.options.crls = certificates("crl-root");
    let text = create_evidence(&input).unwrap();
    let auditor = |crls: &str| PathOptions {
        trust_anchors: certificates("root"),
        crls: certificates(crls),
        ..PathOptions::at(VALIDATION_TIME)
    };
    let report = |crls: &str| verify_evidence(&text, &auditor(crls)).unwrap().report;
    assert_eq!(report("crl-issuing").indication, Indication::TotalPassed);
    assert_eq!(
        report("-").sub_indication,
        Some(SubIndication::TryLater),
        "the file alone says nothing about the signer"
    );
    let revoked = report("crl-issuing-person-revoked");
    let check = revoked.check("certificate[0].revocation").unwrap();
    assert!(
        check.detail.to_string().contains("was revoked"),
        "{check:?}"
    );
}

#[test]
fn an_item_of_a_file_that_cannot_be_read_is_named_and_left_aside() {
    let mut file = evidence();
    file["intermediates"] = json!(["MAA=", base64(&der("issuing"))]);
    file["crls"] = json!(["?"]);
    let report = verify_evidence(&file.to_string(), &auditor())
        .unwrap()
        .report;
    assert_eq!(report.indication, Indication::TotalPassed);
    for name in [
        "evidence.intermediates[0].unreadable",
        "evidence.crls[0].unreadable",
    ] {
        assert_eq!(report.check(name).unwrap().outcome, Outcome::Warning);
    }
}

/// What cannot be read is not put on file: it may be a secret.
#[test]
fn what_cannot_be_read_is_not_put_on_file() {
    let mut input = input();
    let key = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    let intermediates = &mut input.options.intermediates;
    intermediates.insert(0, Encoded::Text(key.to_owned()));
    intermediates.push(Encoded::Bytes(vec![0x30, 3, 2, 1, 0]));
    assert_eq!(
        create_evidence(&input).unwrap(),
        create_evidence(&self::input()).unwrap()
    );
}

proptest! {
    /// No change causes a panic, and files that pass have the signed content.
    #[test]
    fn changed_files_do_not_pass(place in 0.0..1.0, mask in 1_u8..0x80, cut in prop::bool::weighted(0.1)) {
        let mut file = create_evidence(&input()).unwrap().into_bytes();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a share of a length of some thousand"
        )]
        let at = (place * file.len() as f64) as usize;
        file[at] ^= mask;
        if cut {
            file.truncate(at);
        }
        let Ok(file) = String::from_utf8(file) else {
            return Ok(());
        };
        if let Ok(evidence) = verify_evidence(&file, &auditor())
            && evidence.report.indication == Indication::TotalPassed
        {
            prop_assert_eq!(evidence.content.into_bytes(), fixture("content.json"));
        }
    }
}

/// Labels are kept as they are, are over nothing, and are in the file before it is renewed.
#[test]
fn labels_of_a_form_are_kept_and_change_no_verdict() {
    let text = create_evidence(&input()).unwrap();
    let labels = r#"{"fields":{"period":{"label":["Period","有效期","有效期"]}}}"#;
    let labelled = label_evidence(&text, labels).unwrap();
    let verified = verify_evidence(&labelled, &input().options).unwrap();
    let without = verify_evidence(&text, &input().options).unwrap();
    assert_eq!(verified.labels.as_deref(), Some(labels));
    assert_eq!(without.labels, None);
    assert_eq!(verified.report, without.report);
    let code = |evidence: &str, labels: &str| label_evidence(evidence, labels).unwrap_err().code();
    assert_eq!(code(&labelled, labels), "invalid-argument");
    assert_eq!(code(&text, &"x".repeat(300_000)), "invalid-argument");
    let too_long = text.replacen(
        '{',
        &format!("{{\"labels\":\"{}\",", "x".repeat(300_000)),
        1,
    );
    let refused = verify_evidence(&too_long, &input().options).unwrap_err();
    assert_eq!(refused.code(), "evidence-invalid");
}
