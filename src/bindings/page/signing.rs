//! Prepare what is signed, and what the user compares.

use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::{bytes, text};
use crate::bindings::error::Result;
use crate::bindings::object::Record;
use crate::signing::{self, BoundTo, Digest, Joining};

/// The canonical form of a JSON text (RFC 8785), in UTF-8.
#[wasm_bindgen(js_name = canonicalizeJson)]
pub fn canonicalize_json(json: &JsValue) -> Result<Vec<u8>> {
    Ok(signing::canonicalize_json(&text("json", json)?)?.into_bytes())
}

/// Base64(SHA-256(HKIC without its check digit)).
#[wasm_bindgen(js_name = hkicHash)]
pub fn hkic_hash(hkic: &JsValue) -> Result<String> {
    Ok(signing::hkic_hash(&text("hkic", hkic)?)?)
}

/// Four decimal digits.
#[wasm_bindgen(js_name = identificationCode)]
pub fn identification_code(input: &JsValue) -> Result<String> {
    let mut input = Record::of("input", input)?;
    let digest = digest_of("digest", &input.value("digest"))?;
    let joining = input.optional_text("joining");
    let bound_to = input.value("boundTo");
    input.finish()?;
    let joining = joining
        .as_deref()
        .map_or(Ok(Joining::default()), Joining::parse)?;
    let mut bound_to = Record::of("boundTo", &bound_to)?;
    let open_id = bound_to.optional_text("openId");
    let (hkic_hash, client_id);
    let bound_to = if let Some(open_id) = &open_id {
        bound_to.finish()?;
        BoundTo::OpenId(open_id)
    } else {
        client_id = bound_to.text("clientId");
        let hash = bound_to.value("hkicHash");
        bound_to.finish()?;
        hkic_hash = digest_of("hkicHash", &hash)?;
        BoundTo::Anonymous {
            hkic_hash: hkic_hash.as_bytes(),
            client_id: &client_id,
        }
    };
    Ok(signing::identification_code(&digest, bound_to, joining).into())
}

#[inline(never)]
fn digest_of(name: &str, value: &JsValue) -> Result<Digest> {
    Ok(Digest::from_bytes(&bytes(name, value)?)?)
}
