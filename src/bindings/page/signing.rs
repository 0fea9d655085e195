//! Canonical JSON, HKIC hash and identification code.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Digest, Joining};
use crate::signing::{self, BoundTo};

argument! {
    /// Input of an identification code.
    pub struct IdentificationCodeInput {
        /// Digest to be signed: 32 bytes.
        digest: Digest,
        /// Signer that the code is bound to: the tokenised ID, or for an anonymous request HKIC
        /// hash and client ID.
        bound_to: CodeBoundTo,
        /// How the inputs are joined. No public source confirms which of the three the app uses;
        /// compare with the app first. Default: 'raw'.
        #[tsify(optional)]
        joining: Option<Joining>,
    }
}

argument! {
    /// Signer that an identification code is bound to.
    #[tsify(type = "{ openId: string } | { hkicHash: Digest; clientId: string }")]
    pub struct CodeBoundTo {
        open_id: Option<String>,
        hkic_hash: Option<Digest>,
        client_id: Option<String>,
    }
}

/// Returns the canonical form of a JSON string (RFC 8785) in UTF-8.
///
/// @throws IamSmartError 'json-syntax', 'json-duplicate-key', 'json-number-range' for a number that
///   a double cannot represent, 'json-depth' for more than 512 levels, 'lone-surrogate';
///   'invalid-argument' for more than 1,000,000 values or 16 Mi characters
#[wasm_bindgen(js_name = canonicalizeJson, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn canonicalize_json(
    #[wasm_bindgen(unchecked_param_type = "string")] json: &JsValue,
) -> Result<Vec<u8>> {
    let json: String = read("json", json)?;
    Ok(signing::canonicalize_json(&json)?.into_bytes())
}

/// Returns Base64(SHA-256(HKIC without its check digit)). Accepts 'A123456(3)', 'A1234563' and
/// 'A123456'.
///
/// @throws IamSmartError 'hkic-check-digit', 'hkic-format'
#[wasm_bindgen(js_name = hkicHash)]
pub fn hkic_hash(
    #[wasm_bindgen(unchecked_param_type = "string")] hkic: &JsValue,
) -> Result<String> {
    signing::hkic_hash(&read::<String>("hkic", hkic)?)
}

/// Returns the identification code: four decimal digits, the same as the app shows.
///
/// @throws IamSmartError 'base64-invalid', 'digest-length', 'invalid-argument'
#[wasm_bindgen(js_name = identificationCode)]
pub fn identification_code(input: &Js<IdentificationCodeInput>) -> Result<String> {
    let input: IdentificationCodeInput = read("input", input)?;
    let CodeBoundTo {
        open_id,
        hkic_hash,
        client_id,
    } = input.bound_to;
    let hash;
    let bound_to = if let Some(open_id) = &open_id {
        BoundTo::OpenId(open_id)
    } else {
        hash = required("hkicHash", hkic_hash)?.0;
        BoundTo::Anonymous {
            hkic_hash: hash.as_bytes(),
            client_id: required("clientId", client_id.as_deref())?,
        }
    };
    let joining = input
        .joining
        .map_or_else(signing::Joining::default, Into::into);
    Ok(signing::identification_code(&input.digest.0, bound_to, joining).into())
}
