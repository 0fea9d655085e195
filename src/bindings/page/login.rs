//! Log in: PKCE, the authorization request, the callback.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::Error;
use crate::bindings::error::Result;
use crate::bindings::page::time::{from_ms, to_ms};
use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::login;
use crate::login::{AuthorizationServer, CodeVerifier, LoginOptions, PendingLogin};
use crate::source::Source;
use crate::state::State;

/// A new pair: `[codeVerifier, codeChallenge]`.
#[wasm_bindgen(js_name = generatePkce)]
pub fn generate_pkce() -> Result<Array> {
    let code_verifier = CodeVerifier::generate()?;
    Ok(Array::of2(
        &code_verifier.as_str().into(),
        &login::code_challenge(&code_verifier).into(),
    ))
}

/// base64url(SHA-256(codeVerifier)) (RFC 7636 §4.2).
#[wasm_bindgen(js_name = calculateCodeChallenge)]
pub fn calculate_code_challenge(code_verifier: &str) -> Result<String> {
    let code_verifier = CodeVerifier::parse(code_verifier)?;
    Ok(login::code_challenge(&code_verifier))
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

/// Begins a login: `[url, state, codeVerifier, expiresAt]`; times are Unix time in milliseconds.
#[wasm_bindgen(js_name = beginLogin)]
#[expect(
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    reason = "the script takes the options apart, and wasm-bindgen hands over optional texts"
)]
pub fn begin_login(
    kind: &str,
    endpoint: &str,
    issuer: Option<String>,
    require_issuer: bool,
    client_id: String,
    redirect_uri: String,
    scope: Vec<String>,
    source: &str,
    lang: Option<String>,
    broker_page: bool,
    ticket_id: Option<String>,
    now: f64,
) -> Result<Array> {
    let request = login::begin_login(
        &LoginOptions {
            server: authorization_server(kind, endpoint, issuer, require_issuer)?,
            client_id,
            redirect_uri,
            scope,
            source: Source::parse(source)?,
            lang: lang.as_deref().map(Language::parse).transpose()?,
            broker_page,
            ticket_id,
        },
        from_ms(now),
    )?;
    Ok(Array::of4(
        &request.url.into(),
        &request.pending.state.as_str().into(),
        &request.pending.code_verifier.as_str().into(),
        &to_ms(request.pending.expires_at).into(),
    ))
}

/// Validates a callback address against its pending login: `[code, businessId]`.
#[wasm_bindgen(js_name = completeLogin)]
pub fn complete_login(
    callback_url: &str,
    state: &str,
    code_verifier: String,
    issuer: Option<String>,
    require_issuer: bool,
    expires_at: f64,
    now: f64,
) -> Result<Array> {
    let code_verifier = Zeroizing::new(code_verifier);
    let pending = PendingLogin {
        state: State::parse(state)?,
        code_verifier: CodeVerifier::parse(&code_verifier)?,
        redirect_uri: String::new(),
        issuer,
        require_issuer,
        expires_at: from_ms(expires_at),
    };
    let grant = login::complete_login(callback_url, &pending, from_ms(now))?;
    Ok(Array::of2(&grant.code.into(), &grant.business_id.into()))
}

/// Throws where a pending login's state or verifier cannot be one.
#[wasm_bindgen(js_name = checkPendingLogin)]
pub fn check_pending_login(state: &str, code_verifier: String) -> Result<()> {
    let code_verifier = Zeroizing::new(code_verifier);
    State::parse(state)?;
    CodeVerifier::parse(&code_verifier)?;
    Ok(())
}

fn authorization_server(
    kind: &str,
    endpoint: &str,
    issuer: Option<String>,
    require_issuer: bool,
) -> Result<AuthorizationServer> {
    let name = if kind == "iamsmart" {
        "gateway"
    } else {
        "authorizationEndpoint"
    };
    let endpoint = Endpoint::parse(name, endpoint)?;
    match kind {
        "iamsmart" => Ok(AuthorizationServer::IamSmart { gateway: endpoint }),
        "oauth2" => Ok(AuthorizationServer::OAuth2 {
            authorization_endpoint: endpoint,
            issuer,
            require_issuer,
        }),
        _ => Err(Error::invalid_argument("server.kind", "it is 'iamsmart' or 'oauth2'").into()),
    }
}
