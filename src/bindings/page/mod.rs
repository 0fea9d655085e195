//! Bindings of `iamsmart`, the page.

pub mod login;
pub mod pending;
pub mod pkce;
pub mod server;
pub mod signing;

use alloc::string::String;

use wasm_bindgen::JsValue;

use crate::Result;
use crate::bindings::read::read;

/// Reads a callback address: a string or a `URL`.
fn callback_address(value: &JsValue) -> Result<String> {
    struct Url {
        href: String,
    }
    from_js!(Url { href });

    if value.is_object() {
        let Url { href } = read("callbackUrl", value)?;
        return Ok(href);
    }
    read("callbackUrl", value)
}
