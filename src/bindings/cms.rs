//! `iamsmart/verify`: CMS signatures.

use wasm_bindgen::prelude::*;

use super::bytes::bytes;
use super::error::Result;
use super::object::Fields;
use super::verify::{content, language, path_options, present, report};
use crate::verification::cms::{self, CmsInput};

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
    Ok(report(&cms::verify_cms(&input)?, language))
}
