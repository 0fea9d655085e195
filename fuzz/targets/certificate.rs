//! One certificate, alone and as its own issuer.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::verification::{Indication, PathOptions, validate_certificate_path};
use iamsmart_fuzz::seal::Kind;
use iamsmart_fuzz::{chain, mutation, verdict};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::object(
        Kind::Certificate,
        &mut data[..max_size],
        size,
        seed,
        fuzzer_mutate,
    )
});

fuzz_target!(|data: &[u8]| {
    let certificate = Encoded::Bytes(data.to_vec());
    let alone = PathOptions::at(chain::validation_time());
    if let Ok(report) = validate_certificate_path(&certificate, &alone) {
        verdict::check(&report, &alone);
        assert_ne!(
            report.indication,
            Indication::TotalPassed,
            "nobody is trusted"
        );
    }
    let under_itself = PathOptions {
        trust_anchors: vec![certificate.clone()],
        intermediates: vec![certificate.clone()],
        ..alone.clone()
    };
    if let Ok(report) = validate_certificate_path(&certificate, &under_itself) {
        verdict::check(&report, &under_itself);
        assert_ne!(
            report.indication,
            Indication::TotalPassed,
            "it vouches for itself"
        );
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = validate_certificate_path(&Encoded::Text(text.to_owned()), &alone);
    }
});
