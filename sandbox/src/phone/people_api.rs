//! JSON API of the people: adding and removing them, their fields, what services got of them, and
//! answers without a person. The app's pages do the same.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::api::find;
use crate::auto::{DELAY_MS, LONGEST_DELAY_MS, Reply};
use crate::e_me::{Fields, Problem};
use crate::interaction::Answer;
use crate::json_api::{not_kept, read, respond, same_origin};
use crate::language::Language;
use crate::layout;
use crate::log;
use crate::people::signs_with;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Fields that replace all that a person can change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    fields: Fields,
}

/// An answer without a person, or `null`: a person answers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SetAuto {
    /// Whose requests; absent: everybody's.
    persona: Option<String>,
    answer: Option<Answer>,
    delay_ms: Option<u64>,
    /// Who logs in.
    login_as: Option<String>,
}

/// `POST /app/api/personas`: adds a person, given as in the file of `--personas`. HTTP 201, or 400
/// with `problems`: `[{path, message}]`.
pub(super) async fn add(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let value = match same_origin(&headers).and_then(|()| read::<Value>(&body)) {
        Ok(value) => value,
        Err(refusal) => return respond(Err(refusal)),
    };
    match sandbox.add_person(value).await {
        Ok(Ok(person)) => {
            let persona = &person.persona;
            let body = json!({
                "id": persona.id,
                "hkic": persona.printed_hkic(),
                "userType": persona.user_type().name(),
                "signsWith": signs_with(persona.key),
            });
            (StatusCode::CREATED, Json(body)).into_response()
        }
        Ok(Err(problems)) => wrong(&headers, &problems),
        Err(error) => not_kept(error),
    }
}

/// `DELETE /app/api/personas/{id}`: HTTP 204.
pub(super) async fn remove(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    match sandbox.remove_person(&id) {
        Ok(true) => StatusCode::NO_CONTENT.into_response(),
        Ok(false) => respond(Err(no_person())),
        Err(error) => not_kept(error),
    }
}

/// `GET /app/api/personas/{id}/fields`: `{"fields", "card"}`, those that the person can change and
/// those of the identity card.
pub(super) async fn fields(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
) -> Response {
    let Some(person) = sandbox.people.find(&id) else {
        return respond(Err(no_person()));
    };
    let is_card = |name: &str| ["idNo", "enName", "chName"].contains(&name);
    let card: Fields = person
        .fields
        .iter()
        .filter(|(name, _)| is_card(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    Json(json!({ "fields": person.changeable, "card": card })).into_response()
}

/// `PUT /app/api/personas/{id}/fields`: `{"fields"}` replaces all that the person can change. HTTP
/// 204, or 400 with `problems`.
pub(super) async fn change(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let changed: Changed = match same_origin(&headers).and_then(|()| read(&body)) {
        Ok(changed) => changed,
        Err(refusal) => return respond(Err(refusal)),
    };
    match sandbox.change_person(&id, changed.fields) {
        Ok(Some(Ok(()))) => StatusCode::NO_CONTENT.into_response(),
        Ok(Some(Err(problems))) => wrong(&headers, &problems),
        Ok(None) => respond(Err(no_person())),
        Err(error) => not_kept(error),
    }
}

/// `GET /app/api/personas/{id}/given`: `{"given": [{at, persona, kind, service, about, fields}]}`,
/// newest first.
pub(super) async fn given(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
) -> Json<Value> {
    Json(json!({ "given": sandbox.given.of(&id) }))
}

/// `DELETE /app/api/personas/{id}/given`: HTTP 204.
pub(super) async fn clear_given(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    match sandbox.given.clear(&id) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => not_kept(error),
    }
}

/// `GET /app/api/auto`: `{"everybody": {answer, delayMs} | null, "personas": {id: …}, "loginAs"}`.
pub(super) async fn auto(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(json!(sandbox.auto.settings()))
}

/// `POST /app/api/auto`: `{"answer": "approve", "delayMs": 500, "persona": "chan", "loginAs": "chan"}`,
/// all optional; responds with the settings.
pub(super) async fn set_auto(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(same_origin(&headers).and_then(|()| {
        let object: Value = read(&body)?;
        let set: SetAuto = read(&body)?;
        let delay_ms = set.delay_ms.unwrap_or(DELAY_MS);
        if delay_ms > LONGEST_DELAY_MS {
            return Err(Refusal::new(ResultCode::ParameterInvalid, "delayMs"));
        }
        for id in set.persona.iter().chain(&set.login_as) {
            find(&sandbox, id)?;
        }
        let reply = set.answer.map(|answer| Reply { answer, delay_ms });
        sandbox.auto.change(|settings| {
            if let Some(id) = set.login_as {
                settings.login_as = Some(id);
            }
            // `{"loginAs": …}` alone leaves the answers as they are.
            if object.get("answer").is_none() {
                return;
            }
            match set.persona {
                Some(id) => {
                    settings.personas.insert(id, reply);
                }
                None => settings.everybody = reply,
            }
        });
        sandbox.changed();
        let settings = json!(sandbox.auto.settings());
        log::note(&format!("auto: {settings}"));
        Ok(Json(settings).into_response())
    }))
}

fn wrong(headers: &HeaderMap, problems: &[Problem]) -> Response {
    // The JSON API speaks English, unless its caller asks for Chinese.
    let language = layout::accepted_language(headers).unwrap_or(Language::English);
    let list: Vec<Value> = problems
        .iter()
        .map(|problem| json!({ "path": problem.path, "message": problem.wrong.text(language) }))
        .collect();
    let body = json!({
        "code": ResultCode::ParameterInvalid.code(),
        "message": "Some of it is not right.",
        "problems": list,
    });
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

fn no_person() -> Refusal {
    Refusal::new(ResultCode::NotFound, "there is no such person")
}
