//! Page and JSON API for choosing faults, and the faults in responses.

mod active;
mod api;
mod page;
mod response;
mod texts;

use std::sync::Arc;

use axum::routing::{Router, delete, get, post};

use crate::sandbox::Sandbox;

pub(crate) use self::response::responses;

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/faults", get(page::page))
        .route("/faults/events", get(page::events))
}

/// The JSON API.
pub(crate) fn api_router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route(
            "/faults/api",
            get(api::list).post(api::add).delete(api::clear),
        )
        .route("/faults/api/active", delete(api::clear_all))
        .route("/faults/api/presets/{name}", post(api::choose_preset))
        .route("/faults/api/{id}", delete(api::remove))
        .route("/faults/api/certificates", get(api::certificates))
        .route(
            "/faults/api/certificates/{name}",
            post(api::revoke).delete(api::restore),
        )
        .route("/faults/api/forgeries", post(api::forge))
}
