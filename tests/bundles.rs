//! Certificates in certs-only CMS messages (tests/fixtures/issuers/make.py): OpenSSL and
//! pyca/cryptography made the messages.

#![cfg(feature = "verify")]

mod fixtures;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::pki::cms::certificates_of;
use iamsmart::report::Outcome;
use iamsmart::verification::{PathOptions, validate_certificate_path};

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("issuers/{file}"))
}

fn read(file: &str) -> Result<Vec<Vec<u8>>, iamsmart::Error> {
    certificates_of(file, &Encoded::Bytes(fixture(file)))
}

#[test]
fn every_form_of_a_bundle_holds_the_same() {
    let [issuing, policy] = ["issuing.der", "policy.der"].map(fixture);
    for file in [
        "issuing.p7c",
        "indefinite.p7c",
        "pyca.p7c",
        "with-list.p7c",
        "pem.p7b",
        "cms-label.p7b",
        "certificate-label.p7b",
        "base64.p7b",
        "two.pem",
    ] {
        let mut found = read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        // A SET has no order, and pyca sorts it.
        found.sort_by_key(|der| *der != issuing);
        assert_eq!(found, [&*issuing, &policy], "{file}");
        let text = String::from_utf8(fixture(file)).map(|text| Encoded::Text(text.trim().into()));
        if let Ok(text) = text.as_ref().map(|text| certificates_of(file, text))
            && file != "base64.p7b"
        {
            assert_eq!(text.unwrap().len(), 2, "{file}");
        }
    }
    assert_eq!(read("issuing.der").unwrap(), [&*issuing]);
}

/// `openssl s_client -showcerts` numbers what it prints from 0, and '0' is the octet of a SEQUENCE.
#[test]
fn text_before_a_block_may_begin_with_any_character() {
    let pem = fixture("two.pem");
    let expected = read("two.pem").unwrap();
    for character in 0..=0x7f_u8 {
        let lines = [&[character], &b" s:C = HK\n"[..], &pem].concat();
        let found = certificates_of("two.pem", &Encoded::Bytes(lines));
        assert_eq!(found.as_ref(), Ok(&expected), "{character:#04x}");
    }
}

#[test]
fn what_is_no_bundle_is_named() {
    for (file, reason) in [
        ("signed.p7s", "it is a CMS message with a signer"),
        (
            "no-certificates.p7c",
            "it is a CMS message without certificates",
        ),
        ("data.p7m", "its content type is not signed data but data"),
    ] {
        let error = read(file).unwrap_err();
        assert_eq!(error.code(), "certificate-malformed", "{file}");
        assert!(error.to_string().contains(reason), "{file}: {error}");
    }
    let der = fixture("issuing.p7c");
    for length in 0..der.len() {
        // What is cut short before its identifier passes as one file, which no certificate is.
        let cut = certificates_of("cut", &Encoded::Bytes(der[..length].to_vec()));
        assert!(length < 5 || cut.is_err(), "{length}");
    }
}

#[test]
fn bundles_are_intermediates_and_anchors() {
    let bytes = |file| Encoded::Bytes(fixture(file));
    let options = PathOptions {
        trust_anchors: vec![bytes("root.p7c")],
        intermediates: vec![bytes("indefinite.p7c")],
        // 2030-01-01T00:00:00Z.
        ..PathOptions::at(Time::from_unix_seconds(1_893_456_000))
    };
    let report = validate_certificate_path(&bytes("person.der"), &options).unwrap();
    let subjects: Vec<_> = report.path.iter().map(|one| &*one.subject).collect();
    assert_eq!(subjects.len(), 4, "{subjects:?}");
    let options = PathOptions {
        intermediates: vec![bytes("signed.p7s"), bytes("issuing.p7c")],
        ..options
    };
    let report = validate_certificate_path(&bytes("person.der"), &options).unwrap();
    assert_eq!(report.path.len(), 4);
    let aside = report.check("intermediates[0].unreadable").unwrap();
    assert_eq!(aside.outcome, Outcome::Warning);
    assert!(
        aside.detail.to_string().contains("with a signer"),
        "{}",
        aside.detail
    );
}
