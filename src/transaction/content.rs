//! JSON that a record keeps as it is.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;

use serde_json::value::RawValue;

use crate::{Error, Result};

/// Reads JSON that is kept as it is.
pub(super) fn raw(name: &str, json: &str) -> Result<Box<RawValue>> {
    RawValue::from_string(json.to_owned())
        .map_err(|_| Error::invalid_argument(name, "it is not JSON"))
}
