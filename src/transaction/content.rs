//! JSON that a record keeps as it is.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{Error, Result};

/// Reads JSON that is kept as it is.
pub(super) fn raw(name: &str, json: &str) -> Result<Box<RawValue>> {
    RawValue::from_string(json.to_owned())
        .map_err(|_| Error::invalid_argument(name, "it is not JSON"))
}

/// Reads JSON that may be `null`, which serde would take for nothing.
pub(super) fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> core::result::Result<Option<Box<RawValue>>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}
