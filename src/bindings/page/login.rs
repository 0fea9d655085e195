//! Log in: PKCE, the authorization request, the callback.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::Error;
use crate::bindings::bytes::text;
use crate::bindings::error::Result;
use crate::bindings::object::{Record, list, object};
use crate::bindings::time::{from_iso, now_ms, to_iso, unix_ms};
use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::login::{self, AuthorizationServer, CodeVerifier, LoginOptions, PendingLogin};
use crate::source::Source;
use crate::state::State;

/// `{ codeVerifier, codeChallenge, codeChallengeMethod }`.
#[wasm_bindgen(js_name = generatePkce)]
pub fn generate_pkce() -> Result<JsValue> {
    let code_verifier = CodeVerifier::generate()?;
    Ok(object(&[
        ("codeVerifier", code_verifier.as_str().into()),
        (
            "codeChallenge",
            login::code_challenge(&code_verifier).into(),
        ),
        ("codeChallengeMethod", "S256".into()),
    ]))
}

/// base64url(SHA-256(codeVerifier)) (RFC 7636 §4.2).
#[wasm_bindgen(js_name = calculateCodeChallenge)]
pub fn calculate_code_challenge(code_verifier: &JsValue) -> Result<String> {
    let code_verifier = CodeVerifier::parse(&text("codeVerifier", code_verifier)?)?;
    Ok(login::code_challenge(&code_verifier))
}

/// 22 base64url characters from 16 random bytes.
#[wasm_bindgen(js_name = generateState)]
pub fn generate_state() -> Result<String> {
    Ok(State::generate()?.as_str().to_owned())
}

/// The `source` of a User-Agent text.
#[wasm_bindgen(js_name = detectSource)]
pub fn detect_source(user_agent: &JsValue) -> Result<String> {
    Ok(Source::detect(&text("userAgent", user_agent)?)
        .as_str()
        .to_owned())
}

/// Begins a login: `{ url, pending }`.
#[wasm_bindgen(js_name = beginLogin)]
pub fn begin_login(options: &JsValue) -> Result<JsValue> {
    let options = Record::of("options", options)?;
    let now = unix_ms("now", &options.value("now"))?.unwrap_or_else(now_ms);
    let request = login::begin_login(&login_options(options)?, now)?;
    Ok(object(&[
        ("url", request.url.into()),
        ("pending", write_pending(&request.pending)),
    ]))
}

/// Validates a callback address against its pending login.
#[wasm_bindgen(js_name = completeLogin)]
pub fn complete_login(callback_url: &str, pending: &JsValue, now: &JsValue) -> Result<JsValue> {
    let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
    let grant = login::complete_login(callback_url, &read_pending(pending)?, now)?;
    Ok(object(&[
        ("code", grant.code.into()),
        ("codeVerifier", grant.code_verifier.as_str().into()),
        ("redirectUri", grant.redirect_uri.into()),
        ("state", grant.state.as_str().into()),
        ("businessId", grant.business_id.into()),
    ]))
}

fn login_options(mut options: Record<'_>) -> Result<LoginOptions> {
    let mut scope = Vec::new();
    for item in list("scope", &options.value("scope"))? {
        scope.push(text("scope", &item)?);
    }
    let server = authorization_server(&options.value("server"))?;
    let source = options.text("source");
    let lang = options.optional_text("lang");
    let client_id = options.text("clientId");
    let redirect_uri = options.text("redirectUri");
    let broker_page = options.flag("brokerPage");
    let ticket_id = options.optional_text("ticketId");
    options.finish()?;
    Ok(LoginOptions {
        server,
        client_id,
        redirect_uri,
        scope,
        source: Source::parse(&source)?,
        lang: lang.as_deref().map(Language::parse).transpose()?,
        broker_page,
        ticket_id,
    })
}

fn authorization_server(server: &JsValue) -> Result<AuthorizationServer> {
    let mut server = Record::of("server", server)?;
    let kind = server.text("kind");
    let name = if kind == "iamsmart" {
        "gateway"
    } else {
        "authorizationEndpoint"
    };
    let endpoint = server.text(name);
    let issuer = server.optional_text("issuer");
    let require_issuer = server.flag("requireIssuer");
    server.finish()?;
    let endpoint = Endpoint::parse(name, &endpoint)?;
    match kind.as_str() {
        "iamsmart" => Ok(AuthorizationServer::IamSmart { gateway: endpoint }),
        "oauth2" => Ok(AuthorizationServer::OAuth2 {
            authorization_endpoint: endpoint,
            issuer,
            require_issuer,
        }),
        _ => Err(Error::invalid_argument("server.kind", "it is 'iamsmart' or 'oauth2'").into()),
    }
}

/// Reads a `PendingLogin` of plain JSON.
pub(super) fn read_pending(pending: &JsValue) -> Result<PendingLogin> {
    let mut pending = Record::of("pending", pending)?;
    let state = pending.text("state");
    let code_verifier = Zeroizing::new(pending.text("codeVerifier"));
    let redirect_uri = pending.text("redirectUri");
    let issuer = pending.optional_text("issuer");
    let require_issuer = pending.flag("requireIssuer");
    let expires_at = pending.text("expiresAt");
    pending.finish()?;
    Ok(PendingLogin {
        state: State::parse(&state)?,
        code_verifier: CodeVerifier::parse(&code_verifier)?,
        redirect_uri,
        issuer,
        require_issuer,
        expires_at: from_iso("expiresAt", &expires_at)?,
    })
}

/// Writes a `PendingLogin` as plain JSON.
pub(super) fn write_pending(pending: &PendingLogin) -> JsValue {
    object(&[
        ("state", pending.state.as_str().into()),
        ("codeVerifier", pending.code_verifier.as_str().into()),
        ("redirectUri", pending.redirect_uri.as_str().into()),
        ("issuer", pending.issuer.as_deref().into()),
        (
            "requireIssuer",
            pending.require_issuer.then_some(true).into(),
        ),
        ("expiresAt", to_iso(pending.expires_at).into()),
    ])
}
