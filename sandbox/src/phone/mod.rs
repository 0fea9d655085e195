//! The mobile app, as a web page for a phone's browser, and a JSON API that does the same.

mod answered;
mod api;
mod form;
mod screens;
mod view;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{Router, get, post};
use maud::html;
use serde::Deserialize;

use crate::interaction::Interaction;
use crate::language::Language;
use crate::layout::{self, Page};
use crate::live::{self, Update};
use crate::persona::Persona;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Who uses this phone, and in which language it speaks: both kept in its cookies.
pub(crate) struct Phone {
    persona: Option<&'static Persona>,
    language: Language,
}

/// The request that a page was opened with.
#[derive(Deserialize)]
struct Opened {
    #[serde(rename = "requestID", alias = "ticketID")]
    id: Option<String>,
}

pub(crate) use self::api::{answer_with, read, same_origin};

/// The app's pages: the root, the login that a QR code opens, and those that a ticket opens on the
/// same device (iAM Smart API, §1; medium confidence, the last two are guesses).
const PAGES: &[&str] = &[
    "/app",
    "/app/login",
    "/app/profile",
    "/app/eme",
    "/app/re-auth",
    "/app/hash-sign",
    "/app/pdf-sign",
    "/app/bulk-sign",
];

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    PAGES
        .iter()
        .fold(Router::new(), |router, path| router.route(path, get(page)))
        .route("/app/events", get(events))
        .route("/app/api/personas", get(api::personas))
        .route("/app/api/persona", post(api::choose_persona))
        .route("/app/api/language", post(api::choose_language))
        .route("/app/api/requests", get(api::waiting))
        .route("/app/api/requests/{id}", get(api::request))
        .route("/app/api/requests/{id}/{answer}", post(api::answer))
}

impl Phone {
    fn of(headers: &HeaderMap) -> Self {
        let language = cookie(headers, api::LANGUAGE_COOKIE)
            .and_then(Language::from_lang)
            .unwrap_or_else(|| layout::browser_language(headers));
        Self {
            persona: cookie(headers, api::PERSONA_COOKIE).and_then(Persona::find),
            language,
        }
    }

    /// The request that it shows: the one that it has open, unless that was answered and another
    /// one waits for its user.
    fn shown(&self, sandbox: &Sandbox, id: Option<&str>) -> Option<Result<Interaction, Refusal>> {
        let persona = self.persona?;
        let open = id.map(|id| sandbox.look(id, persona));
        match open {
            None => {}
            Some(Ok(ref interaction)) if interaction.answer.is_some() => {}
            open => return open,
        }
        let waiting = sandbox.memory().waiting(persona).cloned();
        waiting.map(Ok).or(open)
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split("; "))
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    Query(Opened { id }): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let phone = Phone::of(&headers);
    if let (Some(persona), Some(id)) = (phone.persona, &id) {
        // What cannot be opened is told by the screen.
        let _ = sandbox.show(id, persona);
    }
    let shown = phone.shown(&sandbox, id.as_deref());
    let status = match &shown {
        Some(Err(refusal)) if refusal.code == ResultCode::NotFound => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    };
    let events = match &id {
        Some(id) => format!(
            "/app/events?requestID={}",
            crate::protocol::percent_encode(id)
        ),
        None => "/app/events".to_owned(),
    };
    let language = phone.language;
    let body = html! {
        div class="device" {
            (screens::top_bar(&phone))
            main id="screen" data-events=(events) { (screens::screen(&sandbox, &phone, shown.as_ref())) }
        }
    };
    let page = Page {
        language,
        title: language.text("Sandbox app", "沙盒應用程式"),
        kind: "phone",
        script: Some("/assets/phone.js"),
        body,
    };
    page.respond(status)
}

/// Sends the screen whenever it changes. The event's ID is the request that is shown, so that a
/// browser that lost the connection goes on with it.
async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(Opened { id }): Query<Opened>,
    headers: HeaderMap,
) -> Response {
    let phone = Phone::of(&headers);
    let resumed = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .filter(|id| !id.is_empty())
        .map(str::to_owned);
    let mut id = resumed.or(id);
    let mut told = String::new();
    let changes = sandbox.watch();
    live::updates(sandbox, changes, move |sandbox| {
        let shown = phone.shown(sandbox, id.as_deref());
        if let Some(Ok(interaction)) = &shown {
            id = Some(interaction.id.clone());
        }
        let screen = screens::screen(sandbox, &phone, shown.as_ref()).into_string();
        if screen == told {
            return Update::Nothing;
        }
        let event = Event::default()
            .event("screen")
            .id(id.clone().unwrap_or_default())
            .data(&screen);
        told = screen;
        Update::Event(event)
    })
    .into_response()
}
