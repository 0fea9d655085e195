//! JWS (RFC 7515).

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Octets};
use crate::bindings::verify::encoded::SignedContent;
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;

result! {
    /// JWS signing input and its digest.
    pub struct JwsSigningInput {
        /// JWS signing input (RFC 7515 §5.1, step 8), ASCII.
        text: String,
        /// SHA-256 of `text`: 32 bytes.
        digest: Octets,
    }
}

argument! {
    /// Signature over the digest of a JWS signing input, and its certificates.
    pub struct JwsInput {
        /// Signed content: the JWS payload.
        content: String,
        /// RSA signature, as long as the key's modulus.
        signature: Bytes,
        /// Signer's certificate.
        certificate: Encoded,
        /// Intermediate certificates, each the issuer of the one before it.
        #[tsify(optional)]
        intermediates: Option<Vec<Encoded>>,
    }
}

/// Returns the data to be signed for a JWS (RFC 7515): send `digest` as `hashCode` with
/// `NONEwithRSA`. A JWS signature covers the JWS header as well as the content, so a signature over
/// the content's digest alone cannot become one.
#[wasm_bindgen(js_name = jwsSigningInput)]
pub fn jws_signing_input(
    #[wasm_bindgen(unchecked_param_type = "string")] content: &JsValue,
) -> Result<Js<JwsSigningInput>> {
    let content: String = read("content", content)?;
    let input = verification::jws_signing_input(&content);
    Ok(write(&JwsSigningInput {
        text: input.text,
        digest: Octets(input.digest.to_vec()),
    }))
}

/// Creates a detached JWS (RFC 7515 §7.2.2 and Appendix F): RS256, flattened JSON, certificates in
/// the unprotected header (`x5c`). For other verifiers, insert the payload: `{ ...JSON.parse(jws),
/// payload }`, where `payload` is the content in Base64url.
///
/// @throws IamSmartError 'jws-impossible' if the signature does not cover the JWS signing input in
///   a DigestInfo (`signedAs: 'digest'`); the message says what it covers
#[wasm_bindgen(js_name = createJws)]
pub fn create_jws(input: &Js<JwsInput>) -> Result<String> {
    let input: JwsInput = read("input", input)?;
    verification::create_jws(&verification::JwsInput {
        content: input.content,
        signature: input.signature.0,
        certificate: input.certificate,
        intermediates: input.intermediates.unwrap_or_default(),
    })
}

/// Verifies a JWS (RFC 7515) with one signature, and the path of its certificate: compact or JSON,
/// attached or detached; RS256 and the other RSA, ECDSA and Ed25519 algorithms of JOSE.
///
/// `content` is the payload; it may be undefined if the JWS is attached, and then the report is
/// about the payload in the JWS. The signer's certificate is the first in `x5c`, or one of
/// `intermediates` with the digest in `x5t#S256`, which is compared if it is there. `jwk`, `jku`,
/// `kid`, `x5t` and `x5u` are not used.
///
/// @throws IamSmartError 'jws-invalid', 'base64url-invalid', or a code of `canonicalizeJson` or
///   `verifySignature`
#[wasm_bindgen(js_name = verifyJws)]
pub fn verify_jws(
    #[wasm_bindgen(unchecked_param_type = "string")] jws: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string | undefined")] content: &JsValue,
    options: &Js<PathOptions>,
) -> Result<Js<VerificationReport>> {
    let jws: String = read("jws", jws)?;
    let content: Option<SignedContent> = read("content", content)?;
    let options: PathOptions = read("options", options)?;
    let language = options.report_language();
    let content = content.as_ref().map(|SignedContent(content)| &**content);
    let report = verification::verify_jws(&jws, content, &options.try_into()?)?;
    Ok(write(&VerificationReport::of(report, language)))
}
