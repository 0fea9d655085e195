//! What the caller trusts, and asks.

use super::{at, auditor, detail, encoded, summary, text, verified};
use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::from_base64;
use iamsmart::report::Outcome;
use iamsmart::validation::{Algorithm, AlgorithmEnds, Revocation};
use iamsmart::verification::{Indication, JudgedTimestamp};
use serde_json::Value;

#[test]
fn authorities_are_those_that_the_caller_trusts() {
    let mut options = auditor("2034-06-01", &["time-2034.crl"]);
    for anchors in [None, Some(Vec::new()), Some(encoded(&["root.pem"]))] {
        options.timestamp_anchors = anchors;
        let found = verified("renewed-2032.json", &options);
        assert_eq!(found.report.indication, Indication::Indeterminate);
        assert!(found.timestamps.iter().all(|one| !one.counts()));
    }
    options.trust_anchors = encoded(&["root.pem", "time-root.pem"]);
    options.timestamp_anchors = None;
    let found = verified("renewed-2032.json", &options);
    assert_eq!(found.report.indication, Indication::TotalPassed);
}

/// Revocation data is asked for of authorities as of signers.
#[test]
fn the_last_authority_needs_a_status_of_now() {
    let mut options = auditor("2034-06-01", &[]);
    let found = verified("renewed-2032.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    options.revocation = Revocation::Soft;
    let found = verified("renewed-2032.json", &options);
    assert_eq!(found.report.indication, Indication::TotalPassed);
}

/// What is asked of the signer's path is asked all the same.
#[test]
fn a_time_stamp_does_not_mend_a_path_that_fails() {
    let mut options = auditor("2034-06-01", &["time-2034.crl"]);
    options.anchor_fingerprints = vec![[7; 32]];
    let found = verified("renewed-2032.json", &options);
    assert_eq!(found.report.indication, Indication::TotalFailed);
    assert!(found.timestamps.iter().all(JudgedTimestamp::counts));
    options.anchor_fingerprints = Vec::new();
    options.purposes = Some(Vec::new());
    options.max_path_length = Some(0);
    let found = verified("renewed-2032.json", &options);
    assert_eq!(found.report.indication, Indication::TotalPassed);
}

/// A CRL counts if it is known to have been there while its authority was trusted: afterwards anyone
/// may have its key.
#[test]
fn revocation_data_counts_by_the_first_renewal_over_it() {
    let judged = |file: &str, day: &str, crls: &[&str]| {
        let mut options = auditor(day, crls);
        options.trust_anchors.extend(encoded(&["ended.pem"]));
        verified(file, &options)
    };
    let now = &["time-2034.crl"][..];
    let rows: [(&str, &str, &[&str], bool); 7] = [
        // The root of the signer ends with 2030.
        ("ended.json", "2030-06-01", &["time-2030.crl"], true),
        ("ended.json", "2034-06-01", now, false),
        ("ended-2030.json", "2034-06-01", now, true),
        ("ended-2032.json", "2034-06-01", now, false),
        // The certificate of the responder ends with June 2026.
        ("ocsp.json", "2026-06-05", &["time-2026.crl"], true),
        ("ocsp.json", "2034-06-01", now, false),
        ("ocsp-2026.json", "2034-06-01", now, true),
    ];
    for (file, day, crls, passes) in rows {
        let found = judged(file, day, crls);
        let has_passed = found.report.indication == Indication::TotalPassed;
        assert_eq!(has_passed, passes, "{file} {day}: {}", summary(&found));
        assert!(
            found.timestamps.iter().all(JudgedTimestamp::counts),
            "{file}"
        );
        if file == "ended.json" && passes {
            let end = found.holds_until.unwrap().end.text();
            assert_eq!(end, "2031-01-01T00:00:00.000Z", "as long as the root");
        }
        let is_settled = found.report.check("certificate[0].revocation");
        assert_eq!(is_settled.unwrap().outcome == Outcome::Passed, passes);
    }
    let found = judged("ended.json", "2034-06-01", now);
    let told = detail(&found, "certificate[0].revocation");
    assert!(
        told.contains("not proven that it was there before an authority of the path ended"),
        "{told}"
    );
    // The same data from the options is known no earlier than now.
    let mut options = auditor("2034-06-01", now);
    options.trust_anchors = encoded(&["ended.pem"]);
    let file: Value = serde_json::from_str(&text("ended.json")).unwrap();
    let crl = from_base64("crls", file["crls"][0].as_str().unwrap()).unwrap();
    options.crls.push(Encoded::Bytes(crl));
    let found = verified("ended.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    let found = verified("ended-2030.json", &options);
    assert_eq!(found.report.indication, Indication::TotalPassed);
}

#[test]
fn algorithms_end_by_the_table_or_by_the_caller() {
    let mut options = auditor("2034-06-01", &["time-2034.crl"]);
    // RSASSA-PKCS1-v1_5 ends with 2028 (ETSI TS 119 312 V1.5.1), and was used in 2029.
    let found = verified("legacy.json", &options);
    assert_eq!(found.report.indication, Indication::Indeterminate);
    let told = detail(&found, "evidence.renewals[0].timestamp");
    assert!(told.contains("RSA-PKCS1 ceased to be suitable"), "{told}");
    options.algorithm_ends = Some(AlgorithmEnds::replacing(vec![(
        Algorithm::RsaPkcs1,
        Some(at("2033-12-31")),
    )]));
    let found = verified("legacy.json", &options);
    assert_eq!(
        found.report.indication,
        Indication::TotalPassed,
        "{}",
        summary(&found)
    );
    // An end that the caller names counts for the signature too.
    let ended = |algorithm, day| {
        let mut options = auditor("2034-06-01", &["time-2034.crl"]);
        let ends = vec![(algorithm, Some(at(day)))];
        options.algorithm_ends = Some(AlgorithmEnds::replacing(ends));
        let found = verified("renewed-2032.json", &options);
        (
            found.report.indication,
            found.holds_until.map(|one| one.end),
        )
    };
    let (passed, undecided) = (Indication::TotalPassed, Indication::Indeterminate);
    let end = Time::parse("2038-01-01T00:00:00.000Z");
    assert_eq!(ended(Algorithm::RsaBelow3000, "2026-06-02"), (passed, end));
    assert_eq!(
        ended(Algorithm::RsaBelow3000, "2026-05-31"),
        (undecided, None)
    );
    assert_eq!(ended(Algorithm::Ecdsa, "2034-05-31"), (undecided, None));
    let later = at("2034-06-02");
    assert_eq!(ended(Algorithm::Ecdsa, "2034-06-02"), (passed, Some(later)));
}
