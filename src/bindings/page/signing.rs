//! Prepare what is signed, and what the user compares.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Digest, Joining};
use crate::signing::{self, BoundTo};

argument! {
    /// What an identification code is made of.
    pub struct IdentificationCodeInput {
        /// The digest that is signed.
        digest: Digest,
        /// Whom it is bound to: the tokenised ID, or, in an anonymous request, HKIC hash and client ID.
        bound_to: CodeBoundTo,
        /// How the inputs are joined. No public source confirms which of the three the app uses: compare
        /// with the app first. Default: 'raw'.
        #[tsify(optional)]
        joining: Option<Joining>,
    }
}

argument! {
    /// Whom an identification code is bound to.
    #[tsify(type = "{ openId: string } | { hkicHash: Digest; clientId: string }")]
    pub struct CodeBoundTo {
        open_id: Option<String>,
        hkic_hash: Option<Digest>,
        client_id: Option<String>,
    }
}

/// RFC 8785 canonical form of a JSON string, in UTF-8. Refuses duplicate keys, lone surrogates,
/// numbers that a double cannot hold, and more than 512 levels.
#[wasm_bindgen(js_name = canonicalizeJson, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn canonicalize_json(
    #[wasm_bindgen(unchecked_param_type = "string")] json: &JsValue,
) -> Result<Vec<u8>> {
    let json: String = read("json", json)?;
    Ok(signing::canonicalize_json(&json)?.into_bytes())
}

/// Base64(SHA-256(HKIC without its check digit)). Takes 'A123456(3)', 'A1234563' or 'A123456';
/// throws 'hkic-check-digit' or 'hkic-format'.
#[wasm_bindgen(js_name = hkicHash)]
pub fn hkic_hash(
    #[wasm_bindgen(unchecked_param_type = "string")] hkic: &JsValue,
) -> Result<String> {
    signing::hkic_hash(&read::<String>("hkic", hkic)?)
}

/// Four decimal digits, the same that the app shows.
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
