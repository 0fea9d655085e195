//! The evidence file.

use alloc::string::String;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::verify::signature::VerifySignatureInput;
use crate::bindings::write::{Fields, ToJs, set, write};
use crate::verification;

/// Everything but the trust anchors that a third party needs to check a signed form years later, as
/// one JSON file: content, signature, certificates, CRLs and OCSP responses. It says what was handed
/// over, whatever a verdict on it would be. `content` is required, and is text.
///
/// Throws what `verifySignature` throws.
#[wasm_bindgen(js_name = createEvidence)]
pub fn create_evidence(
    #[wasm_bindgen(unchecked_param_type = "VerifySignatureInput & { content: string }")]
    input: &JsValue,
) -> Result<String> {
    let input: VerifySignatureInput = read("input", input)?;
    verification::create_evidence(&input.try_into()?)
}

/// The verdict on an evidence file.
#[derive(tsify::Tsify)]
pub struct EvidenceReport {
    #[serde(flatten)]
    report: VerificationReport,
    /// What was signed, if the verdict is TOTAL-PASSED.
    content: String,
}

impl Fields for EvidenceReport {
    fn set_on(&self, object: &Object) {
        self.report.set_on(object);
        set(object, "content", &self.content.to_js());
    }
}

/// Verifies an evidence file. Whom to trust is said by `options.trustAnchors` and never by the file;
/// its CRLs and OCSP responses are used unless `options` has some.
///
/// Throws 'evidence-version', 'evidence-invalid', the codes of `canonicalizeJson` ('json-syntax',
/// …), and what `verifySignature` throws.
#[wasm_bindgen(js_name = verifyEvidence)]
pub fn verify_evidence(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
    options: &Js<PathOptions>,
) -> Result<Js<EvidenceReport>> {
    let evidence: String = read("evidence", evidence)?;
    let options: PathOptions = read("options", options)?;
    let language = options.report_language();
    let verified = verification::verify_evidence(&evidence, &options.try_into()?)?;
    Ok(write(&EvidenceReport {
        report: VerificationReport::of(verified.report, language),
        content: verified.content,
    }))
}
