//! Timestamps as ISO 8601 strings.

use alloc::string::String;

use js_sys::Date;
use wasm_bindgen::prelude::*;

use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::bindings::values::moment::from_f64;
use crate::bindings::write::ToJs;

/// Timestamp: an ISO 8601 string in JavaScript, milliseconds of Unix time in Rust.
#[derive(Clone, Copy, tsify::Tsify)]
#[tsify(type = "string")]
pub struct IsoTime(pub(in crate::bindings) i64);

impl FromJs for IsoTime {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        let text = String::from_js(value, reader);
        Self(from_f64(Date::parse(&text)).unwrap_or_else(|| {
            reader.refuse("it is not an ISO 8601 time");
            0
        }))
    }
}

impl ToJs for IsoTime {
    fn to_js(&self) -> JsValue {
        #[expect(
            clippy::cast_precision_loss,
            reason = "within a Date's range the cast is exact"
        )]
        let date = Date::new(&JsValue::from_f64(self.0 as f64));
        date.to_iso_string().into()
    }
}
