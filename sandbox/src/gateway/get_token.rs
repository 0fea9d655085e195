//! getToken: redeems a code for an access token and a tokenised ID (iAM Smart API, §1; high confidence).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::call;
use super::parameters::{Parameters, invalid};
use crate::grants::Grant;
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// 4 hours in milliseconds, as in the API's sample.
const TOKEN_LIFE: i64 = 14_400_000;

pub(crate) async fn get_token(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        redeem(&sandbox, content)
    })
}

fn redeem(sandbox: &Sandbox, content: Map<String, Value>) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, &["code", "grantType", "isDirectLoginV2"])?;
    let code = parameters.required("code")?;
    // A string (iAM Smart API, §9; medium confidence).
    let is_direct = match parameters.optional("isDirectLoginV2")? {
        None => false,
        Some("true") => true,
        Some(_) => return Err(invalid("isDirectLoginV2")),
    };
    if parameters.required("grantType")? != "authorization_code" {
        return Err(invalid("grantType"));
    }
    let issued_at = now();
    let mut memory = sandbox.memory();
    // A code is used up even if the call fails.
    let grant = memory.codes.take(code, issued_at).ok_or_else(|| {
        let reason = "the code is unknown, used or expired";
        Refusal::new(ResultCode::CodeInvalid, reason)
    })?;
    let access_token = random::hex();
    if grant.is_direct != is_direct {
        return Err(invalid("isDirectLoginV2"));
    }
    let person = sandbox
        .people
        .find(&grant.persona.id)
        .ok_or_else(|| Refusal::new(ResultCode::CodeInvalid, "the person was removed"))?;
    let content = json!({
        "accessToken": access_token,
        "tokenType": "Bearer",
        "issueAt": issued_at,
        "expiresIn": TOKEN_LIFE,
        "openID": person.open_id,
        "lastModifiedDate": person.last_modified,
        "userType": grant.persona.user_type().name(),
        "scope": grant.scope.join(" "),
    });
    let token = Grant {
        expires_at: issued_at + TOKEN_LIFE,
        ..grant
    };
    sandbox.record_login(&token);
    memory.access_tokens.insert(access_token, token, issued_at);
    Ok(content)
}
