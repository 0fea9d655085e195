//! Objects, read and made field by field.
//!
//! The verifier's module has no serde: reading its few fields by hand is some 20 KB smaller. What a
//! page hands over is taken apart by its script (pkg-template/arguments.ts).

use alloc::string::String;
use alloc::vec::Vec;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::text;
use crate::{Error, Result};

/// An object that a caller handed over.
pub(super) struct Fields<'a>(&'a JsValue);

impl<'a> Fields<'a> {
    /// Reads an object; `name` is what an error calls it.
    pub(super) fn of(name: &str, object: &'a JsValue) -> Result<Self> {
        if object.is_object() {
            Ok(Self(object))
        } else {
            Err(invalid(name, "it is not an object"))
        }
    }

    /// A field as JavaScript has it; undefined where it is left out.
    pub(super) fn value(&self, name: &str) -> JsValue {
        Reflect::get(self.0, &name.into()).unwrap_or_default()
    }

    /// A text that has to be there.
    pub(super) fn text(&self, name: &str) -> Result<String> {
        text(name, &self.value(name))
    }

    /// A text that may be left out.
    pub(super) fn optional_text(&self, name: &str) -> Result<Option<String>> {
        let value = self.value(name);
        if absent(&value) {
            Ok(None)
        } else {
            text(name, &value).map(Some)
        }
    }

    /// A number from 0 on that may be left out.
    #[cfg(feature = "server")]
    pub(super) fn optional_count(&self, name: &str) -> Result<Option<u32>> {
        let value = self.value(name);
        if absent(&value) {
            return Ok(None);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "only what the cast keeps is taken"
        )]
        let count = value.as_f64().map(|number| (number, number as u32));
        match count {
            Some((number, count)) if f64::from(count).to_bits() == number.to_bits() => {
                Ok(Some(count))
            }
            _ => Err(invalid(name, "it is not a whole number from 0 on")),
        }
    }

    /// A list of texts; empty where it is left out.
    #[cfg(feature = "server")]
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>> {
        let value = self.value(name);
        if absent(&value) {
            return Ok(Vec::new());
        }
        list(name, &value)?
            .iter()
            .map(|item| text(name, item))
            .collect()
    }

    /// A boolean; false where it is left out.
    #[cfg(feature = "verify")]
    pub(super) fn flag(&self, name: &str) -> Result<bool> {
        let value = self.value(name);
        if absent(&value) {
            return Ok(false);
        }
        value
            .as_bool()
            .ok_or_else(|| invalid(name, "it is not a boolean"))
    }

    /// A list that has to be there.
    #[cfg(any(feature = "verify", feature = "server"))]
    pub(super) fn list(&self, name: &str) -> Result<Vec<JsValue>> {
        list(name, &self.value(name))
    }
}

/// Reads an array.
pub(super) fn list(name: &str, value: &JsValue) -> Result<Vec<JsValue>> {
    let array = value
        .dyn_ref::<Array>()
        .ok_or_else(|| invalid(name, "it is not an array"))?;
    Ok((0..array.length()).map(|i| array.get(i)).collect())
}

/// A plain object of these fields; undefined ones are left out.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_undefined()) {
        let set = Reflect::set(&object, &JsString::from(*name), value);
        debug_assert!(set.is_ok(), "a plain object takes any field");
    }
    object.into()
}

fn absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::invalid_argument(name, reason)
}
