//! The results of signing requests, not yet verified.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::signing::digest::Digest;
use crate::wire::Content;
use crate::{Error, Result};

/// The result of a signing request (iAM Smart API, signing).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SigningResult {
    /// The signed digest according to the gateway: compare it with the requested one.
    pub digest: Digest,
    /// The bytes of the signature.
    pub signature: Vec<u8>,
    /// The signer's certificate in DER; the result contains no issuer certificates.
    pub certificate: Vec<u8>,
    /// The time of signing according to the gateway, as Unix time in milliseconds.
    pub timestamp: i64,
}

impl SigningResult {
    /// Parses a result.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        Ok(Self {
            digest: digest(content, "hashCode")?,
            signature: content.bytes("signature")?,
            certificate: content.bytes("cert")?,
            timestamp: content.milliseconds("timestamp")?,
        })
    }
}

/// The result of a PDF signing request (iAM Smart API, signing).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PdfSigningResult {
    /// The signed digest according to the gateway: compare it with the requested one.
    pub doc_digest: Digest,
    /// A PKCS#7 message (RFC 2315) with certificate, signed hash and time, for the PDF's
    /// `/Contents`.
    pub pdf_signature: Vec<u8>,
}

impl PdfSigningResult {
    /// Parses a result.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        Ok(Self {
            doc_digest: digest(content, "docDigest")?,
            pdf_signature: content.bytes("pdfSignature")?,
        })
    }
}

/// One callback of a bulk signing request (iAM Smart API, signing, bulk).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BulkSigningResult {
    /// The sequence number of the callback, from 1.
    pub callback_seq: u64,
    /// The number of requested signatures according to the gateway.
    pub total_sign_num: Option<u64>,
    /// The number of failed signatures.
    pub fail_sign_num: Option<u64>,
    /// The signer's certificate in DER; PDF signatures contain their own.
    pub certificate: Option<Vec<u8>>,
    /// The signatures.
    pub signatures: Vec<BulkSignature>,
}

/// One signature of a bulk signing request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BulkSignature {
    /// The document's ID.
    pub id: String,
    /// The signed digest according to the gateway; `None` if it cannot be parsed.
    pub digest: Option<Digest>,
    /// The time of signing according to the gateway, as Unix time in milliseconds.
    pub timestamp: Option<i64>,
    /// The bytes of the signature.
    pub signature: Vec<u8>,
    /// True if the signature is a PDF's PKCS#7 message.
    pub is_pdf: bool,
}

impl BulkSigningResult {
    /// Parses one callback.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        let signatures = content.objects("sigFile")?.into_iter();
        Ok(Self {
            callback_seq: content.count("callbackSeq")?,
            total_sign_num: content.count("totalSignNum").ok(),
            fail_sign_num: content.count("failSignNum").ok(),
            certificate: content.bytes("cert").ok(),
            signatures: signatures
                .map(|signature| BulkSignature::read(&signature))
                .collect::<Result<_>>()?,
        })
    }
}

impl BulkSignature {
    fn read(content: &Content) -> Result<Self> {
        let is_pdf = content.has("pdfSignature");
        let (signed, signature) = if is_pdf {
            ("docDigest", "pdfSignature")
        } else {
            ("hash", "signature")
        };
        Ok(Self {
            id: content.text("id")?.to_owned(),
            digest: digest(content, signed).ok(),
            timestamp: content.milliseconds("timestamp").ok(),
            signature: content.bytes(signature)?,
            is_pdf,
        })
    }
}

/// Parses a digest in Base64, or in hexadecimal as in samples of bulk signing.
fn digest(content: &Content, name: &str) -> Result<Digest> {
    let bytes = content
        .hexadecimal(name)
        .map_or_else(|| content.bytes(name), Ok)?;
    Digest::from_bytes(&bytes).map_err(|_| Error::AnswerFieldInvalid {
        name: name.to_owned(),
    })
}
