//! Callbacks, before they are opened.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, required};
use crate::bindings::tsify;
use crate::bindings::values::Bytes;
use crate::wire::{CallbackPart, PartValue};
use crate::{Error, Result, wire};

/// A callback that is yet to be opened.
#[wasm_bindgen]
pub struct SealedCallback(pub(super) wire::SealedCallback);

argument! {
    /// A part of a callback's body: a string, or a file.
    pub struct BodyPart {
        name: String,
        /// If there is no `file`.
        #[tsify(optional)]
        text: Option<String>,
        #[tsify(optional)]
        file: Option<BodyFile>,
    }
}

argument! {
    /// A file of a callback's body.
    pub struct BodyFile {
        file_name: String,
        /// The media type.
        r#type: String,
        bytes: Bytes,
    }
}

#[wasm_bindgen]
impl SealedCallback {
    /// Reads a callback's body.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] body: &JsValue,
    ) -> Result<SealedCallback> {
        let body: String = read("body", body)?;
        wire::SealedCallback::read(&body).map(Self)
    }

    /// Reads a callback's parts.
    #[wasm_bindgen(js_name = ofParts)]
    pub fn of_parts(
        #[wasm_bindgen(unchecked_param_type = "BodyPart[]")] parts: &JsValue,
    ) -> Result<SealedCallback> {
        let parts: Vec<BodyPart> = read("parts", parts)?;
        let parts = parts.into_iter().map(CallbackPart::try_from);
        wire::SealedCallback::read_parts(parts.collect::<Result<_>>()?).map(Self)
    }

    /// The bytes to be unwrapped, if that happens outside.
    #[wasm_bindgen(getter, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
    #[must_use]
    pub fn wrapped(&self) -> Vec<u8> {
        self.0.wrapped().to_vec()
    }
}

impl TryFrom<BodyPart> for CallbackPart {
    type Error = Error;

    fn try_from(part: BodyPart) -> Result<Self> {
        let value = match part.file {
            Some(file) => PartValue::File(wire::CallbackFile {
                file_name: file.file_name,
                media_type: file.r#type,
                bytes: file.bytes.0,
                encrypted: false,
            }),
            None => PartValue::Text(required("text", part.text)?),
        };
        Ok(Self {
            name: part.name,
            value,
        })
    }
}
