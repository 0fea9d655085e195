//! Addresses and OCSP requests for fetching revocation data.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::item::Item;
use crate::asn1::pem::{CRL, Encoded, OCSP_RESPONSE, one_certificate};
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::Octets;
use crate::bindings::write::write;
use crate::pki::certificate::Certificate;
use crate::pki::cms;
use crate::pki::revocation;
use crate::pki::revocation::Crl;
use crate::pki::revocation::OcspResponse;

result! {
    /// Addresses from a certificate, unchanged and of any scheme, at most four of each kind.
    pub struct RevocationPointers {
        /// Addresses of CRLs (RFC 5280 §4.2.1.13, §4.2.1.15).
        crls: Vec<String>,
        /// The same by distribution point: the addresses of one point lead to one CRL (RFC 5280
        /// §4.2.1.13).
        crl_points: Vec<Vec<String>>,
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
    let points = pointers.crl_points.into_iter();
    Ok(write(&RevocationPointers {
        crls: owned(pointers.crls),
        crl_points: points.map(owned).collect(),
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
    Ok(request.map(|request| Octets(request).array()))
}

/// Returns the DER of every certificate in a file: a certificate, PEM with several, or a certs-only
/// CMS message (`.p7c`, `.p7b`; RFC 5652 §5) in DER, BER or PEM. The certificates are not parsed.
/// `intermediates` and `trustAnchors` of `PathOptions` take such files as they are.
///
/// @throws IamSmartError 'certificate-malformed' for CMS that is not certs-only, 'pem-invalid',
///   'base64-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = certificatesOf,
    unchecked_return_type = "Uint8Array<ArrayBuffer>[]"
)]
pub fn certificates_of(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] file: &JsValue,
) -> Result<Vec<Uint8Array>> {
    let file: Encoded = read("file", file)?;
    let certificates = cms::certificates_of("file", &file)?;
    Ok(certificates
        .into_iter()
        .map(|der| Octets(der).array())
        .collect())
}

/// Returns the DER of the certificates in a CMS message with a signature, in any order, to fetch
/// revocation data for. They are what its signer put there, and trusted for nothing.
///
/// @throws IamSmartError 'cms-malformed', 'pem-invalid', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = cmsCertificates,
    unchecked_return_type = "Uint8Array<ArrayBuffer>[]"
)]
pub fn cms_certificates(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] cms: &JsValue,
) -> Result<Vec<Uint8Array>> {
    let certificates = cms::certificates_in(&read("cms", cms)?)?.into_iter();
    Ok(certificates.map(|der| Octets(der).array()).collect())
}

/// Returns the values of the signatures in a CMS message, in the order of its signers: what a
/// time-stamp of a signature is over (RFC 3161 Appendix A).
///
/// @throws IamSmartError 'cms-malformed', 'pem-invalid', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = cmsSignatureValues,
    unchecked_return_type = "Uint8Array<ArrayBuffer>[]"
)]
pub fn cms_signature_values(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] cms: &JsValue,
) -> Result<Vec<Uint8Array>> {
    let values = cms::signatures_in(&read("cms", cms)?)?.into_iter();
    Ok(values.map(|octets| Octets(octets).array()).collect())
}

/// Parses a CRL, or several in PEM, and discards them.
///
/// @throws IamSmartError 'crl-malformed', 'pem-invalid', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(js_name = checkCrl)]
pub fn check_crl(#[wasm_bindgen(unchecked_param_type = "Encoded")] crl: &JsValue) -> Result<()> {
    let crl: Encoded = read("crl", crl)?;
    for der in Item::octets_of(CRL, "crl", &crl)? {
        Crl::parse("crl", &der)?;
    }
    Ok(())
}

/// Parses an OCSP response and discards it. Returns false if it is no answer, but a status that
/// says why there is none (RFC 6960 §4.2.1, OCSPResponseStatus).
///
/// @throws IamSmartError 'ocsp-response-malformed', 'pem-invalid', 'base64-invalid',
///   'invalid-argument'
#[wasm_bindgen(js_name = checkOcspResponse)]
pub fn check_ocsp_response(
    #[wasm_bindgen(unchecked_param_type = "Encoded")] response: &JsValue,
) -> Result<bool> {
    let response: Encoded = read("response", response)?;
    let mut answers = true;
    for der in Item::octets_of(OCSP_RESPONSE, "response", &response)? {
        answers &= OcspResponse::parse("response", &der)?.refusal().is_none();
    }
    Ok(answers)
}
