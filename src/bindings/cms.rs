//! `iamsmart/verify`: CMS signatures.

use wasm_bindgen::prelude::*;

use crate::bindings::bytes::bytes;
use crate::bindings::error::Result;
use crate::bindings::object::Fields;
use crate::bindings::verify::{content, language, path_options, present, report};
use crate::verification;
use crate::verification::CmsInput;

/// Verifies a CMS signature and the path of its signer's certificate: `VerificationReport`.
#[wasm_bindgen(js_name = verifyCms)]
pub fn verify_cms(input: &JsValue) -> Result<JsValue> {
    let fields = Fields::of("input", input)?;
    let language = language(&fields)?;
    let input = CmsInput {
        cms: bytes("cms", &fields.value("cms"))?,
        content: present(fields.value("content")).map(content).transpose()?,
        digest: present(fields.value("digest"))
            .map(|value| bytes("digest", &value))
            .transpose()?,
        options: path_options(&fields)?,
    };
    Ok(report(&verification::verify_cms(&input)?, language))
}
