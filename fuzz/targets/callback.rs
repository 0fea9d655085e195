//! A callback's body, as a stranger writes it, and its content, as whoever has the public key does.

#![no_main]

use iamsmart::wire::SealedCallback;
use iamsmart_fuzz::push;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match SealedCallback::read(text) {
        Ok(sealed) => {
            assert!(sealed.wrapped().len().is_multiple_of(2));
            push::check(&push::open(sealed));
        }
        Err(error) => assert_eq!(error.code(), "callback-unreadable"),
    }
    for code in ["D00000", "D70001"] {
        let sealed = SealedCallback::read(&push::body(code, text)).expect("the frame is right");
        push::check(&push::open(sealed));
    }
});
