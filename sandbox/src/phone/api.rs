//! JSON API of the phone, for its page and for tests without a browser.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::device::{Device, LANGUAGE_COOKIE, PERSONA_COOKIE};
use super::view::view;
use crate::gateway::{scope, with_query};
use crate::interaction::Answer;
use crate::json_api::{read, respond, same_origin};
use crate::language::Language;
use crate::people::signs_with;
use crate::persona::Persona;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// The person, if there is no cookie.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) persona: Option<String>,
}

/// An answer in the app.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    persona: Option<String>,
    /// Form fields that the person allows; absent: all requested ones.
    fields: Option<Vec<String>>,
}

/// A service that is opened from the app's catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened {
    persona: Option<String>,
    /// Address of the service for it, registered.
    #[serde(rename = "redirectURI")]
    redirect_uri: String,
    scope: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lang {
    lang: String,
}

pub(super) async fn personas(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    let personas: Vec<Value> = sandbox
        .people
        .all()
        .iter()
        .map(|person| {
            let persona = &person.persona;
            json!({
                "id": persona.id,
                "englishName": persona.english_name,
                "chineseName": persona.chinese_name,
                "hkic": persona.printed_hkic(),
                "userType": persona.user_type().name(),
                "signsWith": signs_with(persona.key),
            })
        })
        .collect();
    Json(json!({ "personas": personas }))
}

pub(super) async fn choose_persona(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let id = match read::<Person>(&body)?.persona {
            None => String::new(),
            Some(id) => find(&sandbox, &id)?.id.clone(),
        };
        Ok(with_cookie(&set_cookie(PERSONA_COOKIE, &id)))
    }))
}

pub(super) async fn choose_language(headers: HeaderMap, body: Bytes) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let lang = read::<Lang>(&body)?.lang;
        Language::from_lang(&lang)
            .ok_or_else(|| Refusal::new(ResultCode::ParameterInvalid, "lang"))?;
        Ok(with_cookie(&set_cookie(LANGUAGE_COOKIE, &lang)))
    }))
}

/// Requests that wait for this person.
pub(super) async fn waiting(
    State(sandbox): State<Arc<Sandbox>>,
    Query(person): Query<Person>,
    headers: HeaderMap,
) -> Response {
    respond(user(&sandbox, &headers, &person).map(|persona| {
        let memory = sandbox.memory();
        let requests: Vec<Value> = memory
            .interactions
            .values()
            .filter(|interaction| interaction.waits_for(&persona))
            .map(|interaction| view(&sandbox, interaction))
            .collect();
        Json(json!({ "requests": requests })).into_response()
    }))
}

/// One request; opens a login for this person.
pub(super) async fn request(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    Query(person): Query<Person>,
    headers: HeaderMap,
) -> Response {
    respond(
        user(&sandbox, &headers, &person)
            .and_then(|persona| sandbox.show(&id, &persona))
            .map(|interaction| Json(view(&sandbox, &interaction)).into_response()),
    )
}

pub(super) async fn answer(
    State(sandbox): State<Arc<Sandbox>>,
    Path((id, answer)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let Press { persona, fields } = read(&body)?;
        let persona = user(&sandbox, &headers, &Person { persona })?;
        let answer = Answer::of_button(&answer)
            .ok_or_else(|| Refusal::new(ResultCode::NotFound, "no such answer"))?;
        sandbox.answer(&id, Some(&persona), answer, fields)?;
        Ok(Json(json!({ "id": id, "state": answer.name() })).into_response())
    }))
}

/// Direct Login: the person opens the service in the app, which opens `location` in the browser (iAM
/// Smart API, §1; medium confidence).
pub(super) async fn log_in_directly(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let opened: Opened = read(&body)?;
        let person = Person {
            persona: opened.persona,
        };
        let persona = user(&sandbox, &headers, &person)?;
        let uri = sandbox
            .registration
            .redirect_uri(&opened.redirect_uri)
            .ok_or_else(|| Refusal::new(ResultCode::ServiceUrlInvalid, "redirectURI"))?;
        let code = sandbox.log_in_directly(&persona, scope(&opened.scope)?, uri);
        let location = with_query(uri, &[("code", code)]);
        Ok(Json(json!({ "location": location })).into_response())
    }))
}

/// The person named in the request, else the one in the cookie.
pub(super) fn user(
    sandbox: &Sandbox,
    headers: &HeaderMap,
    person: &Person,
) -> Result<Arc<Persona>, Refusal> {
    match &person.persona {
        Some(id) => find(sandbox, id),
        None => Device::of(sandbox, headers)
            .persona
            .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, "persona")),
    }
}

pub(super) fn find(sandbox: &Sandbox, id: &str) -> Result<Arc<Persona>, Refusal> {
    let person = sandbox.people.find(id);
    person
        .map(|person| Arc::clone(&person.persona))
        .ok_or_else(|| Refusal::new(ResultCode::ParameterInvalid, "persona"))
}

/// A cookie of the app; an empty value removes it.
pub(super) fn set_cookie(name: &str, value: &str) -> String {
    let age = if value.is_empty() {
        0
    } else {
        365 * 24 * 60 * 60
    };
    format!("{name}={value}; Path=/app; Max-Age={age}; HttpOnly; SameSite=Lax")
}

fn with_cookie(cookie: &str) -> Response {
    ([(header::SET_COOKIE, cookie)], Json(json!({}))).into_response()
}
