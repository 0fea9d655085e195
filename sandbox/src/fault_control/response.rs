//! Faults in responses of the API, the CA and the time-stamp authority.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{self, Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde_json::{Value, json};

use crate::authority::Stale;
use crate::fault::{HTML, Kind, Rule};
use crate::gateway;
use crate::interaction::{Answer, Delivery, Interaction};
use crate::layout;
use crate::log::Remark;
use crate::protocol::content_key::ContentKey;
use crate::protocol::endpoint::{Endpoint, PREFIX};
use crate::protocol::{base64, random};
use crate::result_code;
use crate::sandbox::Sandbox;
use crate::timestamp::Flaw;

/// Maximum time that a response waits for its push.
const PUSH_WAIT: Duration = Duration::from_mins(1);
/// Maximum size of a response in bytes.
const RESPONSE_LIMIT: usize = 1 << 24;

/// Applies the first matching fault to the response.
pub(crate) async fn responses(
    State(sandbox): State<Arc<Sandbox>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let Some(rule) = sandbox.faults.take_response(request.method(), path) else {
        return next.run(request).await;
    };
    sandbox.changed();
    let is_get_qr = path.strip_prefix(PREFIX) == Some(Endpoint::GetQr.path());
    let wants_json = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    let language = layout::browser_language(request.headers());
    if let Some(flaw) = flaw(rule.fault) {
        request.extensions_mut().insert(flaw);
    }
    let mut response = match rule.fault {
        Kind::Stale => {
            rule.wait().await;
            request.extensions_mut().insert(Stale);
            next.run(request).await
        }
        _ if request.extensions().get::<Flaw>().is_some() => {
            rule.wait().await;
            next.run(request).await
        }
        Kind::Delay | Kind::EarlyPush | Kind::WrongKey | Kind::GarbageContent | Kind::Cut => {
            if !rule.handled {
                rule.wait().await;
            }
            let right = next.run(request).await;
            if rule.handled {
                rule.wait().await;
            }
            changed(&sandbox, &rule, right).await
        }
        _ => {
            if rule.handled {
                next.run(request).await;
            }
            rule.wait().await;
            match (rule.fault, &rule.code) {
                (Kind::ResultCode, Some(code)) if is_get_qr => {
                    let message = result_code::message_of(code);
                    gateway::get_qr_refused(&sandbox, language, code, message, wants_json)
                }
                _ => replaced(&rule),
            }
        }
    };
    let remark = format!("fault {}", rule.fault.name());
    response.extensions_mut().insert(Remark(remark));
    response
}

/// What is wrong with a time-stamp.
fn flaw(kind: Kind) -> Option<Flaw> {
    match kind {
        Kind::WrongImprint => Some(Flaw::Imprint),
        Kind::WrongNonce => Some(Flaw::Nonce),
        Kind::Future => Some(Flaw::Time),
        Kind::WrongSignature => Some(Flaw::Signature),
        Kind::UnknownAuthority => Some(Flaw::Authority),
        Kind::Refused => Some(Flaw::Refused),
        _ => None,
    }
}

/// A response that replaces the correct one.
fn replaced(rule: &Rule) -> Response {
    match rule.fault {
        Kind::ResultCode => {
            let code = rule.code.clone().unwrap_or_default();
            let message = result_code::message_of(&code);
            let txid = random::transaction_id();
            Json(json!({ "txID": txid, "code": code, "message": message })).into_response()
        }
        Kind::Status => {
            let status = rule
                .status
                .and_then(|status| StatusCode::from_u16(status).ok());
            let status = status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            let mut response = status.into_response();
            let retry_after = rule.retry_after.as_ref();
            if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(text).ok()) {
                response.headers_mut().insert(header::RETRY_AFTER, value);
            }
            response
        }
        Kind::Html => {
            let status = rule
                .status
                .and_then(|status| StatusCode::from_u16(status).ok());
            (status.unwrap_or(StatusCode::OK), axum::response::Html(HTML)).into_response()
        }
        Kind::Garbage => random::bytes::<256>().to_vec().into_response(),
        // Closes the connection before the first byte.
        _ => Response::new(Body::from_stream(stream::once(async { broken() }))),
    }
}

/// The correct response, modified.
async fn changed(sandbox: &Arc<Sandbox>, rule: &Rule, right: Response) -> Response {
    if rule.fault == Kind::Delay {
        return right;
    }
    let (mut parts, body) = right.into_parts();
    let bytes = body::to_bytes(body, RESPONSE_LIMIT)
        .await
        .unwrap_or_default();
    if rule.fault == Kind::Cut {
        let half = bytes.slice(..bytes.len() / 2);
        let stream = stream::unfold(Some(half), |half| async move {
            match half {
                Some(half) if !half.is_empty() => Some((Ok(half), Some(Bytes::new()))),
                Some(_) => {
                    // Time to send the first half.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    Some((broken(), None))
                }
                None => None,
            }
        });
        return Response::from_parts(parts, Body::from_stream(stream));
    }
    let Ok(mut frame) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, bytes.into());
    };
    match rule.fault {
        Kind::EarlyPush => early_push(sandbox, rule, &frame).await,
        Kind::GarbageContent => frame["content"] = json!(base64(&random::bytes::<256>())),
        _ => wrong_key(sandbox, &mut frame),
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, frame.to_string().into())
}

/// Encrypts the content with an unknown key; for getKey, wraps the key with another KEK.
fn wrong_key(sandbox: &Sandbox, frame: &mut Value) {
    let key = ContentKey::generate();
    let content = &mut frame["content"];
    match content.get_mut("secretKey") {
        Some(secret_key) => *secret_key = json!(key.wrap(&sandbox.registration.other_kek)),
        None => *content = json!(key.seal(b"{}")),
    }
}

/// Answers for the person, so that the service receives the push before the ticket.
async fn early_push(sandbox: &Arc<Sandbox>, rule: &Rule, frame: &Value) {
    let ticket_id = frame["content"]
        .as_str()
        .and_then(|content| sandbox.content_key().ok()?.key.open(content))
        .and_then(|content| serde_json::from_slice::<Value>(&content).ok())
        .and_then(|content| content["ticketID"].as_str().map(str::to_owned));
    let Some(ticket_id) = ticket_id else {
        return;
    };
    let answer = rule.answer.as_deref().and_then(Answer::of_button);
    let answer = answer.unwrap_or(Answer::Approved);
    let changes = sandbox
        .memory()
        .interactions
        .get(&ticket_id)
        .map(Interaction::watch);
    if sandbox.answer(&ticket_id, None, answer, None).is_err() {
        return;
    }
    let Some(mut changes) = changes else {
        return;
    };
    let pushed =
        async { while is_pending(sandbox, &ticket_id) && changes.changed().await.is_ok() {} };
    // The response is sent even if the push does not arrive.
    let _ = tokio::time::timeout(PUSH_WAIT, pushed).await;
}

fn is_pending(sandbox: &Sandbox, id: &str) -> bool {
    let memory = sandbox.memory();
    let task = memory.interactions.get(id).and_then(|it| it.task.as_ref());
    task.is_some_and(|task| task.delivery == Delivery::Pending)
}

fn broken() -> Result<Bytes, io::Error> {
    Err(io::Error::other("a fault that was asked for"))
}
