//! DER encoding.

use alloc::vec::Vec;

/// Encodes one element, with its length in the shortest form (X.690 §10.1).
pub(crate) fn encode(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = Vec::new();
    encode_to(&mut element, tag, content);
    element
}

/// Appends one element, as [`encode`] encodes it.
pub(crate) fn encode_to(to: &mut Vec<u8>, tag: u8, content: &[u8]) {
    to.push(tag);
    length_to(to, content.len());
    to.extend_from_slice(content);
}

/// Appends length octets in the shortest form (X.690 §10.1).
pub(crate) fn length_to(to: &mut Vec<u8>, length: usize) {
    if let Ok(short @ 0..=0x7f) = u8::try_from(length) {
        to.push(short);
    } else {
        let octets = length.to_be_bytes();
        let digits = octets.iter().skip_while(|octet| **octet == 0);
        to.push(digits.clone().fold(0x80, |first, _| first + 1));
        to.extend(digits);
    }
}
