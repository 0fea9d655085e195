//! One certificate, parsed by x509-parser too: the results agree, except for listed reasons.
//!
#![no_main]

use iamsmart::inspection::{Comparison, Reason, compare};
use iamsmart_fuzz::mutation;
use iamsmart_fuzz::seal::Kind;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // Neither parser checks the signature.
    mutation::object(
        Kind::Other,
        &mut data[..max_size],
        size,
        seed,
        fuzzer_mutate,
    )
});

fuzz_target!(|data: &[u8]| {
    match compare(data) {
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
        // `iamsmart` requires DER throughout, and the exact format of every extension that it
        // knows.
        Comparison::X509Parser(_) | Comparison::Neither => {}
    }
});
