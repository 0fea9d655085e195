//! `iamsmart/verify`: the evidence file.

use alloc::string::String;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::text;
use crate::bindings::error::Result;
use crate::bindings::object::Fields;
use crate::bindings::verify::{language, path_options, report, signature_input};
use crate::verification;

/// Writes an evidence file.
#[wasm_bindgen(js_name = createEvidence)]
pub fn create_evidence(input: &JsValue) -> Result<String> {
    let fields = Fields::of("input", input)?;
    Ok(verification::create_evidence(&signature_input(&fields)?)?)
}

/// Verifies an evidence file: `VerificationReport & { content }`.
#[wasm_bindgen(js_name = verifyEvidence)]
pub fn verify_evidence(evidence: &JsValue, options: &JsValue) -> Result<JsValue> {
    let evidence = text("evidence", evidence)?;
    let fields = Fields::of("options", options)?;
    let language = language(&fields)?;
    let verified = verification::verify_evidence(&evidence, &path_options(&fields)?)?;
    let report = report(&verified.report, language);
    Reflect::set(&report, &"content".into(), &verified.content.into())?;
    Ok(report)
}
