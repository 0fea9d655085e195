//! The mobile app as a web page, with an equivalent JSON API.

mod answered;
mod api;
mod device;
mod form;
mod pages;
mod parts;
mod screens;
mod view;

use std::sync::Arc;

use axum::routing::{Router, get, post};

use crate::sandbox::Sandbox;

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
        .fold(Router::new(), |router, path| {
            router.route(path, get(pages::page))
        })
        .route("/app/events", get(pages::events))
        .route("/app/api/personas", get(api::personas))
        .route("/app/api/persona", post(api::choose_persona))
        .route("/app/api/language", post(api::choose_language))
        .route("/app/api/direct-login", post(api::log_in_directly))
        .route("/app/api/requests", get(api::waiting))
        .route("/app/api/requests/{id}", get(api::request))
        .route("/app/api/requests/{id}/{answer}", post(api::answer))
}
