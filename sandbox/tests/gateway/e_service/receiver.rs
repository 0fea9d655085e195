//! Endpoint for push callbacks.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use tokio::sync::mpsc;

/// A received push callback.
pub(crate) struct Push {
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

/// Receives a push. The first two pushes of a cancelled signing get an error, for the test of
/// retries; no other test cancels a signing.
pub(super) async fn receive(
    State(sender): State<mpsc::UnboundedSender<Push>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    static REFUSED: AtomicU32 = AtomicU32::new(0);
    let frame: Value = serde_json::from_slice(&body).unwrap_or_default();
    let refused = frame["code"] == "D70000" && REFUSED.fetch_add(1, Ordering::Relaxed) < 2;
    let content_type = headers["content-type"].to_str().unwrap().to_owned();
    sender.send(Push { content_type, body }).unwrap();
    if refused {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    }
}
