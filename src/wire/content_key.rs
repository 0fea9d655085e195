//! The content encryption key (CEK): AES-256, issued by the gateway, wrapped with the KEK.

use std::fmt;

use serde_json::value::RawValue;
use subtle::ConditionallySelectable as _;
use zeroize::Zeroizing;

use crate::encoding::from_base64_in_lines;
use crate::wire::content::Content;
use crate::wire::key_encryption_key::KeyEncryptionKey;
use crate::wire::unwrapped::{Candidate, Unwrapped};
use crate::{Error, Result};

/// An AES-256 key: 32 bytes (FIPS 197).
pub struct ContentKey(Zeroizing<[u8; ContentKey::LENGTH]>);

impl ContentKey {
    /// Length of an AES-256 key in bytes.
    pub const LENGTH: usize = 32;

    /// Parses the plaintext of a wrapped key: 32 raw bytes, or 44 Base64 characters as in some
    /// callbacks (iAM Smart API, content key; medium confidence).
    ///
    /// # Errors
    /// [`Error::ContentKeyUnwrap`] for any other plaintext.
    pub fn from_unwrapped(plaintext: &[u8]) -> Result<Self> {
        Self::of(&Candidate::of_message(plaintext))
    }

    fn of(candidate: &Candidate) -> Result<Self> {
        let (key, usable) = candidate.key();
        if bool::from(usable) {
            Ok(Self(key))
        } else {
            Err(Error::ContentKeyUnwrap)
        }
    }

    /// Returns the candidate's key, or a random one if it is none, without branching. Decryption
    /// with that fails, so that a failed unwrap looks like a failed decryption.
    pub(super) fn of_or_decoy(candidate: &Candidate) -> Result<Self> {
        let mut chosen = Zeroizing::new([0; Self::LENGTH]);
        getrandom::fill(&mut *chosen).map_err(|_| Error::RandomUnavailable)?;
        let (key, usable) = candidate.key();
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
        let wrapped = from_base64_in_lines("secretKey", content.text("secretKey")?)
            .map_err(|_| Error::ContentKeyUnwrap)?;
        Ok(Self {
            wrapped: of_even_length(wrapped),
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

    /// Returns the key in what was made of the wrapped key outside.
    ///
    /// # Errors
    /// [`Error::ContentKeyUnwrap`].
    pub fn key(&self, unwrapped: Unwrapped<'_>) -> Result<ContentKey> {
        ContentKey::of(&unwrapped.candidate(self.wrapped.len()))
    }
}

/// Returns the ciphertext in as many bytes as the modulus, which are an even number. Some senders
/// write it as a signed big integer (iAM Smart API, content key; medium confidence): for RSA-2048
/// 257 bytes, with a zero byte before a set top bit, or 255, without a leading zero byte.
pub(super) fn of_even_length(mut wrapped: Vec<u8>) -> Vec<u8> {
    if wrapped.len().is_multiple_of(2) {
        return wrapped;
    }
    if wrapped.first() == Some(&0) {
        wrapped.remove(0);
    } else {
        wrapped.insert(0, 0);
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
                *ContentKey::of_or_decoy(&Candidate::of_message(plaintext))
                    .unwrap()
                    .as_bytes()
            };
            assert_ne!(decoy(), decoy());
        }
    }
}
