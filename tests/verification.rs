//! Verdicts on certificates and signatures that OpenSSL made, most of them wrong in one way.

mod shared;

use std::collections::BTreeMap;
use std::path::PathBuf;

use iamsmart::pki::check::Outcome;
use iamsmart::pki::input::Encoded;
use iamsmart::pki::key_usage::KeyUsage;
use iamsmart::pki::requirements::{PolicyInputs, Revocation};
use iamsmart::pki::time::Time;
use iamsmart::verification::input::SignatureAlgorithm;
use iamsmart::verification::signed_hash::SignedAs;
use iamsmart::verification::{
    Indication, PathOptions, SignatureInput, VerificationReport, validate_certificate_path,
    verify_signature,
};

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

fn fixture(file: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pki");
    let path = PathBuf::from(folder).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn certificate(name: &str) -> Encoded {
    Encoded::Bytes(fixture(&format!("{name}.pem")))
}

/// Certificates by the names of their files; `-` for none.
fn certificates(names: &str) -> Vec<Encoded> {
    names
        .split(' ')
        .filter(|name| *name != "-")
        .map(certificate)
        .collect()
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: certificates("root"),
        intermediates: certificates("issuing"),
        ..PathOptions::at(VALIDATION_TIME)
    }
}

fn signature_input(file: &str) -> SignatureInput {
    SignatureInput {
        content: Some(fixture("content.json")),
        digest: None,
        signature: fixture(file),
        certificate: certificate("person"),
        signature_algorithm: None,
        claimed_time: None,
        options: options(),
    }
}

/// Indication and sub-indication, and every check that neither passed nor was skipped.
fn verdict(report: &VerificationReport) -> (String, String, String) {
    let notable = report
        .checks
        .iter()
        .filter(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    let notable: Vec<_> = notable
        .map(|check| format!("{}:{}", check.name, check.outcome.as_str()))
        .collect();
    (
        report.indication.as_str().to_owned(),
        report
            .sub_indication
            .map_or("-", |reason| reason.as_str())
            .to_owned(),
        if notable.is_empty() {
            "-".to_owned()
        } else {
            notable.join(" ")
        },
    )
}

/// What holds of every report.
fn assert_sound(report: &VerificationReport) {
    let names: BTreeMap<_, _> = report
        .checks
        .iter()
        .map(|check| (&check.name, check))
        .collect();
    assert_eq!(names.len(), report.checks.len(), "check names are unique");
    for check in &report.checks {
        assert!(
            check.detail.ends_with('.'),
            "{} is a sentence: {}",
            check.name,
            check.detail
        );
    }
    let rules = [
        "profile",
        "signature",
        "validity",
        "public-key",
        "key-usage",
        "constraints",
    ];
    for (index, _) in report.path.iter().enumerate() {
        for rule in rules {
            let name = format!("certificate[{index}].{rule}");
            assert!(report.check(&name).is_some(), "{name} is reported");
        }
    }
    let undecided = report
        .checks
        .iter()
        .any(|check| matches!(check.outcome, Outcome::Failed | Outcome::Indeterminate));
    assert_eq!(report.indication == Indication::TotalPassed, !undecided);
    assert_eq!(report.sub_indication.is_none(), !undecided);
}

fn cases() -> Vec<Vec<String>> {
    let table = String::from_utf8(fixture("cases.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_case_gets_its_verdict() {
    for row in cases() {
        let [
            case,
            end_entity,
            intermediates,
            anchors,
            indication,
            reason,
            notable,
        ] = &row[..]
        else {
            panic!("a row has seven columns: {row:?}");
        };
        let options = PathOptions {
            trust_anchors: certificates(anchors),
            intermediates: certificates(intermediates),
            ..PathOptions::at(VALIDATION_TIME)
        };
        let report = validate_certificate_path(&certificate(end_entity), &options).unwrap();
        let expected = (indication.clone(), reason.clone(), notable.clone());
        assert_eq!(verdict(&report), expected, "{case}: {:#?}", report.checks);
        assert_sound(&report);
    }
}

/// OpenSSL's verdicts, as made by tests/fixtures/pki/make.py, and why ours differ.
#[test]
fn openssl_agrees_but_for_reasons() {
    // We pass what OpenSSL refuses.
    let lenient = [
        (
            "person-last-second",
            "notAfter belongs to the validity (RFC 5280 §4.1.2.5)",
        ),
        (
            "person-wrong-identifier",
            "key identifiers are hints (RFC 4158 §3.5.12)",
        ),
        (
            "issuing-same-name-other-key",
            "OpenSSL tries one issuer only",
        ),
        ("issuing-in-disorder", "OpenSSL tries one issuer only"),
        ("sub-of-two-lengths", "OpenSSL tries one issuer only"),
        ("loop-with-way-out", "OpenSSL tries one issuer only"),
    ];
    // We do not pass what OpenSSL takes.
    let strict = [
        (
            "person-without-key-usage",
            "which usage is wanted is the caller's to say",
        ),
        (
            "person-key-encipherment",
            "which usage is wanted is the caller's to say",
        ),
        (
            "person-cert-sign",
            "RFC 5280 §4.2.1.9; OpenSSL asks with -x509_strict",
        ),
        (
            "person-policies-critical",
            "policies are not processed in this version",
        ),
        (
            "person-purposes-critical",
            "purposes are not processed in this version",
        ),
        (
            "person-sha384",
            "the algorithm is not processed in this version",
        ),
        ("person-p256", "the key is not processed in this version"),
        ("person-ed25519", "the key is not processed in this version"),
        (
            "person-under-empty-name",
            "RFC 5280 §4.1.2.4; OpenSSL asks with -x509_strict",
        ),
        (
            "person-exponent-1",
            "OpenSSL looks at a key where it uses it",
        ),
        (
            "person-exponent-even",
            "OpenSSL looks at a key where it uses it",
        ),
        (
            "person-exponent-34-bits",
            "OpenSSL looks at a key where it uses it",
        ),
        (
            "person-exponent-2048-bits",
            "OpenSSL looks at a key where it uses it",
        ),
        (
            "person-modulus-even",
            "OpenSSL looks at a key where it uses it",
        ),
        (
            "person-modulus-2047",
            "OpenSSL counts 112 bits of strength for 2047",
        ),
        ("person-modulus-8193", "the limit is ours"),
        ("person-key-without-null", "RFC 3279 §2.3.1"),
        (
            "person-v1-with-extensions",
            "RFC 5280 §4.1.2.9; OpenSSL asks with -x509_strict",
        ),
        ("person-v4", "RFC 5280 §4.1.2.1"),
        ("person-serial-negative", "RFC 5280 §4.1.2.2"),
        ("person-serial-0", "RFC 5280 §4.1.2.2"),
        ("person-serial-21-octets", "RFC 5280 §4.1.2.2"),
        (
            "issuing-name-constraints",
            "name constraints are not processed in this version",
        ),
        ("issuing-name-constraints-non-critical", "as above"),
        (
            "issuing-policy-constraints-non-critical",
            "policies are not processed in this version",
        ),
        ("issuing-inhibit-any-policy-non-critical", "as above"),
        ("issuing-policy-mappings-non-critical", "as above"),
        ("end-entity-is-anchor", "an anchor vouches for others"),
    ];
    let openssl = String::from_utf8(fixture("openssl.tsv")).unwrap();
    let openssl: BTreeMap<_, _> = openssl.lines().filter_map(|l| l.split_once('\t')).collect();
    for row in cases() {
        let case = row[0].as_str();
        let ours = row[4] == "TOTAL-PASSED";
        let theirs = openssl[case] == "OK";
        let is_listed = |list: &[(&str, &str)]| list.iter().any(|(listed, _)| *listed == case);
        assert_eq!(
            is_listed(&lenient),
            ours && !theirs,
            "{case}: OpenSSL says {}",
            openssl[case]
        );
        assert_eq!(
            is_listed(&strict),
            !ours && theirs,
            "{case}: OpenSSL says {}",
            openssl[case]
        );
    }
}

#[test]
fn every_mode_is_recognised() {
    use SignedAs::{Digest, DigestWithoutDigestInfo, Sha256WithRsaOverDigest};
    let rows = [
        ("sha256-over-digest.sig", Sha256WithRsaOverDigest, false),
        (
            "sha256-over-digest-without-null.sig",
            Sha256WithRsaOverDigest,
            true,
        ),
        ("digest.sig", Digest, false),
        ("digest-without-null.sig", Digest, true),
        ("bare-digest.sig", DigestWithoutDigestInfo, false),
    ];
    for (file, mode, lacks_null) in rows {
        let mut input = signature_input(file);
        let report = verify_signature(&input).unwrap();
        assert_eq!(
            report.indication,
            Indication::TotalPassed,
            "{file}: {:#?}",
            report.checks
        );
        assert_eq!(report.signed_as, Some(mode), "{file}");
        let detail = &report.check("signature").unwrap().detail;
        assert_eq!(
            detail.contains("leaves out its NULL"),
            lacks_null,
            "{file}: {detail}"
        );
        assert_sound(&report);

        for algorithm in [
            SignatureAlgorithm::Sha256WithRsa,
            SignatureAlgorithm::NoneWithRsa,
        ] {
            input.signature_algorithm = Some(algorithm);
            let fits = (algorithm == SignatureAlgorithm::Sha256WithRsa)
                == (mode == Sha256WithRsaOverDigest);
            let report = verify_signature(&input).unwrap();
            assert_eq!(
                report.signed_as,
                fits.then_some(mode),
                "{file} {algorithm:?}"
            );
            assert_eq!(
                report.indication == Indication::TotalPassed,
                fits,
                "{file} {algorithm:?}"
            );
        }
    }
}

#[test]
fn no_bad_signature_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pki");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let bad: Vec<_> = files
        .filter_map(|f| f.into_string().ok())
        .filter(|f| f.starts_with("bad-"))
        .collect();
    assert!(bad.len() >= 20, "{bad:?}");
    let nothing = ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE", "signature:failed");
    let nothing = (
        nothing.0.to_owned(),
        nothing.1.to_owned(),
        nothing.2.to_owned(),
    );
    for file in bad {
        let report = verify_signature(&signature_input(&file)).unwrap();
        assert_eq!(verdict(&report), nothing, "{file}");
        assert_eq!(report.signed_as, None, "{file}");
    }
    let mut empty = signature_input("digest.sig");
    empty.signature = Vec::new();
    assert_eq!(verdict(&verify_signature(&empty).unwrap()), nothing);
}

#[test]
fn signature_of_wrong_length_or_size_says_so() {
    let detail = |file| {
        let report = verify_signature(&signature_input(file)).unwrap();
        report.check("signature").unwrap().detail.clone()
    };
    assert!(detail("bad-cut-short.sig").contains("255 bytes"));
    assert!(detail("bad-leading-zero.sig").contains("257 bytes"));
    assert!(detail("bad-plus-modulus.sig").contains("beyond the key's modulus"));
}

#[test]
fn content_and_digest_must_agree() {
    // openssl dgst -sha256 content.json
    let digest = fixture("content.sha256");

    let mut input = signature_input("sha256-over-digest.sig");
    input.digest = Some(digest.clone());
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);

    input.content = None;
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);

    let mut changed = fixture("content.json");
    changed[40] ^= 1;
    input.content = Some(changed.clone());
    let report = verify_signature(&input).unwrap();
    let expected = ("TOTAL-FAILED", "HASH_FAILURE", "signed-data:failed");
    let (indication, reason, notable) = verdict(&report);
    assert_eq!((&*indication, &*reason, &*notable), expected);
    // The signature still holds over the digest: it is the content that was changed.
    assert_eq!(report.check("signature").unwrap().outcome, Outcome::Passed);

    input.digest = None;
    let (indication, reason, notable) = verdict(&verify_signature(&input).unwrap());
    let expected = ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE", "signature:failed");
    assert_eq!((&*indication, &*reason, &*notable), expected);

    input.content = None;
    let report = verify_signature(&input).unwrap();
    let (indication, reason, notable) = verdict(&report);
    let expected = (
        "INDETERMINATE",
        "SIGNED_DATA_NOT_FOUND",
        "signed-data:indeterminate",
    );
    assert_eq!((&*indication, &*reason, &*notable), expected);
    assert_eq!(report.check("signature").unwrap().outcome, Outcome::Skipped);

    for length in [0, 20, 31, 33, 64] {
        input.digest = Some(vec![0; length]);
        assert_eq!(
            verify_signature(&input).unwrap_err().code(),
            "digest-length"
        );
    }
}

#[test]
fn signers_with_other_keys_are_told_apart() {
    let rows = [
        ("person-rsa-1024", "TOTAL-FAILED", Outcome::Skipped),
        ("person-exponent-1", "TOTAL-FAILED", Outcome::Skipped),
        ("person-exponent-even", "TOTAL-FAILED", Outcome::Skipped),
        ("person-p256", "INDETERMINATE", Outcome::Indeterminate),
        ("person-exponent-3", "TOTAL-FAILED", Outcome::Failed),
    ];
    for (signer, indication, outcome) in rows {
        let mut input = signature_input("digest.sig");
        input.certificate = certificate(signer);
        let report = verify_signature(&input).unwrap();
        assert_eq!(report.indication.as_str(), indication, "{signer}");
        assert_eq!(
            report.check("signature").unwrap().outcome,
            outcome,
            "{signer}"
        );
        assert_eq!(report.signed_as, None);
    }
}

#[test]
fn claimed_time_is_reported_and_proves_nothing() {
    let mut input = signature_input("digest.sig");
    input.certificate = certificate("person-expired");
    // 2025-06-01, while the certificate was valid.
    let claimed = Time::from_unix_seconds(1_748_736_000);
    input.claimed_time = Some(claimed);
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.claimed_time, Some(claimed));
    assert_eq!(report.validation_time, VALIDATION_TIME);
    assert_eq!(report.sub_indication.unwrap().as_str(), "EXPIRED");
    assert_eq!(
        report.check("claimed-time").unwrap().outcome,
        Outcome::Skipped
    );
}

#[test]
fn what_was_asked_for_and_is_not_checked_never_passes() {
    type Change = fn(&mut PathOptions);
    let data = || vec![Encoded::Bytes(vec![0x30, 0])];
    let asks: [(&str, Change); 9] = [
        ("revocation hard", |o| o.revocation = Some(Revocation::Hard)),
        ("crls", |o| o.crls = vec![Encoded::Bytes(vec![0x30, 0])]),
        ("OCSP responses", |o| {
            o.ocsp_responses = vec![Encoded::Bytes(vec![0x30, 0])]
        }),
        ("initial policy set", |o| {
            o.policies.initial_policy_set = Some(vec!["1.3.6.1.4.1.99999.1.1".to_owned()]);
        }),
        ("empty policy set", |o| {
            o.policies.initial_policy_set = Some(Vec::new())
        }),
        ("explicit policy", |o| {
            o.policies.require_explicit_policy = true
        }),
        ("no mapping", |o| o.policies.inhibit_policy_mapping = true),
        ("no any policy", |o| o.policies.inhibit_any_policy = true),
        ("crls, softly", |o| {
            o.crls = vec![Encoded::Text("MAA=".to_owned())];
            o.revocation = Some(Revocation::Soft);
        }),
    ];
    for (ask, change) in asks {
        let mut options = options();
        change(&mut options);
        let report = validate_certificate_path(&certificate("person"), &options).unwrap();
        assert_eq!(report.indication, Indication::Indeterminate, "{ask}");
        assert_sound(&report);
    }

    let takes: [(&str, Change); 4] = [
        ("nothing", |_| {}),
        ("revocation soft", |o| o.revocation = Some(Revocation::Soft)),
        ("any policy", |o| {
            o.policies = PolicyInputs {
                initial_policy_set: Some(vec!["2.5.29.32.0".to_owned()]),
                ..PolicyInputs::default()
            };
        }),
        ("revocation off", |o| o.revocation = Some(Revocation::Off)),
    ];
    for (ask, change) in takes {
        let mut options = options();
        change(&mut options);
        let report = validate_certificate_path(&certificate("person"), &options).unwrap();
        assert_eq!(report.indication, Indication::TotalPassed, "{ask}");
        assert_eq!(
            report.check("certificate[0].revocation").unwrap().outcome,
            Outcome::Skipped
        );
    }
    let off = PathOptions {
        crls: data(),
        revocation: Some(Revocation::Off),
        ..options()
    };
    let report = validate_certificate_path(&certificate("person"), &off).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);
}

#[test]
fn key_usage_and_path_length_are_the_callers_to_choose() {
    let outcome = |name: &str, file: &str, key_usage: Option<Vec<KeyUsage>>, most: Option<u32>| {
        let options = PathOptions {
            key_usage,
            max_path_length: most,
            ..options()
        };
        let report = validate_certificate_path(&certificate(file), &options).unwrap();
        report.check(name).unwrap().outcome
    };
    let usage = |file, wanted| outcome("certificate[0].key-usage", file, Some(wanted), None);
    let (signing, non_repudiation) = (KeyUsage::DIGITAL_SIGNATURE, KeyUsage::NON_REPUDIATION);
    assert_eq!(usage("person-without-key-usage", vec![]), Outcome::Skipped);
    assert_eq!(usage("person-key-encipherment", vec![]), Outcome::Skipped);
    assert_eq!(
        usage("person-non-repudiation", vec![non_repudiation]),
        Outcome::Passed
    );
    assert_eq!(
        usage("person-non-repudiation", vec![signing]),
        Outcome::Failed
    );
    assert_eq!(
        usage("person-non-repudiation", vec![signing, non_repudiation]),
        Outcome::Passed
    );
    let length = |most| outcome("max-path-length", "person", None, most);
    assert_eq!(length(None), Outcome::Skipped);
    assert_eq!(length(Some(0)), Outcome::Failed);
    assert_eq!(length(Some(1)), Outcome::Passed);
    assert_eq!(length(Some(u32::MAX)), Outcome::Passed);
}

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

#[test]
fn several_certificates_in_one_pem_text() {
    let both = [fixture("root.pem"), fixture("issuing.pem")].concat();
    let together = PathOptions {
        trust_anchors: certificates("root"),
        intermediates: vec![Encoded::Bytes(both.clone())],
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
    // RFC 4514 §3 writes STREET; attribute names are compared without regard to case.
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

#[test]
fn hongkong_post_sub_ca_was_valid_and_is_expired() {
    let Some(folder) = shared::vectors("hkpost") else {
        return;
    };
    let file = |name: &str| Encoded::Bytes(std::fs::read(folder.join(name)).unwrap());
    let roots = ["Hongkong_Post_Root_CA_3.pem", "Hongkong_Post_Root_CA_1.pem"];
    let at = |seconds| {
        let options = PathOptions {
            trust_anchors: roots.into_iter().map(file).collect(),
            key_usage: Some(Vec::new()),
            ..PathOptions::at(Time::from_unix_seconds(seconds))
        };
        validate_certificate_path(&file("Hongkong_Post_e_Cert_CA_1_14.pem"), &options).unwrap()
    };
    // 2020-01-01, 2026-01-01 and 2014-01-01.
    let valid = at(1_577_836_800);
    assert_eq!(
        valid.indication,
        Indication::TotalPassed,
        "{:#?}",
        valid.checks
    );
    assert_eq!(
        valid.path[1].common_name.as_deref(),
        Some("Hongkong Post Root CA 1")
    );
    assert_eq!(
        at(1_767_225_600).sub_indication.unwrap().as_str(),
        "EXPIRED"
    );
    assert_eq!(
        at(1_388_534_400).sub_indication.unwrap().as_str(),
        "NOT_YET_VALID"
    );
}
