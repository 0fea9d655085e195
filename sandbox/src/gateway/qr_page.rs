//! The getQR page.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;
use serde_json::json;

use crate::interaction::Login;
use crate::language::Language;
use crate::layout::{self, Page};
use crate::registration::is_loopback;

/// Path of an open page's event stream.
pub(super) const EVENTS: &str = "/api/v1/auth/getQR/events";
/// Path for cancelling from an open page.
pub(super) const CANCEL: &str = "/api/v1/auth/getQR/cancel";

pub(super) fn events_path(login: &Login) -> String {
    format!("{EVENTS}?page={}", login.page)
}

fn cancel_path(login: &Login) -> String {
    format!("{CANCEL}?page={}", login.page)
}

/// The page that waits for the app. `app` is the URL in the QR code.
pub(super) fn show(
    login: &Login,
    id: &str,
    app: &str,
    broker_page: bool,
    seconds: i64,
) -> Response {
    let language = login.language;
    let service = login.redirect_uri.split('/').nth(2).unwrap_or_default();
    let title = language.text("Log in with the sandbox app", "以沙盒應用程式登入");
    let body = html! {
        main class="card" data-state="waiting" data-request=(id) data-events=(events_path(login))
            data-cancel=(cancel_path(login)) data-seconds=(seconds) {
            h1 { (title) }
            p class="service" { (language.text("to continue to", "以繼續前往")) " " strong { (service) } }
            @if broker_page { (open_app(language, app, "button")) (or(language)) }
            div class="steps" data-when="waiting" {
                div class="qr" role="img"
                    aria-label=(language.text("QR code for the app", "供應用程式掃描的二維碼")) {
                    (qr(app))
                }
                ol {
                    li { (language.text("Open the app on your phone.", "在手機開啟應用程式。")) }
                    li { (language.text("Scan this code.", "掃描此二維碼。")) }
                    li { (language.text("Confirm the login there.", "在應用程式確認登入。")) }
                }
            }
            div class="status" role="status" {
                p data-when="waiting" { (language.text("Waiting for the app…", "正在等候應用程式…")) }
                p data-when="scanned" {
                    (language.text("Opened. Now confirm in the app.", "已開啟，請在應用程式確認。"))
                }
                p data-when="finished" { (language.text("Returning to the service…", "正在返回服務…")) }
            }
            p class="time" data-when="waiting scanned" {
                (language.text("Time left", "剩餘時間")) " " span data-countdown {}
            }
            @if !broker_page {
                p class="hint" {
                    (language.text("No camera at hand?", "沒有鏡頭？")) " "
                    (open_app(language, app, "link"))
                }
            }
            button type="button" class="quiet" data-action="cancel" {
                (language.text("Cancel", "取消"))
            }
            @if is_loopback(&login.redirect_uri) { (layout::loopback_note(language)) }
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: Some("/assets/qr.js"),
        body,
    };
    page.respond(StatusCode::OK)
}

fn open_app(language: Language, app: &str, class: &str) -> Markup {
    html! {
        a class=(class) href=(app) target="_blank" rel="noopener" data-action="open-app" {
            (language.text("Open the app on this device", "在此裝置開啟應用程式"))
        }
    }
}

fn or(language: Language) -> Markup {
    html! { p class="or" { (language.text("or on another device", "或使用另一部裝置")) } }
}

/// A QR code, dark on light with a quiet zone in every colour scheme, as scanners require.
fn qr(text: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else {
        return html! {};
    };
    let image = code
        .render()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    let image = image
        .split_once("?>")
        .map_or(image.as_str(), |(_, svg)| svg);
    PreEscaped(image.to_owned())
}

/// A refusal, as a page or as JSON. The browser is not redirected, because the address may not be
/// the service's.
pub(crate) fn refused(language: Language, code: &str, message: &str, wants_json: bool) -> Response {
    if wants_json {
        let body = json!({ "code": code, "message": message });
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    }
    let title = language.text("This login cannot start", "無法開始登入");
    let body = html! {
        main class="card" data-result-code=(code) {
            h1 { (title) }
            p class="result" { (code) }
            p { (message) }
            p class="hint" {
                (language.text(
                    "The service sent a request that the gateway does not accept.",
                    "服務傳送了閘道不接受的請求。",
                ))
            }
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: None,
        body,
    };
    page.respond(StatusCode::BAD_REQUEST)
}
