//! ackResult: the service accepts or rejects a signature (iAM Smart API, §4; high confidence).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::call;
use super::parameters::{Parameters, invalid};
use crate::interaction::{Delivery, SigningResult};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

pub(crate) async fn acknowledge_result(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        acknowledge(&sandbox, content)
    })
}

fn acknowledge(sandbox: &Sandbox, content: Map<String, Value>) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, &["businessID", "signingResult"])?;
    let business_id = parameters.ascii("businessID", 36)?;
    let result = match parameters.required("signingResult")? {
        "SR001" => SigningResult::Accepted,
        "SR002" => SigningResult::Rejected,
        "SR003" => SigningResult::NotReceived,
        _ => return Err(invalid("signingResult")),
    };
    let failed = |reason| Refusal::new(ResultCode::AcknowledgementFailed, reason);
    let mut memory = sandbox.memory();
    let unknown = || failed("there is no signing request with this businessID");
    let interaction = memory.of_business(business_id).ok_or_else(unknown)?;
    let answer = interaction.answer;
    let task = interaction
        .task
        .as_mut()
        .filter(|task| task.subject.is_signing())
        .ok_or_else(unknown)?;
    if answer.is_none() {
        return Err(failed("this signing request was not answered yet"));
    }
    if let Delivery::Acknowledged(earlier) = task.delivery
        && earlier != result
    {
        return Err(failed("another signingResult was acknowledged before"));
    }
    task.delivery = Delivery::Acknowledged(result);
    drop(memory);
    sandbox.changed();
    Ok(json!({}))
}
