//! JSON texts: read strictly, written in their canonical form (RFC 8785).

mod canonical;
mod number;
#[cfg(feature = "verify")]
mod object;
mod reader;

pub use canonical::canonicalize_json;
pub(crate) use canonical::write_string;
#[cfg(feature = "verify")]
pub(crate) use object::{Object, Value};
