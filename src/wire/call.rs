//! A call of the API, from its content to its response.

use std::sync::Arc;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::wire::backoff::{Backoff, Repeatable};
use crate::wire::content_key::ContentKey;
use crate::wire::path::ApiPath;
use crate::{Error, Result};

/// A call in progress. The content is serialized once; each attempt encrypts it anew.
pub struct Call {
    pub(super) path: ApiPath,
    /// The content to encrypt; `None` for a call without a body.
    pub(super) content: Option<Zeroizing<String>>,
    pub(super) backoff: Backoff,
    /// Requires a content key of a later generation than this.
    pub(super) newer_than: Option<u64>,
    /// True if the call was already repeated with a new content key.
    pub(super) renewed: bool,
    /// The key of the last attempt; `None` if none is pending.
    pub(super) sent_with: Option<SentWith>,
}

/// The key that decrypts a response.
pub(super) enum SentWith {
    /// A content key and its generation.
    Key(Arc<ContentKey>, u64),
    /// None: the call has no body.
    Nothing,
}

impl Call {
    /// Creates a call of the endpoint at `path` below the API's prefix.
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

    /// Creates a call that revokes the content key, `revokeKey`: unencrypted and without a body,
    /// like `getKey` (iAM Smart API, content key; medium confidence). After success, the next
    /// encrypted call fetches a new key.
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
