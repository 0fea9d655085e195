//! `Bytes`: a BufferSource, or standard Base64 text.

#[cfg(any(feature = "verify", feature = "server"))]
use alloc::borrow::ToOwned;
#[cfg(any(feature = "verify", feature = "server"))]
use alloc::string::String;
use alloc::vec::Vec;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::encoding::from_base64;
use crate::{Error, Result};

/// Reads `Bytes`; `name` is what an error calls the value.
pub(super) fn bytes(name: &str, value: &JsValue) -> Result<Vec<u8>> {
    match value.as_string() {
        Some(text) => from_base64(name, &text),
        None => buffer_source(name, value),
    }
}

/// Reads a `BufferSource`: an ArrayBuffer, or any view of one.
pub(super) fn buffer_source(name: &str, value: &JsValue) -> Result<Vec<u8>> {
    view(name, value).map(|view| view.to_vec())
}

/// The bytes of a `BufferSource`, where they are.
pub(super) fn view(name: &str, value: &JsValue) -> Result<Uint8Array> {
    if let Some(array) = value.dyn_ref::<Uint8Array>() {
        return Ok(array.clone());
    }
    if ArrayBuffer::is_view(value) {
        let view: &js_sys::DataView = value.unchecked_ref();
        let length = u32::try_from(view.byte_length()).unwrap_or(u32::MAX);
        let offset = u32::try_from(view.byte_offset()).unwrap_or(u32::MAX);
        return Ok(Uint8Array::new_with_byte_offset_and_length(
            &view.buffer(),
            offset,
            length,
        ));
    }
    if value.has_type::<ArrayBuffer>() || value.has_type::<js_sys::SharedArrayBuffer>() {
        return Ok(Uint8Array::new(value));
    }
    Err(Error::invalid_argument(
        name,
        "it is neither bytes (ArrayBuffer or a view of one) nor Base64 text",
    ))
}

/// A JavaScript text, refused where UTF-8 cannot carry it (a lone surrogate would be replaced).
#[cfg(any(feature = "verify", feature = "server"))]
pub(super) fn text(name: &str, value: &JsValue) -> Result<String> {
    let string = value
        .dyn_ref::<js_sys::JsString>()
        .ok_or_else(|| Error::invalid_argument(name, "it is not a text"))?;
    if !string.is_valid_utf16() {
        return Err(Error::LoneSurrogate {
            name: name.to_owned(),
        });
    }
    Ok(String::from(string))
}
