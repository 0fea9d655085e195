//! One string, parsed as an evidence file and as a JWS.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::verification::verify_evidence;
use iamsmart::verification::verify_jws;
use iamsmart::verification::{Indication, PathOptions};
use iamsmart_fuzz::{chain, verdict};
use libfuzzer_sys::fuzz_target;

const CONTENT: &str = include_str!("../../tests/fixtures/jws/content.json");
const ROOTS: [&[u8]; 2] = [
    include_bytes!("../../tests/fixtures/pki/root.pem"),
    include_bytes!("../../tests/fixtures/jws/root.pem"),
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let options = PathOptions {
        trust_anchors: ROOTS.map(|root| Encoded::Bytes(root.to_vec())).into(),
        ..PathOptions::at(chain::validation_time())
    };
    if let Ok(found) = verify_evidence(text, &options) {
        verdict::check(&found.report, &options);
        let is_passed = found.report.indication == Indication::TotalPassed;
        assert!(!is_passed || text.contains("iamsmart-evidence-1") || text.contains('\\'));
    }
    if let Ok(report) = verify_jws(text, Some(CONTENT.as_bytes()), &options) {
        verdict::check(&report, &options);
    }
});
