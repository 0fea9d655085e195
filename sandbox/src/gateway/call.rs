//! API calls: header signature, envelope and response.

use axum::Json;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};

use crate::log::Remark;
use crate::protocol::header_signature::{Mismatch, Signed};
use crate::protocol::random::transaction_id;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Handles an unencrypted call: getKey and revokeKey.
pub(crate) fn plain(
    sandbox: &Sandbox,
    headers: &HeaderMap,
    body: &Bytes,
    handler: impl FnOnce(&Sandbox) -> Result<Value, Refusal>,
) -> Response {
    respond(authenticate(sandbox, headers, body).and_then(|()| handler(sandbox)))
}

/// Handles a call whose request and response contents are envelopes under the content key.
pub(crate) fn encrypted(
    sandbox: &Sandbox,
    headers: &HeaderMap,
    body: &Bytes,
    handler: impl FnOnce(Map<String, Value>) -> Result<Value, Refusal>,
) -> Response {
    let answer = authenticate(sandbox, headers, body)
        .and_then(|()| open(sandbox, body))
        .and_then(handler)
        .and_then(|content| seal(sandbox, &content));
    respond(answer)
}

/// Checks the headers (iAM Smart API, §2). A call with a wrong signature changes no state: neither
/// the nonces nor the newest timestamp.
fn authenticate(sandbox: &Sandbox, headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
    let client_id = header(headers, "clientID")?;
    if client_id != sandbox.registration.client_id {
        return Err(Refusal::new(
            ResultCode::ClientIdAbsent,
            "this clientID is not registered",
        ));
    }
    let signature_method = header(headers, "signatureMethod")?;
    if signature_method != "HmacSHA256" {
        return Err(Refusal::new(
            ResultCode::SignatureMethodUnsupported,
            "it must be HmacSHA256",
        ));
    }
    let timestamp = header(headers, "timestamp")?;
    let time: i64 = Some(timestamp)
        .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| {
            let reason = "timestamp is not in milliseconds since 1970";
            Refusal::new(ResultCode::ParameterInvalid, reason)
        })?;
    let nonce = header(headers, "nonce")?;
    if nonce.len() > 36 {
        return Err(Refusal::new(
            ResultCode::ParameterInvalid,
            "nonce is longer than 36 characters",
        ));
    }
    let signed = Signed {
        client_id,
        signature_method,
        timestamp,
        nonce,
        body,
    };
    let signature = header(headers, "signature")?;
    signed
        .verify(&sandbox.registration.client_secret, signature)
        .map_err(|mismatch| {
            let reason = match mismatch {
                Mismatch::NotPercentEncoded => "signature is right, but not percent-encoded",
                Mismatch::Wrong => "signature does not belong to these headers and this body",
            };
            Refusal::new(ResultCode::SignatureInvalid, reason)
        })?;

    let mut memory = sandbox.memory();
    // Concurrent calls arrive in any order.
    if time < memory.last_timestamp - sandbox.timestamp_tolerance {
        return Err(Refusal::new(
            ResultCode::ParameterInvalid,
            "timestamp is before that of an earlier call",
        ));
    }
    if !memory.nonces.add(nonce) {
        return Err(Refusal::new(
            ResultCode::RequestDuplicated,
            "nonce was used before",
        ));
    }
    memory.last_timestamp = memory.last_timestamp.max(time);
    Ok(())
}

fn header<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Refusal> {
    let value = headers
        .get(name)
        .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, format!("header {name}")))?;
    match value.to_str() {
        Ok("") => Err(Refusal::new(
            ResultCode::ParameterEmpty,
            format!("header {name}"),
        )),
        Ok(text) => Ok(text),
        Err(_) => Err(Refusal::new(
            ResultCode::ParameterInvalid,
            format!("header {name}"),
        )),
    }
}

fn open(sandbox: &Sandbox, body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|_| Refusal::new(ResultCode::ParameterInvalid, "the body is not JSON"))?;
    let content = match body.get("content") {
        None => return Err(Refusal::new(ResultCode::ParameterMissing, "content")),
        Some(Value::String(content)) if content.is_empty() => {
            return Err(Refusal::new(ResultCode::ParameterEmpty, "content"));
        }
        Some(Value::String(content)) => content,
        Some(_) => return Err(Refusal::new(ResultCode::ParameterInvalid, "content")),
    };
    let plaintext = sandbox.content_key()?.key.open(content).ok_or_else(|| {
        let reason = "content is not an envelope under the current content key";
        Refusal::new(ResultCode::DecryptionFailed, reason)
    })?;
    match serde_json::from_slice(&plaintext) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(Refusal::new(
            ResultCode::ParameterInvalid,
            "content is not a JSON object",
        )),
    }
}

fn seal(sandbox: &Sandbox, content: &Value) -> Result<Value, Refusal> {
    sandbox
        .content_key()?
        .key
        .seal(content.to_string().as_bytes())
        .map(Value::String)
        .ok_or_else(|| Refusal::new(ResultCode::EncryptionFailed, "AES-256-GCM"))
}

/// Refusals have HTTP 200 too (iAM Smart API, §2; medium confidence).
fn respond(answer: Result<Value, Refusal>) -> Response {
    let (body, remark) = match answer {
        Ok(content) => {
            let code = ResultCode::Success;
            let body = json!({
                "txID": transaction_id(),
                "code": code.code(),
                "message": code.message(),
                "content": content,
            });
            (body, code.code().to_owned())
        }
        Err(refusal) => {
            let code = refusal.code.code();
            let message = refusal.message();
            let remark = format!("{code} {message}");
            let body = json!({ "txID": transaction_id(), "code": code, "message": message });
            (body, remark)
        }
    };
    let mut response = Json(body).into_response();
    response.extensions_mut().insert(Remark(remark));
    response
}
