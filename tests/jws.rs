//! Detached JWS: those of the crate, and those of npm jose (tests/fixtures/jws/make.mjs). Those of
//! other signers are in jws_signers.rs.
//!
//! tests/verify/jws.test.js checks that jose verifies those of the crate.

#![cfg(feature = "verify")]

mod fixtures;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::encoding::base64url;
use iamsmart::report::Outcome;
use iamsmart::signing::canonicalize_json;
use iamsmart::validation::Revocation;
use iamsmart::verification::SignedAs;
use iamsmart::verification::{JwsInput, create_jws, jws_signing_input, verify_jws};
use iamsmart::verification::{PathOptions, VerificationReport};
use serde_json::{Value, json};

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("jws/{file}"))
}

fn text(file: &str) -> String {
    String::from_utf8(fixture(file)).unwrap()
}

fn certificate(name: &str) -> Encoded {
    Encoded::Bytes(fixture(&format!("{name}.pem")))
}

fn input(signature: &str) -> JwsInput {
    JwsInput {
        content: text("content.json"),
        signature: fixture(signature),
        certificate: certificate("person"),
        intermediates: vec![certificate("issuing")],
    }
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![certificate("root")],
        // 2030-01-01T00:00:00Z.
        revocation: Revocation::Soft,
        ..PathOptions::at(Time::from_unix_seconds(1_893_456_000))
    }
}

fn report(jws: &str, content: &str) -> VerificationReport {
    verify_jws(jws, Some(content.as_bytes()), &options()).unwrap()
}

fn verdict(report: &VerificationReport) -> String {
    let notable = report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    let notable = notable.map(|check| format!(" {}", check.name));
    let reason = report.sub_indication.map_or("", |why| why.as_str());
    let notable: String = notable.collect();
    format!("{} {reason}{notable}", report.indication.as_str())
}

#[test]
fn what_jose_makes_comes_to_a_verdict() {
    let passed = "TOTAL-PASSED ";
    let rows = [
        ("flattened", passed),
        ("detached", passed),
        ("general", passed),
        ("protected-x5c", passed),
        (
            "no-x5c",
            "INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND signature",
        ),
        ("ps256", passed),
        ("rs512", passed),
        (
            "unencoded-payload",
            "INDETERMINATE FORMAT_FAILURE jws.header",
        ),
    ];
    for (name, expected) in rows {
        let report = report(&text(&format!("{name}.json")), &text("content.json"));
        assert_eq!(verdict(&report), expected, "{name}");
        let is_rs256 = expected == passed && !["ps256", "rs512"].contains(&name);
        let signed_as = is_rs256.then_some(SignedAs::Digest);
        assert_eq!(report.signed_as, signed_as, "{name}");
    }
    let several = verify_jws(&text("general-of-two.json"), None, &options());
    let several = several.unwrap_err();
    assert_eq!(several.code(), "jws-invalid");
    assert!(
        several.to_string().contains("several signatures"),
        "{several}"
    );
}

#[test]
fn what_was_changed_does_not_pass() {
    let content = text("content.json");
    let detached: Value = serde_json::from_str(&text("detached.json")).unwrap();
    let other = content.replace("陳", "李");
    let failed = "TOTAL-FAILED SIG_CRYPTO_FAILURE signature";
    assert_eq!(verdict(&report(&detached.to_string(), &other)), failed);
    assert_eq!(
        verdict(&report(&text("flattened.json"), &other)),
        "TOTAL-FAILED HASH_FAILURE signed-data signature"
    );

    let header = |header: &str| json!(base64url(header.as_bytes()));
    let rows = [
        ("protected", header(r#"{"alg":"RS256","a":1}"#), failed),
        ("protected", header(r#"{"alg": "RS256"}"#), failed),
        ("signature", json!("AAAA"), failed),
        (
            "protected",
            header(r#"{"alg":"none"}"#),
            "TOTAL-FAILED CRYPTO_CONSTRAINTS_FAILURE jws.header",
        ),
        (
            "protected",
            header("{}"),
            "TOTAL-FAILED FORMAT_FAILURE jws.header",
        ),
        (
            "protected",
            header(r#"{"alg":"HS256"}"#),
            "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE jws.header",
        ),
        (
            "header",
            json!({"x5c": []}),
            "INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND signature",
        ),
        (
            "header",
            json!({"x5c": [detached["header"]["x5c"][1]]}),
            "TOTAL-FAILED SIG_CRYPTO_FAILURE signature certificate[0].key-usage",
        ),
    ];
    for (name, value, expected) in rows {
        let mut jws = detached.clone();
        jws[name] = value.clone();
        let found = verdict(&report(&jws.to_string(), &content));
        assert_eq!(found, expected, "{value}");
    }
}

#[test]
fn what_is_no_jws_is_refused() {
    let detached: Value = serde_json::from_str(&text("detached.json")).unwrap();
    let code = |jws: &str| verify_jws(jws, None, &options()).unwrap_err().code();
    let rows = [
        ("protected", json!(1), "jws-invalid"),
        ("protected", json!("e30="), "base64url-invalid"),
        ("protected", json!("W10"), "jws-invalid"),
        ("protected", json!("gA"), "jws-invalid"),
        ("signature", json!("+/"), "base64url-invalid"),
        ("signature", json!(null), "jws-invalid"),
        ("payload", json!({}), "jws-invalid"),
        ("header", json!([]), "jws-invalid"),
        ("header", json!({"alg": "RS256"}), "jws-invalid"),
        ("header", json!({"x5c": 1}), "jws-invalid"),
        ("header", json!({"x5c": [1]}), "jws-invalid"),
        ("header", json!({"x5c": "MAA="}), "certificate-malformed"),
        ("header", json!({"x5c": ["MAA="]}), "certificate-malformed"),
        ("header", json!({"x5c": ["M!A="]}), "base64-invalid"),
        ("header", json!({"x5c": ["MAA"]}), "certificate-malformed"),
        (
            "header",
            json!({"x5c": vec!["MAA="; 100]}),
            "certificate-malformed",
        ),
        ("header", json!({"x5c": vec!["MAA="; 101]}), "jws-invalid"),
        ("signatures", json!([{}]), "jws-invalid"),
    ];
    for (name, value, expected) in rows {
        let mut jws = detached.clone();
        jws[name] = value.clone();
        assert_eq!(code(&jws.to_string()), expected, "{name} {value}");
    }
    let rows = [
        ("[]", "jws-invalid"),
        ("{}", "jws-invalid"),
        (r#"{"signatures":[]}"#, "jws-invalid"),
        (r#"{"signatures":{}}"#, "jws-invalid"),
        (r#"{"signatures":[1]}"#, "jws-invalid"),
        (
            r#"{"protected":"e30","protected":"e30"}"#,
            "json-duplicate-key",
        ),
        ("eyJhbGciOiJSUzI1NiJ9.AAAA", "jws-invalid"),
        ("eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA.AAAA", "jws-invalid"),
        ("eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA.AAAA.AAAA", "jws-invalid"),
        ("eyJhbGciOiJSUzI1NiJ9.AAAA.A", "base64url-invalid"),
        ("eyJhbGciOiJSUzI1NiJ9.AAAA\n.AAAA", "json-syntax"),
        (".AAAA.AAAA", "json-syntax"),
    ];
    for (jws, expected) in rows {
        assert_eq!(code(jws), expected, "{jws}");
    }
    assert_eq!(code(&" ".repeat(32 << 20)), "json-syntax");
    assert_eq!(code(&" ".repeat((32 << 20) + 1)), "jws-invalid");
}

#[test]
fn why_it_is_no_jws_is_told() {
    let general = text("general.json");
    let passes = verify_jws(&general, Some(text("content.json").as_bytes()), &options());
    assert!(passes.is_ok());
    let with = |name: &str| {
        let mut jws: Value = serde_json::from_str(&general).unwrap();
        jws[name] = jws["signatures"][0]["signature"].clone();
        jws.to_string()
    };
    let rows = [
        ("a.a.a.a.a".to_owned(), "five parts"),
        ("a.a.a.a".to_owned(), "not three parts"),
        ("a.a.a.a.a.a".to_owned(), "not three parts"),
        (
            r#"{"signatures":[]}"#.to_owned(),
            "list of signatures is empty",
        ),
        // RFC 7515 §7.2.1: those of a signature stand in it.
        (with("protected"), "mixes the two serializations"),
        (with("header"), "mixes the two serializations"),
        (with("signature"), "mixes the two serializations"),
    ];
    for (jws, words) in rows {
        let error = verify_jws(&jws, None, &options()).unwrap_err();
        assert_eq!(error.code(), "jws-invalid", "{jws}");
        assert!(error.to_string().contains(words), "{jws}: {error}");
    }
}

#[test]
fn a_jws_is_made_of_a_signature_over_its_signing_input() {
    let jws = create_jws(&input("digest.sig")).unwrap();
    assert_eq!(canonicalize_json(&jws).as_ref(), Ok(&jws));
    // jose's JWS with the same key, content and header is identical: RSASSA-PKCS1-v1_5 is
    // deterministic.
    let ours: Value = serde_json::from_str(&jws).unwrap();
    let of_jose: Value = serde_json::from_str(&text("detached.json")).unwrap();
    assert_eq!(ours, of_jose);
    assert_eq!(
        verdict(&report(&jws, &text("content.json"))),
        "TOTAL-PASSED "
    );

    let signing_input = jws_signing_input("a");
    // printf '{"alg":"RS256"}' | basenc --base64url, and the same of the content.
    assert_eq!(signing_input.text, "eyJhbGciOiJSUzI1NiJ9.YQ");
}

#[test]
fn of_other_signatures_no_jws_is_made() {
    let rows = [
        ("sha256-over-digest.sig", "NONEwithRSA"),
        ("bare-digest.sig", "without the DigestInfo"),
        ("digest-without-null.sig", "leaves out the NULL"),
        ("content-digest.sig", "digest of the content"),
    ];
    for (file, reason) in rows {
        let error = create_jws(&input(file)).unwrap_err();
        assert_eq!(error.code(), "jws-impossible", "{file}");
        assert!(error.to_string().contains(reason), "{file}: {error}");
    }
    let mut other = input("digest.sig");
    other.content.push(' ');
    let error = create_jws(&other).unwrap_err();
    assert!(error.to_string().contains("not made with"), "{error}");
}
