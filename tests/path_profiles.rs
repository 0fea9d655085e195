//! Verdicts on certificates as authorities in the world issue them: purposes, duties that were not
//! kept, issuers that do not fit. tests/fixtures/paths/make.py makes them.

#![cfg(feature = "verify")]

mod fixtures;

use std::collections::BTreeMap;

use iamsmart::asn1::{Encoded, ObjectIdentifier, Time};
use iamsmart::encoding::from_base64;
use iamsmart::pki::policy::PolicyInputs;
use iamsmart::report::{Outcome, ReportLanguage};
use iamsmart::validation::Revocation;
use iamsmart::verification::{
    Indication, PathOptions, VerificationReport, validate_certificate_path,
};

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

/// Number of cases in cases.tsv.
const CASES: usize = 104;

/// Cases on which `openssl verify` decides otherwise, with the reason.
const OPENSSL_DIFFERS: &[(&str, &str)] = &[
    (
        "aki-critical",
        "what is known here and used is no reason to reject (RFC 5280 §4.2)",
    ),
    ("ski-critical", "as above"),
    ("aia-critical", "as above"),
    ("issuer-alternative-name-critical", "as above (§4.2.1.7)"),
    (
        "aki-of-other-key",
        "key identifiers are hints (RFC 4158 §3.5.12)",
    ),
    ("aki-issuer-and-wrong-serial", "as above"),
    (
        "algorithm-null-inside-only",
        "with NULL or without, the algorithm is the same (RFC 4055 §2.1)",
    ),
    (
        "v1-with-unique-id",
        "which usage is wanted is the caller's to say",
    ),
    ("v4", "RFC 5280 §4.1.2.1"),
    ("issuing-v1-with-extensions", "RFC 5280 §6.1.4 (k)"),
    ("issuing-maps-any-policy", "RFC 5280 §6.1.4 (a)"),
    (
        "issuer-in-teletex",
        "RFC 5280 §7.1 does not compare TeletexString",
    ),
    ("chain-of-18", "the limit is ours"),
];

struct Fixtures(BTreeMap<String, Vec<u8>>);

impl Fixtures {
    fn read() -> Self {
        let made: BTreeMap<String, String> =
            serde_json::from_slice(&fixture("certificates.json")).unwrap();
        let der = |(name, text): (String, String)| {
            let der = from_base64(&name, &text).unwrap();
            (name, der)
        };
        Self(made.into_iter().map(der).collect())
    }

    fn certificate(&self, name: &str) -> Encoded {
        let der = self.0.get(name).unwrap_or_else(|| panic!("no {name}"));
        Encoded::Bytes(der.clone())
    }

    /// Returns certificates by name, separated by spaces; `-` for none.
    fn certificates(&self, names: &str) -> Vec<Encoded> {
        let names = names.split(' ').filter(|name| *name != "-");
        names.map(|name| self.certificate(name)).collect()
    }

    fn options(&self, intermediates: &str, anchors: &str) -> PathOptions {
        PathOptions {
            trust_anchors: self.certificates(anchors),
            intermediates: self.certificates(intermediates),
            revocation: Revocation::Off,
            ..PathOptions::at(VALIDATION_TIME)
        }
    }

    fn report(&self, name: &str, options: &PathOptions) -> VerificationReport {
        validate_certificate_path(&self.certificate(name), options).unwrap()
    }
}

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("paths/{file}"))
}

fn table(file: &str) -> Vec<Vec<String>> {
    fixtures::table(&format!("paths/{file}"))
}

/// Returns the checks that neither passed nor were skipped.
fn notable(report: &VerificationReport) -> String {
    let is_notable = |outcome| !matches!(outcome, Outcome::Passed | Outcome::Skipped);
    let checks = report.checks.iter().filter(|c| is_notable(c.outcome));
    let checks: Vec<_> = checks
        .map(|check| format!("{}:{}", check.name, check.outcome.as_str()))
        .collect();
    if checks.is_empty() {
        "-".to_owned()
    } else {
        checks.join(" ")
    }
}

fn detail(report: &VerificationReport, check: &str) -> String {
    let check = report.check(check).unwrap_or_else(|| panic!("no {check}"));
    for language in [
        ReportLanguage::TraditionalChinese,
        ReportLanguage::SimplifiedChinese,
    ] {
        let detail = check.detail.in_language(language);
        assert!(detail.ends_with('。') && !detail.contains('{'), "{detail}");
    }
    check.detail.to_string()
}

fn ids(texts: &[&str]) -> Vec<ObjectIdentifier> {
    let id = |text: &&str| ObjectIdentifier::parse(text).unwrap();
    texts.iter().map(id).collect()
}

#[test]
fn every_case_gets_its_verdict() {
    let fixtures = Fixtures::read();
    let rows = table("cases.tsv");
    assert_eq!(rows.len(), CASES);
    for row in rows {
        let [
            case,
            name,
            intermediates,
            anchors,
            indication,
            reason,
            checks,
            strict,
        ] = &row[..]
        else {
            panic!("a row has eight columns: {row:?}");
        };
        let options = fixtures.options(intermediates, anchors);
        let report = fixtures.report(name, &options);
        let why = report.sub_indication.map_or("-", |why| why.as_str());
        assert_eq!(
            [report.indication.as_str(), why, &notable(&report)],
            [indication, reason, checks],
            "{case}"
        );
        for check in &report.checks {
            assert!(detail(&report, &check.name.text()).ends_with('.'), "{case}");
        }
        let strictly = PathOptions {
            strict_profile: true,
            ..options
        };
        let report = fixtures.report(name, &strictly);
        assert_eq!(report.indication.as_str(), strict, "{case}, strictly");
        assert!(!notable(&report).contains("warning"), "{case}");
    }
}

/// OpenSSL's verdicts are recorded by make.py: no purpose is asked for.
#[test]
fn openssl_agrees_but_for_reasons() {
    let fixtures = Fixtures::read();
    let verdicts = table("openssl.tsv");
    let mut differs = Vec::new();
    for (row, openssl) in table("cases.tsv").iter().zip(verdicts) {
        assert_eq!(row[0], openssl[0]);
        let options = PathOptions {
            purposes: Some(Vec::new()),
            ..fixtures.options(&row[2], &row[3])
        };
        let ours = fixtures.report(&row[1], &options).indication == Indication::TotalPassed;
        if ours != (openssl[1] == "OK") {
            differs.push(row[0].clone());
        }
    }
    let mut listed: Vec<_> = OPENSSL_DIFFERS.iter().map(|(case, _)| *case).collect();
    listed.sort_unstable();
    differs.sort_unstable();
    assert_eq!(differs, listed);
}

#[test]
fn purposes_that_are_there_are_named() {
    let fixtures = Fixtures::read();
    let options = fixtures.options("issuing", "root");
    let check = "certificate[0].extended-key-usage";
    let rows: [(&str, &[&str]); 5] = [
        ("email", &["1.3.6.1.5.5.7.3.4 (emailProtection)"]),
        (
            "unknown",
            &[
                "1.3.6.1.4.1.99999.9",
                "1.3.6.1.5.5.7.3.36 (documentSigning)",
            ],
        ),
        (
            "documents+codeSigning",
            &[
                "1.3.6.1.5.5.7.3.36 (documentSigning), 1.3.6.1.5.5.7.3.3 (codeSigning)",
                "Of these, 1.3.6.1.5.5.7.3.3 (codeSigning) must not be there",
            ],
        ),
        (
            "smartcardLogon",
            &["1.3.6.1.4.1.311.20.2.2 (Microsoft smartcardLogon)"],
        ),
        ("no-purposes", &["no extKeyUsage"]),
    ];
    for (name, parts) in rows {
        let detail = detail(&fixtures.report(name, &options), check);
        for part in parts {
            assert!(detail.contains(part), "{detail}");
        }
    }
    let report = fixtures.report("critical-tls-feature", &options);
    let detail = detail(&report, "certificate[0].critical-extensions");
    assert!(
        detail.contains("1.3.6.1.5.5.7.1.24 (tlsfeature)"),
        "{detail}"
    );
}

#[test]
fn purposes_are_the_callers_to_choose() {
    use Outcome::{Failed, Passed, Skipped};

    const SERVER: &str = "1.3.6.1.5.5.7.3.1";
    const CODE: &str = "1.3.6.1.5.5.7.3.3";
    const EMAIL: &str = "1.3.6.1.5.5.7.3.4";
    type Asked = Option<&'static [&'static str]>;
    let fixtures = Fixtures::read();
    let outcome = |name: &str, purposes: Asked, excluded: Asked| {
        let options = PathOptions {
            purposes: purposes.map(ids),
            excluded_purposes: excluded.map(ids),
            ..fixtures.options("issuing", "root")
        };
        let report = fixtures.report(name, &options);
        report
            .check("certificate[0].extended-key-usage")
            .unwrap()
            .outcome
    };
    let rows: [(&str, Asked, Asked, Outcome); 12] = [
        ("serverAuth", Some(&[]), None, Skipped),
        ("serverAuth-critical", Some(&[]), None, Skipped),
        ("serverAuth", Some(&[]), Some(&[SERVER]), Failed),
        ("email", Some(&[]), Some(&[SERVER]), Passed),
        ("serverAuth", Some(&[SERVER]), None, Passed),
        ("serverAuth+clientAuth", Some(&[SERVER]), None, Passed),
        ("serverAuth", Some(&[SERVER]), Some(&[SERVER]), Failed),
        ("serverAuth+clientAuth", None, Some(&[]), Passed),
        ("codeSigning", None, Some(&[]), Failed),
        ("documents+codeSigning", Some(&[EMAIL, CODE]), None, Passed),
        ("clientAuth", Some(&[EMAIL]), None, Failed),
        ("any", Some(&[EMAIL]), None, Failed),
    ];
    for (name, purposes, excluded, expected) in rows {
        let found = outcome(name, purposes, excluded);
        assert_eq!(found, expected, "{name} {purposes:?} {excluded:?}");
    }
}

#[test]
fn an_issuer_that_does_not_fit_is_told_from_a_missing_one() {
    let fixtures = Fixtures::read();
    let rows = [
        (
            "no-purposes",
            "-",
            "root",
            "No certificate of 'CN=Issuing CA,O=Paths,C=HK'",
        ),
        (
            "no-purposes",
            "issuing-other-key",
            "root",
            "subjectKeyIdentifier is not the",
        ),
        (
            "no-purposes",
            "issuing-teletex",
            "root",
            "in other types of strings",
        ),
        (
            "under-accented",
            "issuing-accented-teletex",
            "root",
            "in other types of strings",
        ),
        (
            "no-purposes",
            "issuing-other-name",
            "root",
            "'CN=Issuing CA 2,O=Paths,C=HK' (among the intermediates) has the key",
        ),
        (
            "no-purposes",
            "issuing root",
            "other-root",
            "self-issued and not among the trust anchors that were given. If you trust it",
        ),
        (
            "no-purposes",
            "issuing-under-impostor impostor-root",
            "root",
            "has the same name but another key",
        ),
        (
            "under-chain",
            "chain-0 chain-1",
            "root",
            "No certificate of 'CN=CA 2",
        ),
    ];
    for (name, intermediates, anchors, part) in rows {
        let report = fixtures.report(name, &fixtures.options(intermediates, anchors));
        let detail = detail(&report, "path");
        assert!(detail.contains(part), "{detail}");
        assert!(report.path.iter().all(|c| !c.is_trust_anchor), "{name}");
    }
    let report = fixtures.report("email", &fixtures.options("issuing", "root"));
    let anchors: Vec<_> = report.path.iter().map(|c| c.is_trust_anchor).collect();
    assert_eq!(anchors, [false, false, true]);
}

#[test]
fn limits_are_said_in_numbers() {
    let fixtures = Fixtures::read();
    let chain: Vec<_> = (0..18).map(|i| format!("chain-{i}")).collect();
    let report = fixtures.report("under-chain", &fixtures.options(&chain.join(" "), "root"));
    assert_eq!(report.indication, Indication::Indeterminate);
    let detail = detail(&report, "path");
    assert!(detail.contains("at most 16 certificates"), "{detail}");
}

#[test]
fn all_duties_that_were_not_kept_are_named() {
    let fixtures = Fixtures::read();
    let report = fixtures.report("no-purposes", &fixtures.options("issuing-bare", "root"));
    let detail = detail(&report, "certificate[1].profile");
    for part in ["authorityKeyIdentifier", "subjectKeyIdentifier"] {
        assert!(detail.contains(part), "{detail}");
    }
}

#[test]
fn policies_are_accepted_by_their_arc() {
    let fixtures = Fixtures::read();
    let policies = |name: &str, entry: &str| {
        let options = PathOptions {
            policies: PolicyInputs {
                initial_policy_set: Some(vec![entry.to_owned()]),
                require_explicit_policy: true,
                ..PolicyInputs::default()
            },
            ..fixtures.options("issuing-any-policy", "root")
        };
        let report = fixtures.report(name, &options);
        (report.indication, report.policies)
    };
    let arc = "1.3.6.1.4.1.16030.1.*";
    for last in ["21", "22"] {
        let passed = (
            Indication::TotalPassed,
            vec![format!("1.3.6.1.4.1.16030.1.{last}")],
        );
        assert_eq!(policies(&format!("policy-{last}"), arc), passed);
    }
    let any = (Indication::TotalPassed, vec!["2.5.29.32.0".to_owned()]);
    assert_eq!(policies("policy-any", arc), any);
    for name in ["policy-other", "no-purposes"] {
        assert_eq!(policies(name, arc), (Indication::TotalFailed, vec![]));
    }
}
