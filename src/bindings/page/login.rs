//! The authorization request and its callback.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::page::callback_address;
use crate::bindings::page::pending::PendingLogin;
use crate::bindings::page::server::AuthorizationServer;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Lang, Moment, or_now};
use crate::bindings::write::write;
use crate::language::Language;
use crate::login;
use crate::login::CodeVerifier;
use crate::source::Source;
use crate::state::State;

argument! {
    /// What a login asks for.
    pub struct LoginOptions {
        /// https; http is accepted on a loopback host only ('endpoint-insecure').
        server: AuthorizationServer,
        client_id: String,
        /// Registered beforehand, or the gateway answers D20008.
        redirect_uri: String,
        /// E.g. `['eidapi_auth', 'eidapi_sign']`.
        scope: Vec<String>,
        /// Default: what `detectSource` says of this browser.
        #[tsify(optional, type = "Source")]
        source: Option<String>,
        /// Sent as `ui_locales` to an OAuth 2.0 server.
        #[tsify(optional)]
        lang: Option<Lang>,
        /// iAM Smart only: try to open the app on this device before a QR code is shown. Default: false.
        #[tsify(optional)]
        broker_page: Option<bool>,
        /// iAM Smart only: the ticket of an anonymous request.
        #[tsify(optional)]
        ticket_id: Option<String>,
        /// Default: now.
        #[tsify(optional)]
        now: Option<Moment>,
    }
}

result! {
    /// A login that has begun.
    pub struct AuthorizationRequest {
        /// Where the browser goes now.
        url: String,
        /// What the callback is checked against.
        pending: PendingLogin,
    }
}

result! {
    /// What the e-service's server redeems: a code, and the proof that this browser began the login.
    pub struct LoginGrant {
        code: String,
        #[tsify(type = "string")]
        code_verifier: CodeVerifier,
        redirect_uri: String,
        #[tsify(type = "string")]
        state: State,
        /// Present in anonymous flows.
        #[tsify(optional)]
        business_id: Option<String>,
    }
}

/// Begins a login: go to `url`, keep `pending`.
///
/// At iAM Smart, whose gateway knows no PKCE, `state` is made from the code verifier (36
/// characters), and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback
/// address worthless at the e-service and defeats login CSRF; it does not stop a thief who injects a
/// stolen code into a login of his own, because the gateway does not bind codes to states.
///
/// `userAgent` is the browser's, from which `source` follows if the options have none.
#[wasm_bindgen(js_name = beginLogin)]
pub fn begin_login(
    options: &Js<LoginOptions>,
    #[wasm_bindgen(unchecked_param_type = "string")] user_agent: &JsValue,
) -> Result<Js<AuthorizationRequest>> {
    let options: LoginOptions = read("options", options)?;
    // Whatever may be refused comes before the options are taken apart.
    let server = options.server.to_core()?;
    let source = match &options.source {
        Some(source) => Source::parse(source)?,
        None => Source::detect(&read::<String>("userAgent", user_agent)?),
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

/// Validates a callback URL against its pending login. Order: every parameter at most once; `iss`
/// (RFC 9207); `state`; expiry; then the server's own `error` / `error_code`; then `code`. In a code
/// a '+' stays a '+'.
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
