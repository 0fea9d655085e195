//! `iamsmart/verify`: the signature as a detached JWS.

use alloc::string::String;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::{bytes, text};
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, object};
use crate::bindings::verify::{encoded, language, optional_encoded_list, path_options, report};
use crate::verification;
use crate::verification::JwsInput;

/// What is to be signed: `{ text, digest }`.
#[wasm_bindgen(js_name = jwsSigningInput)]
pub fn jws_signing_input(content: &JsValue) -> Result<JsValue> {
    let input = verification::jws_signing_input(&text("content", content)?);
    Ok(object(&[
        ("text", input.text.into()),
        ("digest", Uint8Array::from(&input.digest[..]).into()),
    ]))
}

/// Writes a JWS.
#[wasm_bindgen(js_name = createJws)]
pub fn create_jws(input: &JsValue) -> Result<String> {
    let fields = Fields::of("input", input)?;
    let input = JwsInput {
        content: fields.text("content")?,
        signature: bytes("signature", &fields.value("signature"))?,
        certificate: encoded("certificate", &fields.value("certificate"))?,
        intermediates: optional_encoded_list(&fields, "intermediates")?,
    };
    Ok(verification::create_jws(&input)?)
}

/// Verifies a JWS and the path of its certificate: `VerificationReport`.
#[wasm_bindgen(js_name = verifyJws)]
pub fn verify_jws(jws: &JsValue, content: &JsValue, options: &JsValue) -> Result<JsValue> {
    let jws = text("jws", jws)?;
    let content = text("content", content)?;
    let fields = Fields::of("options", options)?;
    let language = language(&fields)?;
    let verified = verification::verify_jws(&jws, &content, &path_options(&fields)?)?;
    Ok(report(&verified, language))
}
