//! Numbers, parsed and formatted as in ECMAScript (RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20).
//!
//! WebAssembly modules use the JavaScript engine, which avoids the conversion tables, a third of
//! the page's module. Other targets parse with the standard library, but format with `ryu-js`: the
//! standard library formats differently if two decimals are equally close.

#[cfg(target_arch = "wasm32")]
mod of_engine;
#[cfg(not(target_arch = "wasm32"))]
mod of_library;

#[cfg(target_arch = "wasm32")]
pub(super) use of_engine::{parse, text};
#[cfg(not(target_arch = "wasm32"))]
pub(super) use of_library::{parse, text};
