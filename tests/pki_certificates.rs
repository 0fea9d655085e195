//! Certificates that the parser accepts or rejects, and their summaries in reports.

#![cfg(feature = "verify")]

mod fixtures;
mod pki_fixtures;
mod vectors;

use iamsmart::asn1::Encoded;
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::report::{Outcome, SubIndication};
use iamsmart::validation::Revocation;
use iamsmart::verification::{
    CertificateSummary, Indication, PathOptions, validate_certificate_path,
};
use pki_fixtures::{VALIDATION_TIME, certificate, certificates, der, fixture, options};

/// Certificates with an extension that cannot be read: the outcome of the check of extensions.
const UNREADABLE_EXTENSIONS: [(&str, Outcome); 7] = [
    ("malformed-access", Outcome::Warning),
    ("malformed-basic-constraints", Outcome::Failed),
    ("malformed-distribution-points", Outcome::Warning),
    ("malformed-extension", Outcome::Failed),
    ("malformed-extension-trailing", Outcome::Failed),
    ("malformed-path-length-negative", Outcome::Failed),
    ("malformed-purposes", Outcome::Indeterminate),
];

/// A certificate with a truth value of 01: true in BER, and in DER ff.
const UNTIDY: &str = "malformed-critical-not-der";

/// A certificate with a zero octet after its end, as files have.
const PADDED: &str = "malformed-trailing";

#[test]
fn certificates_that_are_not_one_der_value_are_named() {
    let files = std::fs::read_dir(fixtures::path("pki"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_read = |name: &str| {
        [PADDED, UNTIDY].contains(&name)
            || UNREADABLE_EXTENSIONS.iter().any(|(read, _)| *read == name)
    };
    let malformed: Vec<_> = files
        .filter(|p| p.extension().is_some_and(|e| e == "pem"))
        .filter_map(|p| Some(p.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("malformed-") && !is_read(name))
        .collect();
    assert!(malformed.len() >= 16, "{malformed:?}");
    for name in malformed {
        let error = validate_certificate_path(&certificate(&name), &options()).unwrap_err();
        assert_eq!(error.code(), "certificate-malformed", "{name}");
        assert!(error.to_string().starts_with("'certificate'"), "{error}");

        let rows = [
            (
                "trustAnchors[1]",
                "trusted certificate 2",
                PathOptions {
                    trust_anchors: certificates(&format!("root {name}")),
                    ..options()
                },
            ),
            (
                "intermediates[1]",
                "further certificate 2",
                PathOptions {
                    intermediates: certificates(&format!("issuing {name}")),
                    ..options()
                },
            ),
        ];
        for (item, words, options) in rows {
            let report = validate_certificate_path(&certificate("person"), &options).unwrap();
            assert_eq!(report.indication, Indication::TotalPassed, "{name}");
            let check = report.check(&format!("{item}.unreadable")).unwrap();
            assert_eq!(check.outcome, Outcome::Warning);
            let detail = check.detail.to_string();
            assert!(detail.contains(words), "{detail}");
        }
    }
}

/// RFC 5280 §4.2: a critical extension must be processed; of another, what depends on it is
/// undecided.
#[test]
fn an_extension_that_cannot_be_read_is_not_absent() {
    for (name, outcome) in UNREADABLE_EXTENSIONS {
        let mut options = options();
        let read = |options: &PathOptions| {
            let report = validate_certificate_path(&certificate(name), options).unwrap();
            let check = report.check("certificate[0].extensions").unwrap();
            (report.indication, check.outcome)
        };
        let indication = match outcome {
            Outcome::Warning => Indication::TotalPassed,
            Outcome::Failed => Indication::TotalFailed,
            _ => Indication::Indeterminate,
        };
        assert_eq!(read(&options), (indication, outcome), "{name}");
        options.strict_profile = true;
        if outcome == Outcome::Warning {
            assert_eq!(read(&options).1, Outcome::Failed, "{name}");
        }
    }
    let person = validate_certificate_path(&certificate("person"), &options()).unwrap();
    assert_eq!(person.check("certificate[0].extensions"), None);
}

/// What has one reading is read; that it is not in DER is a broken duty of its issuer.
#[test]
fn values_that_are_not_in_der_are_read_where_there_is_one_reading() {
    let critical = Certificate::parse("it", &der(UNTIDY)).unwrap().extensions()[0].critical;
    assert!(critical);
    for (strict_profile, outcome) in [(false, Outcome::Warning), (true, Outcome::Failed)] {
        let options = PathOptions {
            strict_profile,
            ..options()
        };
        let report = validate_certificate_path(&certificate(UNTIDY), &options).unwrap();
        let check = report.check("certificate[0].encoding").unwrap();
        assert_eq!(check.outcome, outcome);
        assert!(
            check.detail.to_string().contains("truth value"),
            "{check:?}"
        );
    }
    let person = validate_certificate_path(&certificate("person"), &options()).unwrap();
    assert_eq!(person.check("certificate[0].encoding"), None);
}

#[test]
fn padding_after_a_certificate_is_not_part_of_it() {
    assert!(Certificate::parse("it", &der(PADDED)).is_err());
    for padding in [&b"\0\0"[..], b"\r\n"] {
        let padded = Encoded::Bytes([&der("person")[..], padding].concat());
        let report = validate_certificate_path(&padded, &options()).unwrap();
        assert_eq!(report.indication, Indication::TotalPassed);
    }
    let followed = Encoded::Bytes([&der("person")[..], b"\x05\0"].concat());
    assert!(validate_certificate_path(&followed, &options()).is_err());
}

/// An unreadable certificate with the name of the missing issuer is named in the check of the path.
#[test]
fn an_issuer_that_cannot_be_read_is_told_from_a_missing_one() {
    let mut ca = der("issuing");
    // The first octet of the modulus: a key that is no positive number cannot be read.
    let modulus = [0x02, 0x82, 0x01, 0x01, 0x00];
    let at = ca.windows(5).position(|octets| octets == modulus).unwrap();
    ca[at + 4] = 0x80;
    let options = PathOptions {
        intermediates: vec![Encoded::Bytes(der("person-under-sub")), Encoded::Bytes(ca)],
        ..options()
    };
    let report = validate_certificate_path(&certificate("person"), &options).unwrap();
    assert_eq!(
        report.sub_indication,
        Some(SubIndication::NoCertificateChainFound)
    );
    let path = report.check("path").unwrap().detail.to_string();
    assert!(path.contains("further certificate 2"), "{path}");
    let why = report.check("intermediates[1].unreadable").unwrap();
    let why = why.detail.to_string();
    assert!(why.contains("CN=Example iAM Smart-Cert CA"), "{why}");
    assert!(why.contains("in 'subjectPublicKeyInfo'"), "{why}");
}

#[test]
fn unreadable_trust_anchors_are_no_trust_anchors() {
    let options = PathOptions {
        trust_anchors: vec![
            Encoded::Text("no certificate".into()),
            Encoded::Bytes(vec![]),
        ],
        ..options()
    };
    let report = validate_certificate_path(&certificate("person"), &options).unwrap();
    assert_eq!(report.indication, Indication::Indeterminate);
    assert_eq!(
        report.sub_indication,
        Some(SubIndication::NoCertificateChainFound)
    );
    for name in ["trustAnchors[0].unreadable", "trustAnchors[1].unreadable"] {
        assert!(report.check(name).is_some(), "{name}");
    }
}

/// A private key among certificates is named as what it is, and its octets are nowhere.
#[test]
fn a_private_key_in_a_bundle_is_said_to_be_one() {
    let bundle = |names: &[&str]| {
        let files = names.iter().map(|name| fixture(&format!("{name}.pem")));
        String::from_utf8(files.collect::<Vec<_>>().concat()).unwrap()
    };
    let key = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    let text = [&bundle(&["malformed-serial-padded", "issuing"]), key].concat();
    let options = PathOptions {
        intermediates: vec![Encoded::Text(text)],
        ..options()
    };
    let report = validate_certificate_path(&certificate("person"), &options).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);
    let detail = |name: &str| report.check(name).unwrap().detail.to_string();
    let unreadable = detail("intermediates[0][0].unreadable");
    assert!(unreadable.contains("in 'serialNumber'"), "{unreadable}");
    let key = detail("intermediates[0][2].unreadable");
    assert!(key.contains("A private key is among"), "{key}");
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

    // openssl x509 -noout -serial
    let report = validate_certificate_path(&certificate("person-serial-0"), &options()).unwrap();
    assert_eq!(report.signer.unwrap().serial_number, "00");
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

/// As `openssl x509 -serial` writes them, in lower case.
#[test]
fn serial_numbers_are_told_without_the_octet_of_the_sign() {
    let suite = vectors::json("limbo/limbo.json.gz");
    let cases = suite["testcases"].as_array().unwrap();
    for (name, serial) in [
        ("rfc5280::serial::zero", "00"),
        (
            "pathological::pathological-chain-same-subject-same-key",
            "e60ef1960467b727f5202e225ea0a5b74a27b7",
        ),
        (
            "pathological::pathological-chain-same-subject-same-key",
            "170ef9ee15ff33d4346143d16b8d63c390fa5a1d",
        ),
    ] {
        let case = cases.iter().find(|case| case["id"] == name).unwrap();
        let peer = std::iter::once(&case["peer_certificate"]);
        let others = case["untrusted_intermediates"].as_array().unwrap();
        let found = peer.chain(others).any(|pem| {
            let body = pem.as_str().unwrap().lines();
            let body: String = body.filter(|line| !line.starts_with('-')).collect();
            let der = from_base64(name, &body).unwrap();
            let certificate = Certificate::parse(name, &der).unwrap();
            CertificateSummary::of(&certificate).serial_number == serial
        });
        assert!(found, "{name}: {serial}");
    }
}
