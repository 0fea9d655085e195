//! Time-stamps and revocation data in PDF files.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::bindings::pdf::prepare::{Joined, Whole};
use crate::bindings::read::read;
use crate::bindings::tsify;
use crate::bindings::values::Octets;
use crate::pdf::{self, PdfFile};

argument! {
    /// What a signature needs to be judged when nobody can be asked any more.
    pub struct PdfRevocationData {
        /// Certificates of the paths: of signers, of authorities that answered, of time-stamps.
        #[tsify(optional)]
        certificates: Option<Vec<Encoded>>,
        /// CRLs.
        #[tsify(optional)]
        crls: Option<Vec<Encoded>>,
        /// OCSP responses.
        #[tsify(optional)]
        ocsp_responses: Option<Vec<Encoded>>,
        /// Field of the signature that it is for. Default: every signature of the file that has none
        /// yet.
        #[tsify(optional)]
        field_name: Option<String>,
    }
}

/// Returns the SHA-256 digest that a time-stamp over a signature is asked for: of its value.
///
/// @throws IamSmartError 'cms-malformed', also for a message that has not exactly one signer,
///   'base64-invalid', 'pem-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = timestampedDigest,
    unchecked_return_type = "Uint8Array<ArrayBuffer>"
)]
pub fn timestamped_digest(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] cms: &JsValue,
) -> Result<Uint8Array> {
    let cms: Encoded = read("cms", cms)?;
    let digest = pdf::timestamped_digest(&cms)?;
    Ok(Octets(digest.to_vec()).array())
}

/// Adds a time-stamp to a signature, and returns the message.
///
/// @throws IamSmartError those of `timestampedDigest`, 'pdf-digest-mismatch'
#[wasm_bindgen(
    js_name = withSignatureTimestamp,
    unchecked_return_type = "Uint8Array<ArrayBuffer>"
)]
pub fn with_signature_timestamp(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] cms: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "BufferSource")] token: &JsValue,
) -> Result<Uint8Array> {
    let cms: Encoded = read("cms", cms)?;
    let token: Whole = read("token", token)?;
    Ok(Octets(pdf::add_timestamp(&cms, &token.0)?).array())
}

/// Adds certificates and revocation data to a signed file: an update with a document security store
/// (DSS; ISO 32000-2 §12.8.4.3), which has each of them once. Its signatures stay as they are.
///
/// @throws IamSmartError 'pdf-malformed', 'pdf-encrypted', 'pdf-field-unusable' if there is no
///   signature, 'pem-invalid', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = addPdfRevocation,
    unchecked_return_type = "Uint8Array<ArrayBuffer>"
)]
pub fn add_pdf_revocation(
    #[wasm_bindgen(unchecked_param_type = "BufferSource")] pdf: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "PdfRevocationData")] data: &JsValue,
) -> Result<Uint8Array> {
    let data: PdfRevocationData = read("data", data)?;
    let Whole(octets) = read("pdf", pdf)?;
    let file = PdfFile::read(octets)?;
    let update = pdf::add_revocation(
        &file,
        &pdf::RevocationData {
            certificates: data.certificates.unwrap_or_default(),
            crls: data.crls.unwrap_or_default(),
            ocsp_responses: data.ocsp_responses.unwrap_or_default(),
            field_name: data.field_name,
        },
    )?;
    let Joined(array) = Joined::of([file.octets(), &update]);
    Ok(array)
}
