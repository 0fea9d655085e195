//! The signature that every request carries in its headers.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::encoding::base64;
use crate::{Error, Result};

/// The one signature method there is (iAM Smart API, headers).
pub(super) const SIGNATURE_METHOD: &str = "HmacSHA256";

/// The e-service's client ID: 32 hexadecimal characters at iAM Smart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClientId(String);

impl ClientId {
    /// Parses a client ID.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for what cannot stand in a header: anything but 1 to 255 visible
    /// ASCII characters.
    pub fn parse(text: &str) -> Result<Self> {
        if (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()) {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid_argument(
            "clientId",
            "it is 1 to 255 visible ASCII characters",
        ))
    }

    /// The client ID's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The secret that the gateway knows the e-service by.
pub struct ClientSecret(Zeroizing<String>);

impl ClientSecret {
    /// Takes the secret.
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

/// `URLEncode(Base64(HMAC-SHA256(secret, clientID ‖ signatureMethod ‖ timestamp ‖ nonce ‖ body)))`
/// (iAM Smart API, signature), where `body` is the text that is sent, byte for byte, and empty
/// where nothing is sent. `+`, `/` and `=` become `%2B`, `%2F` and `%3D`.
#[must_use]
pub fn header_signature(
    client_id: &ClientId,
    client_secret: &ClientSecret,
    timestamp: &str,
    nonce: &str,
    body: &str,
) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(client_secret.0.as_bytes()) else {
        unreachable!("HMAC takes a key of any length (RFC 2104 §2)");
    };
    for part in [client_id.as_str(), SIGNATURE_METHOD, timestamp, nonce, body] {
        mac.update(part.as_bytes());
    }
    utf8_percent_encode(&base64(&mac.finalize().into_bytes()), NON_ALPHANUMERIC).to_string()
}
