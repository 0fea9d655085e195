//! Prepare what is signed, and what the user compares.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::bytes::{bytes, text};
use crate::bindings::error::{Result, unreadable};
use crate::signing::{self, BoundTo, Digest, Joining};

/// The canonical form of a JSON text (RFC 8785), in UTF-8.
#[wasm_bindgen(js_name = canonicalizeJson)]
pub fn canonicalize_json(json: &JsValue) -> Result<Vec<u8>> {
    Ok(signing::canonicalize_json(&text("json", json)?)?.into_bytes())
}

/// Base64(SHA-256(HKIC without its check digit)).
#[wasm_bindgen(js_name = hkicHash)]
pub fn hkic_hash(hkic: &str) -> Result<String> {
    Ok(signing::hkic_hash(hkic)?)
}

/// Four decimal digits.
#[wasm_bindgen(js_name = identificationCode)]
pub fn identification_code(input: JsValue) -> Result<String> {
    let input: Input =
        serde_wasm_bindgen::from_value(input).map_err(|e| unreadable("input", &e))?;
    let digest = Digest::from_bytes(&bytes("digest", &input.digest)?)?;
    let joining = input.joining.unwrap_or_default().into();
    let code = match input.bound_to {
        BoundToInput {
            open_id: Some(open_id),
            ..
        } => signing::identification_code(&digest, BoundTo::OpenId(&open_id), joining),
        BoundToInput {
            hkic_hash,
            client_id: Some(client_id),
            ..
        } => {
            let hkic_hash = Digest::from_bytes(&bytes("hkicHash", &hkic_hash)?)?;
            let bound_to = BoundTo::Anonymous {
                hkic_hash: hkic_hash.as_bytes(),
                client_id: &client_id,
            };
            signing::identification_code(&digest, bound_to, joining)
        }
        BoundToInput { .. } => {
            return Err(Error::InvalidArgument {
                name: "boundTo".to_owned(),
                reason: "it has an openId, or an hkicHash and a clientId".to_owned(),
            }
            .into());
        }
    };
    Ok(code.to_string())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    digest: JsValue,
    bound_to: BoundToInput,
    joining: Option<JoiningInput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BoundToInput {
    open_id: Option<String>,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    hkic_hash: JsValue,
    client_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum JoiningInput {
    #[default]
    Raw,
    HashedTexts,
    RawDigestHashedId,
}

impl From<JoiningInput> for Joining {
    fn from(joining: JoiningInput) -> Self {
        match joining {
            JoiningInput::Raw => Self::Raw,
            JoiningInput::HashedTexts => Self::HashedTexts,
            JoiningInput::RawDigestHashedId => Self::RawDigestHashedId,
        }
    }
}
