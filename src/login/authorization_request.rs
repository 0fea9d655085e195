//! The authorization request: the URL that starts a login, and the pending login to store.

use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::login::pending::{PENDING_LIFE_MS, PendingLogin};
use crate::login::pkce::{CodeVerifier, code_challenge};
use crate::login::query::{Parameters, append};
use crate::source::Source;
use crate::state::State;
use crate::{Error, Result};
use alloc::string::String;
use alloc::vec::Vec;

/// Path of the gateway's QR or broker page (iAM Smart API, getQR).
const GET_QR: &str = "/api/v1/auth/getQR";

/// The server that authenticates the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AuthorizationServer {
    /// iAM Smart's gateway.
    IamSmart {
        /// The gateway's URL, e.g. `https://apigw.iamsmart.gov.hk`.
        gateway: Endpoint,
    },
    /// An OAuth 2.0 authorization server, such as a broker in front of iAM Smart.
    OAuth2 {
        /// The authorization endpoint (RFC 6749 §3.1).
        authorization_endpoint: Endpoint,
        /// The expected issuer identifier, `iss` in callbacks (RFC 9207 §2.4).
        issuer: Option<String>,
        /// True if a callback without `iss` is an error. Set it if the server's metadata has
        /// `authorization_response_iss_parameter_supported` (RFC 9207 §3).
        require_issuer: bool,
    },
}

/// Options of a login.
#[derive(Clone, Debug)]
pub struct LoginOptions {
    /// The authorization server.
    pub server: AuthorizationServer,
    /// The e-service's client ID: 32 hexadecimal characters at iAM Smart.
    pub client_id: String,
    /// The redirect URI. It must be registered, or the gateway returns D20008.
    pub redirect_uri: String,
    /// Scopes, e.g. `eidapi_auth` and `eidapi_sign`; at least one.
    pub scope: Vec<String>,
    /// The user's device and browser; iAM Smart only.
    pub source: Source,
    /// The page's language. An OAuth 2.0 server receives it as `ui_locales` and ignores it if it
    /// does not support the parameter (RFC 6749 §3.1).
    pub lang: Option<Language>,
    /// True if the page first tries to open the app on the same device, before it shows a QR code;
    /// iAM Smart only.
    pub broker_page: bool,
    /// The ticket of an anonymous request; iAM Smart only.
    pub ticket_id: Option<String>,
}

/// A started login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuthorizationRequest {
    /// The URL to open in the browser.
    pub url: String,
    /// The pending login, needed to validate the callback.
    pub pending: PendingLogin,
}

/// Starts a login at `now` (Unix time in milliseconds).
///
/// iAM Smart receives a `state` that is bound to the code verifier ([`State::bound_to`]). An OAuth
/// 2.0 server receives the S256 code challenge (RFC 7636 §4.3) and a random `state`.
///
/// # Errors
/// [`Error::InvalidArgument`] names the invalid option; [`Error::RandomUnavailable`].
pub fn begin_login(options: &LoginOptions, now: i64) -> Result<AuthorizationRequest> {
    check(options)?;
    let code_verifier = CodeVerifier::generate()?;
    let scope = options.scope.join(" ");
    let lang = options.lang.map(Language::as_str);
    let (url, state, issuer, require_issuer) = match &options.server {
        AuthorizationServer::IamSmart { gateway } => {
            let state = State::bound_to(&code_verifier);
            let parameters = [
                ("clientID", Some(&*options.client_id)),
                ("responseType", Some("code")),
                ("source", Some(options.source.as_str())),
                ("redirectURI", Some(&options.redirect_uri)),
                ("scope", Some(&scope)),
                ("state", Some(state.as_str())),
                ("lang", lang),
                ("brokerPage", options.broker_page.then_some("true")),
                ("ticketID", options.ticket_id.as_deref()),
            ];
            let url = append(&gateway.join(GET_QR), &parameters);
            (url, state, None, false)
        }
        AuthorizationServer::OAuth2 {
            authorization_endpoint,
            issuer,
            require_issuer,
        } => {
            let state = State::generate()?;
            let challenge = code_challenge(&code_verifier);
            let parameters = [
                ("response_type", Some("code")),
                ("client_id", Some(&*options.client_id)),
                ("redirect_uri", Some(&options.redirect_uri)),
                ("scope", Some(&scope)),
                ("state", Some(state.as_str())),
                ("code_challenge", Some(&challenge)),
                ("code_challenge_method", Some("S256")),
                ("ui_locales", lang),
            ];
            let url = append(authorization_endpoint.as_str(), &parameters);
            (url, state, issuer.clone(), *require_issuer)
        }
    };
    Ok(AuthorizationRequest {
        url,
        pending: PendingLogin {
            state,
            code_verifier,
            redirect_uri: options.redirect_uri.clone(),
            issuer,
            require_issuer,
            expires_at: now.saturating_add(PENDING_LIFE_MS),
        },
    })
}

fn check(options: &LoginOptions) -> Result<()> {
    let printable = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    if !printable(&options.client_id) {
        return Err(invalid("clientId", "it is empty or has blanks"));
    }
    let uri = &options.redirect_uri;
    // A parameter of its own with the name of a callback's would make each callback invalid.
    let can_come_back = Parameters::of(uri).is_ok_and(|parameters| parameters.is_empty());
    if !printable(uri) || uri.bytes().any(|b| b == b'#') || !can_come_back {
        return Err(invalid(
            "redirectUri",
            "it must be an absolute address without a fragment, and without 'state', 'code' or \
             other parameters of a callback",
        ));
    }
    if options.scope.is_empty() || !options.scope.iter().all(|scope| printable(scope)) {
        return Err(invalid(
            "scope",
            "it must be a list of at least one scope, none with blanks",
        ));
    }
    match &options.server {
        AuthorizationServer::IamSmart { .. } => {
            if options.source.is_app() {
                return Err(invalid("source", "getQR takes browsers only"));
            }
            if options
                .ticket_id
                .as_deref()
                .is_some_and(|ticket| !printable(ticket))
            {
                return Err(invalid("ticketId", "it is empty or has blanks"));
            }
        }
        AuthorizationServer::OAuth2 {
            issuer,
            require_issuer,
            ..
        } => {
            if *require_issuer && issuer.is_none() {
                return Err(invalid(
                    "requireIssuer",
                    "there is no issuer to compare with",
                ));
            }
            if options.broker_page || options.ticket_id.is_some() {
                return Err(invalid(
                    "server",
                    "brokerPage and ticketId belong to iAM Smart's gateway",
                ));
            }
        }
    }
    Ok(())
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::invalid_argument(name, reason)
}
