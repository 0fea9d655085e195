//! The reader of BER against itself and a second writer and reader.

#![no_main]

use iamsmart::asn1::ber_to_der;
use iamsmart_fuzz::ber;
use iamsmart_fuzz::mutation;
use iamsmart_fuzz::seal::Kind;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

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
    let forms: Vec<u8> = data.iter().rev().copied().take(64).collect();
    if ber::is_der(data) {
        assert_eq!(ber_to_der(data).as_deref(), Ok(data), "DER stays DER");
    }
    let Ok(der) = ber_to_der(data) else {
        return;
    };
    assert!(ber::is_der(&der), "the second reader takes it");
    assert_eq!(ber_to_der(&der).as_ref(), Ok(&der), "DER stays DER");
    let anew = ber::written_anew(&der, &forms);
    match ber_to_der(&anew) {
        Ok(again) => assert_eq!(again, der, "its forms do not matter"),
        Err(error) => assert!(error.to_string().contains("depth"), "{error}"),
    }
});
