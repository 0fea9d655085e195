//! The envelope: the encrypted `content` of requests, responses and callbacks.

use zeroize::Zeroizing;

use crate::encoding::{base64, from_base64_in_lines};
use crate::wire::cipher::{IV_LENGTH, TAG_LENGTH, opened_in_place, sealed_in_place};
use crate::wire::content_key::ContentKey;
use crate::{Error, Result};

/// The length of the IV, 12 bytes, as a big-endian 32-bit prefix (iAM Smart API, body encryption).
/// Others are rejected.
const PREFIX: [u8; 4] = [0, 0, 0, 12];

/// Length of what stands before the ciphertext.
const HEAD: usize = PREFIX.len() + IV_LENGTH;

/// Encrypts a content: standard Base64 of `00 00 00 0C ‖ IV(12) ‖ ciphertext ‖ tag(16)`,
/// AES-256-GCM without additional data, with a random IV (iAM Smart API, body encryption).
///
/// # Errors
/// [`Error::RandomUnavailable`]; [`Error::InvalidArgument`] for a content over GCM's limit of 64
/// GiB.
pub fn seal(key: &ContentKey, content: &str) -> Result<String> {
    let mut iv = [0; IV_LENGTH];
    getrandom::fill(&mut iv).map_err(|_| Error::RandomUnavailable)?;
    // With room for all, so that no plaintext is left where it was too small.
    let mut envelope = Vec::with_capacity(HEAD + content.len() + TAG_LENGTH);
    envelope.extend_from_slice(&PREFIX);
    envelope.extend_from_slice(&iv);
    envelope.extend_from_slice(content.as_bytes());
    let (_, bytes) = envelope.split_at_mut(HEAD);
    let tag = sealed_in_place(key, &iv, bytes)
        .ok_or_else(|| Error::invalid_argument("content", "it is too long to be encrypted"))?;
    envelope.extend_from_slice(&tag);
    Ok(base64(&envelope))
}

/// Decrypts an envelope; `None` if it cannot be parsed or its tag is invalid.
#[must_use]
pub fn open(key: &ContentKey, envelope: &str) -> Option<Zeroizing<Vec<u8>>> {
    open_bytes(key, from_base64_in_lines("content", envelope).ok()?)
}

/// Decrypts the bytes of an envelope in their place.
pub(super) fn open_bytes(key: &ContentKey, mut envelope: Vec<u8>) -> Option<Zeroizing<Vec<u8>>> {
    let (iv, sealed) = envelope.strip_prefix(&PREFIX)?.split_first_chunk()?;
    let (_, tag) = sealed.split_last_chunk()?;
    let (iv, tag) = (*iv, *tag);
    envelope.truncate(envelope.len() - TAG_LENGTH);
    envelope.drain(..HEAD);
    let mut content = Zeroizing::new(envelope);
    opened_in_place(key, &iv, &mut content, &tag).then_some(content)
}

/// Returns true if the bytes begin like an envelope.
pub(super) fn is_envelope(bytes: &[u8]) -> bool {
    bytes.starts_with(&PREFIX)
}
