//! Login: authorization request and callback.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::page::callback_address;
use crate::bindings::page::pending::PendingLogin;
use crate::bindings::page::server::AuthorizationServer;
use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Lang, Moment, or_now};
use crate::bindings::write::write;
use crate::language::Language;
use crate::login;
use crate::login::CodeVerifier;
use crate::source::Source;
use crate::state::State;

argument! {
    /// Options of a login.
    pub struct LoginOptions {
        /// Authorization server. https; http on a loopback host only ('endpoint-insecure').
        server: AuthorizationServer,
        /// Client ID of the e-service.
        client_id: String,
        /// Callback address. It must be registered with the server; the gateway refuses others with
        /// D20008.
        redirect_uri: String,
        /// Scopes, e.g. `['eidapi_auth', 'eidapi_sign']`.
        scope: Vec<String>,
        /// Device and browser of the user. Default: the result of `detectSource` for the User-Agent.
        #[tsify(optional, type = "Source")]
        source: Option<String>,
        /// Language of the login page; sent as `ui_locales` to an OAuth 2.0 server.
        #[tsify(optional)]
        lang: Option<Lang>,
        /// iAM Smart only: try to open the app on this device before showing a QR code. Default:
        /// false.
        #[tsify(optional)]
        broker_page: Option<bool>,
        /// iAM Smart only: `ticketId` of an anonymous request.
        #[tsify(optional)]
        ticket_id: Option<String>,
        /// Start of the login. Default: now.
        #[tsify(optional)]
        now: Option<Moment>,
    }
}

result! {
    /// Authorization request and the pending login that belongs to it.
    pub struct AuthorizationRequest {
        /// Address to send the browser to.
        url: String,
        /// Data to keep until the callback; `completeLogin` checks the callback against it.
        pending: PendingLogin,
    }
}

result! {
    /// Authorization code for the e-service's server to redeem, and the proof that this browser
    /// began the login.
    pub struct LoginGrant {
        /// Authorization code, redeemable once. At iAM Smart it expires after 30 seconds.
        code: String,
        /// Code verifier of this login (RFC 7636). Secret.
        #[tsify(type = "string")]
        code_verifier: CodeVerifier,
        /// Callback address of this login.
        redirect_uri: String,
        /// `state` of this login.
        #[tsify(type = "string")]
        state: State,
        /// businessID of the request; present in anonymous flows only.
        #[tsify(optional)]
        business_id: Option<String>,
    }
}

/// Creates an authorization request. Send the browser to `url` and keep `pending` until the
/// callback.
///
/// iAM Smart's gateway does not support PKCE. For it, `state` is derived from the code verifier (36
/// characters), and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback
/// address worthless at the e-service and defeats login CSRF. It does not stop an attacker who
/// injects a stolen code into their own login, because the gateway does not bind codes to states.
///
/// `source` is detected from `userAgent`, the browser's User-Agent string, if the options have none.
///
/// @throws IamSmartError 'endpoint-insecure', 'invalid-argument', 'random-unavailable'
#[wasm_bindgen(js_name = beginLogin)]
pub fn begin_login(
    options: &Js<LoginOptions>,
    #[wasm_bindgen(unchecked_optional_param_type = "string")] user_agent: &JsValue,
) -> Result<Js<AuthorizationRequest>> {
    let options: LoginOptions = read("options", options)?;
    // Fallible steps come before the options are moved.
    let server = options.server.to_core()?;
    let source = if let Some(source) = &options.source {
        Source::parse(source)?
    } else {
        let user_agent: Option<String> = read("userAgent", user_agent)?;
        Source::detect(&required("userAgent", user_agent)?)
    };
    let request = login::begin_login(
        &login::LoginOptions {
            server,
            client_id: options.client_id,
            redirect_uri: options.redirect_uri,
            scope: options.scope,
            source,
            lang: options.lang.map(Language::from),
            broker_page: options.broker_page.unwrap_or_default(),
            ticket_id: options.ticket_id,
        },
        or_now(options.now),
    )?;
    Ok(write(&AuthorizationRequest {
        url: request.url,
        pending: PendingLogin::from(&request.pending),
    }))
}

/// Validates a callback URL against its pending login and returns the grant. Checks, in this order:
/// every parameter at most once; `iss` (RFC 9207); `state`; expiry; the server's `error` or
/// `error_code`; `code`. A '+' in a code remains a '+'.
///
/// `at` is the time of the callback. Default: now.
///
/// @throws IamSmartError 'callback-url-invalid', 'callback-parameter-repeated', 'issuer-missing',
///   'issuer-mismatch', 'state-missing', 'state-mismatch', 'login-expired',
///   'authorization-refused', 'login-cancelled', 'login-rejected', 'login-timeout', 'login-failed',
///   'code-missing'; for an unusable `pending` 'state-invalid', 'code-verifier-invalid' or
///   'invalid-argument'
#[wasm_bindgen(js_name = completeLogin)]
pub fn complete_login(
    #[wasm_bindgen(unchecked_param_type = "string | URL")] callback_url: &JsValue,
    pending: &Js<PendingLogin>,
    #[wasm_bindgen(unchecked_optional_param_type = "Date")] at: &JsValue,
) -> Result<Js<LoginGrant>> {
    let callback_url = callback_address(callback_url)?;
    let pending: PendingLogin = read("pending", pending)?;
    let at: Option<Moment> = read("now", at)?;
    let grant = login::complete_login(&callback_url, &pending.try_into()?, or_now(at))?;
    Ok(write(&LoginGrant {
        code: grant.code,
        code_verifier: grant.code_verifier,
        redirect_uri: grant.redirect_uri,
        state: grant.state,
        business_id: grant.business_id,
    }))
}
