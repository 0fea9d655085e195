//! One CMS message over known content.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::PathOptions;
use iamsmart::verification::{CmsInput, verify_cms};
use iamsmart_fuzz::seal::Kind;
use iamsmart_fuzz::{chain, mutation, verdict};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

const CONTENT: &[u8] = include_bytes!("../../tests/fixtures/cms/content.bin");
const ROOT: &[u8] = include_bytes!("../../tests/fixtures/cms/root.pem");

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
    let input = CmsInput {
        cms: Encoded::Bytes(data.to_vec()),
        content: Some(CONTENT.to_vec()),
        digest: None,
        signer: None,
        existence: Existence::default(),
        options: PathOptions {
            trust_anchors: vec![Encoded::Bytes(ROOT.to_vec())],
            revocation: Revocation::Soft,
            ..PathOptions::at(chain::validation_time())
        },
    };
    if let Ok(report) = verify_cms(&input) {
        verdict::check(&report, &input.options);
    }
});
