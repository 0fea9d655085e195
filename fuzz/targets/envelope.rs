//! An envelope, as text and as what is sealed in one.

#![no_main]

use iamsmart::encoding::{base64, from_base64};
use iamsmart::wire::{open, seal};
use iamsmart_fuzz::push;
use libfuzzer_sys::fuzz_target;

/// Length, IV and tag.
const AROUND: usize = 4 + 12 + 16;

fuzz_target!(|data: &[u8]| {
    let key = push::key();
    // A stranger's bytes: what opens was sealed with the key, and is as long as it should be.
    let text = String::from_utf8_lossy(data);
    for envelope in [text.to_string(), base64(data)] {
        if let Some(content) = open(&key, &envelope) {
            let sealed = from_base64("", &envelope).expect("what opens is Base64");
            assert_eq!(content.len() + AROUND, sealed.len());
        }
    }
    // A content: it comes back, and with one bit changed nothing does.
    let Ok(content) = std::str::from_utf8(data) else {
        return;
    };
    let sealed = seal(&key, content).expect("it is short");
    assert_eq!(
        open(&key, &sealed).as_deref(),
        Some(&content.as_bytes().to_vec())
    );
    let mut changed = from_base64("", &sealed).expect("it is Base64");
    let at = data.iter().map(|octet| usize::from(*octet)).sum::<usize>() % changed.len();
    changed[at] ^= 1 << (data.len() % 8);
    assert!(open(&key, &base64(&changed)).is_none());
});
