//! Certificates with every signature algorithm, made by tests/fixtures/algorithms/make.py with
//! OpenSSL, which verifies all of them except `p256-explicit`.

#![cfg(feature = "verify")]

mod fixtures;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::validation::Revocation;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};

/// 2027-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_811_808_000);

const TRUSTED: [&str; 21] = [
    "pss-mgf1-sha512",
    "rsa-sha256",
    "rsa-sha384",
    "rsa-sha512",
    "pss-sha256",
    "pss-sha384",
    "pss-sha512",
    "pss-sha256-salt-0",
    "pss-sha256-salt-20",
    "pss-sha256-salt-222",
    "pss-key",
    "pss-key-sha256",
    "pss-key-sha256-longer-salt",
    "p256-sha256",
    "p256-sha384",
    "p256-sha512",
    "p384-sha256",
    "p384-sha384",
    "p384-sha512",
    "p521-sha512",
    "ed25519",
];

/// Broken hashes, explicit curve parameters, and a compressed point (RFC 5480 §2.1.1, §2.2).
const REFUSED: [&str; 4] = ["pss-sha1", "p256-sha1", "p256-explicit", "p256-compressed"];

const UNDECIDED: [&str; 4] = ["pss-sha224", "rsa-sha224", "secp256k1-sha256", "ed448"];

fn der(name: &str) -> Vec<u8> {
    let pem = fixtures::text(&format!("algorithms/{name}.pem"));
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(name, &body).unwrap()
}

fn indication(name: &str, person: Vec<u8>) -> Indication {
    let options = PathOptions {
        trust_anchors: vec![Encoded::Bytes(der(&format!("{name}-root")))],
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    };
    let report = validate_certificate_path(&Encoded::Bytes(person), &options).unwrap();
    report.indication
}

#[test]
fn trusted_algorithms_pass_and_a_changed_signature_never() {
    for name in TRUSTED {
        assert_eq!(
            indication(name, der(name)),
            Indication::TotalPassed,
            "{name}"
        );
        let mut changed = der(name);
        *changed.last_mut().unwrap() ^= 1;
        assert_ne!(indication(name, changed), Indication::TotalPassed, "{name}");
    }
}

#[test]
fn broken_algorithms_and_odd_keys_fail() {
    for name in REFUSED {
        assert_eq!(
            indication(name, der(name)),
            Indication::TotalFailed,
            "{name}"
        );
    }
}

#[test]
fn algorithms_that_are_not_processed_are_undecided() {
    for name in UNDECIDED {
        assert_eq!(
            indication(name, der(name)),
            Indication::Indeterminate,
            "{name}"
        );
    }
}
