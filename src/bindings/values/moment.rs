//! Timestamps as `Date` objects.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;

/// Timestamp: a `Date` in JavaScript, milliseconds of Unix time in Rust.
#[derive(Clone, Copy, tsify::Tsify)]
#[tsify(type = "Date")]
pub struct Moment(pub(in crate::bindings) i64);

#[wasm_bindgen(module = "/pkg-template/brands.js")]
extern "C" {
    /// Returns a `Date`'s milliseconds of Unix time, of any realm and with any overridden methods;
    /// throws for other values.
    #[wasm_bindgen(catch, js_name = timeOf)]
    fn time_of(value: &JsValue) -> Result<f64, JsValue>;
}

impl FromJs for Moment {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        Self(time_of(value).ok().and_then(from_f64).unwrap_or_else(|| {
            reader.refuse("it is not a valid Date");
            0
        }))
    }
}

/// Returns the moment, or the current time of the platform's clock, in milliseconds of Unix time.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a Date's range fits into an i64"
)]
pub(in crate::bindings) fn or_now(moment: Option<Moment>) -> i64 {
    moment.map_or_else(|| Date::now() as i64, |Moment(unix_ms)| unix_ms)
}

/// Converts a Date's milliseconds; `None` for an invalid Date and outside of the supported range.
pub(super) fn from_f64(ms: f64) -> Option<i64> {
    /// Farthest supported time, in milliseconds from 1970: a century less than a Date's range
    /// (8.64e15, ECMA-262 §21.4.1.1), so that adding a lifetime stays within it.
    const FARTHEST: f64 = 8.636e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a Date's range fits into an i64"
    )]
    (ms.abs() <= FARTHEST).then_some(ms as i64)
}
