//! Common parts of the JSON APIs of the app and the faults.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use crate::log::Remark;
use crate::result_code::{Refusal, ResultCode};

/// Refuses cross-origin requests.
pub(crate) fn same_origin(headers: &HeaderMap) -> Result<(), Refusal> {
    match headers.get("sec-fetch-site") {
        Some(site) if site != "same-origin" => Err(Refusal::new(
            ResultCode::ServiceUrlInvalid,
            "a page from elsewhere cannot use the app",
        )),
        _ => Ok(()),
    }
}

/// Parses a JSON body; an empty one is `{}`.
pub(crate) fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|_| Refusal::new(ResultCode::ParameterInvalid, "the body"))
}

/// The response, or a refusal with its HTTP status.
pub(crate) fn respond(response: Result<Response, Refusal>) -> Response {
    response.unwrap_or_else(|refusal| {
        let code = refusal.code.code();
        let message = refusal.message();
        let status = match refusal.code {
            ResultCode::NotFound => StatusCode::NOT_FOUND,
            ResultCode::RequestDuplicated => StatusCode::CONFLICT,
            ResultCode::ServiceUrlInvalid => StatusCode::FORBIDDEN,
            ResultCode::Unknown => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let body = json!({ "code": code, "message": message });
        let mut response = (status, Json(body)).into_response();
        response
            .extensions_mut()
            .insert(Remark(format!("{code} {message}")));
        response
    })
}

/// The response if what was asked could not be kept.
pub(crate) fn not_kept(error: String) -> Response {
    respond(Err(Refusal::new(ResultCode::Unknown, error)))
}
