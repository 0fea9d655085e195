//! The app's page and its event stream.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use maud::html;
use serde::Deserialize;

use super::device::Device;
use super::frame::{self, Part};
use super::screens;
use super::view::view;
use crate::interaction::Interaction;
use crate::live::{self, Update};
use crate::notice::Notice;
use crate::protocol::percent_encode;
use crate::result_code::ResultCode;
use crate::sandbox::Sandbox;
use crate::wire::{Exchange, Message, Party};

/// The request that a page was opened with.
#[derive(Deserialize)]
pub(super) struct Opened {
    #[serde(rename = "requestID", alias = "ticketID")]
    id: Option<String>,
}

pub(super) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    Query(Opened { id }): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let device = Device::of(&sandbox, &headers);
    if let (Some(persona), Some(id)) = (&device.persona, &id) {
        // On an error, the screen shows the reason.
        let _ = sandbox.show(id, persona);
    }
    let shown = device.shown(&sandbox, id.as_deref());
    let status = match &shown {
        Some(Err(refusal)) if refusal.code == ResultCode::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    };
    let events = match &id {
        Some(id) => format!("/app/events?requestID={}", percent_encode(id)),
        None => "/app/events".to_owned(),
    };
    let app = frame::app_name(device.language);
    let main = html! {
        main id="screen" data-events=(events) data-title=(app) {
            (screens::screen(&sandbox, &device, shown.as_ref()))
        }
    };
    frame::page(&sandbox, &device, Part::Requests, None, &main, status)
}

/// Sends the screen after each change, and what answers without a person. The event ID is the ID of
/// the request shown, so that a browser that reconnects continues with it.
pub(super) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(Opened { id }): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let device = Device::of(&sandbox, &headers);
    let resumed = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .filter(|id| !id.is_empty())
        .map(str::to_owned);
    let mut id = resumed.or(id);
    let mut sent = String::new();
    let mut told = None;
    let mut notice = Notice::new(device.language);
    let changes = sandbox.watch();
    live::updates(sandbox, changes, move |sandbox| {
        let shown = device.shown(sandbox, id.as_deref());
        if let Some(Ok(interaction)) = &shown {
            id = Some(interaction.id.clone());
        }
        let screen = screens::screen(sandbox, &device, shown.as_ref()).into_string();
        if screen == sent {
            return notice.news(sandbox).into();
        }
        if let Some(Ok(interaction)) = &shown
            && told.as_ref() != Some(&interaction.id)
        {
            // The first is what the page has already.
            if !sent.is_empty() {
                record_shown(sandbox, interaction);
            }
            told = Some(interaction.id.clone());
        }
        let event = Event::default()
            .event("screen")
            .id(id.clone().unwrap_or_default())
            .data(&screen);
        sent = screen;
        Update::Event(event)
    })
    .into_response()
}

/// A request that comes to the phone by itself.
fn record_shown(sandbox: &Sandbox, interaction: &Interaction) {
    if let (Some(wire), None) = (&sandbox.wire, interaction.answer) {
        let mut exchange = Exchange::between(Party::Gateway, Party::Phone, "show", "/app");
        exchange.request = Message::opened(view(sandbox, interaction));
        wire.record(exchange);
    }
}
