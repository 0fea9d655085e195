//! CMS signatures.

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::Bytes;
use crate::bindings::verify::encoded::Content;
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;

intersection! {
    /// A CMS signature, and requirements of the path of its signer's certificate.
    pub struct VerifyCmsInput {
        signed: CmsSignature,
        options: PathOptions,
    }
}

argument! {
    /// A CMS signature and what it is over.
    pub struct CmsSignature {
        /// SignedData in DER or BER, as iAM Smart's `pdfSignature`; zeros may follow it, as in
        /// `/Contents` of a PDF.
        cms: Bytes,
        /// What was signed, if the message does not hold it (a PDF's byte range).
        #[tsify(optional)]
        content: Option<Content>,
        /// Its digest by the message's own digest algorithm, as it was sent as `docDigest`: 32, 48 or
        /// 64 bytes.
        #[tsify(optional)]
        digest: Option<Bytes>,
    }
}

/// Verifies a CMS signature (RFC 5652) of one signer, and the path of its certificate. Certificates
/// of the message may lead to a trust anchor and never are one; its CRLs and OCSP responses are used
/// beside those given. Time-stamps and countersignatures are not read, and the report says so.
///
/// Throws 'cms-malformed', and what `verifySignature` throws.
#[wasm_bindgen(js_name = verifyCms)]
pub fn verify_cms(input: &Js<VerifyCmsInput>) -> Result<Js<VerificationReport>> {
    let VerifyCmsInput { signed, options } = read("input", input)?;
    let language = options.report_language();
    let report = verification::verify_cms(&verification::CmsInput {
        cms: signed.cms.0,
        content: signed.content.map(|Content(content)| content),
        digest: signed.digest.map(|Bytes(digest)| digest),
        options: options.try_into()?,
    })?;
    Ok(write(&VerificationReport::of(report, language)))
}
