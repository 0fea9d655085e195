//! Sessions in the store of the transactions: the cookie holds a random name, the store the session
//! under the name's hash. Use those of your framework where it has any.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use iamsmart::encoding::hex;
use iamsmart::login::Token;
use iamsmart::signing::Digest;
use iamsmart::source::Source;
use iamsmart::state::State;
use iamsmart::wire::{AccessToken, OpenId};
use serde_json::{Value, json};

use crate::clock::now;
use crate::failure::{Failure, Result};
use crate::flows::{Flows, User};
use crate::store::Written;

/// Returns a cookie for `Set-Cookie`, or with no value one that deletes it. No other host can set a
/// cookie whose name begins so (RFC 6265bis §4.1.3.2).
pub(crate) fn cookie(name: &str, value: &str) -> String {
    let age = if value.is_empty() { 0 } else { 900 };
    format!("__Host-{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}")
}

/// Returns the value of a cookie, unless there are several.
pub(crate) fn cookie_in<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let start = format!("__Host-{name}=");
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|all| all.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim_start().strip_prefix(&start));
    values.next().filter(|_| values.next().is_none())
}

/// Opens a session for a user who has logged in, and returns its cookie.
pub(crate) fn open(flows: &Flows, token: &Token) -> Result<String> {
    let name = State::generate()?;
    let user = json!({
        "accessToken": token.access_token.as_str(),
        "openId": token.open_id.as_str(),
    });
    let written = Written {
        content: &user.to_string(),
        keep_until: token.expires_at,
        wake_at: None,
        erase: false,
    };
    flows.store.write(&key_of(name.as_str()), None, &written)?;
    let age = (token.expires_at - now()).max(0) / 1000;
    let cookie = cookie("session", name.as_str());
    Ok(cookie.replace("Max-Age=900", &format!("Max-Age={age}")))
}

/// Returns a header, or nothing if it is no text.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// The user of a request. The owner of what is begun in a session is the session: this user in this
/// browser. With accounts of your own, it is the account.
impl FromRequestParts<Arc<Flows>> for User {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, flows: &Arc<Flows>) -> Result<Self> {
        let headers = &parts.headers;
        // SameSite keeps other sites out; another port or subdomain is the same site.
        let site = headers.get("sec-fetch-site");
        let is_ours = site.is_none_or(|site| site == "same-origin");
        let name = cookie_in(headers, "session").filter(|_| is_ours);
        let owner = key_of(name.ok_or(Failure::NotLoggedIn)?);
        let kept = flows.store.read(&owner)?.ok_or(Failure::NotLoggedIn)?;
        let user: Value = serde_json::from_str(&kept.content).unwrap_or_default();
        let member = |name: &str| user[name].as_str().unwrap_or_default();
        Ok(Self {
            access_token: AccessToken::new(member("accessToken"))?,
            open_id: OpenId::new(member("openId"))?,
            source: Source::detect(text(headers, header::USER_AGENT)),
            owner,
        })
    }
}

fn key_of(name: &str) -> String {
    format!("session-{}", hex(Digest::of(name.as_bytes()).as_bytes()))
}
