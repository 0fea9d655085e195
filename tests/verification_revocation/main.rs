//! Verdicts with revocation (ETSI EN 319 102-1 §5.2.6), with CRLs made by
//! tests/fixtures/pki/make.py and tests/fixtures/revocation/make.py.

#![cfg(feature = "verify")]

#[path = "../pki_fixtures/mod.rs"]
mod pki_fixtures;
#[path = "../revocation_fixtures/mod.rs"]
mod revocation_fixtures;
mod sources;
#[path = "../vectors/mod.rs"]
mod vectors;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::from_base64;
use iamsmart::report::Outcome;
use iamsmart::report::ReportLanguage;
use iamsmart::validation::Revocation;
use iamsmart::verification::{
    PathOptions, SignatureInput, VerificationReport, validate_certificate_path, verify_signature,
};
use pki_fixtures::{assert_sound, certificate, certificates, fixture, signature_input, verdict};

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
            "revocation list 2: it was current until 31 May 2026",
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
            detail.ends_with("No more was asked for ('soft')."),
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
fn the_verdict_says_what_was_asked_for_about_revocation() {
    const VALID: &str = "The signature is valid.";
    const SETTLED: &str = "No certificate of its path was revoked.";
    const OFF: &str = "Revocation was not asked for ('off').";
    let partly = |count: usize| {
        format!(
            "Revocation was asked for only as far as data was at hand ('soft'): of {count} \
             certificates it is not known whether they were revoked."
        )
    };
    let unknown = "it is not known whether a certificate was revoked.";
    let both = "crl-root crl-issuing";
    let rows = [
        (Revocation::Hard, both, format!("{VALID} {SETTLED}")),
        (Revocation::Soft, both, format!("{VALID} {SETTLED}")),
        (
            Revocation::Soft,
            "crl-root",
            format!("{VALID} {}", partly(1)),
        ),
        (
            Revocation::Soft,
            "crl-issuing",
            format!("{VALID} {}", partly(1)),
        ),
        (Revocation::Soft, "-", format!("{VALID} {}", partly(2))),
        (Revocation::Off, both, format!("{VALID} {OFF}")),
        (
            Revocation::Hard,
            "crl-root",
            format!("It could not be decided whether the signature is valid: {unknown}"),
        ),
    ];
    for (revocation, crls, expected) in rows {
        let mut input = input(crls);
        input.options.revocation = revocation;
        assert_eq!(report(&input).summary().to_string(), expected, "{crls}");
        let options = &input.options;
        let alone = validate_certificate_path(&certificate("person"), options).unwrap();
        assert_eq!(
            alone.summary().to_string(),
            expected.replacen("signature", "certificate", 1),
            "{crls}"
        );
    }
    let mut input = input("-");
    input.options.revocation = Revocation::Off;
    input.signature = fixture("bad-other-key.sig");
    assert_eq!(
        report(&input).summary().to_string(),
        format!(
            "The signature is not valid: it was not made with the signer's key over this content. {OFF}"
        )
    );
    input.options.validation_time = Time::from_unix_seconds(0);
    let alone = validate_certificate_path(&certificate("person"), &input.options).unwrap();
    assert!(
        alone
            .summary()
            .to_string()
            .starts_with("The certificate is not valid: "),
        "{}",
        alone.summary()
    );
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
        assert!(detail.contains("15 January 2026 08:00:00 HKT (keyCompromise)"));
    }
}

#[test]
fn a_report_reads_in_chinese() {
    let report = report(&input("crl-root crl-issuing-person-revoked"));
    let check = report.check("certificate[0].revocation").unwrap();
    let chinese = ReportLanguage::TraditionalChinese;
    assert_eq!(
        check.name.title().in_language(chinese),
        "簽署人證書的撤銷狀況"
    );
    assert_eq!(
        check.detail.in_language(chinese),
        "根據證書撤銷清單 2，證書已於香港時間2026年1月15日08:00:00 被撤銷（keyCompromise）；沒有任何證明顯示\
         簽署在此之前作出。如能證明較早的時間，可以該時間再次驗證。"
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
        assert!(detail.contains("revoked at 15 January 2026 08:00:00 HKT (keyCompromise)"));
    }
}

/// The time of revocation is the one to which pyHanko slides the time of control, by the same data.
#[test]
fn the_time_of_revocation_is_the_one_that_pyhanko_finds() {
    let files = vectors::json("pyhanko/time-slide.json");
    let file = |name: &str| {
        let text = files[name].as_str().unwrap();
        Encoded::Bytes(from_base64(name, text).unwrap())
    };
    let by_ocsp = (
        ["root-2020-12-10.crl"].to_vec(),
        vec!["alice-2020-12-10.ors"],
    );
    let by_crl = (
        ["root-2020-12-10.crl", "interm-2020-12-10.crl"].to_vec(),
        Vec::new(),
    );
    // 2020-12-01T00:00:00Z.
    let revoked_at = 1_606_780_800;
    for (crls, responses) in [by_ocsp, by_crl] {
        for (offset, expected) in [(-1, "TOTAL-PASSED"), (0, "INDETERMINATE")] {
            let options = PathOptions {
                trust_anchors: vec![file("root.crt")],
                intermediates: vec![file("interm.crt")],
                crls: crls.iter().copied().map(file).collect(),
                ocsp_responses: responses.iter().map(|name| file(name)).collect(),
                ..PathOptions::at(Time::from_unix_seconds(revoked_at + offset))
            };
            let report = validate_certificate_path(&file("alice.crt"), &options).unwrap();
            assert_sound(&report);
            assert_eq!(report.indication.as_str(), expected, "{}", detail(&report));
            let reason = report
                .sub_indication
                .map(iamsmart::report::SubIndication::as_str);
            assert_eq!(reason, (offset == 0).then_some("REVOKED_NO_POE"));
        }
    }
}

/// A stale list decides as of the time until which it was current; asked as of then, it does.
#[test]
fn what_is_open_because_of_the_time_says_as_of_when_to_ask() {
    let mut stale = input("crl-root crl-issuing-stale");
    let open = report(&stale);
    assert_eq!(open.sub_indication.unwrap().as_str(), "TRY_LATER");
    let until = Time::parse("2026-05-31T00:00:00.000Z").unwrap();
    assert_eq!(open.ask_again_as_of(), Some(until));
    let advice = open.advice().unwrap();
    assert_eq!(
        advice.to_string(),
        "What is at hand about revocation was current until 31 May 2026 08:00:00 HKT. Add a current \
         revocation list or answer of the issuing authority; or, if something better than the signer's \
         word shows that the signature was there by then, ask again as of that time."
    );
    assert_eq!(
        advice.in_language(ReportLanguage::TraditionalChinese),
        "現有的撤銷資料只適用至香港時間2026年5月31日08:00:00。請加入簽發機關最新的證書撤銷清單或回應；\
         如有簽署人自稱以外的證明，顯示簽署當時已存在，亦可以該時間再次驗證。"
    );
    let check = open.check("certificate[0].revocation").unwrap();
    assert_eq!(check.detail.times(), [until]);
    let items = check.detail.items();
    assert_eq!(
        items.iter().map(|item| item.text()).collect::<Vec<_>>(),
        ["crls[1]"]
    );

    stale.options.validation_time = until;
    let decided = report(&stale);
    assert_eq!(decided.indication.as_str(), "TOTAL-PASSED");
    assert_eq!((decided.advice(), decided.ask_again_as_of()), (None, None));

    // Nothing that is missing comes with another time.
    let missing = report(&input("crl-root"));
    assert_eq!(missing.ask_again_as_of(), None);
    let advice = missing.advice().unwrap().to_string();
    assert!(advice.starts_with("Ask again later, or add"), "{advice}");
}
