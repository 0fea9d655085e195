//! One call of the API, from its content to its answer.

use std::sync::Arc;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::wire::backoff::{Backoff, Repeatable};
use crate::wire::content_key::ContentKey;
use crate::wire::path::ApiPath;
use crate::{Error, Result};

/// A call on its way. Its content was written once, when the call was made; every attempt encrypts
/// that text anew.
pub struct Call {
    pub(super) path: ApiPath,
    /// What is encrypted; `None` for a call without a body.
    pub(super) content: Option<Zeroizing<String>>,
    pub(super) backoff: Backoff,
    /// A key of a later generation than this is wanted.
    pub(super) newer_than: Option<u64>,
    /// True if the one renewal that the gateway may ask for was spent.
    pub(super) renewed: bool,
    /// What the last attempt was sent with; `None` where none is under way.
    pub(super) sent_with: Option<SentWith>,
}

/// What an answer is opened with.
pub(super) enum SentWith {
    /// A key and its generation.
    Key(Arc<ContentKey>, u64),
    /// Nothing: the call has no body.
    Nothing,
}

impl Call {
    /// A call of the endpoint at `path` below the API's prefix.
    pub(crate) fn new(
        path: impl Into<ApiPath>,
        repeatable: Repeatable,
        content: &impl Serialize,
    ) -> Result<Self> {
        let content = serde_json::to_string(content).map_err(|error| Error::InvalidArgument {
            name: "request".to_owned(),
            reason: error.to_string(),
        })?;
        let content = Some(Zeroizing::new(content));
        Ok(Self::of(path.into(), repeatable, content))
    }

    /// A call that ends the content key, `revokeKey`: not encrypted, without a body like `getKey`
    /// (iAM Smart API, content key; medium confidence). Where it succeeds, the next encrypted call
    /// fetches a new key.
    #[must_use]
    pub fn revoke_key() -> Self {
        Self::of(Self::REVOKE_KEY.into(), Repeatable::Always, None)
    }

    const REVOKE_KEY: &'static str = "/security/revokeKey";

    pub(super) fn revokes_key(&self) -> bool {
        self.path.as_str() == Self::REVOKE_KEY
    }

    fn of(path: ApiPath, repeatable: Repeatable, content: Option<Zeroizing<String>>) -> Self {
        Self {
            path,
            content,
            backoff: Backoff::new(repeatable),
            newer_than: None,
            renewed: false,
            sent_with: None,
        }
    }
}
