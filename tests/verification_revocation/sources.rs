//! CRLs and responses that are faulty, old or many, by those of tests/fixtures/revocation.

use iamsmart::asn1::{Encoded, Time};
use iamsmart::validation::Revocation;
use iamsmart::verification::{PathOptions, VerificationReport, validate_certificate_path};

use crate::detail;
use crate::pki_fixtures::assert_sound;
use crate::revocation_fixtures::Objects;

/// Returns the report on a certificate of tests/fixtures/revocation, by its CRLs and responses.
fn path_report(
    subject: &str,
    crls: &str,
    responses: &str,
    set: impl FnOnce(&mut PathOptions),
) -> VerificationReport {
    let objects = Objects::read();
    let encoded = |kind: &str, names: &str| -> Vec<Encoded> {
        let all = objects.all(kind, names).into_iter();
        all.map(Encoded::Bytes).collect()
    };
    let mut options = PathOptions {
        trust_anchors: encoded("certificates", "root"),
        intermediates: encoded("certificates", "issuing"),
        crls: encoded("crls", crls),
        ocsp_responses: encoded("ocsp", responses),
        key_usage: Some(Vec::new()),
        // 2026-06-01T00:00:00Z.
        ..PathOptions::at(Time::from_unix_seconds(1_780_272_000))
    };
    set(&mut options);
    let subject = Encoded::Bytes(objects.der("certificates", subject));
    let report = validate_certificate_path(&subject, &options).unwrap();
    assert_sound(&report);
    report
}

fn outcome(report: &VerificationReport) -> (&str, &str) {
    let check = report.check("certificate[0].revocation").unwrap();
    (report.indication.as_str(), check.outcome.as_str())
}

#[test]
fn a_duty_of_the_issuer_is_a_warning_and_with_a_strict_profile_a_failure() {
    for (crls, responses, words) in [
        ("without-number", "-", "revocation list 2: it has no number"),
        (
            "number-negative",
            "-",
            "revocation list 2: its number is critical",
        ),
        (
            "entry-without-seconds",
            "-",
            "revocation list 2: a time is not written",
        ),
        (
            "version-1-with-extensions",
            "-",
            "revocation list 2: it has extensions",
        ),
        (
            "-",
            "fractions",
            "the issuing authority's answer 1: a time is not written",
        ),
        (
            "-",
            "empty-extensions",
            "the issuing authority's answer 1: it has an empty list",
        ),
    ] {
        let crls = format!("root {crls}");
        let warned = path_report("person", &crls, responses, |_| {});
        let text = detail(&warned);
        assert_eq!(outcome(&warned), ("TOTAL-PASSED", "warning"), "{text}");
        assert!(text.contains(words), "{text}");
        let failed = path_report("person", &crls, responses, |o| o.strict_profile = true);
        assert_eq!(outcome(&failed), ("TOTAL-FAILED", "failed"), "{text}");
        assert_eq!(detail(&failed), text);
    }
    // A source without a broken duty is the better one.
    let report = path_report("person", "root without-number empty", "-", |o| {
        o.strict_profile = true;
    });
    assert_eq!(outcome(&report), ("TOTAL-PASSED", "passed"));
}

#[test]
fn what_cannot_be_used_is_named_with_the_reason() {
    let rows = [
        (
            "person-b",
            "root partition-a",
            "-",
            "revocation list 2: it is for the distribution point http://crl.example.hk/a.crl, and the \
             certificate names http://crl.example.hk/b.crl",
        ),
        (
            "person",
            "root partition-a",
            "-",
            "and the certificate names none",
        ),
        (
            "person",
            "root authorities-only",
            "-",
            "revocation list 2: it covers certificates of authorities only (onlyContainsCACerts)",
        ),
        (
            "sub",
            "root user-only",
            "-",
            "revocation list 2: it covers no certificates of authorities (onlyContainsUserCerts)",
        ),
        (
            "person",
            "root attributes-only",
            "-",
            "revocation list 2: it covers attribute certificates only (onlyContainsAttributeCerts)",
        ),
        (
            "person",
            "root",
            "other-certificate",
            "the issuing authority's answer 1: it does not answer for this certificate",
        ),
        (
            "person",
            "root",
            "unauthorized",
            "the responder does not answer for this authority or this certificate (unauthorized)",
        ),
        (
            "person",
            "root wrong-key",
            "-",
            "revocation list 2: it was not signed with its signer's key",
        ),
        (
            "person",
            "root revoked-without-date",
            "-",
            "revocation list 2: its entry for this certificate cannot be read",
        ),
        (
            "person",
            "root entry-without-serial",
            "-",
            "revocation list 2: its entry 1 cannot be read",
        ),
        (
            "person-until-2027",
            "root in-2028",
            "-",
            "revocation list 2: it was issued after the certificate expired (1 June 2027 08:00:00 HKT)",
        ),
        (
            "person",
            "root",
            "-",
            "A revocation list of its authority says it",
        ),
    ];
    for (subject, crls, responses, words) in rows {
        let report = path_report(subject, crls, responses, |_| {});
        let text = detail(&report);
        assert_eq!(
            outcome(&report),
            ("INDETERMINATE", "indeterminate"),
            "{text}"
        );
        assert_eq!(report.sub_indication.unwrap().as_str(), "TRY_LATER");
        assert!(text.contains(words), "{crls} {responses}: {text}");
    }
}

#[test]
fn an_invalidity_date_before_the_revocation_counts() {
    let report = path_report("person", "root in-2027-invalid-before", "-", |_| {});
    assert_eq!(outcome(&report), ("INDETERMINATE", "indeterminate"));
    assert_eq!(report.sub_indication.unwrap().as_str(), "REVOKED_NO_POE");
    assert!(detail(&report).contains(
        "revoked at 15 January 2027 08:00:00 HKT (keyCompromise), with effect from \
         1 May 2026 08:00:00 HKT (invalidityDate)"
    ));
    let report = path_report("person", "root in-2027-invalid-after", "-", |_| {});
    assert_eq!(outcome(&report), ("TOTAL-PASSED", "passed"));
    assert!(detail(&report).contains("later it was revoked at 15 January 2027"));
}

#[test]
fn the_caller_says_how_old_data_without_next_update_may_be() {
    for (max_age_ms, expected) in [
        (None, ("INDETERMINATE", "indeterminate")),
        (
            Some(2 * 366 * 24 * 60 * 60 * 1000),
            ("TOTAL-PASSED", "passed"),
        ),
    ] {
        let report = path_report("person", "root", "without-next-update-old", |options| {
            options.revocation_max_age_ms = max_age_ms;
        });
        assert_eq!(outcome(&report), expected, "{max_age_ms:?}");
    }
}

/// Whoever hands over the data must not be able to hide a revoked certificate behind a limit.
#[test]
fn a_limit_is_undecided_even_where_revocation_is_asked_for_softly() {
    // Each list is verified with the keys of both issuers.
    let lists = format!("root {}", vec!["wrong-key"; 199].join(" "));
    let report = path_report("person", &lists, "revoked", |options| {
        options.revocation = Revocation::Soft;
    });
    assert_eq!(outcome(&report), ("INDETERMINATE", "indeterminate"));
    assert!(
        detail(&report).contains("a limit of the checking was reached, 100 verified signatures")
    );
}

#[test]
fn a_list_keeps_its_name_where_another_cannot_be_read() {
    let report = path_report("person", "root empty without-number", "-", |options| {
        options.crls[1] = Encoded::Bytes(vec![0x30, 0x03, 0x02, 0x01, 0x00]);
    });
    assert_eq!(outcome(&report), ("TOTAL-PASSED", "warning"));
    let detail = detail(&report);
    assert!(detail.contains("says revocation list 3 of"), "{detail}");
    assert!(
        detail.contains("(revocation list 3: it has no number"),
        "{detail}"
    );
}
