//! Prepare what is signed, and what the user compares.

use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::bytes;
use crate::bindings::error::Result;
use crate::signing;
use crate::signing::{BoundTo, Digest, Joining};

/// The canonical form of a JSON text (RFC 8785), in UTF-8.
#[wasm_bindgen(js_name = canonicalizeJson)]
pub fn canonicalize_json(json: &str) -> Result<Vec<u8>> {
    Ok(signing::canonicalize_json(json)?.into_bytes())
}

/// Base64(SHA-256(HKIC without its check digit)).
#[wasm_bindgen(js_name = hkicHash)]
pub fn hkic_hash(hkic: &str) -> Result<String> {
    Ok(signing::hkic_hash(hkic)?)
}

/// Four decimal digits. Bound to the tokenised ID, or where there is none to the other two.
#[wasm_bindgen(js_name = identificationCode)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "wasm-bindgen hands over optional texts"
)]
pub fn identification_code(
    digest: &JsValue,
    joining: Option<String>,
    open_id: Option<String>,
    hkic_hash: &JsValue,
    client_id: &str,
) -> Result<String> {
    let digest = digest_of("digest", digest)?;
    let joining = joining
        .as_deref()
        .map_or(Ok(Joining::default()), Joining::parse)?;
    let anonymous;
    let bound_to = if let Some(open_id) = &open_id {
        BoundTo::OpenId(open_id)
    } else {
        anonymous = digest_of("hkicHash", hkic_hash)?;
        BoundTo::Anonymous {
            hkic_hash: anonymous.as_bytes(),
            client_id,
        }
    };
    Ok(signing::identification_code(&digest, bound_to, joining).into())
}

#[inline(never)]
fn digest_of(name: &str, value: &JsValue) -> Result<Digest> {
    Ok(Digest::from_bytes(&bytes(name, value)?)?)
}
