//! Numbers of the standard library and `ryu-js`.

use alloc::borrow::ToOwned as _;
use alloc::string::String;

pub(in crate::json) fn parse(text: &str) -> Option<f64> {
    text.parse().ok()
}

pub(in crate::json) fn text(number: f64) -> String {
    ryu_js::Buffer::new().format_finite(number).to_owned()
}
