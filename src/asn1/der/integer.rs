//! INTEGER (X.690 §8.3).

use crate::asn1::der::malformed::{Malformed, Result};

/// Parses the content of a non-negative INTEGER; numbers above `u32::MAX` become `u32::MAX`.
pub(crate) fn count(content: &[u8]) -> Result<u32> {
    let is_negative = content.first().is_some_and(|octet| octet & 0x80 != 0);
    if is_negative || !is_shortest_integer(content) {
        return Err(Malformed("a count is negative or not in its shortest form"));
    }
    let number = content.iter().try_fold(0_u32, |number, &octet| {
        number.checked_mul(0x100)?.checked_add(u32::from(octet))
    });
    Ok(number.unwrap_or(u32::MAX))
}

/// Returns true unless the first nine bits are all zero or all one (X.690 §8.3.2).
pub(super) fn is_shortest_integer(content: &[u8]) -> bool {
    match content {
        [] => false,
        [0x00, second, ..] => second & 0x80 != 0,
        [0xff, second, ..] => second & 0x80 == 0,
        _ => true,
    }
}
