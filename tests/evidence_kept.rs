//! Evidence that is kept up from 2026 to 2034 (docs/evidence.md).
//!
//! Files, tokens and digests are made by tests/fixtures/evidence/make.py with `openssl ts` and Python.

#![cfg(feature = "verify")]

use std::path::PathBuf;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::{from_base64, hex};
use iamsmart::pki::signature::Sha2;
use iamsmart::report::Outcome;
use iamsmart::validation::{Algorithm, AlgorithmEnds, Revocation};
use iamsmart::verification::{
    EvidenceReport, Indication, JudgedTimestamp, PathOptions, SignatureAlgorithm, SignatureInput,
    TimestampWorth, ValidationMaterial, create_evidence, evidence_digest, evidence_form,
    extend_evidence, renew_evidence, verify_evidence,
};
use serde_json::{Value, json};

fn fixture(file: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/evidence");
    let path = PathBuf::from(folder).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
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
fn a_chain_whose_content_was_changed_fails() {
    let options = auditor("2034-06-01", &["time-2034.crl"]);
    let file: Value = serde_json::from_str(&text("renewed-2032.json")).unwrap();
    let judged = |file: &Value| verify_evidence(&file.to_string(), &options).unwrap();
    assert_eq!(judged(&file).report.indication, Indication::TotalPassed);

    let mut less = file.clone();
    less["renewals"][0]["crls"].as_array_mut().unwrap().pop();
    let mut claimed = file.clone();
    claimed["claimedTime"] = json!("2026-06-01T08:00:00.001Z");
    let mut swapped = file.clone();
    swapped["renewals"][0]["timestamp"] = file["renewals"][1]["timestamp"].clone();
    let mut other = file.clone();
    other["signatureTimestamps"][0] = file["renewals"][0]["timestamp"].clone();
    let mut without = file.clone();
    without["signatureTimestamps"] = json!([]);
    for changed in [less, claimed, swapped, other, without] {
        let report = judged(&changed).report;
        assert_eq!(report.indication, Indication::TotalFailed);
    }
    // Content changed, and the digest with it: the signature tells, and every time-stamp.
    let mut renamed = file.clone();
    renamed["content"] = json!(file["content"].as_str().unwrap().replace('陳', "李"));
    assert_eq!(judged(&renamed).report.indication, Indication::TotalFailed);
    // Its last renewal can be taken away, and it is what it was before.
    let mut shorter = file.clone();
    shorter["renewals"].as_array_mut().unwrap().pop();
    assert_eq!(shorter.to_string(), text("renewed-2029.json"));
}

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

#[test]
fn digests_and_files_are_those_of_the_documents() {
    let rows = text("digests.tsv");
    for row in rows.lines() {
        let [file, hash, digest] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let hash = match hash {
            "SHA-256" => Sha2::Sha256,
            "SHA-512" => Sha2::Sha512,
            _ => panic!("{row}"),
        };
        let found = evidence_digest(&text(file), hash).unwrap();
        assert_eq!(hex(&found), digest, "{row}");
    }

    let file: Value = serde_json::from_str(&text("unstamped.json")).unwrap();
    let bytes = |name: &str| from_base64(name, file[name].as_str().unwrap()).unwrap();
    let mut input = SignatureInput {
        content: Some(file["content"].as_str().unwrap().into()),
        digest: None,
        signature: bytes("signature"),
        certificate: Encoded::Bytes(bytes("certificate")),
        signature_algorithm: Some(SignatureAlgorithm::Sha256WithRsa),
        claimed_time: Time::parse("2026-06-01T08:00:00.000Z"),
        timestamps: Vec::new(),
        options: PathOptions {
            trust_anchors: encoded(&["root.pem"]),
            crls: encoded(&["root-2026.crl"]),
            ..PathOptions::at(at("2026-06-01"))
        },
    };
    assert_eq!(create_evidence(&input).unwrap(), text("unstamped.json"));
    input.timestamps = vec![fixture("2026.tst")];
    let mut evidence = create_evidence(&input).unwrap();
    assert_eq!(evidence, text("stamped.json"));
    for (crls, token, file) in [
        (
            &["root-2028.crl", "time-2029.crl"][..],
            "2029.tst",
            "renewed-2029.json",
        ),
        (&["time-2032.crl"], "2032.tst", "renewed-2032.json"),
    ] {
        let added = ValidationMaterial {
            crls: encoded(crls),
            ..ValidationMaterial::default()
        };
        evidence = extend_evidence(&evidence, &added).unwrap();
        // What is there is not added again.
        assert_eq!(extend_evidence(&evidence, &added).unwrap(), evidence);
        let pretty: Value = serde_json::from_str(&evidence).unwrap();
        let pretty = serde_json::to_string_pretty(&pretty).unwrap();
        assert_eq!(
            evidence_digest(&pretty, Sha2::Sha256).unwrap(),
            evidence_digest(&evidence, Sha2::Sha256).unwrap()
        );
        evidence = renew_evidence(&evidence, &fixture(token)).unwrap();
        assert_eq!(evidence, text(file));
    }
}

#[test]
fn a_time_stamp_over_something_else_is_refused() {
    let code = |error: iamsmart::Error| error.code();
    let evidence = text("stamped.json");
    for token in ["2026.tst", "2032.tst"] {
        let error = renew_evidence(&evidence, &fixture(token)).unwrap_err();
        assert_eq!(code(error), "timestamp-mismatch");
    }
    // Its data has to be there as it was when the time-stamp was asked for.
    let error = renew_evidence(&evidence, &fixture("2029.tst")).unwrap_err();
    assert_eq!(code(error), "timestamp-mismatch");
    let error = renew_evidence(&evidence, b"0").unwrap_err();
    assert_eq!(code(error), "timestamp-malformed");
    for file in [
        "{}",
        r#"{"version":"iamsmart-evidence-1"}"#,
        r#"{"version":"iamsmart-evidence-2"}"#,
    ] {
        let error = evidence_digest(file, Sha2::Sha256).unwrap_err();
        assert_eq!(code(error), "evidence-invalid");
    }
    let mut unknown: Value = serde_json::from_str(&evidence).unwrap();
    unknown["note"] = json!("");
    let error = evidence_digest(&unknown.to_string(), Sha2::Sha256);
    assert_eq!(code(error.unwrap_err()), "evidence-invalid");
    let error = evidence_digest(r#"{"version":"iamsmart-evidence-3"}"#, Sha2::Sha256);
    assert_eq!(code(error.unwrap_err()), "evidence-version");
}

#[test]
fn a_time_stamp_that_cannot_be_read_is_told() {
    let mut file: Value = serde_json::from_str(&text("stamped.json")).unwrap();
    let options = auditor("2034-06-01", &["time-2034.crl"]);
    file["signatureTimestamps"] = json!(["MAA="]);
    let found = verify_evidence(&file.to_string(), &options).unwrap();
    assert_eq!(found.report.indication, Indication::Indeterminate);
    let told = detail(&found, "evidence.signatureTimestamps[0].timestamp");
    assert!(told.starts_with("This time-stamp cannot be read"), "{told}");
    // Where the signature stands by itself, it is a warning.
    let found = verify_evidence(&file.to_string(), &auditor("2026-06-02", &[])).unwrap();
    assert_eq!(found.report.indication, Indication::TotalPassed);
}

#[test]
fn members_of_time_stamps_are_read_strictly() {
    let file: Value = serde_json::from_str(&text("renewed-2029.json")).unwrap();
    let options = auditor("2029-06-02", &["time-2029.crl"]);
    let code = |file: &Value| {
        let found = verify_evidence(&file.to_string(), &options);
        found.map_or_else(|error| error.code(), |_| "-")
    };
    let rows = [
        ("/signatureTimestamps", json!("MAA="), "evidence-invalid"),
        ("/signatureTimestamps", json!([1]), "evidence-invalid"),
        ("/signatureTimestamps", json!(["?"]), "base64-invalid"),
        (
            "/signatureTimestamps",
            json!(vec!["MAA="; 17]),
            "evidence-invalid",
        ),
        ("/renewals", json!({}), "evidence-invalid"),
        ("/renewals", json!([[]]), "evidence-invalid"),
        ("/renewals", json!([{}]), "evidence-invalid"),
        ("/renewals/0/timestamp", json!(1), "evidence-invalid"),
        ("/renewals/0/crls", json!(null), "evidence-invalid"),
        ("/renewals/0/crls", json!(vec![""; 201]), "evidence-invalid"),
        ("/version", json!("iamsmart-evidence-1"), "evidence-invalid"),
        ("/version", json!("iamsmart-evidence-3"), "evidence-version"),
    ];
    for (pointer, value, expected) in rows {
        let mut changed = file.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert_eq!(code(&changed), expected, "{pointer}");
    }
    let mut unknown = file.clone();
    unknown["renewals"][0]["note"] = json!("");
    assert_eq!(code(&unknown), "evidence-invalid");
    let mut many = file.clone();
    many["renewals"] = json!(vec![file["renewals"][0].clone(); 33]);
    assert_eq!(code(&many), "evidence-invalid");
    // Only the last renewal may wait for its time-stamp.
    let mut open = file.clone();
    let mut waiting = file["renewals"][0].clone();
    waiting.as_object_mut().unwrap().remove("timestamp");
    open["renewals"] = json!([file["renewals"][0].clone(), waiting.clone()]);
    assert_eq!(code(&open), "-");
    open["renewals"] = json!([waiting, file["renewals"][0].clone()]);
    assert_eq!(code(&open), "evidence-invalid");
}

#[test]
fn the_form_tells_its_files() {
    let form = evidence_form(&text("renewed-2032.json")).unwrap();
    let file: Value = serde_json::from_str(&text("renewed-2032.json")).unwrap();
    assert_eq!(
        form.digest.to_vec(),
        from_base64("digest", file["digest"].as_str().unwrap()).unwrap()
    );
    let names: Vec<_> = form
        .files
        .iter()
        .map(|file| (&*file.field, &*file.name, file.size))
        .collect();
    let size = fixture("attachment.txt").len() as u64;
    assert_eq!(
        names,
        [("proof", "行車證.txt", size), ("photo", "empty.png", 0)]
    );
    let mut file = file;
    file["content"] = json!("{}");
    let error = evidence_form(&file.to_string()).unwrap_err();
    assert_eq!(error.code(), "evidence-invalid");
}
