//! getQR: the page that shows the QR code, follows the app, and sends the browser back (iAM Smart
//! API, §1; high confidence).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::Event;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use super::parameters::{Parameters, invalid};
use super::qr_page;
use crate::interaction::{Answer, Interaction, Login, Request};
use crate::language::Language;
use crate::layout;
use crate::live::{self, Update};
use crate::log::Remark;
use crate::protocol::{percent_encode, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::{Memory, Sandbox};

const PARAMETERS: &[&str] = &[
    "clientID",
    "responseType",
    "source",
    "redirectURI",
    "scope",
    "lang",
    "state",
    "brokerPage",
    "ticketID",
];
/// What a service may be granted here; the API has more scopes.
const SCOPES: &[&str] = &[
    "eidapi_auth",
    "eidapi_profiles",
    "eidapi_formFilling",
    "eidapi_sign",
];

/// The open page's own name, which the QR code does not show.
#[derive(Deserialize)]
pub(crate) struct PageId {
    page: String,
}

/// Shows the page; to a caller that accepts `application/json`, its parts.
pub(crate) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let wants_json = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    let (login, broker_page) = match read(&sandbox, &query) {
        Ok(read) => read,
        Err(refusal) => {
            let mut response = if wants_json {
                let body = json!({ "code": refusal.code.code(), "message": refusal.message() });
                (StatusCode::BAD_REQUEST, Json(body)).into_response()
            } else {
                qr_page::refused(asked_language(&query, &headers), &refusal)
            };
            let remark = format!("{} {}", refusal.code.code(), refusal.message());
            response.extensions_mut().insert(Remark(remark));
            return response;
        }
    };
    let id = random::hex();
    let app = format!("{}/app/login?requestID={id}", sandbox.gateway);
    sandbox.ask(id.clone(), Request::Login(login.clone()), None);
    if wants_json {
        let events = format!("{}{}", sandbox.gateway, login.events_path());
        return Json(json!({ "requestID": id, "appLink": app, "events": events })).into_response();
    }
    let seconds = sandbox.interaction_life / 1000;
    qr_page::show(&login, &id, &app, broker_page, seconds)
}

/// Follows an open page: `waiting`, `scanned`, and at the end `finished` with the address that the
/// browser goes to.
pub(crate) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(PageId { page }): Query<PageId>,
) -> Response {
    if sandbox.memory().login(&page).is_none() {
        // The answer that makes an EventSource give up.
        return StatusCode::NO_CONTENT.into_response();
    }
    let mut told = "";
    live::updates(sandbox, move |sandbox| {
        let memory = sandbox.memory();
        let Some((interaction, login)) = memory.login(&page) else {
            return Update::End;
        };
        if let Some(answer) = interaction.answer {
            let event = Event::default().event("finished");
            return Update::Last(event.data(redirect_to(login, answer)));
        }
        let state = match interaction.persona {
            None => "waiting",
            Some(_) => "scanned",
        };
        if state == std::mem::replace(&mut told, state) {
            return Update::Nothing;
        }
        Update::Event(Event::default().event(state).data(state))
    })
    .into_response()
}

/// The user gives up on the page.
pub(crate) async fn cancel(
    State(sandbox): State<Arc<Sandbox>>,
    Query(PageId { page }): Query<PageId>,
) -> StatusCode {
    let id = sandbox
        .memory()
        .login(&page)
        .map(|(interaction, _)| interaction.id.clone());
    match id.map(|id| sandbox.answer(&id, None, Answer::Cancelled)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::CONFLICT,
        None => StatusCode::NOT_FOUND,
    }
}

impl Memory {
    fn login(&self, page: &str) -> Option<(&Interaction, &Login)> {
        self.interactions
            .values()
            .find_map(|interaction| match &interaction.request {
                Request::Login(login) if login.page == page => Some((interaction, login)),
                _ => None,
            })
    }
}

impl Login {
    pub(super) fn events_path(&self) -> String {
        format!("/api/v1/auth/getQR/events?page={}", self.page)
    }

    pub(super) fn cancel_path(&self) -> String {
        format!("/api/v1/auth/getQR/cancel?page={}", self.page)
    }
}

/// The login that a query asks for, and whether as a broker page.
fn read(sandbox: &Sandbox, query: &str) -> Result<(Login, bool), Refusal> {
    let parameters = Parameters::of_query(query, PARAMETERS)?;
    if parameters.required("clientID")? != sandbox.registration.client_id {
        let reason = "this clientID is not registered";
        return Err(Refusal::new(ResultCode::ClientIdAbsent, reason));
    }
    if parameters.required("responseType")? != "code" {
        return Err(invalid("responseType"));
    }
    parameters.source(false)?;
    let redirect_uri = parameters.required("redirectURI")?;
    if !sandbox
        .registration
        .redirect_uris
        .iter()
        .any(|uri| uri == redirect_uri)
    {
        let reason = "redirectURI is not registered";
        return Err(Refusal::new(ResultCode::ServiceUrlInvalid, reason));
    }
    let scope = scope(parameters.required("scope")?)?;
    let language = parameters.optional("lang")?.unwrap_or("zh-HK");
    let language = Language::from_lang(language).ok_or_else(|| invalid("lang"))?;
    // Some clients send 'True' (iAM Smart API, §1).
    let broker_page = match parameters.optional("brokerPage")? {
        None | Some("false" | "False") => false,
        Some("true" | "True") => true,
        Some(_) => return Err(invalid("brokerPage")),
    };
    let state = parameters.state()?.map(str::to_owned);
    if parameters.optional("ticketID")?.is_some() {
        let reason = "ticketID: anonymous requests are not simulated";
        return Err(Refusal::new(ResultCode::NotFound, reason));
    }
    let login = Login {
        page: random::hex(),
        redirect_uri: redirect_uri.to_owned(),
        state,
        scope,
        language,
        code: None,
    };
    Ok((login, broker_page))
}

fn scope(text: &str) -> Result<Vec<String>, Refusal> {
    let scope: Vec<String> = text.split(' ').map(str::to_owned).collect();
    if !scope.iter().all(|name| SCOPES.contains(&name.as_str())) {
        let reason = "scope names one that the service was not granted";
        return Err(Refusal::new(ResultCode::ScopeInsufficient, reason));
    }
    Ok(scope)
}

/// The registered address with `code` or `error_code`, and `state`.
fn redirect_to(login: &Login, answer: Answer) -> String {
    let (name, value) = match &login.code {
        Some(code) => ("code", code.as_str()),
        None => ("error_code", answer.login_code().code()),
    };
    let joint = if login.redirect_uri.contains('?') {
        '&'
    } else {
        '?'
    };
    let mut address = format!(
        "{}{joint}{name}={}",
        login.redirect_uri,
        percent_encode(value)
    );
    if let Some(state) = &login.state {
        address.push_str("&state=");
        address.push_str(state);
    }
    address
}

fn asked_language(query: &str, headers: &HeaderMap) -> Language {
    form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "lang")
        .and_then(|(_, lang)| Language::from_lang(&lang))
        .unwrap_or_else(|| layout::browser_language(headers))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Language, Login, redirect_to};

    #[test]
    fn redirects_keep_the_registered_query_and_encode_the_code() {
        let mut login = Login {
            page: String::new(),
            redirect_uri: "https://service.example/?next=1".into(),
            state: Some("a-b_c".into()),
            scope: Vec::new(),
            language: Language::English,
            code: Some("a+b/c=".into()),
        };
        assert_eq!(
            redirect_to(&login, Answer::Approved),
            "https://service.example/?next=1&code=a%2Bb%2Fc%3D&state=a-b_c"
        );
        login.code = None;
        login.state = None;
        login.redirect_uri = "https://service.example/".into();
        for (answer, code) in [
            (Answer::Cancelled, "D40000"),
            (Answer::Refused, "D40001"),
            (Answer::TimedOut, "D40003"),
        ] {
            let address = format!("https://service.example/?error_code={code}");
            assert_eq!(redirect_to(&login, answer), address);
        }
    }
}
