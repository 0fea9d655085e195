//! Results: conversion of Rust values to JavaScript values.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use crate::bindings::member::set_member;
use crate::bindings::tsify::Tsify;
#[cfg(feature = "page")]
use crate::login::CodeVerifier;
#[cfg(feature = "page")]
use crate::state::State;

/// Conversion to a JavaScript value.
pub(super) trait ToJs {
    fn to_js(&self) -> JsValue;
}

/// Conversion of a struct to a JavaScript object.
pub(super) trait Fields {
    /// Sets the struct's fields on an object; skips those that are `None`.
    fn set_on(&self, object: &Object);
}

/// Converts a result to its JavaScript value.
pub(super) fn write<T: ToJs + Tsify>(value: &T) -> T::JsType {
    JsCast::unchecked_from_js(value.to_js())
}

/// Sets a property of a new object; skips undefined.
pub(super) fn set(object: &Object, name: &'static str, value: &JsValue) {
    if !value.is_undefined() {
        set_member(object, name, value);
    }
}

impl<T: Fields> ToJs for T {
    fn to_js(&self) -> JsValue {
        let object = Object::new();
        self.set_on(&object);
        object.into()
    }
}

impl ToJs for String {
    fn to_js(&self) -> JsValue {
        self.into()
    }
}

impl ToJs for &'static str {
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

#[cfg(feature = "page")]
impl ToJs for CodeVerifier {
    fn to_js(&self) -> JsValue {
        self.as_str().into()
    }
}

#[cfg(feature = "page")]
impl ToJs for State {
    fn to_js(&self) -> JsValue {
        self.as_str().into()
    }
}

impl ToJs for bool {
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

impl ToJs for f64 {
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

impl ToJs for u32 {
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

/// `None` is undefined.
impl<T: ToJs> ToJs for Option<T> {
    fn to_js(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, ToJs::to_js)
    }
}

impl<T: ToJs> ToJs for Vec<T> {
    fn to_js(&self) -> JsValue {
        self.iter().map(ToJs::to_js).collect::<Array>().into()
    }
}
