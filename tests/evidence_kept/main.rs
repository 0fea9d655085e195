//! Evidence that is kept up from 2026 to 2034 (docs/evidence.md).
//!
//! Files, tokens and digests are made by tests/fixtures/evidence/make.py with `openssl ts` and Python.

#![cfg(feature = "verify")]

mod file;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod trust;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::report::Outcome;
use iamsmart::verification::{
    EvidenceReport, Indication, JudgedTimestamp, PathOptions, TimestampWorth, verify_evidence,
};

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("evidence/{file}"))
}

fn text(file: &str) -> String {
    String::from_utf8(fixture(file)).unwrap()
}

fn encoded(files: &[&str]) -> Vec<Encoded> {
    let files = files.iter();
    files.map(|file| Encoded::Bytes(fixture(file))).collect()
}

fn at(text: &str) -> Time {
    Time::parse(&format!("{text}T12:00:00.000Z")).unwrap()
}

/// Returns the options of an auditor, who has the trust anchors, and fetches what is newest.
fn auditor(day: &str, crls: &[&str]) -> PathOptions {
    PathOptions {
        trust_anchors: encoded(&["root.pem"]),
        timestamp_anchors: Some(encoded(&["time-root.pem"])),
        crls: encoded(crls),
        ..PathOptions::at(at(day))
    }
}

fn verified(file: &str, options: &PathOptions) -> EvidenceReport {
    verify_evidence(&text(file), options).unwrap()
}

fn detail(found: &EvidenceReport, check: &str) -> String {
    let check = found.report.check(check);
    check.map_or_else(String::new, |check| check.detail.to_string())
}

fn summary(found: &EvidenceReport) -> String {
    let notable = found.report.checks.iter();
    let notable = notable.filter(|check| {
        matches!(
            check.outcome,
            Outcome::Failed | Outcome::Indeterminate | Outcome::Warning
        )
    });
    let notable: Vec<_> = notable
        .map(|check| format!("{}: {}", check.name, check.detail))
        .collect();
    notable.join("\n")
}

#[test]
fn renewed_evidence_of_2026_stands_in_2034() {
    let options = auditor("2034-06-01", &["time-2034.crl"]);
    let found = verified("renewed-2032.json", &options);
    assert_eq!(
        found.report.indication,
        Indication::TotalPassed,
        "{}",
        summary(&found)
    );
    // openssl ts -reply -text of 2026.tst, with its accuracy of a second.
    assert_eq!(
        found.proven_time.unwrap().text(),
        "2026-06-01T08:01:01.000Z"
    );
    // The certificate of the last authority.
    let holds_until = found.holds_until.unwrap();
    assert_eq!(holds_until.end.text(), "2038-01-01T00:00:00.000Z");
    assert_eq!(found.report.validation_time, options.validation_time);
    let judged: Vec<_> = found
        .timestamps
        .iter()
        .map(|one| (one.judged_at.text(), one.counts()))
        .collect();
    let expected = [
        ("2029-06-01T00:00:01.000Z", true),
        ("2032-06-01T00:00:01.000Z", true),
        ("2034-06-01T12:00:00.000Z", true),
    ];
    assert_eq!(judged, expected.map(|(time, counts)| (time.into(), counts)));
    for check in [
        "evidence.signatureTimestamps[0].timestamp",
        "evidence.renewals[0].timestamp",
        "evidence.renewals[1].timestamp",
    ] {
        let found = found.report.check(check).unwrap();
        assert_eq!(found.outcome, Outcome::Passed);
    }
}

/// The signer's certificate ended in 2029 and was revoked in 2028: only the time-stamps tell.
#[test]
fn without_renewals_it_is_said_what_was_missed_and_when() {
    let options = auditor("2034-06-01", &["time-2034.crl", "root-2028.crl"]);
    let found = verified("stamped.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    assert_eq!(found.holds_until, None);
    assert_eq!(found.proven_time, None);
    assert_eq!(
        detail(&found, "evidence.signatureTimestamps[0].timestamp"),
        "The time-stamp of 1 June 2026 16:01:00 HKT held until 1 January 2030 08:00:00 HKT, when the \
         certificate of 'CN=Time 1,O=Evidence Test,C=HK' ended. Until then it had to be renewed; at 1 June 2034 20:00:00 HKT it proves nothing any more."
    );
    let found = verified("unstamped.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    assert!(found.timestamps.is_empty());
}

#[test]
fn it_stands_at_every_time_before_its_end() {
    let rows: [(&str, &str, &[&str], &str); 6] = [
        (
            "stamped.json",
            "2026-06-01",
            &["time-2026.crl"],
            "2030-01-01",
        ),
        (
            "stamped.json",
            "2029-06-01",
            &["time-2029.crl"],
            "2030-01-01",
        ),
        (
            "renewed-2029.json",
            "2029-06-02",
            &["time-2029.crl"],
            "2033-01-01",
        ),
        (
            "renewed-2029.json",
            "2032-06-01",
            &["time-2032.crl"],
            "2033-01-01",
        ),
        (
            "renewed-2032.json",
            "2032-06-02",
            &["time-2032.crl"],
            "2038-01-01",
        ),
        ("early.json", "2026-06-02", &["time-2026.crl"], "2030-01-01"),
    ];
    for (file, day, crls, end) in rows {
        let found = verified(file, &auditor(day, crls));
        let (indication, told) = (found.report.indication, summary(&found));
        assert_eq!(indication, Indication::TotalPassed, "{file} {day}: {told}");
        let holds_until = found.holds_until.unwrap().end.text();
        assert_eq!(holds_until, format!("{end}T00:00:00.000Z"), "{file} {day}");
    }
    for (file, day, crl) in [
        ("stamped.json", "2030-06-01", "time-2030.crl"),
        ("renewed-2029.json", "2034-06-01", "time-2034.crl"),
    ] {
        let found = verified(file, &auditor(day, &[crl]));
        assert_eq!(found.report.indication, Indication::Indeterminate);
    }
}

#[test]
fn a_renewal_that_came_too_late_does_not_count_for_what_had_ended() {
    let options = auditor("2034-06-01", &["time-2034.crl"]);
    let found = verified("late.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    let counts: Vec<_> = found
        .timestamps
        .iter()
        .map(JudgedTimestamp::counts)
        .collect();
    assert_eq!(counts, [false, true, true]);
    // The later ones prove that the signature was there in 2030, when its certificate had ended.
    assert_eq!(
        found.proven_time.unwrap().text(),
        "2030-06-01T00:00:01.000Z"
    );
    assert!(detail(&found, "evidence.signatureTimestamps[0].timestamp").contains("held until"));
    assert!(detail(&found, "certificate[0].validity").contains("1 June 2030"));
}

#[test]
fn an_authority_that_was_revoked_before_the_renewal_proves_nothing() {
    let options = auditor("2034-06-01", &["time-2034.crl"]);
    let found = verified("late-2026.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    assert_eq!(found.timestamps[0].worth, TimestampWorth::NotValid);
    let found = detail(&found, "evidence.signatureTimestamps[0].timestamp");
    assert!(found.contains("was revoked"), "{found}");
}

#[test]
fn of_several_time_stamps_the_earliest_that_holds_counts() {
    let found = verified("several.json", &auditor("2029-06-02", &["time-2029.crl"]));
    let counts: Vec<_> = found
        .timestamps
        .iter()
        .map(JudgedTimestamp::counts)
        .collect();
    assert_eq!(counts, [false, true, true], "{}", summary(&found));
    assert_eq!(found.report.indication, Indication::TotalPassed);
    let proven = found.proven_time.unwrap().text();
    assert_eq!(proven, "2026-06-01T08:01:01.000Z");
    // The end of the one that proves it.
    let end = found.holds_until.unwrap().end.text();
    assert_eq!(end, "2030-01-01T00:00:00.000Z");
    // When the first has ended, the later one proves too little.
    let found = verified("several.json", &auditor("2030-06-01", &["time-2030.crl"]));
    assert_eq!(found.report.indication, Indication::Indeterminate);
    assert_eq!(
        found.report.sub_indication.unwrap().as_str(),
        "OUT_OF_BOUNDS_NO_POE"
    );
}

/// A renewal that is dated before what it is over proves that all of it was there even earlier.
#[test]
fn a_time_stamp_over_a_younger_one_contradicts_it() {
    let found = verified("reversed.json", &auditor("2026-06-02", &["time-2026.crl"]));
    let counts: Vec<_> = found
        .timestamps
        .iter()
        .map(JudgedTimestamp::counts)
        .collect();
    assert_eq!(counts, [false, true]);
    let told = detail(&found, "evidence.signatureTimestamps[0].timestamp");
    assert!(told.contains("contradict each other"), "{told}");
}

/// Evidence without time-stamps is judged as ever, and tells how long it will be.
#[test]
fn evidence_without_time_stamps_holds_as_long_as_its_path() {
    let found = verified("unstamped.json", &auditor("2026-06-02", &[]));
    assert_eq!(found.report.indication, Indication::TotalPassed);
    assert_eq!(found.proven_time, None);
    // RSA of 2048 bits ends before the certificate does, by a day and an hour.
    let end = found.holds_until.unwrap().end.text();
    assert_eq!(end, "2028-12-31T22:59:59.999Z");
}
