//! The gateway: what the e-service and its users' browsers call, and what it calls back.

mod call;
pub(crate) mod callback;
mod get_qr;
mod get_token;
mod parameters;
mod qr_page;
mod security;
mod signing;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{Router, get, post};

use crate::sandbox::Sandbox;

/// The most that a body may have; more gets HTTP 413 (iAM Smart API, §2; medium confidence).
const BODY_LIMIT: usize = 10 * 1024 * 1024;

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/api/v1/auth/getQR", get(get_qr::page))
        .route("/api/v1/auth/getQR/events", get(get_qr::events))
        .route("/api/v1/auth/getQR/cancel", post(get_qr::cancel))
        .route("/api/v1/security/getKey", post(security::get_key))
        .route("/api/v1/security/revokeKey", post(security::revoke_key))
        .route("/api/v1/auth/getToken", post(get_token::get_token))
        .route(
            "/api/v1/account/signing/initiateRequest",
            post(signing::initiate_request),
        )
        .route(
            "/api/v1/account/signing/ackResult",
            post(signing::acknowledge_result),
        )
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}
