//! Unopened callbacks.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, required};
use crate::bindings::server::http::FrameFacts;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::Bytes;
use crate::bindings::write::write;
use crate::wire::{CallbackPart, PartValue};
use crate::{Error, Result, wire};

/// Unopened callback.
#[wasm_bindgen]
pub struct SealedCallback(pub(super) wire::SealedCallback);

argument! {
    /// Part of a multipart callback body: a string or a file.
    pub struct BodyPart {
        /// Name of the part.
        name: String,
        /// Value of the part; required if `file` is undefined.
        #[tsify(optional)]
        text: Option<String>,
        /// File; takes precedence over `text`.
        #[tsify(optional)]
        file: Option<BodyFile>,
    }
}

argument! {
    /// File in a multipart callback body.
    pub struct BodyFile {
        /// File name.
        file_name: String,
        /// Media type.
        r#type: String,
        /// Content.
        bytes: Bytes,
    }
}

#[wasm_bindgen]
impl SealedCallback {
    /// Parses a JSON body.
    ///
    /// @throws IamSmartError 'callback-unreadable'
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] body: &JsValue,
    ) -> Result<SealedCallback> {
        let body: String = read("body", body)?;
        wire::SealedCallback::read(&body).map(Self)
    }

    /// Parses the parts of a `multipart/form-data` body.
    ///
    /// @throws IamSmartError 'callback-unreadable'
    #[wasm_bindgen(js_name = ofParts)]
    pub fn of_parts(
        #[wasm_bindgen(unchecked_param_type = "BodyPart[]")] parts: &JsValue,
    ) -> Result<SealedCallback> {
        let parts: Vec<BodyPart> = read("parts", parts)?;
        let parts = parts.into_iter().map(CallbackPart::try_from);
        wire::SealedCallback::read_parts(parts.collect::<Result<_>>()?).map(Self)
    }

    /// Result code and transaction ID, which anyone may have written.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn facts(&self) -> Js<FrameFacts> {
        write(&FrameFacts::from(self.0.facts()))
    }

    /// Wrapped content key, for a caller that unwraps it with a key held elsewhere.
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
