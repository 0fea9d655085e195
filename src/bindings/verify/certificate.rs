//! A certificate by itself.

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;

intersection! {
    /// A certificate, and requirements of its path.
    pub struct ValidatePathInput {
        end_entity: EndEntity,
        options: PathOptions,
    }
}

argument! {
    /// The certificate at the end of a path.
    pub struct EndEntity {
        /// Whose path is validated.
        certificate: Encoded,
    }
}

/// Validates the path of a certificate. Throws what `verifySignature` throws.
#[wasm_bindgen(js_name = validateCertificatePath)]
pub fn validate_certificate_path(input: &Js<ValidatePathInput>) -> Result<Js<VerificationReport>> {
    let input: ValidatePathInput = read("input", input)?;
    let language = input.options.report_language();
    let certificate = input.end_entity.certificate;
    let report = verification::validate_certificate_path(&certificate, &input.options.try_into()?)?;
    Ok(write(&VerificationReport::of(report, language)))
}
