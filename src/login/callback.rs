//! The callback: what the browser brings back from the authorization server.

use crate::login::pending::PendingLogin;
use crate::login::pkce::CodeVerifier;
use crate::login::query::{Parameters, excerpt};
use crate::state::State;
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// What the e-service's server redeems: a code, and the proof that this browser began the login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LoginGrant {
    /// The authorization code, as the server sent it; at iAM Smart it lives 30 seconds and works
    /// once (iAM Smart API, callback).
    pub code: String,
    /// The verifier (RFC 7636 §4.5).
    pub code_verifier: CodeVerifier,
    /// The redirect URI of the request (RFC 6749 §4.1.3).
    pub redirect_uri: String,
    /// The state that both sides agree on.
    pub state: State,
    /// `businessID`, present in anonymous flows.
    pub business_id: Option<String>,
}

/// Validates a callback address against its pending login at `now` (Unix time in milliseconds).
///
/// The order is fixed, so that nothing of an answer is believed before it is known whose answer it
/// is: every parameter at most once; `iss` (RFC 9207 §2.4); `state`; expiry; then the server's own
/// `error` (RFC 6749 §4.1.2.1) or `error_code` (iAM Smart); then `code`. In `code` a '+' stays
/// a '+'.
///
/// # Errors
/// One for each of these, see [`Error`].
pub fn complete_login(callback_url: &str, pending: &PendingLogin, now: i64) -> Result<LoginGrant> {
    let parameters = Parameters::of(callback_url)?;
    check_issuer(&parameters, pending)?;
    match parameters.value("state") {
        None => return Err(Error::StateMissing),
        Some(state) if state != pending.state.as_str() => return Err(Error::StateMismatch),
        Some(_) => {}
    }
    if now >= pending.expires_at {
        return Err(Error::LoginExpired);
    }
    check_refusal(&parameters)?;
    Ok(LoginGrant {
        code: parameters
            .value("code")
            .ok_or(Error::CodeMissing)?
            .to_owned(),
        code_verifier: pending.code_verifier.clone(),
        redirect_uri: pending.redirect_uri.clone(),
        state: pending.state.clone(),
        business_id: parameters.value("businessID").map(str::to_owned),
    })
}

/// RFC 9207 §2.4: simple string comparison, and a missing `iss` is refused where it was promised.
fn check_issuer(parameters: &Parameters, pending: &PendingLogin) -> Result<()> {
    match (&pending.issuer, parameters.value("iss")) {
        (Some(expected), Some(received)) if expected != received => Err(Error::IssuerMismatch),
        (_, None) if pending.require_issuer => Err(Error::IssuerMissing),
        _ => Ok(()),
    }
}

/// `error` as OAuth 2.0 has it, `error_code` as iAM Smart has it (iAM Smart API, callback).
fn check_refusal(parameters: &Parameters) -> Result<()> {
    if let Some(error) = parameters.value("error") {
        let description = parameters.value("error_description").unwrap_or_default();
        return Err(Error::AuthorizationRefused {
            error: excerpt(error),
            description: excerpt(description),
        });
    }
    match parameters.value("error_code") {
        None => Ok(()),
        Some("D40000") => Err(Error::LoginCancelled),
        Some("D40001") => Err(Error::LoginRejected),
        Some("D40003") => Err(Error::LoginTimeout),
        Some(other) => Err(Error::LoginFailed {
            error_code: excerpt(other),
        }),
    }
}
