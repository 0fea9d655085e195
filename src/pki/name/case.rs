//! Letters in lower case: JavaScript's tables in WebAssembly, which the standard library's would
//! make about 5 KB larger.

use alloc::string::String;

/// Returns the text in lower case (Unicode Standard §3.13, toLowercase).
#[cfg(target_arch = "wasm32")]
pub(super) fn to_lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn to_lowercase(text: &str) -> String {
    text.to_lowercase()
}
