//! The file: what is written, what of it is digested, and how strictly it is read.

use super::{at, auditor, detail, encoded, fixture, text};
use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::{from_base64, hex};
use iamsmart::pki::signature::Sha2;
use iamsmart::verification::{
    Indication, PathOptions, SignatureAlgorithm, SignatureInput, ValidationMaterial,
    create_evidence, evidence_digest, evidence_form, extend_evidence, renew_evidence,
    verify_evidence,
};
use serde_json::{Value, json};

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
