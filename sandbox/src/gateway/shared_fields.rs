//! getProfiles: fields in the answer itself, without asking the person (iAM Smart API, §9; medium
//! confidence).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use super::account::login;
use super::call;
use super::parameters::Parameters;
use crate::e_me::{EME_FIELDS, PROFILE_FIELDS};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

pub(crate) async fn get_profiles(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        fields(&sandbox, content)
    })
}

fn fields(sandbox: &Sandbox, content: Map<String, Value>) -> Result<Value, Refusal> {
    let names = ["accessToken", "openID", "profileFields", "eMEFields"];
    let parameters = Parameters::of_object(content, &names)?;
    let login = login(sandbox, &parameters, &["eidapi_profiles"])?;
    let profile_fields = parameters.names("profileFields", PROFILE_FIELDS)?;
    let eme_fields = parameters.names("eMEFields", EME_FIELDS)?;
    if profile_fields.is_none() && eme_fields.is_none() {
        return Err(Refusal::new(ResultCode::ParameterMissing, "profileFields"));
    }
    let names = profile_fields.into_iter().chain(eme_fields).flatten();
    let fields = names.filter_map(|name| {
        let value = sandbox.people.field(&login.persona, &name)?;
        Some((name, value))
    });
    let fields: Map<String, Value> = fields.collect();
    sandbox.record_fields(&login, fields.keys().cloned().collect());
    Ok(Value::Object(fields))
}
