//! Verdicts with revocation (ETSI EN 319 102-1 §5.2.6), with CRLs made by
//! tests/fixtures/pki/make.py.

#![cfg(feature = "verify")]

mod pki_fixtures;

use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::report::ReportLanguage;
use iamsmart::validation::Revocation;
use iamsmart::verification::{SignatureInput, VerificationReport, verify_signature};
use pki_fixtures::{assert_sound, certificates, signature_input, verdict};

/// 2026-01-15T00:00:00Z, the revocation date of the fixtures' certificates.
const REVOKED_AT: i64 = 1_768_435_200;

fn input(crls: &str) -> SignatureInput {
    let mut input = signature_input("digest.sig");
    input.options.crls = certificates(crls);
    input.options.revocation = match crls {
        "-" => Revocation::Soft,
        _ => Revocation::Hard,
    };
    input
}

fn report(input: &SignatureInput) -> VerificationReport {
    let report = verify_signature(input).unwrap();
    assert_sound(&report);
    report
}

fn detail(report: &VerificationReport) -> String {
    let check = report.check("certificate[0].revocation").unwrap();
    check.detail.to_string()
}

#[test]
fn every_status_gets_its_indication() {
    let rows = [
        ("crl-root crl-issuing", "TOTAL-PASSED", "-", "-"),
        (
            // Nothing proves that the signature is older, nor that it is not.
            "crl-root crl-issuing-person-revoked",
            "INDETERMINATE",
            "REVOKED_NO_POE",
            "certificate[0].revocation:indeterminate",
        ),
        (
            // A revocation counts whatever else is missing.
            "crl-issuing-person-revoked",
            "INDETERMINATE",
            "REVOKED_NO_POE",
            "certificate[0].revocation:indeterminate certificate[1].revocation:indeterminate",
        ),
        (
            "crl-root-issuing-revoked crl-issuing",
            "INDETERMINATE",
            "REVOKED_CA_NO_POE",
            "certificate[1].revocation:indeterminate",
        ),
        (
            "crl-root crl-issuing-person-on-hold",
            "INDETERMINATE",
            "TRY_LATER",
            "certificate[0].revocation:indeterminate",
        ),
        (
            "crl-root",
            "INDETERMINATE",
            "TRY_LATER",
            "certificate[0].revocation:indeterminate",
        ),
        (
            "crl-root crl-issuing-stale",
            "INDETERMINATE",
            "TRY_LATER",
            "certificate[0].revocation:indeterminate",
        ),
        (
            "crl-root crl-issuing-by-other-key",
            "INDETERMINATE",
            "TRY_LATER",
            "certificate[0].revocation:indeterminate",
        ),
    ];
    for (crls, indication, reason, notable) in rows {
        let found = verdict(&report(&input(crls)));
        let expected = (indication, reason, notable);
        assert_eq!((&*found.0, &*found.1, &*found.2), expected, "{crls}");
    }
}

#[test]
fn what_is_not_known_is_noted_where_it_is_asked_for_softly() {
    for (crls, why) in [
        (
            "-",
            "Nothing at hand says whether the certificate was revoked",
        ),
        (
            "crl-root crl-issuing-stale",
            "crls[1]: it was current until 2026-05-31",
        ),
    ] {
        let mut input = input(crls);
        input.options.revocation = Revocation::Soft;
        let report = report(&input);
        assert_eq!(report.indication.as_str(), "TOTAL-PASSED", "{crls}");
        let check = report.check("certificate[0].revocation").unwrap();
        assert_eq!(check.outcome, Outcome::Skipped);
        let detail = detail(&report);
        assert!(detail.contains(why), "{detail}");
        assert!(
            detail.ends_with("The caller asked for no more ('soft')."),
            "{detail}"
        );
    }
    let mut input = input("crl-root crl-issuing-person-revoked");
    input.options.revocation = Revocation::Soft;
    assert_eq!(report(&input).indication.as_str(), "INDETERMINATE");
    input.options.revocation = Revocation::Off;
    assert_eq!(report(&input).indication.as_str(), "TOTAL-PASSED");
}

#[test]
fn claimed_time_is_told_apart_from_revocation_and_saves_nothing() {
    for (offset, words) in [
        (-1, "after the time that the signature is claimed to be of"),
        (
            0,
            "before or at the time that the signature is claimed to be of",
        ),
        (
            1,
            "before or at the time that the signature is claimed to be of",
        ),
    ] {
        let mut input = input("crl-root crl-issuing-person-revoked");
        input.claimed_time = Some(Time::from_unix_seconds(REVOKED_AT + offset));
        let report = report(&input);
        assert_eq!(report.sub_indication.unwrap().as_str(), "REVOKED_NO_POE");
        let detail = detail(&report);
        assert!(detail.contains(words), "{offset}: {detail}");
        assert!(detail.contains("2026-01-15T00:00:00.000Z (keyCompromise)"));
    }
}

#[test]
fn a_report_reads_in_chinese() {
    let report = report(&input("crl-root crl-issuing-person-revoked"));
    let check = report.check("certificate[0].revocation").unwrap();
    let chinese = ReportLanguage::TraditionalChinese;
    assert_eq!(
        check.name.title().in_language(chinese),
        "第 1 張證書的撤銷狀況"
    );
    assert_eq!(
        check.detail.in_language(chinese),
        "證書已於 2026-01-15T00:00:00.000Z 被撤銷（keyCompromise），根據 crls[1]；沒有任何證明顯示\
         簽署在此之前作出。如能證明較早的時間，請以 validationTime 提供。"
    );
    for check in &report.checks {
        let detail = check.detail.in_language(chinese);
        assert!(detail.ends_with('。'), "{detail}");
        assert!(!detail.contains(['{', '}']), "{detail}");
    }
}

/// The CRL is of May; before the revocation, the certificate was good.
#[test]
fn a_newer_list_says_what_was_at_an_earlier_time() {
    for (offset, indication, words) in [
        (-1, "TOTAL-PASSED", "was not revoked at the validation time"),
        (
            0,
            "INDETERMINATE",
            "nothing proves that the signature is older",
        ),
    ] {
        let mut input = input("crl-root crl-issuing-person-revoked");
        input.options.validation_time = Time::from_unix_seconds(REVOKED_AT + offset);
        let report = report(&input);
        let detail = detail(&report);
        assert_eq!(report.indication.as_str(), indication, "{detail}");
        assert!(detail.contains(words), "{detail}");
        assert!(detail.contains("revoked at 2026-01-15T00:00:00.000Z (keyCompromise)"));
    }
}
