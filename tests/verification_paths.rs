//! Verdicts on paths, against OpenSSL.

#![cfg(feature = "verify")]

mod pki_fixtures;
mod vectors;

use std::collections::BTreeMap;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate;
use iamsmart::pki::certificate::KeyUsage;
use iamsmart::pki::policy::PolicyInputs;
use iamsmart::report::{Outcome, SubIndication};
use iamsmart::validation::Revocation;
use iamsmart::verification::CertificateProfile;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};
use pki_fixtures::{
    VALIDATION_TIME, assert_sound, certificate, certificates, der, fixture, options, verdict,
};
use sha2::{Digest as _, Sha256};

/// Cases that the crate passes and OpenSSL rejects, with the reason.
const OPENSSL_REFUSES: &[(&str, &str)] = &[
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
    ("issuer-and-serial-of-two", "OpenSSL tries one issuer only"),
    (
        "name-constraints-on-one-of-two",
        "OpenSSL tries one issuer only",
    ),
    ("policies-on-one-of-two", "OpenSSL tries one issuer only"),
];

/// Cases that OpenSSL accepts and the crate does not pass, with the reason.
const OPENSSL_TAKES: &[(&str, &str)] = &[
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
        "issuing-name-constraints-non-critical",
        "RFC 5280 §4.2.1.10",
    ),
    (
        "issuing-inhibit-any-policy-non-critical",
        "RFC 5280 §4.2.1.14",
    ),
    ("issuing-policy-mappings-non-critical", "RFC 5280 §4.2.1.5"),
    ("end-entity-is-anchor", "an anchor vouches for others"),
    (
        "person-without-authority-key",
        "RFC 5280 §4.2.1.1; -x509_strict",
    ),
    ("person-path-length", "RFC 5280 §4.2.1.9; -x509_strict"),
    ("person-name-constraints", "RFC 5280 §4.2.1.10"),
    ("person-empty-name", "RFC 5280 §4.1.2.6; -x509_strict"),
    ("person-unknown-qualifier-critical", "RFC 5280 §4.2.1.4"),
    (
        "issuing-without-subject-key",
        "RFC 5280 §4.2.1.2; -x509_strict",
    ),
];

/// Minimum number of cases in cases.tsv, each with OpenSSL's verdict in openssl.tsv.
const CASES: usize = 123;

fn cases() -> Vec<Vec<String>> {
    let table = String::from_utf8(fixture("cases.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let cases: Vec<Vec<String>> = rows
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(cases.len() >= CASES, "{} cases", cases.len());
    cases
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
            revocation: Revocation::Soft,
            strict_profile: true,
            ..PathOptions::at(VALIDATION_TIME)
        };
        let report = validate_certificate_path(&certificate(end_entity), &options).unwrap();
        let expected = (indication.clone(), reason.clone(), notable.clone());
        assert_eq!(verdict(&report), expected, "{case}: {:#?}", report.checks);
        assert_sound(&report);
    }
}

#[test]
fn without_the_strict_profile_what_is_listed_passes_too() {
    let is_passed = |row: &[String], strict_profile| {
        let options = PathOptions {
            trust_anchors: certificates(&row[3]),
            intermediates: certificates(&row[2]),
            revocation: Revocation::Soft,
            strict_profile,
            ..PathOptions::at(VALIDATION_TIME)
        };
        let report = validate_certificate_path(&certificate(&row[1]), &options).unwrap();
        assert_sound(&report);
        report.indication == Indication::TotalPassed
    };
    let passes_too: Vec<_> = cases()
        .into_iter()
        .filter(|row| !is_passed(row, true) && is_passed(row, false))
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(passes_too, vectors::passing_without_strict_profile("pki"));
}

/// OpenSSL's verdicts, recorded by tests/fixtures/pki/make.py, and the reasons for differences.
#[test]
fn openssl_agrees_but_for_reasons() {
    let openssl = String::from_utf8(fixture("openssl.tsv")).unwrap();
    let openssl: BTreeMap<_, _> = openssl.lines().filter_map(|l| l.split_once('\t')).collect();
    let listed = OPENSSL_REFUSES.iter().chain(OPENSSL_TAKES);
    for (case, _) in listed {
        assert!(openssl.contains_key(case), "{case} is stale");
    }
    for row in cases() {
        let case = row[0].as_str();
        let ours = row[4] == "TOTAL-PASSED";
        let theirs = openssl[case] == "OK";
        let is_listed = |list: &[(&str, &str)]| list.iter().any(|(listed, _)| *listed == case);
        assert_eq!(
            is_listed(OPENSSL_REFUSES),
            ours && !theirs,
            "{case}: OpenSSL says {}",
            openssl[case]
        );
        assert_eq!(
            is_listed(OPENSSL_TAKES),
            !ours && theirs,
            "{case}: OpenSSL says {}",
            openssl[case]
        );
    }
}

#[test]
fn broken_hashes_are_named() {
    for (file, name) in [
        ("person-sha1", "sha1WithRSAEncryption"),
        ("person-md5", "md5WithRSAEncryption"),
    ] {
        let report = validate_certificate_path(&certificate(file), &options()).unwrap();
        let check = report.check("certificate[0].signature").unwrap();
        let detail = check.detail.to_string();
        assert!(
            detail.contains(name) && detail.contains("never trusted"),
            "{detail}"
        );
    }
}

#[test]
fn what_was_asked_for_is_held_against_the_path() {
    type Change = fn(&mut PathOptions);
    const POLICY: &str = "1.3.6.1.4.1.99999.1.1";
    fn of_policies(names: &[&str]) -> PolicyInputs {
        PolicyInputs {
            initial_policy_set: Some(names.iter().map(|name| (*name).to_owned()).collect()),
            require_explicit_policy: true,
            ..PolicyInputs::default()
        }
    }
    let rows: [(&str, Change, &str, &str); 9] = [
        ("nothing", |_| {}, "TOTAL-PASSED", "-"),
        (
            "revocation hard",
            |o| o.revocation = Revocation::Hard,
            "INDETERMINATE",
            "TRY_LATER",
        ),
        (
            "revocation soft",
            |o| o.revocation = Revocation::Soft,
            "TOTAL-PASSED",
            "-",
        ),
        (
            "revocation off",
            |o| o.revocation = Revocation::Off,
            "TOTAL-PASSED",
            "-",
        ),
        (
            "the policy",
            |o| o.policies = of_policies(&[POLICY]),
            "TOTAL-PASSED",
            "-",
        ),
        (
            "any policy",
            |o| o.policies = of_policies(&["2.5.29.32.0"]),
            "TOTAL-PASSED",
            "-",
        ),
        (
            "another policy",
            |o| o.policies = of_policies(&["1.3.6.1.4.1.99999.1.3"]),
            "TOTAL-FAILED",
            "CHAIN_CONSTRAINTS_FAILURE",
        ),
        (
            "no policy will do",
            |o| o.policies = of_policies(&[]),
            "TOTAL-FAILED",
            "CHAIN_CONSTRAINTS_FAILURE",
        ),
        (
            // The issuing CA's policy is anyPolicy.
            "not by anyPolicy",
            |o| {
                o.policies = of_policies(&[POLICY]);
                o.policies.inhibit_any_policy = true;
            },
            "TOTAL-FAILED",
            "CHAIN_CONSTRAINTS_FAILURE",
        ),
    ];
    for (ask, change, indication, reason) in rows {
        let mut options = options();
        change(&mut options);
        let report = validate_certificate_path(&certificate("person"), &options).unwrap();
        let (found, why, notable) = verdict(&report);
        assert_eq!((&*found, &*why), (indication, reason), "{ask}: {notable}");
        assert_sound(&report);
    }
    let options = PathOptions {
        policies: of_policies(&[POLICY, "1.3.6.1.4.1.99999.1.3"]),
        ..options()
    };
    let report = validate_certificate_path(&certificate("person"), &options).unwrap();
    assert_eq!(report.policies, [POLICY]);
}

#[test]
fn revocation_data_that_cannot_be_read_is_named_and_left_aside() {
    type Set = fn(&mut PathOptions, Encoded);
    let rows: [(Set, &str, &str); 2] = [
        (
            |o, data| o.crls = vec![data],
            "crls[0]",
            "revocation list 1",
        ),
        (
            |o, data| o.ocsp_responses = vec![data],
            "ocspResponses[0]",
            "the issuing authority's answer 1",
        ),
    ];
    for (set, name, words) in rows {
        let mut options = options();
        set(&mut options, Encoded::Bytes(vec![0x30, 0]));
        let report = validate_certificate_path(&certificate("person"), &options).unwrap();
        let check = report.check(&format!("{name}.unreadable")).unwrap();
        assert_eq!(check.outcome, Outcome::Warning);
        let detail = check.detail.to_string();
        assert!(detail.contains(&format!("{words}, because")), "{detail}");
        assert_eq!(report.indication, Indication::TotalPassed);
        options.revocation = Revocation::Hard;
        let report = validate_certificate_path(&certificate("person"), &options).unwrap();
        assert_eq!(report.sub_indication, Some(SubIndication::TryLater));
    }
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
fn iam_smart_certificates_lead_to_hongkong_post() {
    let profile = CertificateProfile::default();
    let report = |profile: CertificateProfile| {
        let options = profile.applied_to(options());
        validate_certificate_path(&certificate("person"), &options).unwrap()
    };
    let other = report(profile.clone());
    assert_eq!(
        other.check("trust-anchor").unwrap().outcome,
        Outcome::Failed
    );
    let root = Sha256::digest(der("root")).into();
    let with_root = CertificateProfile {
        anchor_fingerprints: vec![root],
        policies: vec!["1.3.6.1.4.1.99999.1.1".to_owned()],
        key_usage: vec![KeyUsage::NON_REPUDIATION],
    };
    assert_eq!(
        report(with_root.clone()).indication,
        Indication::TotalPassed
    );
    // person.pem has nonRepudiation, and is no CA's.
    let with_other_usage = CertificateProfile {
        key_usage: vec![KeyUsage::KEY_CERT_SIGN],
        ..with_root.clone()
    };
    let other = report(with_other_usage);
    let usage = other.check("certificate[0].key-usage").unwrap();
    assert_eq!(usage.outcome, Outcome::Failed);
    let with_other_policy = CertificateProfile {
        policies: vec!["1.3.6.1.4.1.99999.1.3".to_owned()],
        ..with_root
    };
    let other = report(with_other_policy);
    assert_eq!(other.check("policies").unwrap().outcome, Outcome::Failed);

    let names = ["Hongkong Post Root CA 2", "Hongkong Post Root CA 3"];
    for (name, fingerprint) in names.into_iter().zip(profile.anchor_fingerprints) {
        let file = format!("{}.pem", name.replace(' ', "_"));
        let pem = String::from_utf8(vectors::read(&format!("hkpost/{file}"))).unwrap();
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = from_base64(name, &body).unwrap();
        assert_eq!(fingerprint, <[u8; 32]>::from(Sha256::digest(der)));
        assert_eq!(certificate::known_as(&fingerprint), Some(name));
    }
}

#[test]
fn hongkong_post_sub_ca_was_valid_and_is_expired() {
    let file = |name: &str| Encoded::Bytes(vectors::read(&format!("hkpost/{name}")));
    let roots = ["Hongkong_Post_Root_CA_3.pem", "Hongkong_Post_Root_CA_1.pem"];
    let at = |seconds| {
        let options = PathOptions {
            trust_anchors: roots.into_iter().map(file).collect(),
            key_usage: Some(Vec::new()),
            revocation: Revocation::Soft,
            strict_profile: true,
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
    let root = &valid.path[1];
    assert_eq!(root.known_as, Some("Hongkong Post Root CA 1"));
    assert_eq!(
        valid.path[1].common_name.as_deref(),
        Some("Hongkong Post Root CA 1")
    );
    let expired = at(1_767_225_600);
    assert_eq!(expired.indication, Indication::Indeterminate);
    assert_eq!(
        expired.sub_indication.unwrap().as_str(),
        "OUT_OF_BOUNDS_NO_POE"
    );
    assert_eq!(
        at(1_388_534_400).sub_indication.unwrap().as_str(),
        "NOT_YET_VALID"
    );
}
