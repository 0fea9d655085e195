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
use crate::persona::{PERSONAS, Persona};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// The person, if there is no cookie.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    persona: Option<String>,
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

pub(super) async fn personas() -> Json<Value> {
    let personas: Vec<Value> = PERSONAS
        .iter()
        .map(|persona| {
            json!({
                "id": persona.id,
                "englishName": persona.english_name,
                "chineseName": persona.chinese_name,
                "hkic": persona.printed_hkic(),
                "userType": persona.user_type().name(),
            })
        })
        .collect();
    Json(json!({ "personas": personas }))
}

pub(super) async fn choose_persona(headers: HeaderMap, body: Bytes) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let persona = match read::<Person>(&body)?.persona {
            None => "",
            Some(id) => Persona::find(&id).ok_or_else(unknown_persona)?.id,
        };
        Ok(set_cookie(PERSONA_COOKIE, persona))
    }))
}

pub(super) async fn choose_language(headers: HeaderMap, body: Bytes) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let lang = read::<Lang>(&body)?.lang;
        Language::from_lang(&lang)
            .ok_or_else(|| Refusal::new(ResultCode::ParameterInvalid, "lang"))?;
        Ok(set_cookie(LANGUAGE_COOKIE, &lang))
    }))
}

/// Requests that wait for this person.
pub(super) async fn waiting(
    State(sandbox): State<Arc<Sandbox>>,
    Query(person): Query<Person>,
    headers: HeaderMap,
) -> Response {
    respond(user(&headers, &person).map(|persona| {
        let memory = sandbox.memory();
        let requests: Vec<Value> = memory
            .interactions
            .values()
            .filter(|interaction| interaction.waits_for(persona))
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
        user(&headers, &person)
            .and_then(|persona| sandbox.show(&id, persona))
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
        let persona = user(&headers, &Person { persona })?;
        let answer = Answer::of_button(&answer)
            .ok_or_else(|| Refusal::new(ResultCode::NotFound, "no such answer"))?;
        sandbox.answer(&id, Some(persona), answer, fields)?;
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
        let persona = user(&headers, &person)?;
        let uri = sandbox
            .registration
            .redirect_uri(&opened.redirect_uri)
            .ok_or_else(|| Refusal::new(ResultCode::ServiceUrlInvalid, "redirectURI"))?;
        let code = sandbox.log_in_directly(persona, scope(&opened.scope)?);
        let location = with_query(uri, &[("code", code)]);
        Ok(Json(json!({ "location": location })).into_response())
    }))
}

/// The person named in the request, else the one in the cookie.
fn user(headers: &HeaderMap, person: &Person) -> Result<&'static Persona, Refusal> {
    match &person.persona {
        Some(id) => Persona::find(id).ok_or_else(unknown_persona),
        None => Device::of(headers)
            .persona
            .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, "persona")),
    }
}

fn unknown_persona() -> Refusal {
    Refusal::new(ResultCode::ParameterInvalid, "persona")
}

fn set_cookie(name: &str, value: &str) -> Response {
    let age = if value.is_empty() {
        0
    } else {
        365 * 24 * 60 * 60
    };
    let cookie = format!("{name}={value}; Path=/app; Max-Age={age}; HttpOnly; SameSite=Lax");
    ([(header::SET_COOKIE, cookie)], Json(json!({}))).into_response()
}
