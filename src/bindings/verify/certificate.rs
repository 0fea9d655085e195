//! Validation of a certificate's path.

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
    /// Certificate, with candidates and requirements of its path.
    pub struct ValidatePathInput {
        end_entity: EndEntity,
        options: PathOptions,
    }
}

argument! {
    /// End entity of a path.
    pub struct EndEntity {
        /// Certificate whose path is validated.
        certificate: Encoded,
    }
}

/// Validates the path of a certificate (RFC 5280 §6).
///
/// @throws IamSmartError the codes of `verifySignature`
#[wasm_bindgen(js_name = validateCertificatePath)]
pub fn validate_certificate_path(input: &Js<ValidatePathInput>) -> Result<Js<VerificationReport>> {
    let input: ValidatePathInput = read("input", input)?;
    let language = input.options.report_language();
    let certificate = input.end_entity.certificate;
    let report = verification::validate_certificate_path(&certificate, &input.options.try_into()?)?;
    Ok(write(&VerificationReport::of(report, language)))
}
