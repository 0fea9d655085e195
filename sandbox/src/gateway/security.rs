//! getKey and revokeKey: the content key (iAM Smart API, §2).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;

use super::call;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Returns the content key, wrapped. All callers get the same key while it is valid, so that
/// workers of one service do not invalidate each other's key.
pub(crate) async fn get_key(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::plain(&sandbox, &headers, &body, |sandbox| {
        let key = sandbox.issue_content_key();
        // Outside the lock, because wrapping is slow.
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

/// Revokes the content key; the next encrypted call gets D30002 (medium confidence).
pub(crate) async fn revoke_key(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::plain(&sandbox, &headers, &body, |sandbox| {
        sandbox.revoke_content_key();
        Ok(json!({}))
    })
}
