//! Results: conversion of Rust values to JavaScript values.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use crate::bindings::member::{set_member, set_text};
use crate::bindings::tsify::Tsify;
#[cfg(any(feature = "page", feature = "server"))]
use crate::bindings::values::Secret;
#[cfg(feature = "page")]
use crate::login::CodeVerifier;
#[cfg(feature = "page")]
use crate::state::State;

/// Conversion to a JavaScript value.
pub(super) trait ToJs {
    fn to_js(&self) -> JsValue;

    /// Sets a property of a new object to the value; skips undefined.
    fn set_as(&self, object: &Object, name: &'static str) {
        set(object, name, &self.to_js());
    }
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

/// Strings are handed over together with the name of their property.
macro_rules! texts_to_js {
    ($($(#[$meta:meta])* $type:ty, $as_str:expr;)*) => {
        $(
            $(#[$meta])*
            impl ToJs for $type {
                fn to_js(&self) -> JsValue {
                    let as_str: fn(&Self) -> &str = $as_str;
                    as_str(self).into()
                }

                fn set_as(&self, object: &Object, name: &'static str) {
                    let as_str: fn(&Self) -> &str = $as_str;
                    set_text(object, name, as_str(self));
                }
            }
        )*
    };
}

texts_to_js! {
    String, |text| text;
    &'static str, |text| text;
    #[cfg(any(feature = "page", feature = "server"))]
    Secret, |secret| &secret.0;
    #[cfg(feature = "page")]
    CodeVerifier, CodeVerifier::as_str;
    #[cfg(feature = "page")]
    State, State::as_str;
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

    fn set_as(&self, object: &Object, name: &'static str) {
        if let Some(value) = self {
            value.set_as(object, name);
        }
    }
}

impl<T: ToJs> ToJs for Vec<T> {
    fn to_js(&self) -> JsValue {
        self.iter().map(ToJs::to_js).collect::<Array>().into()
    }
}
