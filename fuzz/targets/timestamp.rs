//! One time-stamp token or response, read, and judged over known content.

#![no_main]

use iamsmart::asn1::{Encoded, Time};
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{
    Indication, PathOptions, Stamped, TimestampInput, read_timestamp, verify_timestamp,
};
use iamsmart_fuzz::seal::Kind;
use iamsmart_fuzz::{mutation, verdict};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

const CONTENT: &[u8] = include_bytes!("../../tests/fixtures/timestamp/content.bin");
const ROOT: &[u8] = include_bytes!("../../tests/fixtures/timestamp/root.pem");
const CLOCK: &[u8] = include_bytes!("../../tests/fixtures/timestamp/clock.pem");

/// 2026-06-02T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_358_400);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::object(
        Kind::Other,
        &mut data[..max_size],
        size,
        seed,
        fuzzer_mutate,
    )
});

fuzz_target!(|data: &[u8]| {
    let read = read_timestamp(data);
    let options = PathOptions {
        trust_anchors: vec![Encoded::Bytes(ROOT.to_vec())],
        intermediates: vec![Encoded::Bytes(CLOCK.to_vec())],
        revocation: Revocation::Soft,
        ..PathOptions::at(VALIDATION_TIME)
    };
    let judged = verify_timestamp(&TimestampInput {
        token: data,
        stamped: Stamped::Content(&[CONTENT]),
        nonce: None,
        policies: Vec::new(),
        existence: Existence::default(),
        options: &options,
    });
    let Ok(judged) = judged else {
        return;
    };
    assert!(
        read.is_ok_and(|read| read.granted.is_some()),
        "what is judged can be read"
    );
    verdict::check(&judged.report, &options);
    let has_passed = judged.report.indication == Indication::TotalPassed;
    assert_eq!(judged.proven.is_some(), has_passed);
    assert_eq!(judged.holds_until.is_some(), has_passed);
});
