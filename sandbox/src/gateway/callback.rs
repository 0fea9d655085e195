//! The result of a signing request, pushed to the e-service (iAM Smart API, §2 and §4).

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use super::call::transaction_id;
use crate::interaction::{Answer, Delivery, Interaction, Request, Signing};
use crate::log;
use crate::protocol::content_key::ContentKey;
use crate::protocol::{base64, now};
use crate::result_code::ResultCode;
use crate::sandbox::{Sandbox, Signer};

/// Waits between the tries. The real system's are not known.
const BACK_OFF: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(9),
    Duration::from_secs(27),
];

/// Signs, where the person approved, and pushes until the service answers with HTTP 200.
pub(crate) async fn push(sandbox: Arc<Sandbox>, id: String, signing: Signing, answer: Answer) {
    let signer = sandbox
        .memory()
        .interactions
        .get(&id)
        .and_then(|interaction| interaction.persona)
        .and_then(|persona| sandbox.signers.get(persona.id));
    let (code, content) = result(&signing, answer, signer);
    let Some(body) = envelope(&sandbox, code, &content) else {
        log::note("push callback: it could not be encrypted");
        return;
    };
    let mut waits = BACK_OFF.iter();
    let delivery = loop {
        let outcome = post(&sandbox, &signing.callback_uri, &body).await;
        let taken = outcome == Ok(StatusCode::OK);
        let outcome = outcome.map_or_else(|error| error, |status| status.as_u16().to_string());
        let code = code.code();
        log::note(&format!(
            "push callback {code} to {}: {outcome}",
            signing.callback_uri
        ));
        if taken {
            break Delivery::Taken;
        }
        match waits.next() {
            Some(wait) => tokio::time::sleep(*wait).await,
            None => break Delivery::Failed,
        }
    };
    if let Some(Interaction {
        request: Request::Signing(signing),
        ..
    }) = sandbox.memory().interactions.get_mut(&id)
        // The service may have acknowledged before it answered the push.
        && signing.delivery == Delivery::Pending
    {
        signing.delivery = delivery;
    }
    sandbox.changed();
}

/// Hash, signature and certificate are left out where there is no signature.
fn result(signing: &Signing, answer: Answer, signer: Option<&Signer>) -> (ResultCode, Value) {
    let code = answer.signing_code();
    let mut content = json!({ "businessID": signing.business_id, "state": signing.state });
    if code != ResultCode::Success {
        return (code, content);
    }
    let outcome = signer.and_then(|signer| {
        let signature = signing.algorithm.sign(&signer.key, &signing.hash)?;
        Some((signature, &signer.certificate))
    });
    let Some((signature, certificate)) = outcome else {
        return (ResultCode::SigningFailed, content);
    };
    content["hashCode"] = json!(signing.hash_code);
    content["timestamp"] = json!(now());
    content["signature"] = json!(base64(&signature));
    content["cert"] = json!(base64(certificate));
    (code, content)
}

/// Every push has a content key of its own, which the service has to unwrap.
fn envelope(sandbox: &Sandbox, code: ResultCode, content: &Value) -> Option<String> {
    let key = ContentKey::generate();
    let body = json!({
        "txID": transaction_id(),
        "code": code.code(),
        "message": code.message(),
        "secretKey": key.wrap(&sandbox.registration.kek)?,
        "content": key.seal(content.to_string().as_bytes())?,
    });
    Some(body.to_string())
}

async fn post(sandbox: &Sandbox, uri: &str, body: &str) -> Result<StatusCode, String> {
    sandbox
        .http
        .post(uri)
        .header(CONTENT_TYPE, "application/json")
        .body(body.to_owned())
        .send()
        .await
        .map(|response| response.status())
        .map_err(|error| {
            if error.is_timeout() {
                "no answer in 10 s".to_owned()
            } else {
                "no connection".to_owned()
            }
        })
}
