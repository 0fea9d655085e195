//! The app's frame: its bars around a screen.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::device::Device;
use crate::language::{Language, Text};
use crate::layout::Page;
use crate::sandbox::Sandbox;

/// A part of the app.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Requests,
    Details,
    Given,
    People,
}

impl Part {
    const ALL: [Self; 4] = [Self::Requests, Self::Details, Self::Given, Self::People];

    fn path(self) -> &'static str {
        match self {
            Self::Requests => "/app",
            Self::Details => "/app/details",
            Self::Given => "/app/given",
            Self::People => "/app/people",
        }
    }

    fn label(self) -> Text {
        match self {
            Self::Requests => ["Requests", "請求", "请求"],
            Self::Details => ["My details", "我的資料", "我的资料"],
            Self::Given => ["Who got what", "提供紀錄", "提供记录"],
            Self::People => ["People", "人物", "人物"],
        }
    }
}

/// A page of the app. `main` is its `main` element; a title is that of the page's screen.
pub(super) fn page(
    sandbox: &Sandbox,
    device: &Device,
    part: Part,
    title: Option<&str>,
    main: &Markup,
    status: StatusCode,
) -> Response {
    let language = device.language;
    let app = app_name(language);
    let body = html! {
        div class="device" data-phone-lang=(device.phone_language.lang()) {
            (top_bar(language))
            (main)
            (parts_bar(language, part, device.persona.is_some()))
        }
    };
    let title = match title {
        Some(title) => format!("{title} – {app}"),
        None => app.to_owned(),
    };
    let page = Page {
        language,
        title: &title,
        kind: "phone",
        script: Some("phone.js"),
        without_script: Some(language.text(
            "Without JavaScript, reload the page to see new requests.",
            "未啟用 JavaScript 時，請重新載入頁面查看新請求。",
            "未启用 JavaScript 时，请重新加载页面查看新请求。",
        )),
        refresh: None,
        body,
    };
    page.respond(sandbox, status)
}

pub(super) fn app_name(language: Language) -> &'static str {
    language.text("Sandbox app", "沙盒應用程式", "沙盒应用程序")
}

fn top_bar(language: Language) -> Markup {
    html! {
        nav class="bar" aria-label=(language.text("App and language", "應用程式及語言", "应用程序及语言")) {
            a class="home" href="/app" { (app_name(language)) }
            form method="post" action="/app/language" {
                @for other in Language::ALL {
                    button type="submit" class="quiet" name="lang" value=(other.lang())
                        lang=(other.tag()) data-action="language" data-reload
                        data-post="/app/api/language" data-body=(json!({ "lang": other.lang() }))
                        aria-label=(other.own_name())
                        aria-current=[(other == language).then_some("true")] {
                        (other.text("English", "繁", "简"))
                    }
                }
            }
        }
    }
}

fn parts_bar(language: Language, current: Part, is_somebodys: bool) -> Markup {
    html! {
        nav class="parts" aria-label=(language.text("Parts of the app", "應用程式部分", "应用程序部分")) {
            @for part in Part::ALL {
                @if is_somebodys || matches!(part, Part::Requests | Part::People) {
                    a href=(part.path()) aria-current=[(part == current).then_some("page")] {
                        (language.of(part.label()))
                    }
                }
            }
        }
    }
}
