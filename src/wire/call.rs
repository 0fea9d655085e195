//! One call of the API, from its content to its answer.

use std::sync::Arc;

use serde::Serialize;
use zeroize::Zeroizing;

use super::content_key::ContentKey;
use crate::{Error, Result};

/// A call on its way. Its content was written once, when the call was made; every attempt encrypts
/// that text anew.
pub struct Call {
    pub(super) path: &'static str,
    pub(super) content: Zeroizing<String>,
    /// A key of a later generation than this is wanted.
    pub(super) newer_than: Option<u64>,
    /// Whether the one renewal that the gateway may ask for was spent.
    pub(super) renewed: bool,
    /// The key that the last attempt was encrypted with, and its generation.
    pub(super) sent_with: Option<(Arc<ContentKey>, u64)>,
}

impl Call {
    /// A call of the endpoint at `path` below the API's prefix.
    pub(crate) fn new(path: &'static str, content: &impl Serialize) -> Result<Self> {
        let content = serde_json::to_string(content).map_err(|error| Error::InvalidArgument {
            name: "request".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self {
            path,
            content: Zeroizing::new(content),
            newer_than: None,
            renewed: false,
            sent_with: None,
        })
    }
}
