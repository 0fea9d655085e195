//! Base64, as iAM Smart and OAuth 2.0 write it.

use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};

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

/// Reads the URL and filename safe alphabet without padding (RFC 4648 §5, RFC 7515 §2); `name` is what
/// an error calls the value.
#[cfg(feature = "verify")]
pub fn from_base64url(name: &str, text: &str) -> Result<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| Error::Base64UrlInvalid {
        name: name.to_owned(),
    })
}

/// The URL and filename safe alphabet without padding (RFC 4648 §5, RFC 7636 Appendix A).
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Hexadecimal digits, small letters (RFC 4648 §8).
#[cfg(feature = "server")]
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
