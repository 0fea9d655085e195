//! Page at the server's root.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::html;
use serde::Deserialize;

use crate::authority;
use crate::layout::{self, Page};
use crate::live;
use crate::notice::Notice;
use crate::open_api;
use crate::registration::is_loopback;
use crate::sandbox::Sandbox;
use crate::timestamp::TIMESTAMP_PATH;

/// The language asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
}

pub(crate) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = layout::language(asked.lang.as_deref(), &headers);
    let uris = &sandbox.registration.redirect_uris;
    let body = html! {
        (layout::languages(language))
        main class="card" data-events={ "/events?lang=" (language.lang()) } {
            h1 { (language.text("iAM Smart sandbox", "「智方便」沙盒", "“智方便”沙盒")) }
            p {
                (language.text("Gateway, mobile app, certification authority and time-stamp authority for one \
                     e-service under development. Everybody in it is made up.", "為一項開發中的電子服務模擬閘道、流動應用程式、核證機關及時間戳記機關。所有人物均屬虛構。", "为一项开发中的电子服务模拟网关、移动应用程序、证书颁发机构及时间戳机构。所有人物均属虚构。"))
            }
            p { a class="button" href="/app" { (language.text("Open the app", "開啟應用程式", "开启应用程序")) } }
            p { a href="/faults" { (language.text("Choose what goes wrong next", "選擇接着發生的故障", "选择接着发生的故障")) } }
            @if let Some(wire) = &sandbox.wire {
                p {
                    a href={ (wire.reader) "/tour" } {
                        (language.text("Watch it all side by side", "並排觀看整個流程", "并排观看整个流程"))
                    }
                }
            }
            h2 { (language.text("Registered addresses", "已登記的網址", "已登记的网址")) }
            ul { @for uri in uris { li { code { (uri) } } } }
            @if uris.iter().any(|uri| is_loopback(uri)) { (layout::loopback_note(language)) }
            h2 { (language.text("Certification authority", "核證機關", "证书颁发机构")) }
            ul {
                @for path in authority::paths() {
                    @if path == authority::OCSP_PATH {
                        li { "OCSP: " code { (sandbox.gateway) (path) } }
                    } @else {
                        li { a href=(path) { (path) } }
                    }
                }
            }
            h2 { (language.text("Time-stamp authority", "時間戳記機關", "时间戳机构")) }
            ul { li { "RFC 3161: " code { (sandbox.gateway) (TIMESTAMP_PATH) } } }
            h2 { (language.text("The APIs in OpenAPI 3.1", "API 說明（OpenAPI 3.1）", "API 说明（OpenAPI 3.1）")) }
            ul { @for path in open_api::PATHS { li { a href=(path) { (path) } } } }
        }
    };
    let page = Page {
        language,
        title: language.text("iAM Smart sandbox", "「智方便」沙盒", "“智方便”沙盒"),
        kind: "desk",
        script: Some("front.js"),
        without_script: Some("front.js"),
        refresh: None,
        body,
    };
    page.respond(&sandbox, StatusCode::OK)
}

/// Sends what answers without a person, after each change.
pub(crate) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let language = layout::language(asked.lang.as_deref(), &headers);
    let changes = sandbox.watch();
    let mut notice = Notice::new(language);
    live::updates(sandbox, changes, move |sandbox| notice.news(sandbox).into()).into_response()
}
