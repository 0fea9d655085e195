//! What fetching CRLs and OCSP responses needs to know of them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::{Encoded, all_crls, all_ocsp_responses, one_certificate};
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::write::write;
use crate::pki::certificate::Certificate;
use crate::pki::revocation;
use crate::pki::revocation::Crl;
use crate::pki::revocation::OcspResponse;

result! {
    /// Addresses as they stand in a certificate, at most four of a kind; of any scheme.
    pub struct RevocationPointers {
        /// Of CRLs (RFC 5280 §4.2.1.13, §4.2.1.15).
        crls: Vec<String>,
        /// Of OCSP responders (RFC 5280 §4.2.2.1).
        ocsp: Vec<String>,
        /// Of certificates of the issuer (RFC 5280 §4.2.2.1).
        ca_issuers: Vec<String>,
    }
}

/// Where a certificate says that its status and its issuer's certificate can be fetched.
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

/// The OCSPRequest (RFC 6960 §4.1) for one certificate, to be sent by POST as
/// 'application/ocsp-request'; undefined if `issuer` does not have the name of the certificate's
/// issuer.
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

/// Throws if `crl` cannot be read.
#[wasm_bindgen(js_name = checkCrl)]
pub fn check_crl(#[wasm_bindgen(unchecked_param_type = "Encoded")] crl: &JsValue) -> Result<()> {
    for (name, der) in all_crls("crl", &[read("crl", crl)?])? {
        Crl::parse(&name, &der)?;
    }
    Ok(())
}

/// Throws if `response` cannot be read.
#[wasm_bindgen(js_name = checkOcspResponse)]
pub fn check_ocsp_response(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] response: &JsValue,
) -> Result<()> {
    let response = read("response", response)?;
    for (name, der) in all_ocsp_responses("response", &[response])? {
        OcspResponse::parse(&name, &der)?;
    }
    Ok(())
}
