//! Numbers, parsed and formatted as in ECMAScript (RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20).
//!
//! In WebAssembly the JavaScript engine does it, which saves the tables for both directions, a
//! third of the page's module. Elsewhere it is done by libraries: the standard library parses
//! alike, but formats differently when two decimals are equally close.

#[cfg(not(target_arch = "wasm32"))]
use alloc::borrow::ToOwned;
use alloc::string::String;

#[cfg(target_arch = "wasm32")]
pub(super) fn parse(text: &str) -> Option<f64> {
    let number = js_sys::Number::parse_float(text);
    (!number.is_nan()).then_some(number)
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn parse(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[cfg(target_arch = "wasm32")]
pub(super) fn text(number: f64) -> String {
    let number = js_sys::Number::from(number);
    js_sys::Object::to_string(&number).into()
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn text(number: f64) -> String {
    ryu_js::Buffer::new().format_finite(number).to_owned()
}
