//! The callback: parameters that the browser returns from the authorization server.

use crate::login::pending::PendingLogin;
use crate::login::pkce::CodeVerifier;
use crate::login::query::{Parameters, excerpt};
use crate::state::State;
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// A code to redeem, and the proof that this browser started the login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LoginGrant {
    /// The authorization code, unchanged. iAM Smart's codes are valid once and for 30 seconds (iAM
    /// Smart API, callback).
    pub code: String,
    /// The code verifier (RFC 7636 §4.5).
    pub code_verifier: CodeVerifier,
    /// The redirect URI of the request (RFC 6749 §4.1.3).
    pub redirect_uri: String,
    /// The state of request and callback.
    pub state: State,
    /// `businessID`, present in anonymous flows.
    pub business_id: Option<String>,
}

/// Validates a callback URL against its pending login at `now` (Unix time in milliseconds).
///
/// The order is fixed, so that no parameter is trusted before its origin is verified: duplicate
/// parameters; `iss` (RFC 9207 §2.4); `state`; expiry; `error` (RFC 6749 §4.1.2.1) or `error_code`
/// (iAM Smart); `code`. A '+' in `code` is kept.
///
/// # Errors
/// One for each of these checks, see [`Error`].
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

/// Compares `iss` as a string; a missing `iss` is an error if the server promised one (RFC 9207
/// §2.4).
fn check_issuer(parameters: &Parameters, pending: &PendingLogin) -> Result<()> {
    match (&pending.issuer, parameters.value("iss")) {
        (Some(expected), Some(received)) if expected != received => Err(Error::IssuerMismatch),
        (_, None) if pending.require_issuer => Err(Error::IssuerMissing),
        _ => Ok(()),
    }
}

/// Maps `error` of OAuth 2.0 and `error_code` of iAM Smart to errors (iAM Smart API, callback).
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
