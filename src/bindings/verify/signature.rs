//! A signature over a digest.

use wasm_bindgen::prelude::*;

use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Moment};
use crate::bindings::verify::encoded::Content;
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;
use crate::{Error, Result};

intersection! {
    /// A signature over a digest, and requirements of the path of its certificate.
    pub struct VerifySignatureInput {
        signed: SignedDigest,
        pub(super) options: PathOptions,
    }
}

argument! {
    /// A signature over a digest, as iAM Smart returns it.
    pub struct SignedDigest {
        /// The content itself. If `digest` is given too, they must agree.
        #[tsify(optional)]
        content: Option<Content>,
        /// The digest that was sent as `hashCode`, 32 bytes: SHA-256, or for an SM2 signature SM3.
        #[tsify(optional)]
        digest: Option<Bytes>,
        /// As many bytes as the RSA key's modulus, or for SM2 the DER of r and s.
        signature: Bytes,
        /// The signer's certificate.
        certificate: Encoded,
        /// As in the request. Default: every mode is tried, and the report says which one held.
        #[tsify(optional)]
        signature_algorithm: Option<SignatureAlgorithm>,
        /// The transaction's own `timestamp`: reported as claimed, never trusted as proof of time.
        #[tsify(optional)]
        claimed_time: Option<Moment>,
    }
}

names! {
    /// `sigAlgo` of a signing request (medium confidence; that iAM Smart itself signs with SM2 is known
    /// of its sibling CorpID only).
    pub enum SignatureAlgorithm {
        /// The digest is data: SHA-256 is applied to it again.
        Sha256WithRsa = "SHA256withRSA",
        /// The digest is signed as it is.
        NoneWithRsa = "NONEwithRSA",
        /// The digest is data: SM3 is applied to it, after the signer's identifier and key.
        Sm3WithSm2 = "SM3withSM2",
        /// The digest, which is one of SM3, is signed as it is.
        NoneWithSm2 = "NONEwithSM2",
    }
}

/// Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
///
/// Throws 'base64-invalid', 'certificate-malformed', 'crl-malformed', 'digest-length',
/// 'invalid-argument', 'lone-surrogate', 'ocsp-response-malformed' or 'pem-invalid', with a message
/// that names the argument.
#[wasm_bindgen(js_name = verifySignature)]
pub fn verify_signature(input: &Js<VerifySignatureInput>) -> Result<Js<VerificationReport>> {
    let input: VerifySignatureInput = read("input", input)?;
    let language = input.options.report_language();
    let report = verification::verify_signature(&input.try_into()?)?;
    Ok(write(&VerificationReport::of(report, language)))
}

impl TryFrom<VerifySignatureInput> for verification::SignatureInput {
    type Error = Error;

    fn try_from(input: VerifySignatureInput) -> Result<Self> {
        let VerifySignatureInput { signed, options } = input;
        let algorithm = signed.signature_algorithm;
        Ok(Self {
            content: signed.content.map(|Content(content)| content),
            digest: signed.digest.map(|Bytes(digest)| digest),
            signature: signed.signature.0,
            certificate: signed.certificate,
            signature_algorithm: algorithm.map(verification::SignatureAlgorithm::from),
            claimed_time: signed.claimed_time.map(|Moment(ms)| Time::from_unix_ms(ms)),
            options: options.try_into()?,
        })
    }
}

same_variants!(SignatureAlgorithm => verification::SignatureAlgorithm {
    Sha256WithRsa NoneWithRsa Sm3WithSm2 NoneWithSm2
});
