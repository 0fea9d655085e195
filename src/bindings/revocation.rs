//! `iamsmart/verify`: what fetching CRLs and OCSP responses needs to know of them.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::asn1::pem::{all_crls, all_ocsp_responses, one_certificate};
use crate::bindings::error::Result;
use crate::bindings::object::object;
use crate::bindings::verify::encoded;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::Crl;
use crate::pki::revocation::OcspResponse;
use crate::pki::revocation::RevocationPointers;
use crate::pki::revocation::ocsp_request as encode_ocsp_request;

/// Where a certificate says that its status and its issuer are to be had: `RevocationPointers`.
#[wasm_bindgen(js_name = revocationPointers)]
pub fn revocation_pointers(certificate: &JsValue) -> Result<JsValue> {
    const NAME: &str = "certificate";
    let der = one_certificate(NAME, &encoded(NAME, certificate)?)?;
    let pointers = RevocationPointers::of(&Certificate::parse(NAME, &der)?);
    let texts = |texts: &[&str]| -> JsValue {
        let texts = texts.iter().map(|text| JsValue::from(*text));
        texts.collect::<Array>().into()
    };
    Ok(object(&[
        ("crls", texts(&pointers.crls)),
        ("ocsp", texts(&pointers.ocsp)),
        ("caIssuers", texts(&pointers.ca_issuers)),
    ]))
}

/// The OCSP request for one certificate; undefined where the issuer is another one.
#[wasm_bindgen(js_name = ocspRequest)]
pub fn ocsp_request(certificate: &JsValue, issuer: &JsValue) -> Result<Option<Uint8Array>> {
    let der = one_certificate("certificate", &encoded("certificate", certificate)?)?;
    let issuer = one_certificate("issuer", &encoded("issuer", issuer)?)?;
    let request = encode_ocsp_request(
        &Certificate::parse("certificate", &der)?,
        &Certificate::parse("issuer", &issuer)?,
    );
    Ok(request.map(|request| Uint8Array::from(&*request)))
}

/// Throws where `crl` is none that can be read.
#[wasm_bindgen(js_name = checkCrl)]
pub fn check_crl(crl: &JsValue) -> Result<()> {
    for (name, der) in all_crls("crl", &[encoded("crl", crl)?])? {
        Crl::parse(&name, &der)?;
    }
    Ok(())
}

/// Throws where `response` is none that can be read.
#[wasm_bindgen(js_name = checkOcspResponse)]
pub fn check_ocsp_response(response: &JsValue) -> Result<()> {
    for (name, der) in all_ocsp_responses("response", &[encoded("response", response)?])? {
        OcspResponse::parse(&name, &der)?;
    }
    Ok(())
}
