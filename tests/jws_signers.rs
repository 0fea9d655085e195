//! JWS of other signers than iAM Smart: examples of the RFCs and of jwcrypto
//! (tests/fixtures/jose/make.py), and what signers are known to write.

#![cfg(feature = "verify")]

mod fixtures;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::{base64, base64url, hex};
use iamsmart::pki::certificate::Certificate;
use iamsmart::report::Outcome;
use iamsmart::validation::Revocation;
use iamsmart::verification::{PathOptions, VerificationReport, verify_jws};
use serde_json::{Value, json};

const PASSED: &str = "TOTAL-PASSED ";

fn fixture(file: &str) -> String {
    fixtures::text(&format!("jose/{file}"))
}

fn signers() -> Vec<Value> {
    serde_json::from_str(&fixture("signers.json")).unwrap()
}

fn signer(name: &str) -> Value {
    let mut all = signers().into_iter();
    all.find(|one| one["name"] == name).unwrap()
}

/// DER of the certificate of a key.
fn certificate(key: &str) -> Vec<u8> {
    let pem = fixture(&format!("{key}.pem"));
    iamsmart::pki::cms::certificates_of(key, &Encoded::Text(pem))
        .unwrap()
        .remove(0)
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![Encoded::Text(fixture("root.pem"))],
        revocation: Revocation::Soft,
        // 2030-01-01T00:00:00Z.
        ..PathOptions::at(Time::from_unix_seconds(1_893_456_000))
    }
}

fn verify(jws: &str) -> VerificationReport {
    verify_jws(jws, None, &options()).unwrap()
}

/// Returns the verdict and the checks that say something about it.
fn verdict(report: &VerificationReport) -> String {
    use Outcome::{Failed, Indeterminate, Warning};
    let is_notable = |outcome| matches!(outcome, Failed | Indeterminate | Warning);
    let checks = report.checks.iter();
    let notable = checks.filter(|check| is_notable(check.outcome));
    let reason = report.sub_indication.map_or("", |why| why.as_str());
    let names: Vec<_> = notable.map(|check| format!(" {}", check.name)).collect();
    format!("{} {reason}{}", report.indication.as_str(), names.concat())
}

fn detail(report: &VerificationReport, check: &str) -> String {
    let found = report.check(check);
    found.map_or_else(String::new, |check| check.detail.to_string())
}

/// Returns the flattened JSON of a compact JWS, with an unprotected header.
fn flattened(jws: &str, header: &Value) -> Value {
    let parts: Vec<_> = jws.split('.').collect();
    json!({"protected": parts[0], "payload": parts[1], "signature": parts[2], "header": header})
}

/// An example of RFC 7515 A.3 with another header beside the signed one.
fn with_header(header: &Value) -> Value {
    let signer = signer("RFC 7515 A.3");
    flattened(signer["jws"].as_str().unwrap(), header)
}

/// A JWS that nobody signed.
fn unsigned(protected: &Value) -> String {
    let x5c = json!([base64(&certificate("p256"))]);
    json!({"protected": base64url(protected.to_string().as_bytes()), "payload": "AAAA",
        "signature": "AAAA", "header": {"x5c": x5c}})
    .to_string()
}

#[test]
fn signatures_of_every_algorithm_are_verified() {
    let signers = signers();
    assert_eq!(signers.len(), 17);
    for signer in signers {
        let name = &signer["name"];
        let compact = signer["jws"].as_str().unwrap();
        let key = signer["key"].as_str().unwrap();
        // The examples have no certificates.
        let is_example = name.as_str().unwrap().starts_with("RFC");
        let header = if is_example {
            json!({"x5c": [base64(&certificate(key))]})
        } else {
            assert_eq!(verdict(&verify(compact)), PASSED, "{name}");
            assert_eq!(verdict(&verify(&format!(" {compact}\n"))), PASSED, "{name}");
            json!({})
        };
        let jws = flattened(compact, &header);
        let report = verify(&jws.to_string());
        assert_eq!(verdict(&report), PASSED, "{name}");

        for member in ["payload", "signature", "protected"] {
            let mut changed = jws.clone();
            let text = jws[member].as_str().unwrap();
            // Another first letter: of JSON it is another character, so `protected` is none.
            let first = if text.starts_with('A') { "B" } else { "A" };
            changed[member] = json!(format!("{first}{}", &text[1..]));
            match verify_jws(&changed.to_string(), None, &options()) {
                Ok(report) => assert_eq!(
                    verdict(&report),
                    "TOTAL-FAILED SIG_CRYPTO_FAILURE signature",
                    "{name} {member}"
                ),
                Err(error) => {
                    assert_eq!(
                        (member, error.code()),
                        ("protected", "json-syntax"),
                        "{name}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_compact_form_is_attached_or_detached() {
    let signer = signer("jwcrypto ES256");
    let compact = signer["jws"].as_str().unwrap();
    let [protected, _, signature] = compact.split('.').collect::<Vec<_>>()[..] else {
        panic!("{compact}");
    };
    let detached = format!("{protected}..{signature}");
    let content = fixture("content.json");
    let content = Some(content.as_bytes());
    let other = Some(&b"other"[..]);
    let rows = [
        (compact, content, PASSED),
        (compact, None, PASSED),
        (
            compact,
            other,
            "TOTAL-FAILED HASH_FAILURE signed-data signature",
        ),
        (&detached, content, PASSED),
        (
            &detached,
            None,
            "INDETERMINATE SIGNED_DATA_NOT_FOUND signed-data",
        ),
        (
            &detached,
            other,
            "TOTAL-FAILED SIG_CRYPTO_FAILURE signature",
        ),
        (
            &format!("{protected}.."),
            content,
            "TOTAL-FAILED SIG_CRYPTO_FAILURE signature",
        ),
    ];
    for (jws, content, expected) in rows {
        let report = verify_jws(jws, content, &options()).unwrap();
        assert_eq!(verdict(&report), expected, "{jws} {content:?}");
    }
}

#[test]
fn algorithms_that_are_not_verified_are_named() {
    let undecided = "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE jws.header";
    let failed = "TOTAL-FAILED CRYPTO_CONSTRAINTS_FAILURE jws.header";
    let long = "x".repeat(1000);
    for (algorithm, expected) in [
        ("HS256", undecided),
        ("ES256K", undecided),
        ("ML-DSA-44", undecided),
        ("rs256", undecided),
        (&*long, undecided),
        ("RS1", failed),
        ("none", failed),
    ] {
        let report = verify(&unsigned(&json!({"alg": algorithm})));
        assert_eq!(verdict(&report), expected, "{algorithm}");
        let detail = detail(&report, "jws.header");
        let named = detail.contains(&algorithm[..algorithm.len().min(64)]);
        assert!(named || algorithm == "none", "{detail}");
        assert!(detail.len() < 200, "{detail}");
    }
    // The key decides with which algorithm it may be used, not the header alone.
    for (algorithm, reason) in [
        ("ES384", "EC P-256"),
        ("ES256", "length"),
        ("RS256", "EC P-256"),
        ("EdDSA", "EC P-256"),
    ] {
        let report = verify(&unsigned(&json!({"alg": algorithm})));
        assert_eq!(
            verdict(&report),
            "TOTAL-FAILED SIG_CRYPTO_FAILURE signature",
            "{algorithm}"
        );
        let detail = detail(&report, "signature");
        assert!(
            detail.contains(reason) || detail.contains("bytes"),
            "{algorithm}: {detail}"
        );
    }
}

#[test]
fn extensions_are_named() {
    let format = "INDETERMINATE FORMAT_FAILURE jws.header";
    let malformed = "TOTAL-FAILED FORMAT_FAILURE jws.header";
    let rows = [
        (json!({"crit": ["b64"], "b64": false}), format, "RFC 7797"),
        (
            json!({"crit": ["b64", "sigT"], "b64": true, "sigT": "x"}),
            format,
            "b64, sigT",
        ),
        (json!({"crit": ["sigD"], "sigD": {}}), format, "sigD"),
        (json!({"crit": ["exp"], "exp": 1}), format, "exp"),
        (json!({"crit": []}), malformed, "§4.1.11"),
        (json!({"crit": "b64", "b64": false}), malformed, "§4.1.11"),
        (json!({"crit": [1]}), malformed, "§4.1.11"),
        (json!({"crit": ["absent"]}), malformed, "§4.1.11"),
        (json!({"crit": ["alg"]}), malformed, "§4.1.11"),
        (json!({"b64": false}), malformed, "RFC 7797 §6"),
        (json!({"b64": "false"}), malformed, "RFC 7797 §6"),
    ];
    for (mut header, expected, reason) in rows {
        header["alg"] = json!("ES256");
        let report = verify(&unsigned(&header));
        assert_eq!(verdict(&report), expected, "{header}");
        let detail = detail(&report, "jws.header");
        assert!(detail.contains(reason), "{header}: {detail}");
    }
    let x5c = json!([base64(&certificate("p256"))]);
    for header in [
        json!({"crit": ["b64"], "x5c": x5c}),
        json!({"b64": false, "x5c": x5c}),
    ] {
        let report = verify(&with_header(&header).to_string());
        assert_eq!(verdict(&report), malformed, "{header}");
    }
    // RFC 7797 §6: "b64": true may stand there unnamed.
    let report = verify(&unsigned(&json!({"alg": "ES256", "b64": true})));
    assert_eq!(
        detail(&report, "jws.header"),
        "The protected header names ES256."
    );
}

#[test]
fn certificates_in_other_forms_are_read_and_noted() {
    let der = certificate("p256");
    let standard = base64(&der);
    let pem = fixture("p256.pem");
    let (start, rest) = standard.split_at(64);
    let rows = [
        (json!([base64url(&der)]), "Base64url"),
        (json!([standard.trim_end_matches('=')]), "without padding"),
        (json!([format!("{start}\r\n{rest}")]), "line breaks"),
        (json!([format!("{start} {rest}\n")]), "line breaks"),
        (json!([pem]), "PEM"),
        (json!([pem.replace('\n', "")]), "PEM"),
        (json!([base64(pem.as_bytes())]), "PEM"),
        (json!(standard), "one text without a list"),
    ];
    for (x5c, form) in rows {
        let jws = with_header(&json!({ "x5c": x5c })).to_string();
        let report = verify(&jws);
        if x5c == json!([standard]) {
            // The Base64 of this certificate needs no padding.
            continue;
        }
        assert_eq!(verdict(&report), "TOTAL-PASSED  jws.certificates", "{x5c}");
        let detail = detail(&report, "jws.certificates");
        assert!(detail.contains(form), "{x5c}: {detail}");
        let strict = PathOptions {
            strict_profile: true,
            ..options()
        };
        let report = verify_jws(&jws, None, &strict).unwrap();
        let check = report.check("jws.certificates").unwrap();
        assert_eq!(check.outcome, Outcome::Failed, "{x5c}");
    }
    for other in ["MAA=", "M!"] {
        let report = verify(&with_header(&json!({"x5c": [standard, other]})).to_string());
        assert_eq!(
            verdict(&report),
            "TOTAL-PASSED  jws.x5c[1].unreadable",
            "{other}"
        );
    }
}

#[test]
fn the_digest_of_the_certificate_is_compared() {
    let der = certificate("p256");
    let digest = Certificate::parse("p256", &der).unwrap().sha256();
    let other = Certificate::parse("rsa", &certificate("rsa"))
        .unwrap()
        .sha256();
    let differs = "TOTAL-FAILED CHAIN_CONSTRAINTS_FAILURE jws.thumbprint";
    let odd = "TOTAL-PASSED  jws.thumbprint";
    let rows = [
        (json!(base64url(&digest)), PASSED),
        (json!(base64(&digest)), odd),
        (json!(hex(&digest)), odd),
        (json!(hex(&digest).to_uppercase()), odd),
        (json!(base64url(hex(&digest).as_bytes())), odd),
        (
            json!(base64url(hex(&digest).to_uppercase().as_bytes())),
            odd,
        ),
        (json!(base64url(&other)), differs),
        (json!(base64url(&digest[..20])), differs),
        (json!(""), differs),
        (json!(1), differs),
        (json!(null), differs),
    ];
    for (thumbprint, expected) in rows {
        let header = json!({"x5c": [base64(&der)], "x5t#S256": thumbprint});
        let report = verify(&with_header(&header).to_string());
        assert_eq!(verdict(&report), expected, "{thumbprint}");
    }
}

#[test]
fn the_digest_finds_a_certificate_among_the_intermediates() {
    let der = certificate("p256");
    let digest = Certificate::parse("p256", &der).unwrap().sha256();
    let jws = with_header(&json!({"x5t#S256": base64url(&digest)})).to_string();
    let missing = "INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND signature";
    let report = verify(&jws);
    assert_eq!(verdict(&report), missing);
    assert!(detail(&report, "signature").contains("among the intermediates"));
    let options = PathOptions {
        intermediates: vec![Encoded::Bytes(certificate("rsa")), Encoded::Bytes(der)],
        ..options()
    };
    let report = verify_jws(&jws, None, &options).unwrap();
    assert_eq!(verdict(&report), PASSED);
    assert!(report.signer.unwrap().subject.contains("p256"));
    let report = verify_jws(&with_header(&json!({})).to_string(), None, &options).unwrap();
    assert_eq!(verdict(&report), missing);
}

#[test]
fn members_that_are_not_used_are_told() {
    let x5c = json!([base64(&certificate("p256"))]);
    let header = json!({"x5c": x5c, "kid": "1", "jku": "http://127.0.0.1/", "jwk": {"kty": "RSA"},
        "x5u": "http://127.0.0.1/", "x5t": "AAAA", "typ": "JOSE", "cty": "json", "iat": 1});
    let report = verify(&with_header(&header).to_string());
    assert_eq!(verdict(&report), PASSED);
    let check = report.check("jws.unused-members").unwrap();
    assert_eq!(check.outcome, Outcome::Skipped);
    assert!(check.detail.to_string().contains("jku, jwk, kid, x5t, x5u"));
    let report = verify(&with_header(&json!({ "x5c": x5c })).to_string());
    assert_eq!(report.check("jws.unused-members"), None);
}
