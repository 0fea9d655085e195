//! Numbers, parsed and formatted as in ECMAScript (RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20).
//!
//! WebAssembly modules use the JavaScript engine, which avoids the conversion tables, a third of
//! the page's module. Other targets parse with the standard library, but format with `ryu-js`: the
//! standard library formats differently if two decimals are equally close.

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
