//! Results as they arrive.

use alloc::boxed::Box;
use alloc::string::String;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Result;
use crate::transaction::content::raw;
use crate::transaction::kind::Kind;

/// A result that arrived.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrived {
    /// What the result is; `None` for a refusal.
    pub kind: Option<Kind>,
    /// The number of a bulk request's callback, `callbackSeq`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What was signed, of a signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignedFacts>,
    /// When it arrived, as Unix time in milliseconds.
    pub at: i64,
    /// The result, as JSON.
    pub content: Box<RawValue>,
}

/// What the gateway says was signed.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedFacts {
    /// The digest in Base64.
    pub digest: String,
    /// The time of signing, as Unix time in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<i64>,
}

impl Arrived {
    /// Creates a result from its content, as JSON.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) if `content` is not JSON.
    pub fn new(
        kind: Option<Kind>,
        number: Option<u32>,
        signed: Option<SignedFacts>,
        content: &str,
        now: i64,
    ) -> Result<Self> {
        Ok(Self {
            kind,
            number,
            signed,
            at: now,
            content: raw("content", content)?,
        })
    }

    pub(super) fn is_refusal(&self) -> bool {
        self.kind.is_none()
    }
}
