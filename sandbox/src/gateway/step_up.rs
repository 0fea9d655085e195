//! Step-up, proof of the person's presence: initiateRequest (iAM Smart API, §3; high
//! confidence for one service).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::account::{Account, Flow};
use super::call;
use super::parameters::Parameters;
use crate::interaction::Subject;
use crate::sandbox::Sandbox;

/// Face re-authentication or step-up; which one the endpoint requires is not public.
const SCOPES: &[&str] = &["eidapi_fr", "eidapi_sua"];

pub(crate) async fn initiate_request(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        let names = Flow::WithLogin.parameters(&["callbackContentType"]);
        let parameters = Parameters::of_object(content, &names)?;
        let account = Account::read(&sandbox, Flow::WithLogin, &parameters)?;
        let persona = account.person(&sandbox, &parameters, SCOPES)?;
        account.begin(&sandbox, persona.as_ref(), "eidapi_fr", Subject::StepUp)
    })
}
