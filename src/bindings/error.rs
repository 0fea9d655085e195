//! Errors, as JavaScript throws them.

use wasm_bindgen::prelude::*;

use crate::Error;

#[wasm_bindgen(module = "/pkg-template/error.js")]
extern "C" {
    type IamSmartError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> IamSmartError;
}

/// What a binding answers with.
pub(super) type Result<T> = core::result::Result<T, JsValue>;

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        IamSmartError::new(error.code(), &error.message()).into()
    }
}
