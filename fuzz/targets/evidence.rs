//! One string, parsed as an evidence file, renewed as one, and as a JWS.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::pki::signature::Sha2;
use iamsmart::verification::verify_jws;
use iamsmart::verification::{Indication, PathOptions};
use iamsmart::verification::{
    JudgedTimestamp, ValidationMaterial, evidence_digest, evidence_form, extend_evidence,
    verify_evidence,
};
use iamsmart_fuzz::{chain, verdict};
use libfuzzer_sys::fuzz_target;

const CONTENT: &str = include_str!("../../tests/fixtures/jws/content.json");
const TIME_ROOT: &[u8] = include_bytes!("../../tests/fixtures/evidence/time-root.pem");
const ROOTS: [&[u8]; 3] = [
    include_bytes!("../../tests/fixtures/evidence/root.pem"),
    include_bytes!("../../tests/fixtures/pki/root.pem"),
    include_bytes!("../../tests/fixtures/jws/root.pem"),
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let options = PathOptions {
        trust_anchors: ROOTS.map(|root| Encoded::Bytes(root.to_vec())).into(),
        timestamp_anchors: Some(vec![Encoded::Bytes(TIME_ROOT.to_vec())]),
        ..PathOptions::at(chain::validation_time())
    };
    if let Ok(found) = verify_evidence(text, &options) {
        verdict::check(&found.report, &options);
        let is_passed = found.report.indication == Indication::TotalPassed;
        assert!(!is_passed || text.contains("iamsmart-evidence-") || text.contains('\\'));
        let has_proof = found.timestamps.iter().any(JudgedTimestamp::counts);
        assert_eq!(has_proof, found.proven_time.is_some());
    }
    let _ = evidence_form(text);
    if let Ok(digest) = evidence_digest(text, Sha2::Sha256) {
        // Nothing was added, and the form of the text does not count.
        let same = extend_evidence(text, &ValidationMaterial::default());
        if let Ok(same) = same {
            assert_eq!(evidence_digest(&same, Sha2::Sha256), Ok(digest));
        }
    }
    if let Ok(report) = verify_jws(text, Some(CONTENT.as_bytes()), &options) {
        verdict::check(&report, &options);
    }
});
