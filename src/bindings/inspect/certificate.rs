//! Inspection of a certificate.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::bindings::inspect::field::InspectedField;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::Language;
use crate::bindings::write::write;
use crate::inspection;
use crate::report::ReportLanguage;

argument! {
    /// Options of an inspection.
    pub struct InspectOptions {
        /// Language of titles and texts. Default: 'en'.
        #[tsify(optional)]
        language: Option<Language>,
    }
}

result! {
    /// What a certificate holds.
    pub struct CertificateInspection {
        /// Every field and extension, in the certificate's order; then its fingerprints.
        fields: Vec<InspectedField>,
        /// The same as plain text: a field in a line, its parts below it, two blanks further in.
        text: String,
        /// Where this reader and the verdict's see different things in the same bytes; empty if they
        /// agree.
        differences: Vec<ReaderDifference>,
    }
}

result! {
    /// Field that this reader and the verdict's read differently.
    pub struct ReaderDifference {
        /// Name of the field, as in 'cRLDistributionPoints'; 'certificate' if one of the two
        /// readers refuses the whole certificate.
        field: String,
        /// What is different, for display, in full sentences.
        detail: String,
        /// Value that this reader sees, bytes in hexadecimal; 'refused' for an extension that it
        /// cannot read; undefined if it sees none.
        #[tsify(optional)]
        inspected: Option<String>,
        /// Value that the verdict's reader sees.
        #[tsify(optional)]
        verdict: Option<String>,
    }
}

/// Returns every field and extension of a certificate, by its name and in the language asked for.
/// Reads leniently, for people who look into a certificate; whether to trust it is the question of
/// `validateCertificatePath` of `iamsmart/verify`.
///
/// @throws IamSmartError 'certificate-malformed', 'pem-invalid', 'base64-invalid',
///   'invalid-argument'
#[wasm_bindgen(js_name = inspectCertificate)]
pub fn inspect_certificate(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] certificate: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "InspectOptions")] options: &JsValue,
) -> Result<Js<CertificateInspection>> {
    let certificate: Encoded = read("certificate", certificate)?;
    let options: Option<InspectOptions> = read("options", options)?;
    let language = options.and_then(|options| options.language);
    let language = language.map_or_else(ReportLanguage::default, Into::into);
    let inspection = inspection::inspect(&certificate)?;
    let differences = inspection.differences.iter();
    Ok(write(&CertificateInspection {
        fields: InspectedField::all(&inspection.fields, language),
        text: inspection.text(language),
        differences: differences
            .map(|difference| ReaderDifference::of(difference, language))
            .collect(),
    }))
}

impl ReaderDifference {
    fn of(difference: &inspection::ReaderDifference, language: ReportLanguage) -> Self {
        Self {
            field: difference.field.clone(),
            detail: difference.detail.in_language(language),
            inspected: difference.inspected.clone(),
            verdict: difference.verdict.clone(),
        }
    }
}
