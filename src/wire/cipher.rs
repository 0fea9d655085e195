//! AES-256-GCM (NIST SP 800-38D) without additional data, over bytes in their place.
//!
//! A long content is encrypted and decrypted by the platform, where that can be done at once: the
//! module has no instructions for AES, and takes thirty times as long. Either does the same.

use aes_gcm::aead::{AeadInOut as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce, Tag};

use crate::wire::content_key::ContentKey;

/// Length of the IV in bytes; NIST SP 800-38D §5.2.1.1 recommends it.
pub(super) const IV_LENGTH: usize = 12;

/// Length of the tag in bytes (NIST SP 800-38D §5.2.1.2).
pub(super) const TAG_LENGTH: usize = 16;

/// Encrypts, and returns the tag; `None` for more bytes than GCM's limit of 64 GiB.
pub(super) fn sealed_in_place(
    key: &ContentKey,
    iv: &[u8; IV_LENGTH],
    bytes: &mut [u8],
) -> Option<[u8; TAG_LENGTH]> {
    #[cfg(target_arch = "wasm32")]
    if let Some(tag) = platform::sealed_in_place(key, iv, bytes) {
        return Some(tag);
    }
    let tag = Aes256Gcm::new(key.as_bytes().into())
        .encrypt_inout_detached(&Nonce::from(*iv), b"", bytes.into())
        .ok()?;
    Some(tag.into())
}

/// Decrypts; false if the tag is another, and the bytes are then worth nothing.
pub(super) fn opened_in_place(
    key: &ContentKey,
    iv: &[u8; IV_LENGTH],
    bytes: &mut [u8],
    tag: &[u8; TAG_LENGTH],
) -> bool {
    #[cfg(target_arch = "wasm32")]
    if let Some(is_right) = platform::opened_in_place(key, iv, bytes, tag) {
        return is_right;
    }
    Aes256Gcm::new(key.as_bytes().into())
        .decrypt_inout_detached(&Nonce::from(*iv), b"", bytes.into(), &Tag::from(*tag))
        .is_ok()
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use wasm_bindgen::prelude::*;

    use super::{IV_LENGTH, TAG_LENGTH};
    use crate::wire::content_key::ContentKey;

    /// Length in bytes from which the platform is asked: what a signature's callback has stays in
    /// the module, whose time for it is below that of a call of the platform.
    const LONG: usize = 16 * 1024;

    #[wasm_bindgen(module = "/pkg-template/aes-gcm.js")]
    extern "C" {
        #[wasm_bindgen(js_name = sealedInPlace)]
        fn sealed(key: &[u8], iv: &[u8], bytes: &mut [u8]) -> Option<Vec<u8>>;

        #[wasm_bindgen(js_name = openedInPlace)]
        fn opened(key: &[u8], iv: &[u8], bytes: &mut [u8], tag: &[u8]) -> Option<bool>;
    }

    pub(super) fn sealed_in_place(
        key: &ContentKey,
        iv: &[u8; IV_LENGTH],
        bytes: &mut [u8],
    ) -> Option<[u8; TAG_LENGTH]> {
        if bytes.len() < LONG {
            return None;
        }
        sealed(key.as_bytes(), iv, bytes)?.try_into().ok()
    }

    pub(super) fn opened_in_place(
        key: &ContentKey,
        iv: &[u8; IV_LENGTH],
        bytes: &mut [u8],
        tag: &[u8; TAG_LENGTH],
    ) -> Option<bool> {
        if bytes.len() < LONG {
            return None;
        }
        opened(key.as_bytes(), iv, bytes, tag)
    }
}
