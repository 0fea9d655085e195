//! JSON texts: read strictly, written in their canonical form (RFC 8785).

mod canonical;
mod number;
#[cfg(feature = "verify")]
mod object;
mod reader;
mod string;

pub use canonical::canonicalize_json;
#[cfg(feature = "verify")]
pub(crate) use object::{Object, Value};
pub(crate) use string::write_string;
