//! DER encoding.

use alloc::vec::Vec;

/// Encodes one element, with its length in the shortest form (X.690 §10.1).
pub(crate) fn encode(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = vec![tag];
    if let Ok(short @ 0..=0x7f) = u8::try_from(content.len()) {
        element.push(short);
    } else {
        let octets = content.len().to_be_bytes();
        let digits = octets.iter().skip_while(|octet| **octet == 0);
        element.push(digits.clone().fold(0x80, |first, _| first + 1));
        element.extend(digits);
    }
    element.extend_from_slice(content);
    element
}
