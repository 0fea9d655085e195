//! What the script throws where an argument is not of the kind that it hands over.

use alloc::string::String;
use wasm_bindgen::prelude::*;

use crate::Error;

/// [`Error::InvalidArgument`] for what is not `kind`, e.g. 'a text'.
#[wasm_bindgen(js_name = wrongKind)]
#[must_use]
pub fn wrong_kind(name: &str, kind: &str) -> JsValue {
    Error::invalid_argument(name, &["it is not ", kind].concat()).into()
}

/// [`Error::LoneSurrogate`]: what is handed over as UTF-8 would have it replaced.
#[wasm_bindgen(js_name = loneSurrogate)]
#[must_use]
pub fn lone_surrogate(name: String) -> JsValue {
    Error::LoneSurrogate { name }.into()
}
