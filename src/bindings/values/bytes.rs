//! Byte arguments and byte results.

use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::bindings::write::ToJs;
use crate::encoding::from_base64;

/// Raw bytes, or their standard (padded) Base64 string as iAM Smart sends it.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Bytes(pub(in crate::bindings) Vec<u8>);

#[wasm_bindgen(module = "/pkg-template/octets.js")]
extern "C" {
    /// Copies bytes to an array that `JSON.stringify` writes in Base64.
    fn octets(bytes: &[u8]) -> Uint8Array;
}

/// Bytes in a result.
#[derive(tsify::Tsify)]
#[tsify(type = "Uint8Array<ArrayBuffer>")]
pub struct Octets(pub(in crate::bindings) Vec<u8>);

impl FromJs for Bytes {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        if !value.is_string() {
            return Self(reader.bytes(value).unwrap_or_default());
        }
        let text = reader.string(value).unwrap_or_default();
        Self(from_base64("", &text).unwrap_or_else(|_| {
            let name = reader.name();
            reader.fail(Error::Base64Invalid { name });
            Vec::new()
        }))
    }
}

impl Octets {
    /// Returns the bytes as a JavaScript array.
    pub(in crate::bindings) fn array(&self) -> Uint8Array {
        octets(&self.0)
    }
}

impl ToJs for Octets {
    fn to_js(&self) -> JsValue {
        self.array().into()
    }
}
