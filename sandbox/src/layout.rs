//! Layout of all pages.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::language::Language;
use crate::notice;
use crate::sandbox::Sandbox;

/// Allows resources of this origin only, and no framing.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// A page.
pub(crate) struct Page<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    /// `class` of the body.
    pub(crate) kind: &'a str,
    /// Name of its script.
    pub(crate) script: Option<&'a str>,
    /// What to do without scripts.
    pub(crate) without_script: Option<&'a str>,
    /// Address that a browser without scripts opens after some seconds.
    pub(crate) refresh: Option<&'a str>,
    pub(crate) body: Markup,
}

impl Page<'_> {
    pub(crate) fn respond(self, sandbox: &Sandbox, status: StatusCode) -> Response {
        let document = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href=(assets::address("style.css"));
                    // What is centred moves when more of it comes: the first paint waits for the last element
                    // (HTML Standard, §4.6.7, "expect").
                    link rel="expect" href="#last" blocking="render";
                    @if let Some(script) = self.script {
                        script type="module" src=(assets::address(script)) {}
                    }
                    @if let Some(address) = self.refresh {
                        noscript { meta http-equiv="refresh" content={ "3; url=" (address) }; }
                    }
                }
                body class=(self.kind) {
                    header class="banner" {
                        p { (what_it_is(self.language)) }
                        @let auto = notice::text(self.language, sandbox);
                        p class="auto" data-auto role="status" hidden[auto.is_empty()] { (auto) }
                        @if let Some(text) = self.without_script {
                            noscript { p { (text) } }
                        }
                    }
                    (self.body)
                    div id="last" hidden {}
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

/// That this is not iAM Smart, with the official link to what it is (iAM Smart API, §9, "More info";
/// high confidence).
fn what_it_is(language: Language) -> Markup {
    html! {
        strong { (language.text("Sandbox", "沙盒", "沙盒")) } " "
        (language.text(
            "It stands in for iAM Smart in development. Not a government service.",
            "開發時代替「智方便」的模擬系統，並非政府服務。",
            "开发时代替“智方便”的模拟系统，并非政府服务。",
        ))
        " "
        a href={ "https://www.iamsmart.gov.hk/" (language.text("en", "tc", "sc")) "/" }
            rel="noopener" {
            (language.text("More info", "了解更多", "了解更多"))
            span class="hidden" { (language.text(" on iAM Smart", "「智方便」", "“智方便”")) }
        }
    }
}

/// Links to the same page in the other languages.
pub(crate) fn languages(current: Language) -> Markup {
    html! {
        nav class="languages" aria-label=(current.text("Language", "語言", "语言")) {
            @for language in Language::ALL {
                a href={ "?lang=" (language.lang()) } lang=(language.tag())
                    aria-current=[(language == current).then_some("true")] {
                    (language.own_name())
                }
            }
        }
    }
}

pub(crate) fn loopback_note(language: Language) -> Markup {
    html! {
        p class="note" {
            (language.text(
                "A loopback address is accepted here. The real gateway refuses it (D20008).",
                "此沙盒接受本機網址；真正的閘道會拒絕（D20008）。",
                "此沙盒接受本机网址；真正的网关会拒绝（D20008）。",
            ))
        }
    }
}

/// The language that a query asks for, or that the browser prefers.
pub(crate) fn language(lang: Option<&str>, headers: &HeaderMap) -> Language {
    lang.and_then(Language::from_lang)
        .unwrap_or_else(|| browser_language(headers))
}

/// The language that the browser prefers.
pub(crate) fn browser_language(headers: &HeaderMap) -> Language {
    accepted_language(headers).unwrap_or(Language::Traditional)
}

/// The language that a request names, if it is one of ours; `*`, which programs send, names none.
pub(crate) fn accepted_language(headers: &HeaderMap) -> Option<Language> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?;
    Language::accepted(value.to_str().ok()?)
}
