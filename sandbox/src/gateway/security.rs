//! getKey and revokeKey: the content key (iAM Smart API, §2).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::call;
use crate::protocol::content_key::ContentKey;
use crate::protocol::now;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::{IssuedContentKey, Sandbox};

/// Gives out the content key, wrapped. While one is valid it is the same for every caller, so that
/// several workers of one service do not take it from each other.
pub(crate) async fn get_key(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::plain(&sandbox, &headers, &body, |sandbox| {
        let key = sandbox.current_content_key();
        // Wrapping takes long enough to hold nobody up with it.
        let secret_key = key.key.wrap(&sandbox.registration.kek).ok_or_else(|| {
            let reason = "the content key cannot be wrapped";
            Refusal::new(ResultCode::EncryptionFailed, reason)
        })?;
        Ok(json!({
            "secretKey": secret_key,
            "pubKey": sandbox.registration.public_key,
            "issueAt": key.issued_at,
            "expiresIn": sandbox.content_key_life,
        }))
    })
}

impl Sandbox {
    /// The content key, a new one where there is none that is valid.
    fn current_content_key(&self) -> Arc<IssuedContentKey> {
        let mut memory = self.memory();
        let valid = |key: &&Arc<IssuedContentKey>| now() < key.issued_at + self.content_key_life;
        if let Some(key) = memory.content_key.as_ref().filter(valid) {
            return Arc::clone(key);
        }
        let key = Arc::new(IssuedContentKey {
            key: ContentKey::generate(),
            issued_at: now(),
        });
        memory.content_key = Some(Arc::clone(&key));
        key
    }
}

/// Forgets the content key; the next encrypted call gets D30002 (medium confidence).
pub(crate) async fn revoke_key(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::plain(&sandbox, &headers, &body, |sandbox| {
        sandbox.memory().content_key = None;
        Ok(json!({}))
    })
}
