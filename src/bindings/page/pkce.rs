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
        /// 43 characters: 32 random bytes, base64url (RFC 7636 §4.1).
        #[tsify(type = "string")]
        code_verifier: CodeVerifier,
        /// base64url(SHA-256(codeVerifier)), 43 characters (RFC 7636 §4.2).
        code_challenge: String,
        #[tsify(type = "'S256'")]
        code_challenge_method: &'static str,
    }
}

/// A new pair of code verifier and code challenge.
#[wasm_bindgen(js_name = generatePkce)]
pub fn generate_pkce() -> Result<Js<Pkce>> {
    let code_verifier = CodeVerifier::generate()?;
    Ok(write(&Pkce {
        code_challenge: login::code_challenge(&code_verifier),
        code_verifier,
        code_challenge_method: "S256",
    }))
}

/// The code challenge of a code verifier. Throws 'code-verifier-invalid' for what RFC 7636 §4.1 does
/// not allow.
#[wasm_bindgen(js_name = calculateCodeChallenge)]
pub fn calculate_code_challenge(
    #[wasm_bindgen(unchecked_param_type = "string")] code_verifier: &JsValue,
) -> Result<String> {
    let code_verifier: String = read("codeVerifier", code_verifier)?;
    Ok(login::code_challenge(&CodeVerifier::parse(&code_verifier)?))
}

/// 22 base64url characters from 16 random bytes: inside iAM Smart's limit of 36 and its alphabet.
#[wasm_bindgen(js_name = generateState)]
pub fn generate_state() -> Result<String> {
    Ok(State::generate()?.as_str().to_owned())
}

/// The `source` that iAM Smart wants, from a User-Agent string, by the rules of an e-service in
/// production; what is none of the phones it knows is 'PC_Browser'.
///
/// That is also what an iPad is (Safari on iPadOS says that it is a Mac), and an app's own browser
/// on iOS that does not say 'Safari': such a user is shown a QR code. The app's in-app browser,
/// 'Android_IMS_InAppBrowser' and 'iOS_IMS_InAppBrowser', is not told by any public source: say so
/// yourself where you know it.
#[wasm_bindgen(js_name = detectSource, unchecked_return_type = "Source")]
pub fn detect_source(
    #[wasm_bindgen(unchecked_param_type = "string")] user_agent: &JsValue,
) -> Result<String> {
    let user_agent: String = read("userAgent", user_agent)?;
    Ok(source::Source::detect(&user_agent).as_str().to_owned())
}
