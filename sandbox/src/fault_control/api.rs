//! JSON API for choosing faults and revoking certificates.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::authority::{Forgery, Reason};
use crate::fault::{self, Kind, PRESETS, Preset, Rule};
use crate::json_api::{read, respond, same_origin};
use crate::protocol::{base64, from_base64};
use crate::result_code::{self, Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Parameters of a revocation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Revoke {
    reason: Option<Reason>,
    /// Unix time in milliseconds, by default now.
    revoked_at: Option<i64>,
}

/// What a forged signature is over, and whose it is to seem.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Forge {
    persona: String,
    hash_code: String,
}

pub(super) async fn list(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    let codes: Vec<Value> = result_code::all()
        .into_iter()
        .map(|(code, message)| json!({ "code": code, "message": message }))
        .collect();
    let presets: Vec<Value> = PRESETS
        .iter()
        .map(|preset| {
            let [title, ..] = preset.title;
            let [text, ..] = preset.text;
            json!({ "name": preset.name, "title": title, "text": text })
        })
        .collect();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    Json(json!({
        "faults": sandbox.faults.list(),
        "places": fault::places(),
        "kinds": kinds,
        "codes": codes,
        "presets": presets,
    }))
}

pub(super) async fn add(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let rule = sandbox.faults.add(read::<Rule>(&body)?)?;
        sandbox.changed();
        Ok((StatusCode::CREATED, Json(rule)).into_response())
    }))
}

pub(super) async fn clear(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    respond(same_origin(&headers).map(|()| {
        sandbox.faults.clear(None);
        sandbox.changed();
        StatusCode::NO_CONTENT.into_response()
    }))
}

/// `DELETE /faults/api/active`: removes all faults, and takes all certificates off the revocation
/// lists. HTTP 204.
pub(super) async fn clear_all(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    respond(same_origin(&headers).map(|()| {
        sandbox.faults.clear(None);
        for (issued, revocation) in sandbox.authority.certificates() {
            if revocation.is_some() {
                sandbox.authority.restore(&issued.name);
            }
        }
        sandbox.changed();
        StatusCode::NO_CONTENT.into_response()
    }))
}

/// `POST /faults/api/presets/{name}`: adds the preset's faults. HTTP 201 with `{"faults": […]}`.
pub(super) async fn choose_preset(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let preset = Preset::find(&name)
            .ok_or_else(|| Refusal::new(ResultCode::NotFound, "no such preset"))?;
        let added: Result<Vec<Rule>, Refusal> = preset
            .rules()
            .map(|rule| sandbox.faults.add(rule))
            .collect();
        if preset.revokes {
            for person in sandbox.people.all() {
                let id = &person.persona.id;
                sandbox.authority.revoke(id, Reason::KeyCompromise, None);
            }
        }
        sandbox.changed();
        Ok((StatusCode::CREATED, Json(json!({ "faults": added? }))).into_response())
    }))
}

pub(super) async fn remove(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        if !sandbox.faults.clear(Some(id)) {
            return Err(Refusal::new(ResultCode::NotFound, "no such fault"));
        }
        sandbox.changed();
        Ok(StatusCode::NO_CONTENT.into_response())
    }))
}

pub(super) async fn certificates(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
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

pub(super) async fn revoke(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let revoke = read::<Revoke>(&body)?;
        let reason = revoke.reason.unwrap_or(Reason::Unspecified);
        let found = sandbox.authority.revoke(&name, reason, revoke.revoked_at);
        changed(&sandbox, found)
    }))
}

pub(super) async fn restore(
    State(sandbox): State<Arc<Sandbox>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let found = sandbox.authority.restore(&name);
        changed(&sandbox, found)
    }))
}

/// A signature that looks like a person's, by an authority that looks like ours.
pub(super) async fn forge(
    headers: HeaderMap,
    State(sandbox): State<Arc<Sandbox>>,
    body: Bytes,
) -> Response {
    let forged = same_origin(&headers).and_then(|()| {
        let Forge { persona, hash_code } = read(&body)?;
        let invalid = |name: &'static str| Refusal::new(ResultCode::ParameterInvalid, name);
        let persona = sandbox.people.find(&persona);
        let persona = persona.ok_or_else(|| invalid("persona"))?;
        let hash = from_base64(&hash_code).and_then(|hash| hash.try_into().ok());
        let hash: [u8; 32] = hash.ok_or_else(|| invalid("hashCode"))?;
        Ok((persona, hash))
    });
    let (persona, hash) = match forged {
        Ok(asked) => asked,
        Err(refusal) => return respond(Err(refusal)),
    };
    // Making keys takes up to a second of CPU time.
    let forging =
        tokio::task::spawn_blocking(move || sandbox.authority.forge(&persona.persona, &hash));
    respond(match forging.await {
        Ok(Ok(Forgery {
            signature,
            certificate,
            issuer,
        })) => Ok(Json(json!({
            "signature": base64(&signature),
            "certificate": base64(&certificate),
            "issuer": base64(&issuer),
        }))
        .into_response()),
        Ok(Err(reason)) => Err(Refusal::new(ResultCode::SigningFailed, reason)),
        Err(_) => Err(Refusal::new(
            ResultCode::SigningFailed,
            "the forgery was not finished",
        )),
    })
}

fn changed(sandbox: &Sandbox, found: bool) -> Result<Response, Refusal> {
    if !found {
        return Err(Refusal::new(ResultCode::NotFound, "no such certificate"));
    }
    sandbox.changed();
    Ok(StatusCode::NO_CONTENT.into_response())
}
