//! Page for choosing faults and revoking certificates.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;

use crate::authority::{Reason, Revocation};
use crate::fault::{self, CALLBACK, EVERY_CALL, Kind, REDIRECT, Rule};
use crate::language::Language;
use crate::layout::{self, Page};
use crate::live::{self, Update};
use crate::persona::Persona;
use crate::protocol::percent_encode;
use crate::result_code;
use crate::sandbox::Sandbox;
use crate::timestamp::TIMESTAMP_PATH;

#[derive(Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
}

impl Asked {
    fn language(&self, headers: &HeaderMap) -> Language {
        let asked = self.lang.as_deref().and_then(Language::from_lang);
        asked.unwrap_or_else(|| layout::browser_language(headers))
    }
}

pub(super) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = asked.language(&headers);
    let (other, lang) = match language {
        Language::English => ("繁體中文", "zh-HK"),
        Language::Chinese => ("English", "en-US"),
    };
    let events = match asked.lang {
        Some(lang) => format!("/faults/events?lang={}", percent_encode(&lang)),
        None => "/faults/events".to_owned(),
    };
    let title = language.text("What goes wrong next", "接著發生的故障");
    let body = html! {
        main class="card faults" data-events=(events) {
            h1 { (title) }
            p class="hint" {
                (language.text(
                    "Faults are taken one at a time, in the order of the list.",
                    "故障會按清單次序逐一發生。",
                ))
                " " a href={ "?lang=" (lang) } { (other) }
            }
            (form(language))
            p role="alert" class="problem" {}
            (state(language, &sandbox))
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: Some("/assets/faults.js"),
        body,
    };
    page.respond(StatusCode::OK)
}

/// Sends the faults and certificates after each change.
pub(super) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = asked.language(&headers);
    let changes = sandbox.watch();
    let mut sent = String::new();
    live::updates(sandbox, changes, move |sandbox| {
        let state = state(language, sandbox).into_string();
        if state == sent {
            return Update::Nothing;
        }
        let event = Event::default().event("state").data(&state);
        sent = state;
        Update::Event(event)
    })
    .into_response()
}

fn form(language: Language) -> Markup {
    html! {
        form class="chooser" {
            label {
                (language.text("Where", "位置"))
                select name="at" {
                    @for place in fault::places() {
                        option value=(place) { (place_text(language, &place)) }
                    }
                }
            }
            label {
                (language.text("What", "故障"))
                select name="fault" {
                    @for kind in Kind::ALL {
                        option value=(kind.name()) { (kind_text(language, *kind)) }
                    }
                }
            }
            label {
                (language.text("Result code", "結果代碼"))
                input name="code" list="codes" placeholder="D20000" autocomplete="off";
            }
            datalist id="codes" {
                @for (code, message) in result_code::all() { option value=(code) { (message) } }
            }
            label {
                (language.text("HTTP status", "HTTP 狀態碼"))
                input name="status" type="number" min="200" max="599" placeholder="503";
            }
            label { "Retry-After" input name="retryAfter" autocomplete="off"; }
            label {
                (language.text("Wait (ms)", "等候（毫秒）"))
                input name="ms" type="number" min="0" max="3600000";
            }
            label {
                (language.text("Copies or pushes to wait for", "重複或等候的推送數目"))
                input name="count" type="number" min="1" max="100" placeholder="1";
            }
            label {
                (language.text("Times (empty: until cleared)", "次數（留空：直至清除）"))
                input name="times" type="number" min="1" value="1";
            }
            label class="check" {
                input name="handled" type="checkbox";
                (language.text("Carry the call out, lose the answer", "執行請求但不回覆"))
            }
            button type="submit" class="button" data-action="add" {
                (language.text("Let it happen", "加入故障"))
            }
        }
    }
}

fn place_text(language: Language, place: &str) -> String {
    match place {
        EVERY_CALL => language.text("every call", "所有請求").to_owned(),
        CALLBACK => language
            .text("every push callback", "所有回調推送")
            .to_owned(),
        REDIRECT => language
            .text("the browser's way back", "瀏覽器返回服務")
            .to_owned(),
        TIMESTAMP_PATH => language.text("a time-stamp", "時間戳").to_owned(),
        other => other.to_owned(),
    }
}

fn kind_text(language: Language, kind: Kind) -> &'static str {
    let (english, chinese) = kind.title();
    language.text(english, chinese)
}

fn state(language: Language, sandbox: &Sandbox) -> Markup {
    let rules = sandbox.faults.list();
    html! {
        div id="state" {
            h2 { (language.text("To happen", "將會發生")) }
            @if rules.is_empty() {
                p { (language.text("Nothing: all goes well.", "沒有故障。")) }
            } @else {
                ul class="rules" { @for rule in &rules { (rule_line(language, rule)) } }
                button type="button" class="quiet" data-action="clear" data-method="DELETE"
                    data-path="/faults/api" { (language.text("Clear all", "全部清除")) }
            }
            h2 { (language.text("Certificates", "證書")) }
            ul class="rules" {
                // Responder certificates have OCSP No Check: revoking one has no effect. A TLS
                // server's is wrong already.
                @for (issued, revocation) in sandbox.authority.certificates() {
                    @if !issued.name.starts_with("ocsp-") && !issued.name.starts_with("server-") {
                        (certificate_line(language, &issued.name, revocation.as_ref()))
                    }
                }
            }
        }
    }
}

fn certificate_line(language: Language, name: &str, revocation: Option<&Revocation>) -> Markup {
    let path = format!("/faults/api/certificates/{name}");
    html! {
        li data-certificate=(name) data-revoked=(revocation.is_some()) {
            span { (certificate_text(language, name)) }
            @if let Some(revocation) = revocation {
                strong { (json!(revocation.reason).as_str().unwrap_or_default()) }
                button type="button" class="quiet" data-action="restore" data-method="DELETE"
                    data-path=(path) { (language.text("Restore", "恢復")) }
            } @else {
                select aria-label=(language.text("Reason", "原因")) {
                    @for (_, reason) in Reason::ALL { option { (reason) } }
                }
                button type="button" class="quiet" data-action="revoke" data-method="POST"
                    data-path=(path) { (language.text("Revoke", "撤銷")) }
            }
        }
    }
}

fn rule_line(language: Language, rule: &Rule) -> Markup {
    html! {
        li data-fault=(rule.id) {
            span {
                code { (place_text(language, &rule.at)) } " " (kind_text(language, rule.fault))
                @if let Some(code) = &rule.code { " " code { (code) } }
                @if let Some(status) = rule.status { " " (status) }
                @if let Some(ms) = rule.ms { " " (ms) " ms" }
                @match rule.times {
                    Some(times) => { " × " (times) }
                    None => { " · " (language.text("until cleared", "直至清除")) }
                }
            }
            button type="button" class="quiet" data-action="remove" data-method="DELETE"
                data-path={ "/faults/api/" (rule.id) } { (language.text("Remove", "移除")) }
        }
    }
}

fn certificate_text(language: Language, name: &str) -> String {
    match (Persona::find(name), name) {
        (Some(persona), _) => language
            .text(persona.english_name, persona.chinese_name)
            .to_owned(),
        (None, "issuing") => language.text("Issuing CA", "簽發核證機關").to_owned(),
        (None, "issuing-sm2") => language
            .text("Issuing CA, SM2", "簽發核證機關（SM2）")
            .to_owned(),
        (None, "timestamp") => language
            .text("Time-stamp authority", "時間戳機關")
            .to_owned(),
        (None, other) => other.to_owned(),
    }
}
