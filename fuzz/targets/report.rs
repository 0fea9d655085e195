//! Certificates, CRLs, OCSP responses and a signature in one input: invariants of the report.

#![no_main]

use iamsmart_fuzz::mutation;
use iamsmart_fuzz::verdict::Question;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::several(&mut data[..max_size], size, seed, fuzzer_mutate)
});

fuzz_target!(|data: &[u8]| Question::read(data).ask());
