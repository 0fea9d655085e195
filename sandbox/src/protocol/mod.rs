//! The protocol: endpoints, and cryptography over aws-lc-rs and, for SM2, libsmx.

pub(crate) mod cms;
pub(crate) mod content_key;
pub(crate) mod endpoint;
pub(crate) mod header_signature;
pub(crate) mod identification_code;
pub(crate) mod identity;
pub(crate) mod random;
pub(crate) mod signature;
pub(crate) mod sm2;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All characters except the unreserved ones of RFC 3986 §2.3.
const RESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Standard Base64 with padding (RFC 4648 §4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes standard Base64 with padding (RFC 4648 §4).
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Percent-encoding with upper-case hex (RFC 3986 §2.1).
pub(crate) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, &RESERVED).to_string()
}

/// Current Unix time in milliseconds, the unit of the API.
pub(crate) fn now() -> i64 {
    let since_epoch = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    /// Test vectors from Node's crypto module (`tests/vectors/make.mjs`).
    pub(super) fn vectors() -> serde_json::Value {
        serde_json::from_str(include_str!("../../tests/vectors/protocol.json")).unwrap()
    }
}
