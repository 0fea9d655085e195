//! Choosing faults, and revoking certificates, by JSON.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{Router, delete, get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use super::kind::Kind;
use super::{CALLBACK, EVERY_CALL, PUBLISHED, PUSH_KINDS, REDIRECT, Rule, page};
use crate::authority::revocation::Reason;
use crate::gateway;
use crate::phone::{answer_with, read, same_origin};
use crate::result_code::{self, Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// How a certificate is revoked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Revoke {
    reason: Option<Reason>,
    /// Unix time in milliseconds; absent: now.
    revoked_at: Option<i64>,
}

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/faults", get(page::page))
        .route("/faults/events", get(page::events))
        .route("/faults/api", get(list).post(add).delete(clear))
        .route("/faults/api/{id}", delete(remove))
        .route("/faults/api/certificates", get(certificates))
        .route(
            "/faults/api/certificates/{name}",
            post(revoke).delete(restore),
        )
}

/// Where faults can happen.
pub(super) fn places() -> Vec<String> {
    let endpoints = gateway::endpoints().into_iter().map(|(path, _)| path);
    let pushes = PUSH_KINDS.iter().map(|kind| format!("{CALLBACK}/{kind}"));
    [EVERY_CALL]
        .into_iter()
        .chain(endpoints)
        .map(str::to_owned)
        .chain([CALLBACK.to_owned()])
        .chain(pushes)
        .chain([REDIRECT.to_owned()])
        .chain(PUBLISHED.iter().map(|path| (*path).to_owned()))
        .collect()
}

async fn list(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    let codes: Vec<Value> = result_code::all()
        .into_iter()
        .map(|(code, message)| json!({ "code": code, "message": message }))
        .collect();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    Json(json!({
        "faults": sandbox.faults.list(),
        "places": places(),
        "kinds": kinds,
        "codes": codes,
    }))
}

async fn add(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap, body: Bytes) -> Response {
    answer_with(same_origin(&headers).and_then(|()| {
        let rule = sandbox.faults.add(read::<Rule>(&body)?)?;
        sandbox.changed();
        Ok((StatusCode::CREATED, Json(rule)).into_response())
    }))
}

async fn clear(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    answer_with(same_origin(&headers).map(|()| {
        sandbox.faults.clear(None);
        sandbox.changed();
        StatusCode::NO_CONTENT.into_response()
    }))
}

async fn remove(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Response {
    answer_with(same_origin(&headers).and_then(|()| {
        if !sandbox.faults.clear(Some(id)) {
            return Err(Refusal::new(ResultCode::NotFound, "no such fault"));
        }
        sandbox.changed();
        Ok(StatusCode::NO_CONTENT.into_response())
    }))
}

async fn certificates(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    let certificates: Vec<Value> = sandbox
        .authority
        .certificates()
        .into_iter()
        .map(|(issued, revocation)| {
            json!({
                "name": issued.name,
                "serialNumber": issued.serial_number,
                "issuer": issued.level,
                "revoked": revocation.map(|revocation| json!({
                    "reason": revocation.reason,
                    "revokedAt": revocation.revoked_at,
                })),
            })
        })
        .collect();
    Json(json!({ "certificates": certificates }))
}

async fn revoke(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answer_with(same_origin(&headers).and_then(|()| {
        let revoke = read::<Revoke>(&body)?;
        let reason = revoke.reason.unwrap_or(Reason::Unspecified);
        change(&sandbox, &name, Some((reason, revoke.revoked_at)))
    }))
}

async fn restore(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    answer_with(same_origin(&headers).and_then(|()| change(&sandbox, &name, None)))
}

fn change(
    sandbox: &Sandbox,
    name: &str,
    revoked: Option<(Reason, Option<i64>)>,
) -> Result<Response, Refusal> {
    if !sandbox.authority.revoke(name, revoked) {
        return Err(Refusal::new(ResultCode::NotFound, "no such certificate"));
    }
    sandbox.changed();
    Ok(StatusCode::NO_CONTENT.into_response())
}
