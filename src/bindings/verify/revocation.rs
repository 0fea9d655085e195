//! Addresses and OCSP requests for fetching revocation data.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::{CRL, Encoded, OCSP_RESPONSE, all, one_certificate};
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::write::write;
use crate::pki::certificate::Certificate;
use crate::pki::revocation;
use crate::pki::revocation::Crl;
use crate::pki::revocation::OcspResponse;

result! {
    /// Addresses from a certificate, unchanged and of any scheme, at most four of each kind.
    pub struct RevocationPointers {
        /// Addresses of CRLs (RFC 5280 §4.2.1.13, §4.2.1.15).
        crls: Vec<String>,
        /// Addresses of OCSP responders (RFC 5280 §4.2.2.1).
        ocsp: Vec<String>,
        /// Addresses of the issuer's certificates (RFC 5280 §4.2.2.1).
        ca_issuers: Vec<String>,
    }
}

/// Returns the addresses in a certificate for its revocation data and its issuer's certificate.
///
/// @throws IamSmartError 'certificate-malformed', 'pem-invalid', 'base64-invalid',
///   'invalid-argument'
#[wasm_bindgen(js_name = revocationPointers)]
pub fn revocation_pointers(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] certificate: &JsValue,
) -> Result<Js<RevocationPointers>> {
    let der = one_certificate("certificate", &read("certificate", certificate)?)?;
    let pointers = revocation::RevocationPointers::of(&Certificate::parse("certificate", &der)?);
    let owned = |texts: Vec<&str>| texts.into_iter().map(ToOwned::to_owned).collect();
    Ok(write(&RevocationPointers {
        crls: owned(pointers.crls),
        ocsp: owned(pointers.ocsp),
        ca_issuers: owned(pointers.ca_issuers),
    }))
}

/// Creates an OCSPRequest (RFC 6960 §4.1) for one certificate, to be sent by POST as
/// 'application/ocsp-request'. Returns undefined if `issuer` is not named as the certificate's
/// issuer.
///
/// @throws IamSmartError 'certificate-malformed', 'pem-invalid', 'base64-invalid',
///   'invalid-argument'
#[wasm_bindgen(
    js_name = ocspRequest,
    unchecked_return_type = "Uint8Array<ArrayBuffer> | undefined"
)]
pub fn ocsp_request(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] certificate: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Encoded")] issuer: &JsValue,
) -> Result<Option<Uint8Array>> {
    let certificate: Encoded = read("certificate", certificate)?;
    let issuer: Encoded = read("issuer", issuer)?;
    let certificate = one_certificate("certificate", &certificate)?;
    let issuer = one_certificate("issuer", &issuer)?;
    let request = revocation::ocsp_request(
        &Certificate::parse("certificate", &certificate)?,
        &Certificate::parse("issuer", &issuer)?,
    );
    Ok(request.map(|request| Uint8Array::from(&*request)))
}

/// Parses CRLs and discards them.
///
/// @throws IamSmartError 'crl-malformed', 'pem-invalid', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(js_name = checkCrl)]
pub fn check_crl(#[wasm_bindgen(unchecked_param_type = "Encoded")] crl: &JsValue) -> Result<()> {
    for (name, der) in all(CRL, "crl", &[read("crl", crl)?])? {
        Crl::parse(&name, &der)?;
    }
    Ok(())
}

/// Parses OCSP responses and discards them.
///
/// @throws IamSmartError 'ocsp-response-malformed', 'pem-invalid', 'base64-invalid',
///   'invalid-argument'
#[wasm_bindgen(js_name = checkOcspResponse)]
pub fn check_ocsp_response(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] response: &JsValue,
) -> Result<()> {
    let response = read("response", response)?;
    for (name, der) in all(OCSP_RESPONSE, "response", &[response])? {
        OcspResponse::parse(&name, &der)?;
    }
    Ok(())
}
