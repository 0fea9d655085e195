//! The getQR page.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;
use serde_json::json;

use crate::given::host;
use crate::interaction::Login;
use crate::language::Language;
use crate::layout::{self, Page};
use crate::registration::is_loopback;
use crate::sandbox::Sandbox;

/// Path of an open page's event stream.
pub(super) const EVENTS: &str = "/api/v1/auth/getQR/events";
/// Path for cancelling from an open page.
pub(super) const CANCEL: &str = "/api/v1/auth/getQR/cancel";

/// Path that leads on from an open page without scripts.
pub(super) const CONTINUE: &str = "/api/v1/auth/getQR/continue";

pub(super) fn events_path(login: &Login) -> String {
    format!("{EVENTS}?page={}", login.page)
}

fn cancel_path(login: &Login) -> String {
    format!("{CANCEL}?page={}", login.page)
}

/// The page that waits for the app. `app` is the URL in the QR code.
pub(super) fn show(
    sandbox: &Sandbox,
    login: &Login,
    id: &str,
    app: &str,
    broker_page: bool,
    seconds: i64,
) -> Response {
    let language = login.language;
    let service = host(&login.redirect_uri);
    let onward = format!("{CONTINUE}?page={}", login.page);
    let title = language.text(
        "Log in with the sandbox app",
        "以沙盒應用程式登入",
        "以沙盒应用程序登录",
    );
    let body = html! {
        main class="card" data-state="waiting" data-request=(id) data-events=(events_path(login))
            data-cancel=(cancel_path(login)) data-seconds=(seconds) {
            h1 { (title) }
            p class="service" { (language.text("to continue to", "以繼續前往", "以继续前往")) " " strong { (service) } }
            @if broker_page { (open_app(language, app, "button")) (or(language)) }
            div class="steps" data-when="waiting" {
                div class="qr" role="img"
                    aria-label=(language.text("QR code for the app", "供應用程式掃描的二維碼", "供应用程序扫描的二维码")) {
                    (qr(app))
                }
                ol {
                    li { (language.text("Open the app on your phone.", "在手機開啟應用程式。", "在手机开启应用程序。")) }
                    li { (language.text("Scan this code.", "掃描此二維碼。", "扫描此二维码。")) }
                    li { (language.text("Confirm the login there.", "在應用程式確認登入。", "在应用程序确认登录。")) }
                }
            }
            div class="status" role="status" {
                p data-when="waiting" { (language.text("Waiting for the app…", "正在等候應用程式……", "正在等候应用程序……")) }
                p data-when="scanned" {
                    (language.text("Opened. Now confirm in the app.", "已開啟，請在應用程式確認。", "已开启，请在应用程序确认。"))
                }
                p data-when="finished" { (language.text("Returning to the service…", "正在返回服務……", "正在返回服务……")) }
            }
            p class="time scripted" data-when="waiting scanned" {
                (language.text("Time left", "剩餘時間", "剩余时间")) " " span data-countdown {}
            }
            @if !broker_page {
                p class="hint" {
                    (language.text("No camera at hand?", "沒有鏡頭？", "没有摄像头？")) " "
                    (open_app(language, app, "link"))
                }
            }
            button type="button" class="quiet scripted" data-action="cancel" {
                (language.text("Cancel", "取消", "取消"))
            }
            @if is_loopback(&login.redirect_uri) { (layout::loopback_note(language)) }
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: Some("qr.js"),
        without_script: Some(language.text(
            "Without JavaScript this page looks again every 3 seconds. Cancel in the app.",
            "未啟用 JavaScript 時，此頁每 3 秒更新一次；如要取消，請使用應用程式。",
            "未启用 JavaScript 时，此页每 3 秒更新一次；如要取消，请使用应用程序。",
        )),
        refresh: Some(&onward),
        body,
    };
    page.respond(sandbox, StatusCode::OK)
}

/// With the official words for this button (iAM Smart API, §9; high confidence).
fn open_app(language: Language, app: &str, class: &str) -> Markup {
    html! {
        a class=(class) href=(app) target="_blank" rel="noopener" data-action="open-app" {
            (language.text("Open iAM Smart (sandbox)", "開啟智方便（沙盒）", "开启智方便（沙盒）"))
        }
    }
}

fn or(language: Language) -> Markup {
    html! { p class="or" { (language.text("or on another device", "或使用另一部裝置", "或使用另一部设备")) } }
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
pub(crate) fn refused(
    sandbox: &Sandbox,
    language: Language,
    code: &str,
    message: &str,
    wants_json: bool,
) -> Response {
    if wants_json {
        let body = json!({ "code": code, "message": message });
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    }
    let title = language.text("This login cannot start", "無法開始登入", "无法开始登录");
    let body = html! {
        main class="card" data-result-code=(code) {
            h1 { (title) }
            p class="result" { (code) }
            p lang="en" { (message) }
            p class="hint" {
                (language.text("The service sent a request that the gateway does not accept.", "服務傳送了閘道不接受的請求。", "服务传送了网关不接受的请求。"))
            }
        }
    };
    let page = Page {
        language,
        title,
        kind: "desk",
        script: None,
        without_script: None,
        refresh: None,
        body,
    };
    page.respond(sandbox, StatusCode::BAD_REQUEST)
}
