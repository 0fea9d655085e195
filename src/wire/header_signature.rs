//! The header signature of every request.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;
use zeroize::{Zeroizing, zeroize_stack};

use crate::encoding::base64;
use crate::{Error, Result};

/// The only signature method (iAM Smart API, headers).
pub(super) const SIGNATURE_METHOD: &str = "HmacSHA256";

/// Four times the stack that HMAC-SHA-256 uses in WebAssembly.
const MAC_STACK_BYTES: usize = 4096;

/// The e-service's client ID: 32 hexadecimal characters at iAM Smart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClientId(String);

impl ClientId {
    /// Parses a client ID.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a string that is invalid in a header: anything but 1 to 255
    /// visible ASCII characters.
    pub fn parse(text: &str) -> Result<Self> {
        if (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid_argument(
            "clientId",
            "it must be 1 to 255 visible ASCII characters",
        ))
    }

    /// Returns the client ID as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The e-service's client secret.
pub struct ClientSecret(Zeroizing<String>);

impl ClientSecret {
    /// Creates a client secret.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty one.
    pub fn new(text: String) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::invalid_argument("clientSecret", "it is empty"));
        }
        Ok(Self(Zeroizing::new(text)))
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}

/// Computes the header signature:
/// `URLEncode(Base64(HMAC-SHA256(secret, clientID ‖ signatureMethod ‖ timestamp ‖ nonce ‖ body)))`
/// (iAM Smart API, signature). `body` is the body byte for byte, or empty if there is none. `+`,
/// `/` and `=` become `%2B`, `%2F` and `%3D`.
#[must_use]
pub fn header_signature(
    client_id: &ClientId,
    client_secret: &ClientSecret,
    timestamp: &str,
    nonce: &str,
    body: &str,
) -> String {
    let parts = [client_id.as_str(), SIGNATURE_METHOD, timestamp, nonce, body];
    let code = authentication_code(client_secret, parts);
    zeroize_stack::<MAC_STACK_BYTES>();
    utf8_percent_encode(&base64(&code), NON_ALPHANUMERIC).to_string()
}

/// Never inlined, so that the key's padded block, which `hmac` leaves on the stack, is below the
/// frame of the caller, who wipes it.
#[inline(never)]
fn authentication_code(key: &ClientSecret, parts: [&str; 5]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.0.as_bytes()) else {
        unreachable!("HMAC takes a key of any length (RFC 2104 §2)");
    };
    for part in parts {
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}
