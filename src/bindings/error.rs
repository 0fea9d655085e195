//! Conversion of errors to the JavaScript class `IamSmartError`.

use wasm_bindgen::prelude::*;

use crate::Error;

#[wasm_bindgen(module = "/pkg-template/error.js")]
extern "C" {
    type IamSmartError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> IamSmartError;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let thrown = IamSmartError::new(error.code(), &error.message());
        #[cfg(feature = "server")]
        crate::bindings::server::result_code::describe(&error, thrown.unchecked_ref());
        thrown.into()
    }
}
