//! Arguments: JavaScript values read into Rust types.
//!
//! Reading never traps and never lets an exception pass through the module, whatever a caller hands
//! over: getters that throw, proxies, arrays that lie about their length, detached buffers. What an
//! error calls a value is the name of the innermost field, with an index if it is an array.
//!
//! serde with `serde-wasm-bindgen` does none of that, replaces lone surrogates, and is larger than the
//! page's module has room for.

mod bytes;
mod primitives;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;

use crate::string::decimal;
use crate::{Error, Result};

#[cfg(any(feature = "page", feature = "server"))]
pub(super) use bytes::view;

/// Characters and bytes that one argument may bring into the module, all its fields together: the
/// largest evidence file (32 MB) beside as much revocation data. A module's memory never shrinks.
const LIMIT: u32 = 64 * 1024 * 1024;

/// What an item of an array costs of that beside its content: at least what Rust keeps of it.
const ITEM: u32 = 64;

/// A type that is read from a JavaScript value.
pub(super) trait FromJs {
    /// Reads the value. What cannot be read, the reader is told; what is given then stands for
    /// nothing, as [`read`] answers with the reader's error.
    ///
    /// A `Result` for each field would have every struct clean up after each of its fields: 3 KB of
    /// the page's module.
    fn from_js(value: &JsValue, reader: &Reader) -> Self;
}

#[wasm_bindgen]
extern "C" {
    /// Throws for a proxy that was revoked.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> core::result::Result<bool, JsValue>;
}

/// Reads an argument; `name` is what an error calls it.
///
/// # Errors
/// [`Error::InvalidArgument`], [`Error::Base64Invalid`], [`Error::DigestLength`],
/// [`Error::LoneSurrogate`].
pub(super) fn read<T: FromJs>(name: &'static str, value: &JsValue) -> Result<T> {
    let reader = Reader::new(name);
    let value = T::from_js(value, &reader);
    reader.finish()?;
    Ok(value)
}

/// A field that has to be there beside what else the object has.
#[cfg(any(feature = "page", feature = "server"))]
pub(super) fn required<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::invalid_argument(name, "it is missing"))
}

/// What is known while an argument is read.
pub(super) struct Reader {
    /// The innermost field.
    field: Cell<&'static str>,
    /// The item of it that is read, if it is an array.
    item: Cell<Option<u32>>,
    /// What is left of the limit; taken before anything is copied.
    left: Cell<u32>,
    /// Whether there is an error.
    refused: Cell<bool>,
    /// The first one.
    error: Cell<Option<Error>>,
}

impl Reader {
    #[inline(never)]
    fn new(name: &'static str) -> Self {
        Self {
            field: Cell::new(name),
            item: Cell::new(None),
            left: Cell::new(LIMIT),
            refused: Cell::new(false),
            error: Cell::new(None),
        }
    }

    #[inline(never)]
    fn finish(self) -> Result<()> {
        self.error.into_inner().map_or(Ok(()), Err)
    }

    /// Reads a field of an object.
    pub(super) fn field<T: FromJs>(&self, object: &JsValue, name: &'static str) -> T {
        let value = self.property(object, name);
        self.field.set(name);
        self.item.set(None);
        T::from_js(&value, self)
    }

    /// Whether the value is an object.
    pub(super) fn object(&self, value: &JsValue) -> bool {
        if !value.is_object() {
            self.refuse("it is not an object");
        }
        value.is_object()
    }

    /// Notes why the value cannot be read: a sentence without its point.
    #[cold]
    #[inline(never)]
    pub(super) fn refuse(&self, reason: &str) {
        self.fail(Error::invalid_argument(&self.name(), reason));
    }

    /// Notes an error.
    #[cold]
    #[inline(never)]
    pub(super) fn fail(&self, error: Error) {
        if !self.refused.replace(true) {
            self.error.set(Some(error));
        }
    }

    /// What an error calls the value.
    #[cold]
    pub(super) fn name(&self) -> String {
        let mut name = self.field.get().to_owned();
        if let Some(index) = self.item.get() {
            name.push('[');
            name.push_str(&decimal(index.into()));
            name.push(']');
        }
        name
    }

    /// The string, if its characters are all whole.
    #[inline(never)]
    pub(super) fn string(&self, value: &JsValue) -> Option<String> {
        const REPLACEMENT: char = '\u{fffd}';
        let Some(string) = value.dyn_ref::<JsString>() else {
            self.refuse("it is not a string");
            return None;
        };
        if !self.take(string.length()) {
            return None;
        }
        let text = String::from(string);
        if text.chars().any(|c| c == REPLACEMENT) && !string.is_valid_utf16() {
            self.fail(Error::LoneSurrogate { name: self.name() });
        }
        Some(text)
    }

    /// The place of the string among these names.
    #[inline(never)]
    pub(super) fn choice(&self, value: &JsValue, names: &[&str]) -> Option<usize> {
        let text = self.string(value)?;
        let found = names.iter().position(|name| *name == text);
        if found.is_none() {
            let mut reason = String::from("it is not one of");
            for name in names {
                reason.push_str(" '");
                reason.push_str(name);
                reason.push('\'');
            }
            self.refuse(&reason);
        }
        found
    }

    /// A whole number from 0 to `last`, which a double carries exactly.
    pub(super) fn whole(&self, value: &JsValue, last: f64) -> f64 {
        let whole = |number: &f64| (0.0..=last).contains(number) && number % 1.0 == 0.0;
        value.as_f64().filter(whole).unwrap_or_else(|| {
            self.refuse("it is not a whole number from 0 on, or is too large");
            0.0
        })
    }

    /// Reads every item of an array.
    fn items<T: FromJs>(&self, array: &JsValue) -> Vec<T> {
        let field = self.field.get();
        let mut items = Vec::new();
        for index in 0..self.length(array) {
            let item = self.item(array, index);
            self.field.set(field);
            self.item.set(Some(index));
            items.push(T::from_js(&item, self));
            if self.refused.get() {
                break;
            }
        }
        items
    }

    /// How many items an array has; 0 for what is none. A proxy may say anything, so it is taken
    /// from the limit first.
    fn length(&self, array: &JsValue) -> u32 {
        match is_array(array) {
            Ok(true) => {}
            Ok(false) => {
                self.refuse("it is not an array");
                return 0;
            }
            Err(_) => {
                self.refuse(THROWS);
                return 0;
            }
        }
        let length = u32::from_js(&self.property(array, "length"), self);
        if self.take(length.saturating_mul(ITEM)) {
            length
        } else {
            0
        }
    }

    fn item(&self, array: &JsValue, index: u32) -> JsValue {
        Reflect::get_u32(array, index).unwrap_or_else(|_| self.thrown())
    }

    /// The property of this name; undefined if there is none.
    #[inline(never)]
    fn property(&self, object: &JsValue, name: &str) -> JsValue {
        if self.refused.get() {
            return JsValue::UNDEFINED;
        }
        Reflect::get(object, &name.into()).unwrap_or_else(|_| self.thrown())
    }

    fn thrown(&self) -> JsValue {
        self.refuse(THROWS);
        JsValue::UNDEFINED
    }

    /// Whether so much is left of the limit.
    fn take(&self, amount: u32) -> bool {
        let left = self.left.get().checked_sub(amount);
        match left {
            Some(left) => self.left.set(left),
            None => self.refuse(TOO_MUCH),
        }
        left.is_some()
    }
}

const THROWS: &str = "reading it throws an error";
const TOO_MUCH: &str = "there is too much of it";
