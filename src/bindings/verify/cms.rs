//! CMS signatures (RFC 5652).

use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::Encoded;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::Bytes;
use crate::bindings::verify::encoded::SignedContent;
use crate::bindings::verify::existence::{ProofOfExistence, existence_of};
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;

intersection! {
    /// CMS signature, with candidates and requirements of the path of its signer's certificate.
    pub struct VerifyCmsInput {
        signed: CmsSignature,
        options: PathOptions,
    }
}

argument! {
    /// CMS signature and the content or digest that it covers.
    pub struct CmsSignature {
        /// SignedData in DER or BER, such as iAM Smart's `pdfSignature`; trailing zeros are
        /// allowed, as in the `/Contents` of a PDF. Or its text, as a string or as bytes: PEM with
        /// the label CMS or PKCS7, Base64 with or without line breaks, or an S/MIME file of one
        /// part with its header (`smime.p7m`, `smime.p7s`).
        cms: Encoded,
        /// Signed content if the message does not contain it (for a PDF, its byte range).
        #[tsify(optional)]
        content: Option<SignedContent>,
        /// Digest of the content by the message's own digest algorithm, as it was sent as
        /// `docDigest`: 32, 48 or 64 bytes. Of a message without signed attributes, pass the content
        /// where it is at hand: a digest does not tell whether its content reads as signed attributes,
        /// which someone else's signature could be over.
        #[tsify(optional)]
        digest: Option<Bytes>,
        /// Signer to judge, of a message with several: the index in `signers` of the report. Without
        /// it, the verdict on a message with several signers is INDETERMINATE (TOTAL-FAILED if it is
        /// so for every one of them), because anyone can add another, and `signers` has a report on
        /// each. At most 16 are judged at once.
        #[tsify(optional)]
        signer: Option<u32>,
        /// What time-stamps beside the message prove of it: of the value of its signature, of the
        /// time-stamps over that, and of the certificates, CRLs and OCSP responses that it is judged by.
        /// At most 10,000.
        #[tsify(optional)]
        existence: Option<Vec<ProofOfExistence>>,
    }
}

/// Verifies a CMS signature (RFC 5652), and the path of the signer's certificate. The report on a
/// message with several signers has one on each of them in `signers`, unless `signer` chooses one.
/// Certificates in the message are used as intermediates, never as trust anchors. CRLs and OCSP
/// responses in the message are used in addition to those in the options. Time-stamps over the
/// signature (id-aa-signatureTimeStampToken, ETSI EN 319 122-1 §5.3) are verified up to one of
/// `timestampAnchors`: what they prove stands beside the claimed time, and what ended or was revoked
/// since does not undo the signature. Other unsigned attributes, such as countersignatures, are not
/// read, and the report says so.
///
/// @throws IamSmartError 'cms-malformed', or a code of `verifySignature`
#[wasm_bindgen(js_name = verifyCms)]
pub fn verify_cms(input: &Js<VerifyCmsInput>) -> Result<Js<VerificationReport>> {
    let VerifyCmsInput { signed, options } = read("input", input)?;
    let language = options.report_language();
    let report = verification::verify_cms(&verification::CmsInput {
        cms: signed.cms,
        content: signed.content.map(|SignedContent(content)| content),
        digest: signed.digest.map(|Bytes(digest)| digest),
        signer: signed.signer.map(|signer| signer as usize),
        existence: existence_of(signed.existence)?,
        options: options.try_into()?,
    })?;
    Ok(write(&VerificationReport::of(report, language)))
}
