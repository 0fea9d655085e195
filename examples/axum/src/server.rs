//! What every e-service has around its forms: login, callback, and the page's files.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, Uri};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use iamsmart::endpoint::Endpoint;
use iamsmart::wire::MAX_BODY_BYTES;
use serde_json::json;
use tokio::net::TcpListener;

use crate::failure::{Failure, Result};
use crate::flows::Flows;
use crate::gateway::GatewayClient;
use crate::http::Http;
use crate::registration::Registration;
use crate::session::{self, cookie, cookie_in};
use crate::store::Store;
use crate::{requests, service};

type Shared = State<Arc<Flows>>;

/// Maximum size of a submitted form with its files, in bytes.
const MAX_FORM_BYTES: usize = 11 * 1024 * 1024;

/// Serves the e-service, as the environment has it.
pub(crate) async fn serve() -> Result<()> {
    let flows = Arc::new(flows()?);
    tokio::spawn(Arc::clone(&flows).run());
    let callback_limit = DefaultBodyLimit::max(MAX_BODY_BYTES);
    let app = Router::new()
        .route("/login", get(login))
        .route("/login/callback", get(logged_in))
        .route("/iamsmart/callback", post(callback).layer(callback_limit))
        .nest("/api/requests", requests::routes())
        .merge(service::routes())
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .route("/", get(|| file("index.html", "text/html")))
        .route("/page.js", get(|| file("page.js", "text/javascript")))
        .with_state(flows);
    let listener = TcpListener::bind(format!("127.0.0.1:{}", env("PORT")?)).await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

fn flows() -> Result<Flows> {
    let registration = Registration::read(&env("REGISTRATION")?)?;
    let callback_uri = format!("{}/iamsmart/callback", env("ORIGIN")?);
    let archive = env("ARCHIVE")?;
    let keep = move |settled| service::keep(archive.clone(), settled);
    Ok(Flows {
        authorization: registration.gateway.gateway.clone(),
        gateway: GatewayClient::new(registration.gateway, Http::new()?),
        store: Store::open(env("STORE")?)?,
        callback_uri: Endpoint::parse("callbackUri", &callback_uri)?,
        trust_anchors: registration.trust_anchors,
        intermediates: registration.intermediates,
        on_settled: Box::new(move |settled| Box::pin(keep(settled))),
    })
}

async fn login(State(flows): Shared, headers: HeaderMap) -> Result<impl IntoResponse> {
    let redirect_uri = format!("{}/login/callback", env("ORIGIN")?);
    let user_agent = session::text(&headers, USER_AGENT);
    let (url, kept) = flows.begin_login(&redirect_uri, &service::SCOPE, user_agent)?;
    Ok(([(SET_COOKIE, cookie("login", &kept))], Redirect::to(&url)))
}

/// Answers the browser that comes back. It is on its way to a page, also with a login that failed: the
/// page says why in a sentence.
async fn logged_in(State(flows): Shared, at: Uri, headers: HeaderMap) -> Result<Response> {
    let url = format!("{}{at}", env("ORIGIN")?);
    let kept = cookie_in(&headers, "login");
    match flows.complete_login(&url, kept).await {
        Ok(token) => {
            let cookies = [cookie("login", ""), session::open(&flows, &token)?];
            let cookies = AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie)));
            Ok((cookies, Redirect::to("/")).into_response())
        }
        Err(failure @ (Failure::IamSmart(_) | Failure::NoAnswer(_) | Failure::NoKey(_))) => {
            let home = format!("/?problem={}", failure.code());
            Ok(Redirect::to(&home).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn callback(State(flows): Shared, body: String) -> impl IntoResponse {
    (flows.callback(&body), Json(json!({ "code": "M00000" })))
}

async fn file(name: &str, media_type: &str) -> Result<impl IntoResponse> {
    let content = tokio::fs::read(format!("{}/{name}", env("PAGE")?)).await?;
    let media_type = format!("{media_type}; charset=utf-8");
    Ok(([(CONTENT_TYPE, media_type)], content))
}

fn env(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| Failure::Told(format!("{name} is not set.")))
}
