//! The envelope: the encrypted `content` of requests, responses and callbacks.

use aes_gcm::aead::{Aead as _, AeadInOut as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

use crate::encoding::{base64, from_base64_in_lines};
use crate::wire::content_key::ContentKey;
use crate::{Error, Result};

/// The length of the IV, 12 bytes, as a big-endian 32-bit prefix (iAM Smart API, body encryption).
/// NIST SP 800-38D §5.2.1.1 recommends this length; others are rejected.
const PREFIX: [u8; 4] = [0, 0, 0, 12];

/// Encrypts a content: standard Base64 of `00 00 00 0C ‖ IV(12) ‖ ciphertext ‖ tag(16)`,
/// AES-256-GCM without additional data, with a random IV (iAM Smart API, body encryption).
///
/// # Errors
/// [`Error::RandomUnavailable`]; [`Error::InvalidArgument`] for a content over GCM's limit of 64
/// GiB.
pub fn seal(key: &ContentKey, content: &str) -> Result<String> {
    let mut iv = [0; 12];
    getrandom::fill(&mut iv).map_err(|_| Error::RandomUnavailable)?;
    let sealed = Aes256Gcm::new(key.as_bytes().into())
        .encrypt(&Nonce::from(iv), content.as_bytes())
        .map_err(|_| Error::invalid_argument("content", "it is too long to be encrypted"))?;
    Ok(base64(&[&PREFIX[..], &iv, &sealed].concat()))
}

/// Decrypts an envelope; `None` if it cannot be parsed or its tag is invalid.
#[must_use]
pub fn open(key: &ContentKey, envelope: &str) -> Option<Zeroizing<Vec<u8>>> {
    open_bytes(key, from_base64_in_lines("content", envelope).ok()?)
}

/// Decrypts the bytes of an envelope in their place.
pub(super) fn open_bytes(key: &ContentKey, mut envelope: Vec<u8>) -> Option<Zeroizing<Vec<u8>>> {
    let (iv, _) = envelope.strip_prefix(&PREFIX)?.split_first_chunk::<12>()?;
    let nonce = Nonce::from(*iv);
    envelope.drain(..PREFIX.len() + nonce.len());
    let mut content = Zeroizing::new(envelope);
    Aes256Gcm::new(key.as_bytes().into())
        .decrypt_in_place(&nonce, b"", &mut *content)
        .ok()?;
    Some(content)
}

/// Returns true if the bytes begin like an envelope.
pub(super) fn is_envelope(bytes: &[u8]) -> bool {
    bytes.starts_with(&PREFIX)
}
