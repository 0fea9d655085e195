//! The people who have the app: a list, and a form to add one. The page works without scripts.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::html;
use serde_json::{Value, json};

use super::device::Device;
use super::filled::Filled;
use super::frame::{self, Part};
use super::inputs::{line, select, summary};
use super::parts::identity;
use crate::e_me::{Fields, PERSONAL};
use crate::json_api::{not_kept, respond, same_origin};
use crate::language::Text;
use crate::sandbox::Sandbox;

pub(super) const PATH: &str = "/app/people";
const KEYS: &[(&str, Text)] = &[
    ("rsa", ["RSA", "RSA", "RSA"]),
    ("sm2", ["SM2", "SM2", "SM2"]),
];
const NO_KEY: Text = ["Nothing: cannot sign", "沒有：不能簽署", "没有：不能签名"];
/// Inputs of the form, with their labels; the names are those of the JSON.
const ID: Text = [
    "Short name, for addresses (lower case)",
    "簡稱，用於網址（小寫英文）",
    "简称，用于网址（小写英文）",
];
const ENGLISH_NAME: Text = [
    "English name, as in CHAN, Tai Man",
    "英文姓名，例如 CHAN, Tai Man",
    "英文姓名，例如 CHAN, Tai Man",
];
const CHINESE_NAME: Text = [
    "Chinese name, if any",
    "中文姓名（如有）",
    "中文姓名（如有）",
];
const HKIC: Text = [
    "HKIC number, as in A123456(3)",
    "香港身份證號碼，例如 A123456(3)",
    "香港身份证号码，例如 A123456(3)",
];
const SIGNS_WITH: Text = ["Signs with", "簽署用的密碼匙", "签名用的密钥"];

/// To the choice of a person, where a page wants one.
pub(super) fn to_choice() -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/app")]).into_response()
}

pub(super) async fn page(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    let filled = Filled::of_form(b"signsWith=rsa");
    show(&sandbox, &Device::of(&sandbox, &headers), &filled)
}

pub(super) async fn add(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    let device = Device::of(&sandbox, &headers);
    let mut filled = Filled::of_form(&body);
    let entry = entry(&filled);
    match sandbox.add_person(entry).await {
        Ok(Ok(_)) => (StatusCode::SEE_OTHER, [(header::LOCATION, PATH)]).into_response(),
        Ok(Err(problems)) => {
            filled.problems = problems;
            for problem in &mut filled.problems {
                if let Some(path) = problem.path.strip_prefix("fields.") {
                    problem.path = path.to_owned();
                }
            }
            show(&sandbox, &device, &filled)
        }
        Err(error) => not_kept(error),
    }
}

pub(super) async fn remove(
    State(sandbox): State<Arc<Sandbox>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    match sandbox.remove_person(&id) {
        Ok(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, PATH)]).into_response(),
        Err(error) => not_kept(error),
    }
}

/// The person that the form stands for, as JSON.
fn entry(filled: &Filled) -> Value {
    let birth_and_sex = PERSONAL
        .iter()
        .filter(|member| ["birthDate", "gender"].contains(&member.name));
    let mut fields = filled.fields(birth_and_sex, &Fields::new());
    let chinese_name = filled.text("chineseName");
    if !chinese_name.is_empty() {
        fields.insert("chNameVerified".to_owned(), chinese_name.into());
    }
    let signs_with = Some(filled.text("signsWith")).filter(|kind| !kind.is_empty());
    json!({
        "id": filled.text("id"),
        "englishName": filled.text("englishName"),
        "chineseName": chinese_name,
        "hkic": filled.text("hkic"),
        "signsWith": signs_with,
        "fields": fields,
    })
}

fn show(sandbox: &Sandbox, device: &Device, filled: &Filled) -> Response {
    let language = device.language;
    let title = language.text("People", "人物", "人物");
    let is_wrong = !filled.problems.is_empty();
    let main = html! {
        main {
            section {
                h1 tabindex="-1" { (title) }
                (summary(language, filled, |path| language.of(label(path)).to_owned()))
                p { (language.text("Everybody here is made up.", "所有人物均屬虛構。", "所有人物均属虚构。")) }
                ul class="people cards" {
                    @for person in sandbox.people.all() {
                        @let persona = &person.persona;
                        li {
                            div class="identity" { (identity(language, persona)) }
                            form method="post" action={ (PATH) "/" (persona.id) "/remove" } {
                                button type="submit" class="quiet" data-action="remove"
                                    data-persona=(persona.id) {
                                    (language.text("Remove", "移除", "移除")) " "
                                    span class="hidden" { (persona.names(language).0) }
                                }
                            }
                        }
                    }
                }
                h2 { (language.text("Add a person", "新增人物", "新增人物")) }
                p class="hint" {
                    (language.text(
                        "Never a real person's data.",
                        "請勿使用真實人物的資料。",
                        "请勿使用真实人物的资料。",
                    ))
                }
                form method="post" action=(PATH) novalidate data-form="person" {
                    (line(language, ID, "id", filled, true))
                    (line(language, ENGLISH_NAME, "englishName", filled, true))
                    (line(language, CHINESE_NAME, "chineseName", filled, false))
                    (line(language, HKIC, "hkic", filled, true))
                    @for member in PERSONAL {
                        @if ["birthDate", "gender"].contains(&member.name) {
                            (super::inputs::inputs(language, std::slice::from_ref(member), "", filled))
                        }
                    }
                    (select(language, SIGNS_WITH, NO_KEY, KEYS.iter().copied(), "signsWith", filled))
                    div class="buttons" {
                        button type="submit" class="button" data-action="add" {
                            (language.text("Add", "新增", "新增"))
                        }
                    }
                }
            }
        }
    };
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    frame::page(sandbox, device, Part::People, Some(title), &main, status)
}

fn label(path: &str) -> Text {
    match path {
        "id" => ID,
        "englishName" => ENGLISH_NAME,
        "chineseName" | "chNameVerified" => CHINESE_NAME,
        "hkic" => HKIC,
        "signsWith" => SIGNS_WITH,
        other => PERSONAL
            .iter()
            .find(|member| member.name == other)
            .map_or(["", "", ""], |member| member.label),
    }
}
