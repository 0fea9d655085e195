//! Creation of a JWS.

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::pem::{Encoded, numbered, one_certificate};
use crate::encoding::{base64, base64url};
use crate::json::{JsonObject, JsonValue};
use crate::pki::certificate::Certificate;
use crate::pki::cms::certificates_of;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::report::check::Checks;
use crate::verification::jws::algorithm::RS256;
use crate::verification::jws::signing_input::{PROTECTED, jws_signing_input};
use crate::verification::signed_hash;
use crate::verification::signed_hash::SignedAs;
use crate::{Error, Result};

/// A signature over the digest of a [`JwsSigningInput`](crate::verification::JwsSigningInput).
#[derive(Clone, Debug)]
pub struct JwsInput {
    /// The signed content: the JWS payload.
    pub content: String,
    /// The signature that iAM Smart returned.
    pub signature: Vec<u8>,
    /// The signer's certificate.
    pub certificate: Encoded,
    /// The certificates of the path to a trust anchor, each the issuer of the previous one.
    pub intermediates: Vec<Encoded>,
}

/// Creates a detached JWS (RFC 7515 Appendix F) in the flattened JSON serialization (§7.2.2), with
/// the certificates in the unprotected header (`x5c`, §4.1.6).
///
/// # Errors
/// [`Error::JwsImpossible`] for a signature that a JWS cannot carry, with the reason;
/// [`Error::Base64Invalid`], [`Error::CertificateMalformed`], [`Error::InvalidArgument`] and
/// [`Error::PemInvalid`] for the certificates.
pub fn create_jws(input: &JwsInput) -> Result<String> {
    let certificate = one_certificate("certificate", &input.certificate)?;
    let mut intermediates = Vec::new();
    for (i, file) in input.intermediates.iter().enumerate() {
        let name = numbered("intermediates", i);
        for der in certificates_of(&name, file)? {
            Certificate::parse(&name, &der)?;
            intermediates.push(der);
        }
    }
    let signer = Certificate::parse("certificate", &certificate)?;
    check_signature_fits(input, &signer)?;

    let chain = core::iter::once(&certificate).chain(&intermediates);
    let mut header = JsonObject::default();
    header.put("x5c", JsonValue::texts(chain.map(|der| base64(der))));
    let mut jws = JsonObject::default();
    jws.put("header", header.into());
    jws.put(
        "protected",
        JsonValue::text(&base64url(PROTECTED.as_bytes())),
    );
    jws.put("signature", JsonValue::text(&base64url(&input.signature)));
    Ok(jws.into_text())
}

/// Checks that verifiers will accept the JWS; the error gives the reason if not.
fn check_signature_fits(input: &JwsInput, signer: &Certificate<'_>) -> Result<()> {
    let key = signer.public_key();
    let signing_input = jws_signing_input(&input.content);
    match RS256.verify(key, signing_input.text.as_bytes(), &input.signature) {
        Signed::Yes {
            lacks_null: false, ..
        } => return Ok(()),
        Signed::Yes { .. } => {
            return Err(impossible(
                "its DigestInfo leaves out the NULL that other verifiers want",
            ));
        }
        _ => {}
    }
    let mode_over = |digest| {
        let signature = signed_hash::Signature {
            octets: &input.signature,
            algorithm: None,
            digests: &[digest],
            sm2_identifier: &Sm2Identifier::default(),
        };
        signed_hash::check(&mut Checks::default(), &signature, key).map(|signed| signed.mode)
    };
    Err(impossible(match mode_over(signing_input.digest) {
        Some(SignedAs::Sha256WithRsaOverDigest) => {
            "SHA-256 was applied to the digest once more; ask for NONEwithRSA"
        }
        Some(SignedAs::DigestWithoutDigestInfo) => {
            "the digest was signed without the DigestInfo that RS256 has"
        }
        _ => {
            let content_digest = Sha256::digest(&input.content).into();
            if mode_over(content_digest).is_some() {
                "it is over the digest of the content, and not over that of the JWS signing input"
            } else {
                "it was not made with the certificate's key over the JWS signing input"
            }
        }
    }))
}

fn impossible(reason: &'static str) -> Error {
    Error::JwsImpossible { reason }
}
