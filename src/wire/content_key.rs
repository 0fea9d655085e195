//! The content encryption key (CEK): AES-256, issued by the gateway, wrapped with the KEK.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::value::RawValue;
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

use crate::encoding::from_base64;
use crate::wire::content::Content;
use crate::wire::key_encryption_key::KeyEncryptionKey;
use crate::{Error, Result};

/// An AES-256 key: 32 bytes (FIPS 197).
pub struct ContentKey(Zeroizing<[u8; ContentKey::LENGTH]>);

impl ContentKey {
    /// Length of an AES-256 key in bytes.
    pub const LENGTH: usize = 32;

    /// Length of a key in padded Base64, in characters.
    const BASE64_LENGTH: usize = 44;

    /// Parses the plaintext of a wrapped key: 32 raw bytes, or 44 Base64 characters as in some
    /// callbacks (iAM Smart API, content key; medium confidence).
    ///
    /// # Errors
    /// [`Error::ContentKeyUnwrap`] for any other plaintext.
    pub fn from_unwrapped(plaintext: &[u8]) -> Result<Self> {
        let (key, usable) = select(plaintext);
        if bool::from(usable) {
            Ok(Self(key))
        } else {
            Err(Error::ContentKeyUnwrap)
        }
    }

    /// Parses like [`from_unwrapped`](Self::from_unwrapped), but replaces an invalid key with a
    /// random one, without branching. Decryption with it fails, so that a failed unwrap looks like
    /// a failed decryption.
    pub(super) fn from_unwrapped_or_decoy(plaintext: &[u8]) -> Result<Self> {
        let mut chosen = Zeroizing::new([0; Self::LENGTH]);
        getrandom::fill(&mut *chosen).map_err(|_| Error::RandomUnavailable)?;
        let (key, usable) = select(plaintext);
        for (chosen, key) in chosen.iter_mut().zip(key.iter()) {
            chosen.conditional_assign(key, usable);
        }
        Ok(Self(chosen))
    }

    /// Returns the 32 bytes.
    pub(super) fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContentKey(…)")
    }
}

/// Parses a key and returns whether it is valid, without branching.
///
/// The duration of one step, Base64 decoding, depends on the plaintext: on its number of leading
/// Base64 characters. Raw keys and the results of unwrapping a forged key are both random, so that
/// the duration does not distinguish them.
fn select(plaintext: &[u8]) -> (Zeroizing<[u8; ContentKey::LENGTH]>, Choice) {
    let mut text = Zeroizing::new([b'A'; ContentKey::BASE64_LENGTH]);
    for (octet, given) in text.iter_mut().zip(plaintext) {
        *octet = *given;
    }
    // One byte more than a key: 44 characters without padding are 33 bytes, an invalid key.
    let mut decoded = Zeroizing::new([0; ContentKey::LENGTH + 1]);
    let decoded_length = STANDARD.decode_slice(*text, &mut *decoded).unwrap_or(0);

    let is_raw = plaintext.len().ct_eq(&ContentKey::LENGTH);
    let is_text = plaintext.len().ct_eq(&ContentKey::BASE64_LENGTH)
        & decoded_length.ct_eq(&ContentKey::LENGTH);
    let mut key = Zeroizing::new([0; ContentKey::LENGTH]);
    for ((key, raw), decoded) in key.iter_mut().zip(text.iter()).zip(decoded.iter()) {
        *key = u8::conditional_select(raw, decoded, is_text);
    }
    (key, is_raw | is_text)
}

/// The lifetime of an issued key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyLifetime {
    /// Valid until this point in time (Unix time in milliseconds).
    Until(i64),
    /// Unknown: valid until the gateway reports that the key is expired.
    UntilRefused,
}

impl KeyLifetime {
    /// Returns true if a key with this lifetime is valid at `now` (Unix time in milliseconds).
    #[must_use]
    pub fn includes(self, now: i64) -> bool {
        match self {
            Self::Until(end) => now < end,
            Self::UntilRefused => true,
        }
    }
}

/// A wrapped content key from `getKey`.
pub struct KeyIssue {
    /// The wrapped key, of the same length as the KEK's modulus.
    pub wrapped: Vec<u8>,
    /// The lifetime of the key.
    pub lifetime: KeyLifetime,
}

impl KeyIssue {
    /// Parses the `content` of the response to `getKey`, which is not encrypted (iAM Smart API,
    /// content key).
    pub(super) fn read(content: Option<&RawValue>) -> Result<Self> {
        let content = Content::of(content)?.ok_or_else(|| Error::AnswerFieldInvalid {
            name: "content".to_owned(),
        })?;
        let wrapped = from_base64("secretKey", content.text("secretKey")?)
            .map_err(|_| Error::ContentKeyUnwrap)?;
        Ok(Self {
            wrapped: without_leading_zero(wrapped),
            lifetime: content
                .expiry()
                .map_or(KeyLifetime::UntilRefused, KeyLifetime::Until),
        })
    }

    /// Unwraps the key with the KEK.
    pub(super) fn unwrap_with(&self, kek: &KeyEncryptionKey) -> Result<ContentKey> {
        let plaintext = kek
            .unwrap_key(&self.wrapped)
            .ok_or(Error::ContentKeyUnwrap)?;
        ContentKey::from_unwrapped(&plaintext)
    }
}

/// Removes a leading zero byte. Some senders write the ciphertext as a signed big integer: 257
/// bytes for RSA-2048 (iAM Smart API, content key; medium confidence). Moduli have an even length.
pub(super) fn without_leading_zero(mut wrapped: Vec<u8>) -> Vec<u8> {
    if wrapped.len() % 2 == 1 && wrapped.first() == Some(&0) {
        wrapped.remove(0);
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(plaintext: &[u8]) -> Option<[u8; 32]> {
        ContentKey::from_unwrapped(plaintext)
            .ok()
            .map(|key| *key.as_bytes())
    }

    #[test]
    fn raw_bytes_and_base64_text_give_the_same_key() {
        let raw: [u8; 32] = std::array::from_fn(|i| u8::try_from(i * 7).unwrap());
        assert_eq!(key_of(&raw), Some(raw));
        assert_eq!(key_of(crate::encoding::base64(&raw).as_bytes()), Some(raw));
    }

    #[test]
    fn any_other_plaintext_is_no_key_and_gives_a_decoy() {
        for plaintext in [
            &b""[..],
            &[1; 31],
            &[1; 33],
            &[b'A'; 44],
            &[0xff; 44],
            &[1; 245],
        ] {
            assert_eq!(key_of(plaintext), None, "{}", plaintext.len());
            let decoy = || {
                *ContentKey::from_unwrapped_or_decoy(plaintext)
                    .unwrap()
                    .as_bytes()
            };
            assert_ne!(decoy(), decoy());
        }
    }
}
