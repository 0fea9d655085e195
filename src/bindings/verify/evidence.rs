//! Evidence files.

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

/// Creates an evidence file: one JSON string with content, signature, certificates, CRLs and OCSP
/// responses, which is everything that a third party needs to verify a signed form years later,
/// except the trust anchors. The file contains what was passed in, whatever the verdict on it would
/// be, but for what cannot be read. `content` is required and must be a string.
///
/// @throws IamSmartError the codes of `verifySignature`
#[wasm_bindgen(js_name = createEvidence)]
pub fn create_evidence(
    #[wasm_bindgen(unchecked_param_type = "VerifySignatureInput & { content: string }")]
    input: &JsValue,
) -> Result<String> {
    let input: VerifySignatureInput = read("input", input)?;
    verification::create_evidence(&input.try_into()?)
}

/// Report on an evidence file.
#[derive(tsify::Tsify)]
pub struct EvidenceReport {
    #[serde(flatten)]
    report: VerificationReport,
    /// Content in the file. It is what was signed only if the verdict is TOTAL-PASSED.
    content: String,
}

impl Fields for EvidenceReport {
    fn set_on(&self, object: &Object) {
        self.report.set_on(object);
        set(object, "content", &self.content.to_js());
    }
}

/// Verifies an evidence file. Trust anchors come from `options.trustAnchors`, never from the file.
/// The CRLs and OCSP responses are those of the file and those of `options`. Whether revocation is
/// checked is said by `options.revocation`, never by what the file holds.
///
/// @throws IamSmartError 'evidence-version', 'evidence-invalid', or a code of `canonicalizeJson`
///   ('json-syntax', …) or `verifySignature`
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
