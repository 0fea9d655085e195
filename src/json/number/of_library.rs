//! Numbers of the standard library and `ryu-js`.

use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// Returns a number as ECMAScript writes it, `Infinity` for one that is too large.
pub(in crate::json) fn converted(text: &str) -> String {
    let number = text.parse().unwrap_or(f64::NAN);
    ryu_js::Buffer::new().format(number).to_owned()
}
