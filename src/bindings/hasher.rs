//! Incremental hashing of content of any size.

use alloc::boxed::Box;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, view};
use crate::bindings::tsify;
use crate::bindings::values::Octets;
use crate::signing::{DigestAlgorithm, Hasher};
use crate::{Error, Result};

/// Bytes that are copied into the module at once. It bounds the memory for a chunk of any size.
const WINDOW: u32 = 64 * 1024;

/// Incremental hash. `digest()` ends it and frees its state; only the handle remains.
#[wasm_bindgen]
pub struct ContentHasher(Option<Box<Hasher>>);

names! {
    /// Hash algorithm, by its WebCrypto name.
    pub enum HashAlgorithm {
        /// SHA-256, a digest of 32 bytes.
        Sha256 = "SHA-256",
        /// SHA-384, a digest of 48 bytes.
        Sha384 = "SHA-384",
        /// SHA-512, a digest of 64 bytes.
        Sha512 = "SHA-512",
    }
}

#[wasm_bindgen]
impl ContentHasher {
    /// Creates a hasher. Default algorithm: SHA-256.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "HashAlgorithm")] algorithm: &JsValue,
    ) -> Result<ContentHasher> {
        let algorithm: Option<HashAlgorithm> = read("algorithm", algorithm)?;
        let algorithm = algorithm.map_or_else(DigestAlgorithm::default, DigestAlgorithm::from);
        Ok(Self(Some(Box::new(Hasher::new(algorithm)))))
    }

    /// Hashes the next chunk.
    ///
    /// @throws IamSmartError 'hasher-finished', 'invalid-argument'
    pub fn update(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "BufferSource")] chunk: &JsValue,
    ) -> Result<()> {
        let hasher = self.0.as_deref_mut().ok_or(Error::HasherFinished)?;
        let chunk = view(chunk).ok_or_else(not_bytes)?;
        let mut offset = 0;
        while offset < chunk.length() {
            let end = chunk.length().min(offset.saturating_add(WINDOW));
            hasher.update(&chunk.subarray(offset, end).to_vec());
            offset = end;
        }
        Ok(())
    }

    /// Returns the digest of all chunks, 32, 48 or 64 bytes, and ends the hash.
    ///
    /// @throws IamSmartError 'hasher-finished'
    #[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    pub fn digest(&mut self) -> Result<Uint8Array> {
        let hasher = self.0.take().ok_or(Error::HasherFinished)?;
        Ok(Octets(hasher.digest()).array())
    }
}

fn not_bytes() -> Error {
    Error::invalid_argument(
        "chunk",
        "it is not bytes (ArrayBuffer or a view of one) that are there",
    )
}

same_variants!(HashAlgorithm => DigestAlgorithm { Sha256 Sha384 Sha512 });
