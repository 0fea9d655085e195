//! Bytes in arguments.

use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::encoding::from_base64;

/// Raw bytes, or their standard (padded) Base64 string as iAM Smart sends it.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Bytes(pub(in crate::bindings) Vec<u8>);

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
