//! Strict JSON parser and canonical form (RFC 8785).
//!
//! Content that is signed or hashed must have the same bytes everywhere. [`canonicalize_json`]
//! accepts I-JSON only (RFC 7493) and returns the one canonical form of a text.

mod canonical;
mod number;
#[cfg(feature = "verify")]
mod object;
mod order;
mod parser;
mod string;
mod unescape;

pub use canonical::canonicalize_json;
#[cfg(feature = "verify")]
pub(crate) use object::{JsonObject, JsonValue};
pub(crate) use string::write_string;
