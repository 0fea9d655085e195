//! Points in time: `Date` on the way in, ISO 8601 text on the way out.

#[cfg(feature = "server")]
use alloc::string::String;
use js_sys::Date;
use wasm_bindgen::prelude::*;

use crate::{Error, Result};

/// Unix time in milliseconds of a `Date`; `None` for undefined and null.
pub(super) fn unix_ms(name: &str, value: &JsValue) -> Result<Option<i64>> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let invalid = || Error::invalid_argument(name, "it is not a valid Date");
    let date = value.dyn_ref::<Date>().ok_or_else(invalid)?;
    from_f64(date.get_time()).map(Some).ok_or_else(invalid)
}

/// Unix time in milliseconds of the platform's clock, now.
pub(super) fn now_ms() -> i64 {
    from_f64(Date::now()).unwrap_or_default()
}

/// ISO 8601 text of a point in time.
#[cfg(feature = "server")]
pub(super) fn to_iso(unix_ms: i64) -> String {
    // A Date holds ±8.64e15 ms, which a double carries exactly.
    #[expect(
        clippy::cast_precision_loss,
        reason = "within a Date's range the cast is exact"
    )]
    let date = Date::new(&JsValue::from_f64(unix_ms as f64));
    date.to_iso_string().into()
}

fn from_f64(ms: f64) -> Option<i64> {
    /// The farthest time of a Date (ECMA-262 §21.4.1.1), in milliseconds.
    const FARTHEST: f64 = 8.64e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a Date's range fits into an i64"
    )]
    (ms.abs() <= FARTHEST).then_some(ms as i64)
}
