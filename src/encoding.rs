//! Base64, as iAM Smart and OAuth 2.0 write it, numbers, and texts taken apart.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use base64ct::{Base64, Encoding as _};

use crate::{Error, Result};

/// Standard Base64 with padding (RFC 4648 §4), the form of everything binary in the iAM Smart API.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Reads standard Base64 with padding (RFC 4648 §4); `name` is what an error calls the value.
pub fn from_base64(name: &str, text: &str) -> Result<Vec<u8>> {
    Base64::decode_vec(text).map_err(|_| Error::Base64Invalid {
        name: name.to_owned(),
    })
}

/// The URL and filename safe alphabet without padding (RFC 4648 §5, RFC 7636 Appendix A).
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    // One encoder serves both alphabets, which differ in two characters.
    let standard = base64(bytes).into_bytes().into_iter();
    standard
        .filter(|byte| *byte != b'=')
        .map(|byte| match byte {
            b'+' => '-',
            b'/' => '_',
            _ => char::from(byte),
        })
        .collect()
}

/// The parts before and after the first `byte`, which is an ASCII character.
///
/// `str::split_once` would do the same, at 1 KB of the page's module.
pub(crate) fn cut(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|b| b == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A number's decimal digits.
///
/// The standard library's formatting would do the same, at several KB of the page's module.
pub(crate) fn decimal(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.insert(0, b"0123456789"[(number % 10) as usize]);
        number /= 10;
        if number == 0 {
            return digits.into_iter().map(char::from).collect();
        }
    }
}
