//! Verdicts on time-stamps of `openssl ts`, and on those with a fault that it would not sign.
//!
//! Made by tests/fixtures/timestamp/make.py. cases.tsv lists the expected verdicts, with the reason if
//! OpenSSL's verdict differs.

#![cfg(feature = "verify")]

mod fixtures;

use fixtures::verdict;
use iamsmart::asn1::{Encoded, Time};
use iamsmart::pki::timestamp::{Nonce, PkiFailure, PkiStatus, TimeStampRequest};
use iamsmart::validation::{Algorithm, AlgorithmEnds, Existence, Revocation};
use iamsmart::verification::{Indication, PathOptions};
use iamsmart::verification::{
    Stamped, TimestampInput, TimestampReport, read_timestamp, verify_timestamp,
};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// 2026-06-02T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_358_400);

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("timestamp/{file}"))
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![Encoded::Bytes(fixture("root.pem"))],
        intermediates: vec![Encoded::Bytes(fixture("clock.pem"))],
        revocation: Revocation::Off,
        ..PathOptions::at(VALIDATION_TIME)
    }
}

fn input<'a>(
    token: &'a [u8],
    content: &'a [&'a [u8]],
    options: &'a PathOptions,
) -> TimestampInput<'a> {
    TimestampInput {
        token,
        stamped: Stamped::Content(content),
        nonce: None,
        policies: Vec::new(),
        existence: Existence::default(),
        options,
    }
}

fn judged(name: &str) -> iamsmart::Result<TimestampReport> {
    let content = fixture("content.bin");
    verify_timestamp(&input(
        &fixture(&format!("{name}.tst")),
        &[&content],
        &options(),
    ))
}

fn passed(name: &str) -> TimestampReport {
    let report = judged(name).unwrap();
    assert_eq!(
        report.report.indication,
        Indication::TotalPassed,
        "{name}: {}",
        verdict(&report.report)
    );
    report
}

fn table(file: &str) -> Vec<Vec<String>> {
    fixtures::table(&format!("timestamp/{file}"))
}

#[test]
fn every_time_stamp_comes_to_what_the_table_says() {
    let rows = table("cases.tsv");
    let mut differing = Vec::new();
    for row in &rows {
        let [name, expected, ..] = &row[..] else {
            panic!("{row:?}");
        };
        let found = match judged(name) {
            Ok(report) => {
                let has_passed = report.report.indication == Indication::TotalPassed;
                assert_eq!(report.proven.is_some(), has_passed, "{name}");
                assert_eq!(report.holds_until.is_some(), has_passed, "{name}");
                verdict(&report.report)
            }
            Err(error) => error.to_string(),
        };
        if found != *expected {
            differing.push(format!("{name}\t{found}"));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));

    let tokens = fixtures::count("timestamp", ".tst");
    assert_eq!(tokens, rows.len(), "every time-stamp has a row");
}

#[test]
fn where_openssl_says_otherwise_a_reason_is_given() {
    fixtures::assert_reasons("timestamp");
}

/// Requests that `openssl ts -query` wrote.
#[test]
fn a_request_is_that_of_openssl() {
    let content = fixture("content.bin");
    let request = |digest: &[u8]| TimeStampRequest::of(digest).unwrap();
    let sha256 = Sha256::digest(&content);
    let mut plain = request(&sha256);
    plain.certificate = false;
    let mut under_policy = request(&sha256);
    under_policy.policy = iamsmart::asn1::ObjectIdentifier::parse("1.3.6.1.4.1.99999.1");
    let rows = [
        ("plain", plain),
        ("cert", request(&sha256)),
        ("policy", under_policy),
        ("sha384", request(&Sha384::digest(&content))),
        ("sha512", request(&Sha512::digest(&content))),
    ];
    for (name, request) in rows {
        let expected = fixture(&format!("{name}.tsq"));
        assert_eq!(request.to_der().unwrap(), expected, "{name}");
    }
    let error = TimeStampRequest::of(&[0; 20]).unwrap_err();
    assert_eq!(error.code(), "digest-length");
}

#[test]
fn a_nonce_is_a_positive_number() {
    for (octets, content) in [
        (&[0x7f][..], &[0x7f][..]),
        (&[0x80], &[0, 0x80]),
        (&[0, 0, 0x80], &[0, 0x80]),
        (&[0, 0], &[0]),
    ] {
        assert_eq!(Nonce::of(octets).unwrap().octets(), content);
    }
    assert!(Nonce::of(&[]).is_err());
    assert!(Nonce::of(&[1; 128]).is_err());
    assert_ne!(Nonce::random().unwrap(), Nonce::random().unwrap());
}

#[test]
fn a_response_tells_what_the_authority_says() {
    let read = |file: &str| read_timestamp(&fixture(file));
    let granted = read("granted.tsr").unwrap();
    assert_eq!(granted.status, PkiStatus::Granted);
    let (token, statement) = granted.granted.unwrap();
    assert_eq!(statement.time.text(), "2026-06-01T12:00:00.000Z");
    assert_eq!(
        statement.digest,
        Sha256::digest(fixture("content.bin")).to_vec()
    );
    assert_eq!(
        read_timestamp(&token).unwrap().granted.unwrap().1,
        statement
    );

    let refused = read("bad-algorithm.tsr").unwrap();
    assert_eq!(refused.status, PkiStatus::Rejection);
    assert_eq!(refused.failures, [PkiFailure::BadAlg]);
    assert_eq!(
        refused.texts,
        ["Message digest algorithm is not supported."]
    );
    let refused = read("bad-policy.tsr").unwrap();
    assert_eq!(refused.failures, [PkiFailure::UnacceptedPolicy]);
    assert!(refused.granted.is_none());
    assert_eq!(read("waiting.tsr").unwrap().status, PkiStatus::Waiting);

    for file in ["rejected-with-token.tsr", "granted-without-token.tsr"] {
        assert_eq!(
            read(file).unwrap_err().code(),
            "timestamp-malformed",
            "{file}"
        );
    }
    let content = fixture("content.bin");
    let options = options();
    let of_response = |file: &str| {
        let response = fixture(file);
        verify_timestamp(&input(&response, &[&content], &options))
    };
    let report = of_response("granted.tsr").unwrap();
    assert_eq!(report.report.indication, Indication::TotalPassed);
    assert_eq!(
        of_response("bad-policy.tsr").unwrap_err().code(),
        "timestamp-malformed"
    );
}

/// Expected values: `openssl ts -reply -in … -token_in -text`.
#[test]
fn a_statement_is_what_openssl_prints() {
    let statement = |name: &str| passed(name).statement;
    let plain = statement("openssl-sha512");
    assert_eq!(plain.hash, "SHA-512");
    assert_eq!(plain.policy, "1.3.6.1.4.1.99999.1");
    assert_eq!((plain.accuracy_ms, plain.ordering), (None, false));
    assert_eq!((plain.nonce, plain.authority), (None, None));
    assert_eq!(statement("openssl-accuracy").accuracy_ms, Some(1501));
    assert!(statement("openssl-ordering").ordering);
    assert_eq!(
        statement("openssl-name").authority.unwrap(),
        "CN=Clock,O=Clocks"
    );
    assert_eq!(statement("openssl-policy").policy, "1.3.6.1.4.1.99999.2");
    let serial = statement("serial-of-160-bits").serial_number;
    assert_eq!(serial, "8000000000000000000000000000000000000001");
    assert_eq!(statement("openssl-nonce").nonce.unwrap().len() / 2, 4);
}

#[test]
fn what_is_proven_is_the_latest_time_that_the_statement_allows() {
    let rows = [
        ("openssl-sha256", "2026-06-01T12:00:00.000Z"),
        ("openssl-accuracy", "2026-06-01T12:00:01.501Z"),
        ("time-fraction", "2026-06-01T12:00:01.735Z"),
        ("time-trailing-zeros", "2026-06-01T12:00:01.730Z"),
    ];
    for (name, proven) in rows {
        let report = passed(name);
        assert_eq!(report.proven.unwrap().text(), proven, "{name}");
        // The end of RSA keys below 3000 bits (ETSI TS 119 312), before that of the certificate.
        let end = report.holds_until.unwrap();
        assert_eq!(end.text(), "2028-12-31T22:59:59.999Z", "{name}");
    }
}

#[test]
fn what_the_request_asked_for_is_compared() {
    let content = fixture("content.bin");
    let options = options();
    let token = fixture("openssl-nonce.tst");
    let nonce = passed("openssl-nonce").statement.nonce.unwrap();
    let with = |nonce: Option<&[u8]>, policies: &[&str]| {
        let policies = policies.iter();
        let policies = policies.map(|text| iamsmart::asn1::ObjectIdentifier::parse(text).unwrap());
        let content: [&[u8]; 1] = [&content];
        let report = verify_timestamp(&TimestampInput {
            nonce: nonce.map(|nonce| Nonce::of(nonce).unwrap()),
            policies: policies.collect(),
            ..input(&token, &content, &options)
        });
        verdict(&report.unwrap().report)
    };
    assert_eq!(
        with(Some(&nonce), &["2.999", "1.3.6.1.4.1.99999.1"]),
        "TOTAL-PASSED"
    );
    assert_eq!(
        with(Some(&[1]), &[]),
        "TOTAL-FAILED SIG_CONSTRAINTS_FAILURE timestamp.nonce:failed"
    );
    assert_eq!(
        with(None, &["2.999"]),
        "TOTAL-FAILED SIG_CONSTRAINTS_FAILURE timestamp.policy:failed"
    );
    for (digest, expected) in [
        (Sha256::digest(&content).to_vec(), "TOTAL-PASSED"),
        (
            Sha512::digest(&content).to_vec(),
            "TOTAL-FAILED HASH_FAILURE timestamp.imprint:failed",
        ),
        (
            Sha256::digest("else").to_vec(),
            "TOTAL-FAILED HASH_FAILURE timestamp.imprint:failed",
        ),
    ] {
        let report = verify_timestamp(&TimestampInput {
            stamped: Stamped::Digest(&digest),
            ..input(&token, &[], &options)
        });
        assert_eq!(verdict(&report.unwrap().report), expected);
    }
}

#[test]
fn an_algorithm_that_ended_proves_nothing() {
    let content = fixture("content.bin");
    let token = fixture("openssl-sha256.tst");
    let later = PathOptions {
        validation_time: Time::from_unix_seconds(1_893_369_600),
        ..options()
    };
    let ended = "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE signature-algorithm:indeterminate";
    let without_ends = PathOptions {
        algorithm_ends: Some(AlgorithmEnds::replacing(vec![
            (Algorithm::RsaBelow3000, None),
            (Algorithm::RsaPkcs1, None),
        ])),
        ..later.clone()
    };
    for (options, expected) in [(later, ended), (without_ends, "TOTAL-PASSED")] {
        let report = verify_timestamp(&input(&token, &[&content], &options)).unwrap();
        assert_eq!(verdict(&report.report), expected);
    }
}

/// Whatever octet of a time-stamp is changed, it never states another thing and passes.
#[test]
fn a_changed_time_stamp_states_nothing_else() {
    let content = fixture("content.bin");
    let options = options();
    let original = passed("plain").statement;
    let token = fixture("plain.tst");
    for place in 0..token.len() {
        let mut changed = token.clone();
        changed[place] ^= 1 << (place % 8);
        let Ok(report) = verify_timestamp(&input(&changed, &[&content], &options)) else {
            continue;
        };
        let has_passed = report.report.indication == Indication::TotalPassed;
        assert!(!has_passed || report.statement == original, "octet {place}");
        assert_eq!(report.proven.is_some(), has_passed, "octet {place}");
    }
}
