//! Signed content.

use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::asn1::pem::Encoded;
use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;

/// Signed content: bytes, or a string that is encoded in UTF-8.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct SignedContent(pub(super) Vec<u8>);

impl FromJs for SignedContent {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        Self(match Encoded::from_js(value, reader) {
            Encoded::Bytes(bytes) => bytes,
            Encoded::Text(text) => text.into_bytes(),
        })
    }
}
