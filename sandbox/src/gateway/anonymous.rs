//! getResult: the result of an anonymous request (iAM Smart API, §3 and §4; high confidence).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use super::call;
use super::outcome::Outcome;
use super::parameters::{Parameters, invalid};
use crate::interaction::{Delivery, Interaction};
use crate::protocol::now;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

pub(crate) async fn form_filling(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        result(&sandbox, "form-filling", content)
    })
}

pub(crate) async fn hash(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        result(&sandbox, "signing", content)
    })
}

pub(crate) async fn pdf(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        result(&sandbox, "pdf-signing", content)
    })
}

/// Returns the result, repeatedly, while access token and request are valid.
fn result(sandbox: &Sandbox, kind: &str, content: Map<String, Value>) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, &["accessToken", "openID", "businessID"])?;
    let interaction = answered(sandbox, &parameters)?;
    if interaction.task.as_ref().map(|task| task.subject.kind()) != Some(kind) {
        let reason = "the request of this access token is of another kind";
        return Err(Refusal::new(ResultCode::NotFound, reason));
    }
    let Some(outcome) = Outcome::of(sandbox, &interaction) else {
        return Err(Refusal::new(ResultCode::NotFound, "it was not answered"));
    };
    if outcome.code != ResultCode::Success {
        return Err(Refusal::new(outcome.code, "the result"));
    }
    sandbox.delivered(&interaction.id, Delivery::Taken);
    Ok(outcome.content)
}

/// The request that was approved in this access token's login.
fn answered(sandbox: &Sandbox, parameters: &Parameters) -> Result<Interaction, Refusal> {
    let token = parameters.required("accessToken")?;
    let open_id = parameters.required("openID")?;
    let memory = sandbox.memory();
    let grant = memory
        .access_tokens
        .get(token, now())
        .ok_or_else(|| Refusal::new(ResultCode::AccessTokenInvalid, "accessToken"))?;
    let persona = sandbox
        .persona_of(open_id)
        .ok_or_else(|| Refusal::new(ResultCode::OpenIdAbsent, "openID is unknown"))?;
    if persona.id != grant.persona.id {
        return Err(Refusal::new(ResultCode::TokenMismatch, "openID"));
    }
    let interaction = grant
        .interaction
        .as_ref()
        .and_then(|id| memory.interactions.get(id))
        .cloned();
    drop(memory);
    let interaction = interaction.ok_or_else(|| {
        let reason = "this access token is not of an anonymous request";
        Refusal::new(ResultCode::NotFound, reason)
    })?;
    if let Some(business_id) = parameters.optional("businessID")?
        && interaction
            .task
            .as_ref()
            .map(|task| task.business_id.as_str())
            != Some(business_id)
    {
        return Err(invalid("businessID"));
    }
    Ok(interaction)
}
