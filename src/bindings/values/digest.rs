//! Digest arguments.

use wasm_bindgen::prelude::*;

use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::bindings::values::Bytes;
use crate::{Error, signing};

/// Digest: 32 bytes, or their standard (padded) Base64 string.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Digest(pub(in crate::bindings) signing::Digest);

impl FromJs for Digest {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        let Bytes(bytes) = Bytes::from_js(value, reader);
        let octets = bytes.as_slice().try_into().unwrap_or_else(|_| {
            reader.fail(Error::DigestLength {
                expected: signing::Digest::LENGTH,
                actual: bytes.len(),
            });
            [0; signing::Digest::LENGTH]
        });
        Self(signing::Digest::from(octets))
    }
}
