//! PKCE, `state` and `source`.

use alloc::borrow::ToOwned;
use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::write::write;
use crate::login::{self, CodeVerifier};
use crate::source;
use crate::state::State;

result! {
    /// Proof Key for Code Exchange (RFC 7636).
    pub struct Pkce {
        /// Code verifier: 32 random bytes in base64url, 43 characters (RFC 7636 §4.1).
        #[tsify(type = "string")]
        code_verifier: CodeVerifier,
        /// Code challenge: base64url(SHA-256(codeVerifier)), 43 characters (RFC 7636 §4.2).
        code_challenge: String,
        /// Code challenge method (RFC 7636 §4.2).
        #[tsify(type = "'S256'")]
        code_challenge_method: &'static str,
    }
}

/// Generates a random code verifier and its code challenge.
///
/// @throws IamSmartError 'random-unavailable'
#[wasm_bindgen(js_name = generatePkce)]
pub fn generate_pkce() -> Result<Js<Pkce>> {
    let code_verifier = CodeVerifier::generate()?;
    Ok(write(&Pkce {
        code_challenge: login::code_challenge(&code_verifier),
        code_verifier,
        code_challenge_method: "S256",
    }))
}

/// Calculates the code challenge of a code verifier (RFC 7636 §4.2).
///
/// @throws IamSmartError 'code-verifier-invalid' if it violates RFC 7636 §4.1
#[wasm_bindgen(js_name = calculateCodeChallenge)]
pub fn calculate_code_challenge(
    #[wasm_bindgen(unchecked_param_type = "string")] code_verifier: &JsValue,
) -> Result<String> {
    let code_verifier: String = read("codeVerifier", code_verifier)?;
    Ok(login::code_challenge(&CodeVerifier::parse(&code_verifier)?))
}

/// Generates a `state`: 16 random bytes in base64url, 22 characters. It is within iAM Smart's limit
/// of 36 characters and its alphabet.
///
/// @throws IamSmartError 'random-unavailable'
#[wasm_bindgen(js_name = generateState)]
pub fn generate_state() -> Result<String> {
    Ok(State::generate()?.as_str().to_owned())
}

/// Detects iAM Smart's `source` from a User-Agent string, by the rules of an e-service in
/// production. Everything but the phones that iAM Smart knows is 'PC_Browser'.
///
/// An iPad is 'PC_Browser' too (Safari on iPadOS identifies itself as a Mac), and so is an app's
/// own browser on iOS without 'Safari' in its User-Agent: the user is shown a QR code. No public
/// source says how to recognise the app's in-app browser, 'Android_IMS_InAppBrowser' and
/// 'iOS_IMS_InAppBrowser'; set `source` yourself if you know it.
#[wasm_bindgen(js_name = detectSource, unchecked_return_type = "Source")]
pub fn detect_source(
    #[wasm_bindgen(unchecked_param_type = "string")] user_agent: &JsValue,
) -> Result<String> {
    let user_agent: String = read("userAgent", user_agent)?;
    Ok(source::Source::detect(&user_agent).as_str().to_owned())
}
