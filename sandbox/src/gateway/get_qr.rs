//! getQR: shows the QR code, follows the app, and redirects the browser (iAM Smart API, §1; high
//! confidence).

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
use crate::auto::Reply;
use crate::fault::REDIRECT;
use crate::interaction::{Answer, Interaction, Login, Task};
use crate::language::Language;
use crate::layout;
use crate::live::{self, Update};
use crate::log::Remark;
use crate::persona::Persona;
use crate::protocol::{now, percent_encode, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;
use crate::wire::{Exchange, Opened, Party};

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
/// Scopes granted to the service (iAM Smart API, §1; high confidence).
const SCOPES: &[&str] = &[
    "eidapi_auth",
    "eidapi_profiles",
    "eidapi_formFilling",
    "eidapi_sign",
    "eidapi_fr",
    "eidapi_sua",
    "eidapi_bulksign",
];

/// Secret of an open page; not in the QR code.
#[derive(Deserialize)]
pub(crate) struct PageId {
    page: String,
}

/// Returns the page, or its parts if the caller accepts `application/json`.
pub(crate) async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    let wants_json = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    let asked =
        read(&sandbox, &query).and_then(|asked| Ok((asked, answer_of_header(&sandbox, &headers)?)));
    let (
        Asked {
            login,
            task,
            broker_page,
        },
        chosen,
    ) = match asked {
        Ok(asked) => asked,
        Err(refusal) => {
            let language = asked_language(&query, &headers);
            let code = refusal.code.code();
            let mut response =
                qr_page::refused(&sandbox, language, code, &refusal.message(), wants_json);
            let remark = format!("{} {}", refusal.code.code(), refusal.message());
            response.extensions_mut().insert(Remark(remark));
            return response;
        }
    };
    let id = random::hex();
    let app = app_link(&sandbox, &id);
    sandbox.ask(id.clone(), Some(login.clone()), task, None);
    if let Some((persona, reply)) = chosen {
        sandbox.answer_later(&id, persona, reply);
        if !wants_json {
            return redirected(&sandbox, &id).await;
        }
    }
    if wants_json {
        let events = format!("{}{}", sandbox.gateway, qr_page::events_path(&login));
        return Json(json!({ "requestID": id, "appLink": app, "events": events })).into_response();
    }
    if sandbox.logs_in_by_itself().is_some() {
        return redirected(&sandbox, &id).await;
    }
    let seconds = sandbox.interaction_life / 1000;
    let mut response = qr_page::show(&sandbox, &login, &id, &app, broker_page, seconds);
    let page = json!({ "requestID": id, "appLink": app });
    response.extensions_mut().insert(Opened(page));
    response
}

/// Events of an open page: `waiting`, `scanned`, and finally `finished` with the redirect URL.
pub(crate) async fn events(
    State(sandbox): State<Arc<Sandbox>>,
    Query(PageId { page }): Query<PageId>,
) -> Response {
    let changes = sandbox.memory().of_page(&page).map(Interaction::watch);
    let Some(changes) = changes else {
        // 204 stops an EventSource from reconnecting.
        return StatusCode::NO_CONTENT.into_response();
    };
    let mut sent = "";
    live::updates(sandbox, changes, move |sandbox| {
        let memory = sandbox.memory();
        let Some(interaction) = memory.of_page(&page) else {
            return Update::End;
        };
        if interaction.answer.is_some() {
            let finished = interaction.clone();
            drop(memory);
            let event = Event::default().event("finished");
            let address = redirect_to(sandbox, &finished);
            record_redirect(sandbox, &address);
            return Update::Last(event.data(address));
        }
        let state = match interaction.persona {
            None => "waiting",
            Some(_) => "scanned",
        };
        if state == std::mem::replace(&mut sent, state) {
            return Update::Nothing;
        }
        Update::Event(Event::default().event(state).data(state))
    })
    .into_response()
}

/// Answer and person that the request chooses for this login alone: `X-Sandbox-Auto: approve:0` and
/// `X-Sandbox-Persona: wong`, which by default is who logs in without a click.
fn answer_of_header(
    sandbox: &Sandbox,
    headers: &HeaderMap,
) -> Result<Option<(Arc<Persona>, Reply)>, Refusal> {
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let Some(reply) = text("x-sandbox-auto") else {
        return Ok(None);
    };
    let reply = Reply::parse(reply).ok_or_else(|| invalid("X-Sandbox-Auto"))?;
    let persona = sandbox
        .login_as(text("x-sandbox-persona"))
        .ok_or_else(|| invalid("X-Sandbox-Persona"))?;
    Ok(Some((persona, reply)))
}

/// Redirects to the service once the request is answered. Where no person answers, a client that only
/// follows redirects gets through, too.
async fn redirected(sandbox: &Sandbox, id: &str) -> Response {
    let look = || sandbox.memory().interactions.get(id).cloned();
    let Some(mut changes) = look().map(|interaction| interaction.watch()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    loop {
        match look() {
            Some(interaction) if interaction.answer.is_some() => {
                return found(redirect_to(sandbox, &interaction));
            }
            Some(_) if changes.changed().await.is_ok() => {}
            _ => return StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// What a page without scripts opens again and again: itself, and at last the service.
pub(crate) async fn go_on(
    State(sandbox): State<Arc<Sandbox>>,
    Query(PageId { page }): Query<PageId>,
    headers: HeaderMap,
) -> Response {
    let interaction = sandbox.memory().of_page(&page).cloned();
    let Some((interaction, login)) =
        interaction.and_then(|interaction| Some((interaction.clone(), interaction.login?)))
    else {
        let language = layout::browser_language(&headers);
        let refusal = Refusal::new(ResultCode::NotFound, "there is no such page");
        let code = refusal.code.code();
        return qr_page::refused(&sandbox, language, code, &refusal.message(), false);
    };
    if interaction.answer.is_some() {
        return found(redirect_to(&sandbox, &interaction));
    }
    let id = &interaction.id;
    let app = app_link(&sandbox, id);
    let seconds = (interaction.expires_at - now()).max(0) / 1000;
    qr_page::show(&sandbox, &login, id, &app, false, seconds)
}

/// What the QR code says.
fn app_link(sandbox: &Sandbox, id: &str) -> String {
    format!("{}/app/login?requestID={id}", sandbox.app)
}

fn found(address: String) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}

/// Cancels the request from the page.
pub(crate) async fn cancel(
    State(sandbox): State<Arc<Sandbox>>,
    Query(PageId { page }): Query<PageId>,
) -> StatusCode {
    let id = sandbox
        .memory()
        .of_page(&page)
        .map(|interaction| interaction.id.clone());
    match id.map(|id| sandbox.answer(&id, None, Answer::Cancelled, None)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::CONFLICT,
        None => StatusCode::NOT_FOUND,
    }
}

/// A parsed query.
struct Asked {
    login: Login,
    /// The anonymous request, if `ticketID` is present.
    task: Option<Task>,
    broker_page: bool,
}

fn read(sandbox: &Sandbox, query: &str) -> Result<Asked, Refusal> {
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
    let ticket_id = parameters.optional("ticketID")?;
    let task = ticket_id
        .map(|ticket_id| task(sandbox, ticket_id, &scope))
        .transpose()?;
    Ok(Asked {
        login: Login {
            page: random::hex(),
            redirect_uri: redirect_uri.to_owned(),
            state,
            scope,
            language,
            ticket_id: ticket_id.map(str::to_owned),
            code: None,
        },
        task,
        broker_page,
    })
}

/// Finds the anonymous request of a ticket.
fn task(sandbox: &Sandbox, ticket_id: &str, scope: &[String]) -> Result<Task, Refusal> {
    let memory = sandbox.memory();
    let ticket = memory
        .tickets
        .get(ticket_id)
        .ok_or_else(|| Refusal::new(ResultCode::NotFound, "there is no such ticketID"))?;
    if ticket.consumed {
        return Err(Refusal::new(ResultCode::TicketConsumed, "ticketID"));
    }
    if now() >= ticket.expires_at {
        return Err(Refusal::new(ResultCode::TicketExpired, "ticketID"));
    }
    if !scope.iter().any(|name| name == ticket.scope) {
        let reason = format!("scope is without {}", ticket.scope);
        return Err(Refusal::new(ResultCode::ScopeInsufficient, reason));
    }
    Ok(ticket.task.clone())
}

/// Parses the scopes of a login.
pub(crate) fn scope(text: &str) -> Result<Vec<String>, Refusal> {
    let scope: Vec<String> = text.split(' ').map(str::to_owned).collect();
    if !scope.iter().all(|name| SCOPES.contains(&name.as_str())) {
        let reason = "scope names one that the service was not granted";
        return Err(Refusal::new(ResultCode::ScopeInsufficient, reason));
    }
    Ok(scope)
}

/// Redirect URL: the registered address with `code` or `error_code`, with `businessID` if the
/// request is anonymous, and with `state`. A fault may change it.
fn redirect_to(sandbox: &Sandbox, interaction: &Interaction) -> String {
    let Some(login) = &interaction.login else {
        return sandbox.gateway.clone();
    };
    let mut query: Vec<(&str, String)> = Vec::new();
    match (&login.code, interaction.code()) {
        (Some(code), _) => query.push(("code", code.clone())),
        (None, Some(code)) => query.push(("error_code", code.code().to_owned())),
        (None, None) => {}
    }
    if let Some(task) = &interaction.task {
        query.push(("businessID", task.business_id.clone()));
    }
    if let Some(state) = &login.state {
        query.push(("state", state.clone()));
    }
    if let Some(rule) = sandbox.faults.take(REDIRECT) {
        rule.change_redirect(&mut query);
        sandbox.changed();
    }
    with_query(&login.redirect_uri, &query)
}

fn record_redirect(sandbox: &Sandbox, address: &str) {
    let Some(wire) = &sandbox.wire else {
        return;
    };
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut exchange = Exchange::between(Party::Gateway, Party::Browser, "redirect", path);
    exchange.query = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    wire.record(exchange);
}

/// Adds a query to a registered address, which may have one.
pub(crate) fn with_query(uri: &str, query: &[(&str, String)]) -> String {
    let mut address = uri.to_owned();
    let mut joint = if uri.contains('?') { '&' } else { '?' };
    for (name, value) in query {
        address.push(joint);
        address.push_str(name);
        address.push('=');
        address.push_str(&percent_encode(value));
        joint = '&';
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
    use super::with_query;

    #[test]
    fn redirects_keep_the_registered_query_and_encode_the_code() {
        let query = [("code", "a+b/c=".to_owned()), ("state", "a-b_c".to_owned())];
        assert_eq!(
            with_query("https://service.example/?next=1", &query),
            "https://service.example/?next=1&code=a%2Bb%2Fc%3D&state=a-b_c"
        );
        let query = [("error_code", "D40000".to_owned())];
        assert_eq!(
            with_query("https://service.example/", &query),
            "https://service.example/?error_code=D40000"
        );
        assert_eq!(
            with_query("https://service.example/", &[]),
            "https://service.example/"
        );
    }
}
