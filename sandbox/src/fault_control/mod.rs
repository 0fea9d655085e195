//! Page and JSON API for choosing faults, and the faults in responses.

mod api;
mod page;
mod response;

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
        .route("/faults/api/{id}", delete(api::remove))
        .route("/faults/api/certificates", get(api::certificates))
        .route(
            "/faults/api/certificates/{name}",
            post(api::revoke).delete(api::restore),
        )
        .route("/faults/api/forgeries", post(api::forge))
}
