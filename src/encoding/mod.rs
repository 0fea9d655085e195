//! Base64 and hexadecimal (RFC 4648), as iAM Smart and OAuth 2.0 use them.
//!
//! A page has Base64 of digests, and a module to be loaded: it uses `base64ct`, which is small. Servers
//! and verifiers have megabytes of it, and use `base64`, which is fast.

#[cfg(any(feature = "server", feature = "verify"))]
mod fast;
#[cfg(any(test, not(any(feature = "server", feature = "verify"))))]
mod small;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(any(feature = "server", feature = "verify"))]
use fast as library;
#[cfg(not(any(feature = "server", feature = "verify")))]
use small as library;

use crate::{Error, Result};

/// Encodes in standard Base64 with padding (RFC 4648 §4), as all binary data in the iAM Smart API.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    library::encode(bytes)
}

/// Parses standard Base64 with padding (RFC 4648 §4); `name` names the value in errors.
///
/// # Errors
/// [`Error::Base64Invalid`], also if unused trailing bits are set (RFC 4648 §3.5).
pub fn from_base64(name: &str, text: &str) -> Result<Vec<u8>> {
    library::decode(text).ok_or_else(|| Error::Base64Invalid {
        name: name.to_owned(),
    })
}

/// Parses standard Base64 that may be broken into lines (RFC 2045 §6.8): Java's MIME encoder breaks
/// it, Android's default one ends it with a line break.
///
/// # Errors
/// [`Error::Base64Invalid`].
#[cfg(feature = "server")]
pub(crate) fn from_base64_in_lines(name: &str, text: &str) -> Result<Vec<u8>> {
    // Most is in one line, and long: it is not looked through for others first.
    if let Ok(bytes) = from_base64(name, text) {
        return Ok(bytes);
    }
    let joined: String = text.split_ascii_whitespace().collect();
    from_base64(name, &joined)
}

/// Parses standard Base64 with padding, in lines of any length, with the whitespace of RFC 7468 §3
/// anywhere; `None` for any other text.
///
/// A CRL may have 64 MB: its text is not copied to take the line ends out, and its octets are written
/// once.
#[cfg(feature = "verify")]
pub(crate) fn from_base64_lines(text: &str) -> Option<Vec<u8>> {
    /// Whole groups of four digits.
    const CHUNK: usize = 1024;

    let mut octets = Vec::new();
    octets.try_reserve_exact(text.len() / 4 * 3 + 3).ok()?;
    let mut chunk = [0; CHUNK];
    let mut length = 0;
    // Line ends, tabs, also vertical ones, form feeds and spaces.
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    for digit in text.bytes().filter(|byte| !is_space(byte)) {
        if length == CHUNK {
            // What is padded is the end.
            if chunk.ends_with(b"=") {
                return None;
            }
            fast::decode_onto(&mut octets, &chunk)?;
            length = 0;
        }
        chunk[length] = digit;
        length += 1;
    }
    fast::decode_onto(&mut octets, &chunk[..length])?;
    Some(octets)
}

/// Encodes in Base64url without padding (RFC 4648 §5, RFC 7636 Appendix A).
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    library::encode_url(bytes)
}

/// Parses Base64url without padding (RFC 4648 §5, RFC 7515 §2); `name` names the value in errors.
///
/// # Errors
/// [`Error::Base64UrlInvalid`].
#[cfg(feature = "verify")]
pub fn from_base64url(name: &str, text: &str) -> Result<Vec<u8>> {
    fast::decode_url(text).ok_or_else(|| Error::Base64UrlInvalid {
        name: name.to_owned(),
    })
}

/// Encodes in lowercase hexadecimal (RFC 4648 §8).
#[cfg(any(feature = "server", feature = "verify"))]
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Parses hexadecimal digits in either case (RFC 4648 §8); `None` for any other string.
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
    use proptest::prelude::*;

    use super::{fast, small};
    use crate::Error;
    use crate::encoding::{base64, base64url, from_base64};

    proptest! {
        #[test]
        fn both_libraries_write_the_same(bytes in any::<Vec<u8>>()) {
            let text = small::encode(&bytes);
            prop_assert_eq!(&text, &fast::encode(&bytes));
            prop_assert_eq!(small::encode_url(&bytes), fast::encode_url(&bytes));
            prop_assert_eq!(small::decode(&text), Some(bytes));
        }

        #[test]
        fn both_libraries_read_the_same(text in "[A-Ca-c0-9+/_ =\\n-]{0,13}|[AZa09+/]{4,12}={0,3}") {
            prop_assert_eq!(small::decode(&text), fast::decode(&text), "{:?}", text);
        }
    }

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

    /// RFC 4648 §3.1 to §3.5: no line breaks or other characters, exact padding, no stray bits.
    #[test]
    fn base64_has_one_form() {
        for text in [
            "Zg", "Zg=", "Zg===", "Zg==Zg==", "Zh==", "Zm9=", "Zm8=\n", "Zm 8", " Zm8=", "Zm_-",
            "=", "====", "Z===",
        ] {
            let expected = Error::Base64Invalid {
                name: "hashCode".to_owned(),
            };
            assert_eq!(from_base64("hashCode", text), Err(expected), "{text:?}");
            assert_eq!(small::decode(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_url_safe_form_has_no_padding() {
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }

    #[cfg(feature = "verify")]
    #[test]
    fn the_url_safe_form_is_read_strictly() {
        use crate::encoding::from_base64url;

        assert_eq!(from_base64url("", "-_8").as_deref(), Ok(&[0xfb, 0xff][..]));
        for text in ["-_8=", "+/8", "-_9", "-", "-_8 "] {
            let expected = Error::Base64UrlInvalid {
                name: "jws".to_owned(),
            };
            assert_eq!(from_base64url("jws", text), Err(expected), "{text:?}");
        }
    }

    /// As the text without its line ends is read, whatever its length.
    #[cfg(feature = "verify")]
    #[test]
    fn base64_is_broken_into_lines_anywhere() {
        use crate::encoding::from_base64_lines;

        for length in [0, 1, 766, 767, 768, 769, 1535, 1536, 1537, 5000] {
            let octets: Vec<u8> = (0..length).map(|n: u32| n.to_be_bytes()[3]).collect();
            let text = base64(&octets);
            for width in [1, 3, 64, 76, 1023, 1024, 1025] {
                let lines: Vec<_> = text.as_bytes().chunks(width).collect();
                let lines = String::from_utf8(lines.join(&b"\r\n"[..])).unwrap();
                let read = from_base64_lines(&lines);
                assert_eq!(read.as_ref(), Some(&octets), "{length} {width}");
            }
            let padded = text.ends_with('=');
            for more in ["A", "AAAA", "=", "Zg=="] {
                let read = from_base64_lines(&[&text, "\n", more].concat());
                let joined = from_base64("", &[&text, more].concat()).ok();
                assert_eq!(read, joined, "{length} {more}");
                assert!(!padded || read.is_none(), "{length} {more}");
            }
        }
    }
}
