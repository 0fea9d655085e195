//! JSON, parsed strictly and written in canonical form (RFC 8785).

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
