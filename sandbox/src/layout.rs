//! What all pages share.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::language::Language;
use crate::registration::is_loopback;
use crate::sandbox::Sandbox;

/// Everything comes from here, and no other page may frame it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// One page.
pub(crate) struct Page<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    /// `class` of the body: what kind of page it is.
    pub(crate) kind: &'a str,
    pub(crate) script: Option<&'a str>,
    pub(crate) body: Markup,
}

impl Page<'_> {
    pub(crate) fn respond(self, status: StatusCode) -> Response {
        let document = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href="/assets/style.css";
                    @if let Some(script) = self.script {
                        script type="module" src=(script) {}
                    }
                }
                body class=(self.kind) {
                    p class="banner" {
                        strong { (self.language.text("Sandbox", "沙盒")) }
                        (self.language.text(
                            "A stand-in for development. Not a government service.",
                            "開發測試用的模擬系統，並非政府服務。",
                        ))
                    }
                    (self.body)
                }
            }
        };
        let headers = [
            (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (status, headers, Html(document.into_string())).into_response()
    }
}

/// What this server is, for whoever opens its address.
pub(crate) async fn front_page(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
) -> Response {
    let language = browser_language(&headers);
    let uris = &sandbox.registration.redirect_uris;
    let body = html! {
        main class="card" {
            h1 { (language.text("iAM Smart sandbox", "「智方便」沙盒")) }
            p {
                (language.text(
                    "Gateway, mobile app and certification authority for one e-service under \
                     development. Everybody in it is made up.",
                    "為一項開發中的電子服務模擬閘道、流動應用程式及核證機關。所有人物均屬虛構。",
                ))
            }
            p { a class="button" href="/app" { (language.text("Open the app", "開啟應用程式")) } }
            p { a href="/faults" { (language.text("Choose what goes wrong next", "選擇接著發生的故障")) } }
            h2 { (language.text("Registered addresses", "已登記的網址")) }
            ul { @for uri in uris { li { code { (uri) } } } }
            @if uris.iter().any(|uri| is_loopback(uri)) { (loopback_note(language)) }
            h2 { (language.text("Certification authority", "核證機關")) }
            ul {
                li { a href="/ca/root.cer" { "root.cer" } " · " a href="/ca/root.crl" { "root.crl" } }
                li {
                    a href="/ca/issuing.cer" { "issuing.cer" } " · "
                    a href="/ca/issuing.crl" { "issuing.crl" }
                }
                li { "OCSP: " code { (sandbox.gateway) "/ca/ocsp" } }
            }
        }
    };
    let page = Page {
        language,
        title: language.text("iAM Smart sandbox", "「智方便」沙盒"),
        kind: "desk",
        script: None,
        body,
    };
    page.respond(StatusCode::OK)
}

pub(crate) fn loopback_note(language: Language) -> Markup {
    html! {
        p class="note" {
            (language.text(
                "A loopback address is accepted here. The real gateway refuses it (D20008).",
                "此沙盒接受本機網址；真正的閘道會拒絕（D20008）。",
            ))
        }
    }
}

pub(crate) fn browser_language(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| Language::accepted(value.to_str().ok()?))
        .unwrap_or(Language::Chinese)
}
