//! What the demo's tour needs of the sandbox: each call, closed and opened, as it happens; the app and the
//! getQR page in a frame; and the choice of faults from its page. Only with `--tour`, and only for the page
//! of that origin.

mod permission;
mod tap;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{Router, get};

use crate::live::{self, Update};
use crate::sandbox::Sandbox;

pub(crate) use self::permission::{framing, sharing};
pub(crate) use self::tap::exchanges;

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new().route("/wire/events", get(events))
}

/// Sends each exchange, those before the page was opened, too. The event ID is the exchange's, so that a
/// browser that reconnects continues after it.
async fn events(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    let Some(changes) = sandbox.wire.as_ref().map(crate::wire::Wire::watch) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok())
        .unwrap_or_default();
    live::updates(sandbox, changes, move |sandbox| {
        let next = sandbox.wire.as_ref().and_then(|wire| wire.after(last));
        let Some(exchange) = next else {
            return Update::Nothing;
        };
        last = exchange.id();
        let event = Event::default().event("exchange").id(last.to_string());
        // Serializing plain data does not fail.
        let data = serde_json::to_string(&exchange).unwrap_or_default();
        Update::Event(event.data(data))
    })
    .into_response()
}
