//! Signatures over a digest.

use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Moment};
use crate::bindings::verify::encoded::SignedContent;
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::write;
use crate::verification;
use crate::{Error, Result};

intersection! {
    /// Signature over a digest, with candidates and requirements of the path of its certificate.
    pub struct VerifySignatureInput {
        signed: SignedDigest,
        pub(super) options: PathOptions,
    }
}

argument! {
    /// Signature over a digest, as iAM Smart returns it, with the content, the digest, or both.
    pub struct SignedDigest {
        /// Content. If `digest` is set too, it must be the content's.
        #[tsify(optional)]
        content: Option<SignedContent>,
        /// Digest that was sent as `hashCode`, 32 bytes: SHA-256, or SM3 for an SM2 signature.
        #[tsify(optional)]
        digest: Option<Bytes>,
        /// RSA signature, as long as the key's modulus; or SM2 signature, the DER of r and s.
        signature: Bytes,
        /// Signer's certificate.
        certificate: Encoded,
        /// Signature algorithm of the request. Default: every algorithm is tried, and the report
        /// says which one fits.
        #[tsify(optional)]
        signature_algorithm: Option<SignatureAlgorithm>,
        /// `timestamp` of the result: reported as claimed, never trusted as proof of time.
        #[tsify(optional)]
        claimed_time: Option<Moment>,
        /// Time-stamp tokens over the bytes of `signature`, or the responses that they came in, at most
        /// 16: what they prove stands beside the claimed time, and what ended or was revoked since does
        /// not undo the signature. They count if their authority's certificate leads to one of
        /// `timestampAnchors`.
        #[tsify(optional)]
        timestamps: Option<Vec<Bytes>>,
    }
}

names! {
    /// `sigAlgo` of a signing request (medium confidence). SM2 is known from iAM Smart's sibling
    /// CorpID only.
    pub enum SignatureAlgorithm {
        /// SHA-256 is applied to the digest again before signing.
        Sha256WithRsa = "SHA256withRSA",
        /// The digest itself is signed.
        NoneWithRsa = "NONEwithRSA",
        /// SM3 is applied to the signer's identifier, key and digest before signing.
        Sm3WithSm2 = "SM3withSM2",
        /// The digest, an SM3 digest, is signed itself.
        NoneWithSm2 = "NONEwithSM2",
    }
}

/// Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
///
/// @throws IamSmartError 'base64-invalid', 'certificate-malformed', 'crl-malformed',
///   'digest-length', 'invalid-argument', 'lone-surrogate', 'ocsp-response-malformed' or
///   'pem-invalid'; the message names the argument
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
        let timestamps = signed.timestamps.unwrap_or_default().into_iter();
        Ok(Self {
            content: signed.content.map(|SignedContent(content)| content),
            digest: signed.digest.map(|Bytes(digest)| digest),
            signature: signed.signature.0,
            certificate: signed.certificate,
            signature_algorithm: algorithm.map(verification::SignatureAlgorithm::from),
            claimed_time: signed.claimed_time.map(|Moment(ms)| Time::from_unix_ms(ms)),
            timestamps: timestamps.map(|Bytes(token)| token).collect(),
            options: options.try_into()?,
        })
    }
}

same_variants!(SignatureAlgorithm => verification::SignatureAlgorithm {
    Sha256WithRsa NoneWithRsa Sm3WithSm2 NoneWithSm2
});
