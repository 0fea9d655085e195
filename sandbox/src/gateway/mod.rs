//! The gateway: what the e-service and its users' browsers call, and what it calls back.

mod account;
mod acknowledgement;
mod anonymous;
mod bulk;
mod call;
pub(crate) mod callback;
mod form_filling;
mod get_qr;
mod get_token;
mod outcome;
mod parameters;
mod push_body;
mod qr_page;
mod security;
mod signing;
mod step_up;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, Router, get, post};

use crate::sandbox::Sandbox;

pub(crate) use self::call::transaction_id;
pub(crate) use self::get_qr::refused;

/// Where all paths of the API begin.
pub(crate) const PREFIX: &str = "/api/v1";
/// The most that a body may have; more gets HTTP 413 (iAM Smart API, §2; medium confidence).
const BODY_LIMIT: usize = 10 * 1024 * 1024;

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    let router = Router::new()
        .route("/api/v1/auth/getQR/events", get(get_qr::events))
        .route("/api/v1/auth/getQR/cancel", post(get_qr::cancel));
    endpoints()
        .into_iter()
        .fold(router, |router, (path, method)| {
            router.route(&format!("{PREFIX}{path}"), method)
        })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// The API, by path below its prefix.
pub(crate) fn endpoints() -> Vec<(&'static str, MethodRouter<Arc<Sandbox>>)> {
    vec![
        ("/auth/getQR", get(get_qr::page)),
        ("/auth/getToken", post(get_token::get_token)),
        ("/security/getKey", post(security::get_key)),
        ("/security/revokeKey", post(security::revoke_key)),
        (
            "/account/auth/profile/initiateRequest",
            post(form_filling::profile),
        ),
        ("/account/eme/initiateRequest", post(form_filling::e_me)),
        // One integrator's path for the same.
        (
            "/account/auth/eme/initiateRequest",
            post(form_filling::e_me),
        ),
        ("/account/signing/initiateRequest", post(signing::hash)),
        ("/account/pdfsigning/initiateRequest", post(signing::pdf)),
        (
            "/account/signing/ackResult",
            post(acknowledgement::acknowledge_result),
        ),
        (
            "/account/stepup/initiateRequest",
            post(step_up::initiate_request),
        ),
        (
            "/anonymous/eme/initiateRequest",
            post(form_filling::anonymous),
        ),
        ("/anonymous/eme/getResult", post(anonymous::form_filling)),
        (
            "/anonymous/signing/initiateRequest",
            post(signing::anonymous_hash),
        ),
        ("/anonymous/signing/getResult", post(anonymous::hash)),
        (
            "/anonymous/pdfsigning/initiateRequest",
            post(signing::anonymous_pdf),
        ),
        ("/anonymous/pdfsigning/getResult", post(anonymous::pdf)),
        ("/bdss/initiateRequest", post(bulk::initiate_request)),
        ("/bdss/ackResult", post(acknowledgement::acknowledge_result)),
    ]
}
