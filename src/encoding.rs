//! Base64 and hexadecimal, as iAM Smart and OAuth 2.0 write them (RFC 4648).

use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The runs of the Base64 alphabet (RFC 4648 §4, table 1): a run's first and last character, and
/// what six bits its first one stands for.
const RUNS: [(u8, u8, i32); 5] = [
    (b'A', b'Z', 0),
    (b'a', b'z', 26),
    (b'0', b'9', 52),
    (b'+', b'+', 62),
    (b'/', b'/', 63),
];

/// Standard Base64 with padding (RFC 4648 §4), the form of everything binary in the iAM Smart API.
///
/// Bytes and text may be secret, so here and in [`from_base64`] no look-up and no branch depends on
/// them, but for their length and validity. The crate `base64ct`, against which tests hold both,
/// does the same; it is 0.6 KB more of the page's module.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = 0;
        for i in 0..3 {
            group = group << 8 | i32::from(chunk.get(i).copied().unwrap_or_default());
        }
        for i in 0..4 {
            text.push(if i > chunk.len() {
                '='
            } else {
                character(group >> (18 - 6 * i) & 0x3f)
            });
        }
    }
    text
}

/// Reads standard Base64 with padding (RFC 4648 §4); `name` is what an error calls the value.
///
/// # Errors
/// [`Error::Base64Invalid`], also where bits that stand for nothing are set (RFC 4648 §3.5).
pub fn from_base64(name: &str, text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut invalid = i32::from(!text.len().is_multiple_of(4));
    let digits = text.strip_suffix("=").unwrap_or(text);
    let digits = digits.strip_suffix("=").unwrap_or(digits);
    for chunk in digits.as_bytes().chunks(4) {
        let mut group = 0;
        for i in 0..4 {
            let bits = chunk.get(i).map_or(0, |character| bits(*character));
            invalid |= bits >> 6;
            group = group << 6 | bits & 0x3f;
        }
        for i in 1..4_usize {
            let [byte, ..] = (group << (8 * i)).to_be_bytes();
            if i < chunk.len() {
                bytes.push(byte);
            } else {
                invalid |= i32::from(byte);
            }
        }
    }
    if invalid == 0 {
        return Ok(bytes);
    }
    Err(Error::Base64Invalid {
        name: name.to_owned(),
    })
}

/// The character that six bits are written as.
fn character(bits: i32) -> char {
    let mut code = 0;
    for (first, last, from) in RUNS {
        let (first, last) = (i32::from(first), i32::from(last));
        let character = bits - from + first;
        code |= between(first, character, last) & character;
    }
    char::from(code.to_le_bytes()[0])
}

/// The six bits that a character stands for; negative for one that is not of the alphabet.
fn bits(character: u8) -> i32 {
    let character = i32::from(character);
    let mut bits = -1;
    for (first, last, from) in RUNS {
        let (first, last) = (i32::from(first), i32::from(last));
        bits += between(first, character, last) & (character - first + from + 1);
    }
    bits
}

/// All ones if `first <= number <= last`, else zero.
fn between(first: i32, number: i32, last: i32) -> i32 {
    !((number - first) | (last - number)) >> 31
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

/// Reads the URL and filename safe alphabet without padding (RFC 4648 §5, RFC 7515 §2); `name` is what
/// an error calls the value.
///
/// # Errors
/// [`Error::Base64UrlInvalid`].
#[cfg(feature = "verify")]
pub fn from_base64url(name: &str, text: &str) -> Result<Vec<u8>> {
    let invalid = || Error::Base64UrlInvalid {
        name: name.to_owned(),
    };
    if text.contains(['+', '/', '=']) {
        return Err(invalid());
    }
    let mut standard: String = text
        .chars()
        .map(|character| match character {
            '-' => '+',
            '_' => '/',
            _ => character,
        })
        .collect();
    while !standard.len().is_multiple_of(4) {
        standard.push('=');
    }
    from_base64(name, &standard).map_err(|_| invalid())
}

/// Hexadecimal digits, small letters (RFC 4648 §8).
#[cfg(any(feature = "server", feature = "verify"))]
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The bytes of hexadecimal digits in either case (RFC 4648 §8); `None` for any other text.
#[cfg(feature = "server")]
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |b: u8| char::from(b).to_digit(16);
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
    use proptest::prelude::*;

    use crate::encoding::{base64, base64url, from_base64};

    /// RFC 4648 §10.
    #[test]
    fn rfc_4648_test_vectors() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
            assert_eq!(from_base64("", text).as_deref(), Ok(bytes.as_bytes()));
        }
    }

    #[test]
    fn every_pair_of_characters_is_read_as_base64ct_reads_it() {
        for pair in 0..=u16::from(u8::MAX) << 8 | 0x7f {
            let [first, second] = pair.to_be_bytes();
            if !first.is_ascii() || !second.is_ascii() {
                continue;
            }
            let pair = [char::from(first), char::from(second)];
            let pair: String = pair.into_iter().collect();
            for text in [
                format!("{pair}=="),
                format!("A{pair}="),
                format!("AA{pair}"),
            ] {
                assert_eq!(
                    from_base64("", &text).ok(),
                    Base64::decode_vec(&text).ok(),
                    "{text:?}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn bytes_are_written_as_base64ct_writes_them(
            bytes in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            let text = base64(&bytes);
            prop_assert_eq!(&text, &Base64::encode_string(&bytes));
            prop_assert_eq!(base64url(&bytes), Base64UrlUnpadded::encode_string(&bytes));
            prop_assert_eq!(from_base64("", &text), Ok(bytes));
        }

        #[test]
        fn texts_are_read_as_base64ct_reads_them(text in "[A-Za-z0-9+/= ]{0,9}={0,3}") {
            prop_assert_eq!(from_base64("", &text).ok(), Base64::decode_vec(&text).ok());
        }
    }
}
