//! The endpoint that push callbacks are sent to.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use tokio::sync::mpsc;

/// A push callback as it arrived.
pub(crate) struct Push {
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

/// Takes a push. Of those about a cancelled signing the first two are answered with an error: the
/// test of the retries makes such, and no other test does.
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
