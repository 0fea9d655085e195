//! The gateway: endpoints for the e-service and its users' browsers, and push callbacks.

mod account;
mod acknowledgement;
mod anonymous;
mod bulk;
mod call;
mod callback;
mod form_filling;
mod get_qr;
mod get_token;
mod mutual_tls;
mod outcome;
mod parameters;
mod push_body;
mod qr_page;
mod security;
mod shared_fields;
mod signing;
mod step_up;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, Router, get, post};

use crate::protocol::endpoint::{Endpoint, PREFIX};
use crate::sandbox::Sandbox;

pub(crate) use self::callback::Pusher;
pub(crate) use self::get_qr::{scope, with_query};
pub(crate) use self::mutual_tls::MutualTls;
pub(crate) use self::qr_page::refused as get_qr_refused;

/// Maximum size of a body in bytes; a larger one gets HTTP 413 (iAM Smart API, §2; medium
/// confidence).
const BODY_LIMIT: usize = 10 * 1024 * 1024;

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    let router = Router::new()
        .route(qr_page::EVENTS, get(get_qr::events))
        .route(qr_page::CANCEL, post(get_qr::cancel))
        .route(qr_page::CONTINUE, get(get_qr::go_on));
    Endpoint::ALL
        .iter()
        .fold(router, |router, endpoint| {
            let path = format!("{PREFIX}{}", endpoint.path());
            router.route(&path, handler(*endpoint))
        })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn handler(endpoint: Endpoint) -> MethodRouter<Arc<Sandbox>> {
    match endpoint {
        Endpoint::GetQr => get(get_qr::page),
        Endpoint::GetToken => post(get_token::get_token),
        Endpoint::GetKey => post(security::get_key),
        Endpoint::RevokeKey => post(security::revoke_key),
        Endpoint::Profile => post(form_filling::profile),
        Endpoint::SharedFields => post(shared_fields::get_profiles),
        Endpoint::FormFilling | Endpoint::FormFillingAuth => post(form_filling::e_me),
        Endpoint::Signing => post(signing::hash),
        Endpoint::PdfSigning => post(signing::pdf),
        Endpoint::AcknowledgeResult | Endpoint::BulkAcknowledgeResult => {
            post(acknowledgement::acknowledge_result)
        }
        Endpoint::StepUp => post(step_up::initiate_request),
        Endpoint::AnonymousFormFilling => post(form_filling::anonymous),
        Endpoint::AnonymousFormFillingResult => post(anonymous::form_filling),
        Endpoint::AnonymousSigning => post(signing::anonymous_hash),
        Endpoint::AnonymousSigningResult => post(anonymous::hash),
        Endpoint::AnonymousPdfSigning => post(signing::anonymous_pdf),
        Endpoint::AnonymousPdfSigningResult => post(anonymous::pdf),
        Endpoint::BulkSigning => post(bulk::initiate_request),
    }
}
