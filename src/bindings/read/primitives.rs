//! Reading of strings, booleans, numbers, arrays and optional values.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::JsValue;

use crate::bindings::read::{ArgumentReader, FromJs};

/// Strings with lone surrogates are refused.
impl FromJs for String {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        reader.string(value).unwrap_or_default()
    }
}

impl FromJs for bool {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        value.as_bool().unwrap_or_else(|| {
            reader.refuse("it is not a boolean");
            false
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`whole` gives numbers that the type holds"
)]
impl FromJs for u32 {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        reader.whole(value, f64::from(Self::MAX)) as Self
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`whole` gives numbers that the type holds"
)]
impl FromJs for u64 {
    /// Up to 2⁵³ − 1, the largest integer up to which a double represents every integer.
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        reader.whole(value, 9_007_199_254_740_991.0) as Self
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        reader.items(value)
    }
}

/// undefined and null are `None`.
impl<T: FromJs> FromJs for Option<T> {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        if value.is_null_or_undefined() {
            None
        } else {
            Some(T::from_js(value, reader))
        }
    }
}

/// Reads both from one object: `A & B`.
impl<A: FromJs, B: FromJs> FromJs for (A, B) {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        (A::from_js(value, reader), B::from_js(value, reader))
    }
}
