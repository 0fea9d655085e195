//! Bytes in results.

use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::bindings::tsify;
use crate::bindings::write::ToJs;

/// Bytes in a result.
#[derive(tsify::Tsify)]
#[tsify(type = "Uint8Array<ArrayBuffer>")]
pub struct Octets(pub(in crate::bindings) Vec<u8>);

#[wasm_bindgen(module = "/pkg-template/octets.js")]
extern "C" {
    /// Copies bytes to an array that `JSON.stringify` writes in Base64.
    fn octets(bytes: &[u8]) -> Uint8Array;
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
