//! Arguments: conversion of JavaScript values to Rust types.
//!
//! Reading never traps and never lets an exception through the module, whatever the caller passes:
//! getters that throw, proxies, arrays with a false length, detached buffers. Errors name the
//! innermost field, with the index of an array's item.
//!
//! serde with `serde-wasm-bindgen` guarantees none of this, replaces lone surrogates, and is too
//! large for the page's module.

mod bytes;
mod primitives;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;

use crate::bindings::member::member;
use crate::string::decimal;
use crate::{Error, Result};

#[cfg(any(
    feature = "page",
    feature = "server",
    not(any(feature = "inspect", feature = "pdf"))
))]
pub(super) use bytes::view;

/// Maximum size of one argument, all its fields together, in characters and bytes: the largest CRL
/// that is fetched (64 MB), or a CMS message with as much content, and as much of everything else. A
/// module's memory never shrinks, and text of that size takes three times as much while it is
/// decoded.
#[cfg(feature = "verify")]
const MAX_SIZE: u32 = 128 * 1024 * 1024;

/// Maximum size of one argument, all its fields together, in characters and bytes: three times
/// the gateway's largest body (`wire::MAX_BODY_BYTES`), for records of results in Base64. A module's
/// memory never shrinks.
#[cfg(not(feature = "verify"))]
const MAX_SIZE: u32 = 32 * 1024 * 1024;

/// Maximum number of array items in one argument, all its arrays together: ten times the documents
/// of a bulk request, and ten times the fields of a form that servers take by default (1,000 in
/// PHP, `max_input_vars`, and in Django, `DATA_UPLOAD_MAX_NUMBER_FIELDS`).
const MAX_ITEMS: u32 = 10_000;

/// Conversion from a JavaScript value.
pub(super) trait FromJs {
    /// Reads the value. Reports an invalid value to the reader and returns a placeholder; [`read`]
    /// then returns the reader's error.
    ///
    /// Returning a `Result` for each field would add 3 KB to the page's module, because every
    /// struct would have to drop the fields it has already read.
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self;
}

#[wasm_bindgen]
extern "C" {
    /// Throws for a revoked proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> core::result::Result<bool, JsValue>;
}

/// Reads an argument; errors call it `name`.
///
/// # Errors
/// [`Error::InvalidArgument`], [`Error::Base64Invalid`], [`Error::DigestLength`],
/// [`Error::LoneSurrogate`].
pub(super) fn read<T: FromJs>(name: &'static str, value: &JsValue) -> Result<T> {
    let reader = ArgumentReader::new(name);
    let value = T::from_js(value, &reader);
    reader.finish()?;
    Ok(value)
}

/// Returns a value that the other fields make mandatory.
///
/// # Errors
/// [`Error::InvalidArgument`] if it is `None`.
#[cfg(any(feature = "page", feature = "server"))]
pub(super) fn required<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::invalid_argument(name, "it is missing"))
}

/// State while an argument is read.
pub(super) struct ArgumentReader {
    /// Name of the innermost field.
    field: Cell<&'static str>,
    /// Index of the current item if the field is an array.
    item: Cell<Option<u32>>,
    /// Characters and bytes so far; counted before they are copied.
    size: Cell<u32>,
    /// Items so far; counted before they are read.
    items: Cell<u32>,
    /// True after the first error.
    refused: Cell<bool>,
    /// First error.
    error: Cell<Option<Error>>,
}

impl ArgumentReader {
    #[inline(never)]
    fn new(name: &'static str) -> Self {
        Self {
            field: Cell::new(name),
            item: Cell::new(None),
            size: Cell::new(0),
            items: Cell::new(0),
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

    /// Returns true if the value is an object, and reports an error otherwise.
    pub(super) fn object(&self, value: &JsValue) -> bool {
        if !value.is_object() {
            self.refuse("it is not an object");
        }
        value.is_object()
    }

    /// Reports why the value is invalid: a clause without a full stop.
    #[cold]
    #[inline(never)]
    pub(super) fn refuse(&self, reason: &str) {
        self.fail(Error::invalid_argument(&self.name(), reason));
    }

    /// Records an error, unless there is one already.
    #[cold]
    #[inline(never)]
    pub(super) fn fail(&self, error: Error) {
        if !self.refused.replace(true) {
            self.error.set(Some(error));
        }
    }

    /// Returns the name of the current value for errors: the field, with the index of an item.
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

    /// Returns the string, and reports lone surrogates.
    #[inline(never)]
    pub(super) fn string(&self, value: &JsValue) -> Option<String> {
        /// First byte of U+FFFD, and of U+F000 to U+FFFF.
        const REPLACEMENT: u8 = 0xef;
        let Some(string) = value.dyn_ref::<JsString>() else {
            self.refuse("it is not a string");
            return None;
        };
        if !self.has_room(string.length()) {
            return None;
        }
        let text = String::from(string);
        // `String::from` replaces a lone surrogate with U+FFFD, which is a different string in
        // JavaScript.
        let is_ascii = text.len() == string.length() as usize;
        let is_suspect = !is_ascii && text.as_bytes().contains(&REPLACEMENT);
        if is_suspect && JsValue::from_str(&text) != *value {
            self.fail(Error::LoneSurrogate { name: self.name() });
        }
        Some(text)
    }

    /// Returns the index of the string in `names`.
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

    /// Returns an integer from 0 to `last` that a double represents exactly.
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

    /// Returns the length of an array, 0 for other values and above the limit. A proxy can return
    /// any length.
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
        if self.count(&self.items, length, MAX_ITEMS, "items") {
            length
        } else {
            0
        }
    }

    fn item(&self, array: &JsValue, index: u32) -> JsValue {
        Reflect::get_u32(array, index).unwrap_or_else(|_| self.thrown())
    }

    /// Returns the property of this name, or undefined.
    #[inline(never)]
    fn property(&self, object: &JsValue, name: &'static str) -> JsValue {
        if self.refused.get() {
            return JsValue::UNDEFINED;
        }
        member(object, name).unwrap_or_else(|_| self.thrown())
    }

    fn thrown(&self) -> JsValue {
        self.refuse(THROWS);
        JsValue::UNDEFINED
    }

    /// Returns true if so many more characters or bytes are within the limit, and reports an error
    /// otherwise.
    fn has_room(&self, length: u32) -> bool {
        self.count(&self.size, length, MAX_SIZE, "characters and bytes")
    }

    /// Adds to a count; returns true within its limit, and reports an error otherwise.
    #[inline(never)]
    fn count(&self, count: &Cell<u32>, more: u32, limit: u32, what: &str) -> bool {
        let sum = count.get().saturating_add(more);
        count.set(sum);
        if sum > limit {
            let name = self.name();
            self.fail(Error::above_limit(&name, sum.into(), what, limit.into()));
        }
        sum <= limit
    }
}

const THROWS: &str = "reading it throws an error";
