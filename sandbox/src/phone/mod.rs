//! The mobile app as a web page, with an equivalent JSON API.

mod answered;
mod api;
mod details;
mod device;
mod filled;
mod form;
mod frame;
mod given_page;
mod inputs;
mod opened_in;
mod pages;
mod parts;
mod people_api;
mod people_page;
mod screens;
mod view;
mod without_script;

use std::sync::Arc;

use axum::middleware;
use axum::routing::{Router, delete, get, post};

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
        .route(details::PATH, get(details::page).post(details::save))
        .route(
            given_page::PATH,
            get(given_page::page).post(given_page::clear),
        )
        .route(
            people_page::PATH,
            get(people_page::page).post(people_page::add),
        )
        .route("/app/people/{id}/remove", post(people_page::remove))
        .route("/app/choose", post(without_script::choose))
        .route("/app/language", post(without_script::speak))
        .route("/app/answer/{id}/{answer}", post(without_script::answer))
        .route(
            "/app/api/personas",
            get(api::personas).post(people_api::add),
        )
        .route("/app/api/personas/{id}", delete(people_api::remove))
        .route(
            "/app/api/personas/{id}/fields",
            get(people_api::fields).put(people_api::change),
        )
        .route(
            "/app/api/personas/{id}/given",
            get(people_api::given).delete(people_api::clear_given),
        )
        .route(
            "/app/api/auto",
            get(people_api::auto).post(people_api::set_auto),
        )
        .route("/app/api/persona", post(api::choose_persona))
        .route("/app/api/language", post(api::choose_language))
        .route("/app/api/direct-login", post(api::log_in_directly))
        .route("/app/api/requests", get(api::waiting))
        .route("/app/api/requests/{id}", get(api::request))
        .route("/app/api/requests/{id}/{answer}", post(api::answer))
        .layer(middleware::from_fn(opened_in::opened_in))
}
