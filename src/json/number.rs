//! Numbers as ECMAScript reads and writes them (RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20).
//!
//! In WebAssembly the engine around the module is ECMAScript, and asking it saves the tables of
//! both directions, a third of the page's module. Elsewhere libraries do the same; the standard
//! library's own writing does not, which of two equally close texts takes the odd one too.

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
    js_sys::Number::from(number)
        .to_string_with_radix(10)
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn text(number: f64) -> String {
    ryu_js::Buffer::new().format_finite(number).to_owned()
}
