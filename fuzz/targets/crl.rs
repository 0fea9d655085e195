//! One CRL for a chain of three certificates.

#![no_main]

use iamsmart::asn1::Encoded;
use iamsmart::verification::{PathOptions, validate_certificate_path};
use iamsmart_fuzz::seal::Kind;
use iamsmart_fuzz::{chain, mutation, verdict};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::object(Kind::Crl, &mut data[..max_size], size, seed, fuzzer_mutate)
});

fuzz_target!(|data: &[u8]| {
    let person = Encoded::Bytes(chain::PERSON.to_vec());
    let options = PathOptions {
        crls: vec![Encoded::Bytes(data.to_vec())],
        ..chain::options()
    };
    if let Ok(report) = validate_certificate_path(&person, &options) {
        verdict::check(&report, &options);
    }
});
