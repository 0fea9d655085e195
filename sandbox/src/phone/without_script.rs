//! The app's buttons for browsers without scripts: forms in place of the JSON API.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::api::set_cookie;
use super::device::{Device, LANGUAGE_COOKIE, PERSONA_COOKIE};
use crate::interaction::Answer;
use crate::json_api::{respond, same_origin};
use crate::language::Language;
use crate::protocol::percent_encode;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

pub(super) async fn choose(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).map(|()| {
        let id = value(&body, "persona").unwrap_or_default();
        // Nobody, if there is no such person.
        let person = sandbox.people.find(&id);
        let id = person.map_or(String::new(), |person| person.persona.id.clone());
        back("/app", Some(set_cookie(PERSONA_COOKIE, &id)))
    }))
}

pub(super) async fn speak(headers: HeaderMap, body: Bytes) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let lang = value(&body, "lang").unwrap_or_default();
        Language::from_lang(&lang)
            .ok_or_else(|| Refusal::new(ResultCode::ParameterInvalid, "lang"))?;
        Ok(back("/app", Some(set_cookie(LANGUAGE_COOKIE, &lang))))
    }))
}

pub(super) async fn answer(
    State(sandbox): State<Arc<Sandbox>>,
    Path((id, answer)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let persona = Device::of(&sandbox, &headers)
            .persona
            .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, "persona"))?;
        let answer = Answer::of_button(&answer)
            .ok_or_else(|| Refusal::new(ResultCode::NotFound, "no such answer"))?;
        let pairs = || form_urlencoded::parse(&body);
        let fields = pairs().filter(|(name, _)| name == "field");
        let fields = fields.map(|(_, value)| value.into_owned()).collect();
        // Only a form has checkboxes.
        let is_form = pairs().any(|(name, _)| name == "form");
        sandbox.answer(&id, Some(&persona), answer, is_form.then_some(fields))?;
        let path = format!("/app/login?requestID={}", percent_encode(&id));
        Ok(back(&path, None))
    }))
}

fn value(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body)
        .find(|(found, _)| found == name)
        .map(|(_, value)| value.into_owned())
}

fn back(path: &str, cookie: Option<String>) -> Response {
    let mut response =
        (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response();
    if let Some(cookie) = cookie.and_then(|cookie| cookie.parse().ok()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
