//! Certificates that the parser accepts or rejects, and their summaries in reports.

#![cfg(feature = "verify")]

mod pki_fixtures;

use iamsmart::asn1::Encoded;
use iamsmart::pki::certificate::Certificate;
use iamsmart::validation::Revocation;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};
use pki_fixtures::{VALIDATION_TIME, certificate, certificates, der, fixture, options};

#[test]
fn certificates_that_are_not_one_der_value_are_named() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pki");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let malformed: Vec<_> = files
        .filter(|p| p.extension().is_some_and(|e| e == "pem"))
        .filter_map(|p| Some(p.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("malformed-"))
        .collect();
    assert!(malformed.len() >= 20, "{malformed:?}");
    for name in malformed {
        let places: [(&str, Encoded, PathOptions); 3] = [
            ("'certificate'", certificate(&name), options()),
            (
                "'trustAnchors[1]'",
                certificate("person"),
                PathOptions {
                    trust_anchors: certificates(&format!("root {name}")),
                    ..options()
                },
            ),
            (
                "'intermediates[0]'",
                certificate("person"),
                PathOptions {
                    intermediates: certificates(&name),
                    ..options()
                },
            ),
        ];
        for (place, end_entity, options) in places {
            let error = validate_certificate_path(&end_entity, &options).unwrap_err();
            assert_eq!(error.code(), "certificate-malformed", "{name}");
            assert!(error.to_string().starts_with(place), "{name}: {error}");
        }
    }
}

/// UniqueIdentifier is a BIT STRING (RFC 5280 §4.1.2.8), whose type the implicit tag hides.
#[test]
fn unique_identifiers_are_bit_strings() {
    let original = der("person-unique-id");
    let at = original
        .windows(4)
        .position(|octets| octets == [0x81, 2, 0, 1])
        .unwrap();
    let read = |content: [u8; 2]| {
        let mut changed = original.clone();
        changed[at + 2..at + 4].copy_from_slice(&content);
        let certificate = Certificate::parse("certificate", &changed);
        certificate.map(|certificate| certificate.issuer_unique_id().map(<[u8]>::to_vec))
    };
    assert_eq!(read([0, 1]), Ok(Some(vec![0, 1])));
    assert_eq!(read([1, 2]), Ok(Some(vec![1, 2])));
    for content in [[1, 1], [8, 0], [0xff, 0]] {
        let error = read(content).unwrap_err();
        assert_eq!(error.code(), "certificate-malformed", "{content:?}");
    }
}

#[test]
fn several_certificates_in_one_pem_text() {
    let both = [fixture("root.pem"), fixture("issuing.pem")].concat();
    let together = PathOptions {
        trust_anchors: certificates("root"),
        intermediates: vec![Encoded::Bytes(both.clone())],
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    };
    let report = validate_certificate_path(&certificate("person"), &together).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);
    let error = validate_certificate_path(&Encoded::Bytes(both), &together).unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
    let error = validate_certificate_path(&Encoded::Text("no".to_owned()), &together).unwrap_err();
    assert_eq!(error.code(), "base64-invalid");
}

#[test]
fn summary_is_what_openssl_prints() {
    let report = validate_certificate_path(&certificate("person"), &options()).unwrap();
    assert_eq!(report.path.len(), 3);
    let person = report.signer.unwrap();
    assert_eq!(person, report.path[0]);
    let openssl = String::from_utf8(fixture("person.txt")).unwrap();
    let field = |name: &str| {
        let line = openssl
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap();
        line.trim_start_matches('=').to_owned()
    };
    assert_eq!(person.serial_number, field("serial").to_lowercase());
    assert_eq!(
        person.sha256,
        field("sha256 Fingerprint").replace(':', "").to_lowercase()
    );
    let iso = |time: String| time.replace(' ', "T").replace('Z', ".000Z");
    assert_eq!(person.not_before.to_string(), iso(field("notBefore")));
    assert_eq!(person.not_after.to_string(), iso(field("notAfter")));
    assert_eq!(person.common_name.as_deref(), Some("陳大文 CHAN, Tai Man"));
    assert_eq!(
        person.subject,
        r"CN=陳大文 CHAN\, Tai Man,serialNumber=0000000001,O=Example iAM Smart-Cert,C=HK"
    );
    assert_eq!(
        person.issuer,
        "CN=Example iAM Smart-Cert CA,O=Example Post,C=HK"
    );
    assert_eq!(
        person.policies,
        ["1.3.6.1.4.1.99999.1.1", "1.3.6.1.4.1.99999.1.2"]
    );
    assert_eq!(person.key_usage, ["digitalSignature", "nonRepudiation"]);
    assert_eq!(person.public_key, "RSA 2048");
    assert_eq!(report.path[1].serial_number, "04fb");
    assert_eq!(report.path[2].key_usage, ["keyCertSign", "cRLSign"]);
}

#[test]
fn names_are_written_as_openssl_writes_them() {
    let report = validate_certificate_path(&certificate("person-names"), &options()).unwrap();
    let openssl = String::from_utf8(fixture("person-names.txt")).unwrap();
    // RFC 4514 §3 writes STREET; attribute names are case-insensitive.
    let openssl = openssl
        .trim_start_matches("subject=")
        .trim_end()
        .replace("street=", "STREET=");
    let signer = report.signer.unwrap();
    assert_eq!(signer.subject, openssl);
    assert_eq!(
        signer.common_name.as_deref(),
        Some(r#"陳大文 "Tommy" CHAN = Tai Man"#)
    );
}

#[test]
fn other_keys_are_named() {
    let key = |file| {
        let report = validate_certificate_path(&certificate(file), &options()).unwrap();
        report.path[0].public_key.clone()
    };
    assert_eq!(key("person-p256"), "EC P-256");
    assert_eq!(key("person-ed25519"), "Ed25519");
    assert_eq!(key("person-modulus-2047"), "RSA 2047");
    assert_eq!(key("person-modulus-8193"), "RSA 8193");
}
