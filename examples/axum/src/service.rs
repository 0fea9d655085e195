//! The e-service itself.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Multipart, Query, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, Uri};
use axum::response::{AppendHeaders, IntoResponse, Redirect};
use axum::routing::{get, post};
use axum::{Json, Router};
use iamsmart::endpoint::Endpoint;
use iamsmart::signing::{FormAbout, Hkic};
use iamsmart::wire::MAX_BODY_BYTES;
use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::flows::{FillRequest, Flows, SignRequest, User};
use crate::gateway::GatewayClient;
use crate::http::Http;
use crate::registration::Registration;
use crate::requests;
use crate::session::{self, cookie, cookie_in};
use crate::store::Store;
use crate::submission::Submission;

type Shared = State<Arc<Flows>>;

const FORM: FormAbout<'_> = FormAbout {
    name: "Resident parking permit",
    number: Some("TD-318"),
};
const SCOPE: [&str; 3] = ["eidapi_auth", "eidapi_formFilling", "eidapi_sign"];
const FILE_BYTES: usize = 11 * 1024 * 1024;

pub(crate) async fn serve() -> Result<()> {
    let registration = Registration::read(&env("REGISTRATION")?)?;
    let (origin, archive) = (env("ORIGIN")?, env("ARCHIVE")?);
    let flows = Arc::new(Flows {
        authorization: registration.gateway.gateway.clone(),
        gateway: GatewayClient::new(registration.gateway, Http::new()?),
        store: Store::open(env("STORE")?)?,
        callback_uri: Endpoint::parse("callbackUri", &format!("{origin}/iamsmart/callback"))?,
        trust_anchors: registration.trust_anchors,
        intermediates: registration.intermediates,
        on_settled: Box::new(move |settled| Box::pin(keep(archive.clone(), settled))),
    });
    tokio::spawn(Arc::clone(&flows).run());
    let app = Router::new()
        .route("/login", get(login))
        .route("/login/callback", get(logged_in))
        .route("/api/fill", post(fill))
        .route(
            "/api/sign",
            post(sign).layer(DefaultBodyLimit::max(FILE_BYTES)),
        )
        .nest("/api/requests", requests::routes())
        .route(
            "/iamsmart/callback",
            post(callback).layer(DefaultBodyLimit::max(MAX_BODY_BYTES)),
        )
        .route("/", get(|| file("index.html", "text/html; charset=utf-8")))
        .route(
            "/page.js",
            get(|| file("page.js", "text/javascript; charset=utf-8")),
        )
        .with_state(flows);
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", env("PORT")?)).await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

async fn login(State(flows): Shared, headers: HeaderMap) -> Result<impl IntoResponse> {
    let redirect_uri = format!("{}/login/callback", env("ORIGIN")?);
    let user_agent = session::text(&headers, USER_AGENT);
    let (url, kept) = flows.begin_login(&redirect_uri, &SCOPE, user_agent)?;
    Ok(([(SET_COOKIE, cookie("login", &kept))], Redirect::to(&url)))
}

async fn logged_in(State(flows): Shared, at: Uri, headers: HeaderMap) -> Result<impl IntoResponse> {
    let url = format!("{}{at}", env("ORIGIN")?);
    let token = flows
        .complete_login(&url, cookie_in(&headers, "login"))
        .await?;
    let cookies = [cookie("login", ""), session::open(&flows, &token)?];
    Ok((
        AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie))),
        Redirect::to("/"),
    ))
}

async fn fill(State(flows): Shared, user: User) -> Result<Json<Value>> {
    let e_me_fields = &["enName", "idNo", "mobileNumber"];
    let request = FillRequest {
        e_me_fields,
        form: FORM,
    };
    flows.fill(&user, &request).await.map(Json)
}

async fn sign(
    State(flows): Shared,
    user: User,
    Query(query): Query<HashMap<String, String>>,
    form: Multipart,
) -> Result<Json<Value>> {
    let submission = &Submission::read(form).await?;
    let request = SignRequest {
        submission,
        form: FORM,
        hash_code: query.get("hashCode").map_or("", String::as_str),
        hkic_hash: Hkic::parse(submission.value("hkic").unwrap_or_default())?.hash(),
        department: "Transport Department",
        document_name: "TD-318",
    };
    flows.sign(&user, &request).await.map(Json)
}

async fn callback(State(flows): Shared, body: String) -> impl IntoResponse {
    (flows.callback(&body), Json(json!({ "code": "M00000" })))
}

/// What the e-service does with an outcome: it keeps it, evidence included.
async fn keep(archive: String, settled: Value) -> Result<()> {
    let text = |name: &str| settled[name].as_str().unwrap_or_default();
    let name = format!("{}.{}.json", text("businessId"), text("outcome"));
    Ok(std::fs::write(
        format!("{archive}/{name}"),
        settled.to_string(),
    )?)
}

async fn file(name: &str, media_type: &'static str) -> Result<impl IntoResponse> {
    let content = std::fs::read(format!("{}/{name}", env("PAGE")?))?;
    Ok(([(CONTENT_TYPE, media_type)], content))
}

fn env(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| Failure::Told(format!("{name} is not set.")))
}
