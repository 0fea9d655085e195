//! Log in: PKCE, the authorization request, the callback.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::bindings::error::{Result, unreadable};
use crate::bindings::time::{from_iso, now_ms, to_iso, unix_ms};
use crate::endpoint::Endpoint;
use crate::login::{
    self, AuthorizationServer, CodeVerifier, Language, LoginOptions, PendingLogin, Source, State,
};

/// See `Pkce` in the package's types.
#[wasm_bindgen(js_name = generatePkce)]
pub fn generate_pkce() -> Result<JsValue> {
    let code_verifier = CodeVerifier::generate()?;
    let pkce = Pkce {
        code_challenge: login::code_challenge(&code_verifier),
        code_verifier: code_verifier.as_str().to_owned(),
        code_challenge_method: "S256",
    };
    Ok(serde_wasm_bindgen::to_value(&pkce)?)
}

/// base64url(SHA-256(codeVerifier)) (RFC 7636 §4.2).
#[wasm_bindgen(js_name = calculateCodeChallenge)]
pub fn calculate_code_challenge(code_verifier: &str) -> Result<String> {
    Ok(login::code_challenge(&CodeVerifier::parse(code_verifier)?))
}

/// 22 base64url characters from 16 random bytes.
#[wasm_bindgen(js_name = generateState)]
pub fn generate_state() -> Result<String> {
    Ok(State::generate()?.as_str().to_owned())
}

/// The `source` of a User-Agent text.
#[wasm_bindgen(js_name = detectSource)]
#[must_use]
pub fn detect_source(user_agent: &str) -> String {
    Source::detect(user_agent).as_str().to_owned()
}

/// Begins a login: `{ url, pending }`.
#[wasm_bindgen(js_name = beginLogin)]
pub fn begin_login(options: &JsValue) -> Result<JsValue> {
    let now = js_sys::Reflect::get(options, &"now".into()).unwrap_or_default();
    let now = unix_ms("now", &now)?.unwrap_or_else(now_ms);
    let options: Options =
        serde_wasm_bindgen::from_value(options.clone()).map_err(|e| unreadable("options", &e))?;
    let request = login::begin_login(&options.try_into()?, now)?;
    let begun = Begun {
        url: request.url,
        pending: (&request.pending).into(),
    };
    Ok(serde_wasm_bindgen::to_value(&begun)?)
}

/// Validates a callback address against its pending login.
#[wasm_bindgen(js_name = completeLogin)]
pub fn complete_login(callback_url: &str, pending: JsValue, now: &JsValue) -> Result<JsValue> {
    let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
    let pending: Pending =
        serde_wasm_bindgen::from_value(pending).map_err(|e| unreadable("pending", &e))?;
    let grant = login::complete_login(callback_url, &pending.try_into()?, now)?;
    let grant = Grant {
        code: grant.code,
        code_verifier: grant.code_verifier.as_str().to_owned(),
        redirect_uri: grant.redirect_uri,
        state: grant.state.as_str().to_owned(),
        business_id: grant.business_id,
    };
    Ok(serde_wasm_bindgen::to_value(&grant)?)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are RFC 7636's")]
struct Pkce {
    code_verifier: String,
    code_challenge: String,
    code_challenge_method: &'static str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    server: Server,
    client_id: String,
    redirect_uri: String,
    scope: Vec<String>,
    source: String,
    lang: Option<String>,
    broker_page: Option<bool>,
    ticket_id: Option<String>,
}

/// A flat form of the union: `kind` says which of the others are wanted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Server {
    kind: Kind,
    #[serde(default)]
    gateway: String,
    #[serde(default)]
    authorization_endpoint: String,
    issuer: Option<String>,
    require_issuer: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    IamSmart,
    OAuth2,
}

impl TryFrom<Options> for LoginOptions {
    type Error = crate::Error;

    fn try_from(options: Options) -> crate::Result<Self> {
        let Server {
            kind,
            gateway,
            authorization_endpoint,
            issuer,
            require_issuer,
        } = options.server;
        let server = match kind {
            Kind::IamSmart => AuthorizationServer::IamSmart {
                gateway: Endpoint::parse("gateway", &gateway)?,
            },
            Kind::OAuth2 => AuthorizationServer::OAuth2 {
                authorization_endpoint: Endpoint::parse(
                    "authorizationEndpoint",
                    &authorization_endpoint,
                )?,
                issuer,
                require_issuer: require_issuer.unwrap_or_default(),
            },
        };
        Ok(Self {
            server,
            client_id: options.client_id,
            redirect_uri: options.redirect_uri,
            scope: options.scope,
            source: Source::parse(&options.source)?,
            lang: options.lang.as_deref().map(Language::parse).transpose()?,
            broker_page: options.broker_page.unwrap_or_default(),
            ticket_id: options.ticket_id,
        })
    }
}

#[derive(Serialize)]
struct Begun {
    url: String,
    pending: Pending,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Grant {
    code: String,
    code_verifier: String,
    redirect_uri: String,
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    business_id: Option<String>,
}

/// `PendingLogin`, as plain JSON.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pending {
    state: String,
    code_verifier: String,
    redirect_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    require_issuer: Option<bool>,
    expires_at: String,
}

impl From<&PendingLogin> for Pending {
    fn from(pending: &PendingLogin) -> Self {
        Self {
            state: pending.state.as_str().to_owned(),
            code_verifier: pending.code_verifier.as_str().to_owned(),
            redirect_uri: pending.redirect_uri.clone(),
            issuer: pending.issuer.clone(),
            require_issuer: pending.require_issuer.then_some(true),
            expires_at: to_iso(pending.expires_at),
        }
    }
}

impl TryFrom<Pending> for PendingLogin {
    type Error = crate::Error;

    fn try_from(pending: Pending) -> crate::Result<Self> {
        Ok(Self {
            state: State::parse(&pending.state)?,
            code_verifier: CodeVerifier::parse(&pending.code_verifier)?,
            redirect_uri: pending.redirect_uri,
            issuer: pending.issuer,
            require_issuer: pending.require_issuer.unwrap_or_default(),
            expires_at: from_iso("expiresAt", &pending.expires_at)?,
        })
    }
}
