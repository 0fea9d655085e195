//! Log in: PKCE, the authorization request, the callback.

use alloc::borrow::ToOwned;
use alloc::string::String;
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::bytes::text;
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, object};
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
    let fields = Fields::of("options", options)?;
    let now = unix_ms("now", &fields.value("now"))?.unwrap_or_else(now_ms);
    let request = login::begin_login(&login_options(&fields)?, now)?;
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

fn login_options(options: &Fields<'_>) -> crate::Result<LoginOptions> {
    let scope = options.list("scope")?;
    Ok(LoginOptions {
        server: authorization_server(&options.value("server"))?,
        client_id: options.text("clientId")?,
        redirect_uri: options.text("redirectUri")?,
        scope: scope
            .iter()
            .map(|item| text("scope", item))
            .collect::<crate::Result<_>>()?,
        source: Source::parse(&options.text("source")?)?,
        lang: options
            .optional_text("lang")?
            .as_deref()
            .map(Language::parse)
            .transpose()?,
        broker_page: options.flag("brokerPage")?,
        ticket_id: options.optional_text("ticketId")?,
    })
}

fn authorization_server(server: &JsValue) -> crate::Result<AuthorizationServer> {
    let server = Fields::of("server", server)?;
    let endpoint = |name: &str| Endpoint::parse(name, &server.text(name)?);
    match server.text("kind")?.as_str() {
        "iamsmart" => Ok(AuthorizationServer::IamSmart {
            gateway: endpoint("gateway")?,
        }),
        "oauth2" => Ok(AuthorizationServer::OAuth2 {
            authorization_endpoint: endpoint("authorizationEndpoint")?,
            issuer: server.optional_text("issuer")?,
            require_issuer: server.flag("requireIssuer")?,
        }),
        _ => Err(Error::invalid_argument(
            "server.kind",
            "it is 'iamsmart' or 'oauth2'",
        )),
    }
}

/// Reads a `PendingLogin` of plain JSON.
pub(super) fn read_pending(pending: &JsValue) -> crate::Result<PendingLogin> {
    let pending = Fields::of("pending", pending)?;
    Ok(PendingLogin {
        state: State::parse(&pending.text("state")?)?,
        code_verifier: CodeVerifier::parse(&pending.text("codeVerifier")?)?,
        redirect_uri: pending.text("redirectUri")?,
        issuer: pending.optional_text("issuer")?,
        require_issuer: pending.flag("requireIssuer")?,
        expires_at: from_iso("expiresAt", &pending.text("expiresAt")?)?,
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
