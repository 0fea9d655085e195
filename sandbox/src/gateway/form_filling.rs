//! Profile and e-ME form filling: initiateRequest (iAM Smart API, §3).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use super::account::{Account, Flow};
use super::call;
use super::parameters::Parameters;
use crate::e_me::{EME_FIELDS, PROFILE_FIELDS};
use crate::interaction::{FormFilling, Subject};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

const FORM: &[&str] = &[
    "profileFields",
    "formName",
    "formNum",
    "formDesc",
    "callbackContentType",
];
const ANONYMOUS_FORM: &[&str] = &[
    "profileFields",
    "eMEFields",
    "formName",
    "formNum",
    "formDesc",
];

pub(crate) async fn profile(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        let names = Flow::WithLogin.parameters(FORM);
        let parameters = Parameters::of_object(content, &names)?;
        let account = Account::read(&sandbox, Flow::WithLogin, &parameters)?;
        let form = form(&parameters, true)?;
        let scope = "eidapi_profiles";
        let persona = account.person(&sandbox, &parameters, &[scope])?;
        account.begin(
            &sandbox,
            persona.as_ref(),
            scope,
            Subject::FormFilling(form),
        )
    })
}

pub(crate) async fn e_me(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        let names = [FORM, &["eMEFields"]].concat();
        fill(&sandbox, Flow::WithLogin, &names, content)
    })
}

pub(crate) async fn anonymous(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        fill(&sandbox, Flow::Anonymous, ANONYMOUS_FORM, content)
    })
}

fn fill(
    sandbox: &Arc<Sandbox>,
    flow: Flow,
    names: &[&'static str],
    content: Map<String, Value>,
) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, &flow.parameters(names))?;
    let account = Account::read(sandbox, flow, &parameters)?;
    let form = form(&parameters, false)?;
    let scope = "eidapi_formFilling";
    let persona = account.person(sandbox, &parameters, &[scope])?;
    account.begin(sandbox, persona.as_ref(), scope, Subject::FormFilling(form))
}

/// A field in both lists is a profile field (iAM Smart API, §3; high confidence).
fn form(parameters: &Parameters, profile: bool) -> Result<FormFilling, Refusal> {
    let profile_fields = parameters.names("profileFields", PROFILE_FIELDS)?;
    let eme_fields = parameters.names("eMEFields", EME_FIELDS)?;
    if profile_fields.is_none() && (profile || eme_fields.is_none()) {
        let name = if profile {
            "profileFields"
        } else {
            "eMEFields"
        };
        return Err(Refusal::new(ResultCode::ParameterMissing, name));
    }
    let profile_fields = profile_fields.unwrap_or_default();
    let mut eme_fields = eme_fields.unwrap_or_default();
    eme_fields.retain(|name| !profile_fields.contains(name));
    let form_name = if profile {
        parameters.optional_text("formName", 255)?
    } else {
        Some(parameters.text("formName", 255)?)
    };
    Ok(FormFilling {
        profile,
        profile_fields,
        eme_fields,
        form_name: form_name.map(str::to_owned),
        form_number: parameters.optional_text("formNum", 20)?.map(str::to_owned),
        form_description: parameters
            .optional_text("formDesc", 255)?
            .map(str::to_owned),
        allowed: None,
    })
}
