//! The labels of a form in an evidence file: what the form showed beside its fields, and for their values.

use alloc::string::String;

use crate::json::JsonValue;
use crate::verification::evidence::file;
use crate::verification::evidence::file::{LABELS, MAX_LABELS, RENEWALS};
use crate::{Error, Result};

/// Adds the labels of the form to an evidence file that has no renewals yet. They are the e-service's
/// words, in any text form. Nothing signs them; the time-stamps of renewals are over them.
///
/// # Errors
/// [`Error::EvidenceVersion`], [`Error::EvidenceInvalid`]; [`Error::InvalidArgument`] if they are longer
/// than is read, or the file has labels or a renewal; those of
/// [`canonicalize_json`](crate::json::canonicalize_json) for invalid JSON.
pub fn label_evidence(evidence: &str, labels: &str) -> Result<String> {
    let mut file = file::parse(evidence)?;
    if labels.len() > MAX_LABELS {
        let (length, most) = (labels.len() as u64, MAX_LABELS as u64);
        return Err(Error::above_limit("labels", length, "bytes", most));
    }
    let renewals = file.value(RENEWALS).cloned();
    let is_renewed = renewals
        .and_then(JsonValue::into_items)
        .is_some_and(|renewals| !renewals.is_empty());
    if is_renewed || file.has(LABELS) {
        let reason = "a file takes labels once, before it is renewed";
        return Err(Error::invalid_argument("labels", reason));
    }
    file.put(LABELS, JsonValue::text(labels));
    file::into_text(file)
}
