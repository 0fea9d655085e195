//! Numbers of the JavaScript engine.

use alloc::string::String;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/pkg-template/number.js")]
extern "C" {
    /// Returns a number as ECMAScript writes it.
    #[wasm_bindgen(js_name = numberText)]
    pub(in crate::json) fn converted(text: &str) -> String;
}
