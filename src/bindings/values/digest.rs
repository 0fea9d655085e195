//! Digests.

use wasm_bindgen::prelude::*;

use crate::bindings::read::{FromJs, Reader};
use crate::bindings::tsify;
use crate::bindings::values::Bytes;
use crate::signing;

/// A digest: 32 bytes, or their standard (padded) Base64 string.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Digest(pub(in crate::bindings) signing::Digest);

impl FromJs for Digest {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        let Bytes(bytes) = Bytes::from_js(value, reader);
        Self(signing::Digest::from_bytes(&bytes).unwrap_or_else(|error| {
            reader.fail(error);
            signing::Digest::of(&[])
        }))
    }
}
