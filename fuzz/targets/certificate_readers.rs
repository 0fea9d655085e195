//! One certificate, read by x509-parser too: what both read, they see alike, but for listed reasons.
//!
//! The comparison is that of tests/certificate_readers.

#![no_main]

#[path = "../../tests/certificate_readers/comparison/mod.rs"]
mod comparison;

use comparison::Comparison;
use comparison::reason::Reason;
use iamsmart_fuzz::mutation;
use iamsmart_fuzz::seal::Kind;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // Neither reader checks the signature.
    mutation::object(
        Kind::Other,
        &mut data[..max_size],
        size,
        seed,
        fuzzer_mutate,
    )
});

fuzz_target!(|data: &[u8]| {
    match comparison::compare(data) {
        Comparison::Both(differences) => {
            for difference in differences {
                let reason = Reason::of(&difference);
                assert!(reason.is_some(), "no reason is known for {difference:?}");
            }
        }
        Comparison::Iamsmart(iamsmart, error) => {
            let reason = Reason::of_refusal(&iamsmart, &error);
            assert!(
                reason.is_some(),
                "no reason is known why x509-parser refuses: {error}"
            );
        }
        // The crate holds every octet to DER, and every extension that it knows to its form.
        Comparison::X509Parser(_) | Comparison::Neither => {}
    }
});
