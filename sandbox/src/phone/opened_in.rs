//! The phone's language, which the app speaks until another one is chosen in it.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use super::device::cookie;
use crate::language::Language;

/// Without an age: it is the phone's as long as its window is open.
const COOKIE: &str = "iamsmart_sandbox_phone_lang";

/// Has a page that is opened with `lang`, and those after it, be on a phone of this language. To the app it is
/// what the phone asks for, as the browser's is otherwise.
pub(super) async fn opened_in(mut request: Request, next: Next) -> Response {
    let asked = asked(request.uri());
    if let Some(language) = asked.or_else(|| kept(request.headers())) {
        let language = HeaderValue::from_static(language.lang());
        request
            .headers_mut()
            .insert(header::ACCEPT_LANGUAGE, language);
    }
    let mut response = next.run(request).await;
    if let Some(language) = asked {
        let cookie = format!(
            "{COOKIE}={}; Path=/app; HttpOnly; SameSite=Lax",
            language.lang()
        );
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

fn asked(uri: &Uri) -> Option<Language> {
    form_urlencoded::parse(uri.query()?.as_bytes())
        .find(|(name, _)| name == "lang")
        .and_then(|(_, lang)| Language::from_lang(&lang))
}

fn kept(headers: &HeaderMap) -> Option<Language> {
    cookie(headers, COOKIE).and_then(Language::from_lang)
}
