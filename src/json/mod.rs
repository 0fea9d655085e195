//! JSON texts: read strictly, written in their canonical form (RFC 8785).

mod canonical;
mod number;
#[cfg(feature = "verify")]
mod object;
mod parser;
mod string;

pub use canonical::canonicalize_json;
#[cfg(feature = "verify")]
pub(crate) use object::{JsonObject, JsonValue};
pub(crate) use string::write_string;
