//! Which service got what of the person, and when.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use time::macros::{format_description, offset};
use time::{Duration, OffsetDateTime};

use super::device::Device;
use super::frame::{self, Part};
use super::people_page::to_choice;
use super::screens::scope_text;
use crate::e_me;
use crate::given::Given;
use crate::json_api::{not_kept, respond, same_origin};
use crate::language::Language;
use crate::sandbox::Sandbox;

pub(super) const PATH: &str = "/app/given";
/// Maximum number of records shown.
const SHOWN: usize = 100;

pub(super) async fn page(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    let device = Device::of(&sandbox, &headers);
    let Some(persona) = &device.persona else {
        return to_choice();
    };
    let language = device.language;
    let title = language.text("Who got what", "提供紀錄", "提供记录");
    let given = sandbox.given.of(&persona.id);
    let main = html! {
        main {
            section {
                h1 tabindex="-1" { (title) }
                @if given.is_empty() {
                    p { (language.text("No service got anything yet.", "尚未有服務取得資料。", "尚未有服务取得资料。")) }
                } @else {
                    p {
                        (language.text(
                            "What services got of you, the newest first.",
                            "服務從您取得的資料，由新至舊。",
                            "服务从您取得的资料，由新到旧。",
                        ))
                    }
                    ol class="given" {
                        @for given in given.iter().take(SHOWN) { (record(language, given)) }
                    }
                    form method="post" action=(PATH) class="buttons" {
                        button type="submit" class="button refuse" data-action="clear" {
                            (language.text("Clear this list", "清除紀錄", "清除记录"))
                        }
                    }
                }
            }
        }
    };
    frame::page(
        &sandbox,
        &device,
        Part::Given,
        Some(title),
        &main,
        StatusCode::OK,
    )
}

pub(super) async fn clear(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    if let Err(refusal) = same_origin(&headers) {
        return respond(Err(refusal));
    }
    let Some(persona) = Device::of(&sandbox, &headers).persona else {
        return to_choice();
    };
    match sandbox.given.clear(&persona.id) {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, PATH)]).into_response(),
        Err(error) => not_kept(error),
    }
}

fn record(language: Language, given: &Given) -> Markup {
    let is_login = given.kind == "login";
    html! {
        li data-given=(given.kind) {
            p class="name" { (kind(language, &given.kind)) }
            p class="service" {
                strong { (given.service) } " · "
                time datetime=(iso(given.at)) { (clock(language, given.at)) }
            }
            @if let Some(about) = &given.about { p { (about) } }
            @if !given.fields.is_empty() {
                ul class="scope" {
                    @for field in &given.fields {
                        li {
                            @if is_login { (scope_text(language, field)) }
                            @else { (e_me::label(language, field)) }
                        }
                    }
                }
            }
        }
    }
}

fn kind(language: Language, kind: &str) -> &str {
    match kind {
        "login" => language.text("Login", "登入", "登录"),
        "profile" => language.text("Your profile", "個人資料", "个人资料"),
        "form-filling" => language.text("A form filled in", "填寫表格", "填写表格"),
        "signing" | "pdf-signing" => language.text("A signature", "簽署文件", "签署文件"),
        "bulk-signing" => language.text("Signatures", "簽署多份文件", "签署多份文件"),
        "step-up" => language.text("Proof that it is you", "核實身分", "核实身份"),
        other => other,
    }
}

/// The time in Hong Kong, which has no daylight saving time.
fn clock(language: Language, at: i64) -> String {
    let time = utc(at).to_offset(offset!(+8));
    let format = match language {
        Language::English => time.format(format_description!(
            "[day padding:none] [month repr:long] [year], [hour]:[minute]:[second]"
        )),
        _ => time.format(format_description!(
            "[year]年[month padding:none]月[day padding:none]日 [hour]:[minute]:[second]"
        )),
    };
    format.unwrap_or_default()
}

fn iso(at: i64) -> String {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    utc(at).format(format).unwrap_or_default()
}

fn utc(at: i64) -> OffsetDateTime {
    OffsetDateTime::UNIX_EPOCH
        .checked_add(Duration::milliseconds(at))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
