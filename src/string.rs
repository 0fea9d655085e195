//! String splitting, and numbers in decimal and hexadecimal.
//!
//! `str::split_once` and `core::fmt` would add several KB to the page's module.

use alloc::string::String;

/// Splits `string` at the first `byte`, an ASCII character.
pub(crate) fn split_once(string: &str, byte: u8) -> Option<(&str, &str)> {
    let at = string.bytes().position(|b| b == byte)?;
    Some((string.get(..at)?, string.get(at + 1..)?))
}

/// Splits `string` at the first `delimiter`.
#[cfg(feature = "verify")]
pub(crate) fn split_once_str<'s>(string: &'s str, delimiter: &str) -> Option<(&'s str, &'s str)> {
    let mut windows = string.as_bytes().windows(delimiter.len());
    let at = windows.position(|window| window == delimiter.as_bytes())?;
    Some((string.get(..at)?, string.get(at + delimiter.len()..)?))
}

/// Parses `digits` hexadecimal digits at byte offset `at`; at most eight digits.
pub(crate) fn parse_hex(string: &str, at: usize, digits: usize) -> Option<u32> {
    let mut number = 0;
    for digit in string.as_bytes().get(at..at.checked_add(digits)?)? {
        number = number << 4 | char::from(*digit).to_digit(16)?;
    }
    Some(number)
}

/// Formats a number in decimal.
pub(crate) fn decimal(number: u64) -> String {
    let mut digits = if number < 10 {
        String::new()
    } else {
        decimal(number / 10)
    };
    digits.push(char::from(b"0123456789"[(number % 10) as usize]));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [0, 7, 10, 1009, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
