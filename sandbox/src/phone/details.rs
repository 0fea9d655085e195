//! The person's details: what can be given to forms. The page works without scripts.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::device::Device;
use super::filled::Filled;
use super::form::short;
use super::frame::{self, Part};
use super::inputs::{id, inputs, summary};
use super::people_page::to_choice;
use crate::e_me::{self, ADDRESSES, CONTACT, Fields, Member, PERSONAL, PROOFS, changeable};
use crate::json_api::{not_kept, respond, same_origin};
use crate::language::{Language, Text};
use crate::people::Person;
use crate::protocol::now;
use crate::sandbox::Sandbox;

pub(super) const PATH: &str = "/app/details";
/// Groups of the form.
const GROUPS: &[(Text, &[Member])] = &[
    (["Personal", "個人資料", "个人资料"], PERSONAL),
    (["Contact", "聯絡方式", "联系方式"], CONTACT),
    (["Addresses", "地址", "地址"], ADDRESSES),
    (["Proof of address", "住址證明", "住址证明"], PROOFS),
];

pub(super) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    uri: axum::http::Uri,
    headers: HeaderMap,
) -> Response {
    let device = Device::of(&sandbox, &headers);
    let Some(person) = device.person(&sandbox) else {
        return to_choice();
    };
    let filled = Filled::of_fields(changeable(), &person.changeable);
    let is_saved = uri.query() == Some("saved");
    show(&sandbox, &device, &person, &filled, is_saved)
}

pub(super) async fn save(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    let device = Device::of(&sandbox, &headers);
    let Some(person) = device.person(&sandbox) else {
        return to_choice();
    };
    let mut filled = Filled::of_form(&body);
    let fields = with_retrieval(filled.fields(changeable(), &person.changeable), &person);
    match sandbox.change_person(&person.persona.id, fields) {
        Ok(Some(Ok(()))) => {
            let to = format!("{PATH}?saved");
            (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
        }
        Ok(Some(Err(problems))) => {
            filled.problems = problems;
            show(&sandbox, &device, &person, &filled, false)
        }
        Ok(None) => to_choice(),
        Err(error) => not_kept(error),
    }
}

/// The fields with the time at which a changed proof of address was retrieved.
fn with_retrieval(mut fields: Fields, person: &Person) -> Fields {
    if fields.get("addressDocInfo") != person.changeable.get("addressDocInfo")
        && let Some(info) = fields.get_mut("addressDocInfo")
    {
        info["lastRetrievalDate"] = now().into();
    }
    fields
}

fn show(
    sandbox: &Sandbox,
    device: &Device,
    person: &Person,
    filled: &Filled,
    is_saved: bool,
) -> Response {
    let language = device.language;
    let title = language.text("My details", "我的資料", "我的资料");
    let is_wrong = !filled.problems.is_empty();
    let main = html! {
        main {
            section {
                h1 tabindex="-1" { (title) }
                (summary(language, filled, |path| label_of(language, path)))
                @if is_saved {
                    p class="saved" role="status" {
                        (language.text(
                            "Saved. The next form gets this.",
                            "已儲存，下一份表格將使用這些資料。",
                            "已保存，下一份表格将使用这些资料。",
                        ))
                    }
                }
                p {
                    (language.text(
                        "What you can give to forms. You choose each time what to allow.",
                        "可提供給表格的資料。每次填表時由您選擇提供哪些資料。",
                        "可提供给表格的资料。每次填表时由您选择提供哪些资料。",
                    ))
                }
                (card(language, person))
                form method="post" action=(PATH) novalidate data-form="details" {
                    @for (heading, members) in GROUPS {
                        h2 { (language.of(*heading)) }
                        (inputs(language, members, "", filled))
                    }
                    div class="buttons" {
                        button type="submit" class="button" data-action="save" {
                            (language.text("Save", "儲存", "保存"))
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
    let title = if is_wrong {
        format!(
            "{} – {title}",
            language.text("Please check", "請檢查", "请检查")
        )
    } else {
        title.to_owned()
    };
    frame::page(sandbox, device, Part::Details, Some(&title), &main, status)
}

/// Fields of the identity card, which stay as they are.
fn card(language: Language, person: &Person) -> Markup {
    html! {
        h2 { (language.text("From the identity card", "身份證資料", "身份证资料")) }
        dl {
            @for name in ["idNo", "enName", "chName"] {
                @if let Some(value) = person.fields.get(name) {
                    dt { (e_me::label(language, name)) }
                    dd data-field=(name) {
                        @if name == "idNo" { (person.persona.printed_hkic()) } @else { (short(name, value)) }
                    }
                }
            }
        }
        p class="hint" {
            (language.text(
                "These are in the certificate, so they cannot be changed.",
                "這些資料載於證書，因此不能更改。",
                "这些资料载于证书，因此不能更改。",
            ))
        }
    }
}

/// The labels along a path.
fn label_of(language: Language, path: &str) -> String {
    let mut members: Vec<Member> = changeable().copied().collect();
    let mut labels = Vec::new();
    for name in path.split('.') {
        let Some(member) = members.iter().find(|member| member.name == name).copied() else {
            break;
        };
        labels.push(language.of(member.label));
        members = member.shape.members().to_vec();
    }
    if labels.is_empty() {
        return id(path);
    }
    labels.join(language.text(", ", "，", "，"))
}
