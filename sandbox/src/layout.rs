//! Layout of all pages.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::language::Language;

/// Allows resources of this origin only, and no framing.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// A page.
pub(crate) struct Page<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    /// `class` of the body.
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

/// The language that the browser prefers.
pub(crate) fn browser_language(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| Language::accepted(value.to_str().ok()?))
        .unwrap_or(Language::Chinese)
}
