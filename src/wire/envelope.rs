//! The envelope: what `content` holds in a request, an answer and a callback.

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

use crate::encoding::{base64, from_base64};
use crate::wire::content_key::ContentKey;
use crate::{Error, Result};

/// The length of the IV, 12 bytes, as four big-endian bytes before it (iAM Smart API, body
/// encryption); it is the length that NIST SP 800-38D §5.2.1.1 recommends, and no other is read.
const PREFIX: [u8; 4] = [0, 0, 0, 12];

/// Encrypts a content: standard Base64 of `00 00 00 0C ‖ IV(12) ‖ ciphertext ‖ tag(16)`,
/// AES-256-GCM without additional data, a random IV each time (iAM Smart API, body encryption).
///
/// # Errors
/// [`Error::RandomUnavailable`]; [`Error::InvalidArgument`] beyond GCM's 64 GiB.
pub fn seal(key: &ContentKey, content: &str) -> Result<String> {
    let mut iv = [0; 12];
    getrandom::fill(&mut iv).map_err(|_| Error::RandomUnavailable)?;
    let sealed = Aes256Gcm::new(key.as_bytes().into())
        .encrypt(&Nonce::from(iv), content.as_bytes())
        .map_err(|_| Error::invalid_argument("content", "it is too long to be encrypted"))?;
    Ok(base64(&[&PREFIX[..], &iv, &sealed].concat()))
}

/// The content of an envelope; `None` where it cannot be read or its tag does not hold.
#[must_use]
pub fn open(key: &ContentKey, envelope: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = from_base64("content", envelope).ok()?;
    let (iv, sealed) = bytes.strip_prefix(&PREFIX)?.split_first_chunk::<12>()?;
    let content = Aes256Gcm::new(key.as_bytes().into())
        .decrypt(&Nonce::from(*iv), sealed)
        .ok()?;
    Some(Zeroizing::new(content))
}
