//! Page for choosing faults and revoking certificates.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;

use super::active::active;
use super::texts::{certificate_text, kind_text, place_text};
use crate::authority::{Reason, Revocation};
use crate::fault::{self, Input, Kind, PRESETS};
use crate::language::{Language, Text};
use crate::layout::{self, Page};
use crate::live::{self, Update};
use crate::notice::Notice;
use crate::protocol::percent_encode;
use crate::result_code;
use crate::sandbox::Sandbox;

const ANSWERS: &[(&str, Text)] = &[
    ("approve", ["Approved", "批准", "批准"]),
    ("refuse", ["Refused", "拒絕", "拒绝"]),
    ("cancel", ["Cancelled", "取消", "取消"]),
    ("fail", ["Failed", "失敗", "失败"]),
];

#[derive(Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
}

pub(super) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = layout::language(asked.lang.as_deref(), &headers);
    let events = match asked.lang {
        Some(lang) => format!("/faults/events?lang={}", percent_encode(&lang)),
        None => "/faults/events".to_owned(),
    };
    let title = language.text("What goes wrong next", "接着發生的故障", "接着发生的故障");
    let failed = language.text(
        "The sandbox does not answer.",
        "沙盒沒有回應。",
        "沙盒没有响应。",
    );
    let body = html! {
        (layout::languages(language))
        main class="card faults" data-events=(events) data-failed=(failed) {
            h1 { (title) }
            (state(language, &sandbox))
            p role="alert" class="problem" {}
            (presets(language))
            (form(language))
            (certificates(language, &sandbox))
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: Some("faults.js"),
        without_script: Some(language.text(
            "Without JavaScript this page only shows what will happen. Choose through the JSON API, \
             /faults/api.",
            "未啟用 JavaScript 時，此頁只顯示將會發生的故障；請經 JSON API（/faults/api）選擇。",
            "未启用 JavaScript 时，此页只显示将会发生的故障；请通过 JSON API（/faults/api）选择。",
        )),
        refresh: None,
        body,
    };
    page.respond(&sandbox, StatusCode::OK)
}

/// Sends what is active, the certificates, and what answers without a person, after each change.
pub(super) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = layout::language(asked.lang.as_deref(), &headers);
    let changes = sandbox.watch();
    let mut sent = String::new();
    let mut notice = Notice::new(language);
    live::updates(sandbox, changes, move |sandbox| {
        let parts = html! { (state(language, sandbox)) (certificates(language, sandbox)) };
        let parts = parts.into_string();
        if parts == sent {
            return notice.news(sandbox).into();
        }
        let event = Event::default().event("state").data(&parts);
        sent = parts;
        Update::Event(event)
    })
    .into_response()
}

/// What is active.
fn state(language: Language, sandbox: &Sandbox) -> Markup {
    html! { section id="state" class="active" { (active(language, sandbox)) } }
}

fn presets(language: Language) -> Markup {
    html! {
        section {
            h2 { (language.text("Situations", "情況", "情况")) }
            ul class="presets" {
                @for preset in PRESETS {
                    li {
                        button type="button" data-action="preset" data-preset=(preset.name)
                            data-method="POST" data-path={ "/faults/api/presets/" (preset.name) } {
                            span class="name" { (language.of(preset.title)) }
                            span class="type" { (language.of(preset.text)) }
                        }
                    }
                }
            }
        }
    }
}

/// The form for one fault. Its script offers what the place has, and the inputs of the fault.
fn form(language: Language) -> Markup {
    html! {
        section {
            h2 { (language.text("One fault", "單一故障", "单一故障")) }
            form class="chooser" {
                label class="field" {
                    (language.text("Where", "位置", "位置"))
                    select name="at" {
                        @for place in fault::places() {
                            option value=(place) data-kinds=(kinds_at(&place)) {
                                (place_text(language, &place))
                            }
                        }
                    }
                }
                label class="field" {
                    (language.text("What", "故障", "故障"))
                    select name="fault" {
                        @for kind in Kind::ALL {
                            option value=(kind.name()) data-inputs=(inputs_of(*kind)) {
                                (kind_text(language, *kind))
                            }
                        }
                    }
                }
                (code(language))
                label class="field" data-input=(Input::Status.name()) hidden[is_hidden(Input::Status)] {
                    (language.text("HTTP status", "HTTP 狀態碼", "HTTP 状态码"))
                    input name="status" type="number" min="200" max="599" placeholder="503";
                }
                label class="field" data-input=(Input::RetryAfter.name()) hidden[is_hidden(Input::RetryAfter)] {
                    (language.text("Retry-After (s, or a date)", "Retry-After（秒或日期）", "Retry-After（秒或日期）"))
                    input name="retryAfter" autocomplete="off";
                }
                label class="field" data-input=(Input::Ms.name()) hidden[is_hidden(Input::Ms)] {
                    (language.text("Wait (ms)", "等候（毫秒）", "等待（毫秒）"))
                    input name="ms" type="number" min="0" max="3600000";
                }
                label class="field" data-input=(Input::JitterMs.name()) hidden[is_hidden(Input::JitterMs)] {
                    (language.text("Up to so much more (ms)", "隨機加上（毫秒）", "随机加上（毫秒）"))
                    input name="jitterMs" type="number" min="0" max="3600000";
                }
                label class="field" data-input=(Input::Count.name()) hidden[is_hidden(Input::Count)] {
                    (language.text("Copies, or pushes to wait for", "重複或等候的推送數目", "重复或等待的推送数目"))
                    input name="count" type="number" min="1" max="100" placeholder="1";
                }
                label class="field" data-input=(Input::Answer.name()) hidden[is_hidden(Input::Answer)] {
                    (language.text("The person's answer", "使用者的回應", "用户的回应"))
                    select name="answer" {
                        @for (name, text) in ANSWERS { option value=(name) { (language.of(*text)) } }
                    }
                }
                label class="field" {
                    (language.text("Times (empty: until cleared)", "次數（留空：直至清除）", "次数（留空：直至清除）"))
                    input name="times" type="number" min="1" value="1";
                }
                label class="check" data-input=(Input::Handled.name()) hidden[is_hidden(Input::Handled)] {
                    input name="handled" type="checkbox";
                    (language.text("Carry the call out, lose the answer", "執行請求但不回覆", "执行请求但不回复"))
                }
                button type="submit" class="button scripted" data-action="add" {
                    (language.text("Let it happen", "加入故障", "加入故障"))
                }
            }
        }
    }
}

fn code(language: Language) -> Markup {
    html! {
        label class="field" data-input=(Input::Code.name()) hidden[is_hidden(Input::Code)] {
            (language.text("Result code", "結果代碼", "结果代码"))
            input name="code" list="codes" placeholder="D20000" autocomplete="off";
        }
        datalist id="codes" {
            @for (code, message) in result_code::all() { option value=(code) { (message) } }
        }
    }
}

/// True for inputs that the fault chosen first does not have.
fn is_hidden(input: Input) -> bool {
    let first = Kind::ALL.first();
    first.is_some_and(|kind| !kind.inputs().contains(&input))
}

/// Names of the faults that a place has.
fn kinds_at(place: &str) -> String {
    let places = fault::places_of(place);
    let here = |kind: &&Kind| kind.places().iter().any(|place| places.contains(place));
    let names: Vec<&str> = Kind::ALL
        .iter()
        .filter(here)
        .map(|kind| kind.name())
        .collect();
    names.join(" ")
}

fn inputs_of(kind: Kind) -> String {
    let names: Vec<&str> = kind.inputs().iter().map(|input| input.name()).collect();
    names.join(" ")
}

fn certificates(language: Language, sandbox: &Sandbox) -> Markup {
    html! {
        section id="certificates" {
            h2 { (language.text("Certificates", "證書", "证书")) }
            ul class="rules" {
                // Responder certificates have OCSP No Check: revoking one has no effect. A TLS
                // server's is wrong already.
                @for (issued, revocation) in sandbox.authority.certificates() {
                    @if !issued.name.starts_with("ocsp-") && !issued.name.starts_with("server-") {
                        (certificate_line(language, sandbox, &issued.name, revocation.as_ref()))
                    }
                }
            }
        }
    }
}

fn certificate_line(
    language: Language,
    sandbox: &Sandbox,
    name: &str,
    revocation: Option<&Revocation>,
) -> Markup {
    let path = format!("/faults/api/certificates/{name}");
    let text = certificate_text(language, sandbox, name);
    html! {
        li data-certificate=(name) data-revoked=(revocation.is_some()) {
            span { (text) }
            @if let Some(revocation) = revocation {
                strong { (json!(revocation.reason).as_str().unwrap_or_default()) }
                button type="button" class="quiet" data-action="restore" data-method="DELETE"
                    data-path=(path) {
                    (language.text("Restore", "恢復", "恢复")) " " span class="hidden" { (text) }
                }
            } @else {
                select aria-label={ (language.text("Reason", "原因", "原因")) " " (text) } {
                    @for (_, reason) in Reason::ALL { option { (reason) } }
                }
                button type="button" class="quiet" data-action="revoke" data-method="POST"
                    data-path=(path) {
                    (language.text("Revoke", "撤銷", "吊销")) " " span class="hidden" { (text) }
                }
            }
        }
    }
}
