//! Bulk signing: up to 1,000 documents, whose signatures come in several callbacks.
//!
//! The reference knows it from the sibling system CorpID alone; whether plain iAM Smart has it is
//! not public.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::Result;
use crate::encoding::hex;
use crate::signing::bulk_progress::BulkExpected;
use crate::signing::digest::Digest;
use crate::signing::request::{Signing, SigningFields};
use crate::signing::sig_algo::SigAlgo;
use crate::wire::{ApiPath, Call, Repeatable, limited};

/// One document of a bulk request.
#[derive(Clone, Debug)]
pub struct BulkDocument {
    /// Names the document in the request: 1 to 36 characters, each ID once.
    pub id: String,
    /// Shown to the user: at most 255 characters.
    pub document_name: String,
    /// What is signed.
    pub content: BulkContent,
}

/// What of a document is signed.
#[derive(Clone, Debug)]
pub enum BulkContent {
    /// A digest, `hashCode` and `sigAlgo`.
    Hash(Digest, SigAlgo),
    /// A PDF's byte range, `docDigest`.
    Pdf(Digest),
}

/// How digests are written in a bulk request: the samples look like hexadecimal digits, everything
/// else of the API has Base64 (low confidence).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DigestEncoding {
    /// Base64.
    #[default]
    Base64,
    /// Hexadecimal digits, small letters.
    Hex,
}

impl DigestEncoding {
    fn write(self, digest: &Digest) -> String {
        match self {
            Self::Base64 => digest.hash_code(),
            Self::Hex => hex(digest.as_bytes()),
        }
    }
}

/// A request for the signatures of many documents.
#[derive(Clone, Debug)]
pub struct BulkSigningRequest {
    /// Who signs, and what he is shown.
    pub signing: Signing,
    /// The endpoint; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
    /// Shown to the user: at most 255 characters.
    pub request_name: String,
    /// 1 to 1,000 documents.
    pub documents: Vec<BulkDocument>,
    /// Maximum number of signatures of one callback, `maxCallbackSigs`: 1 to 1,000.
    pub max_callback_sigs: usize,
    /// How digests are written.
    pub digest_encoding: DigestEncoding,
}

impl BulkSigningRequest {
    /// CorpID's path.
    pub const DEFAULT_PATH: &'static str = "/bdss/initiateRequest";

    /// The call that asks. `redirectURI` is sent as `callbackResultURI` as well.
    ///
    /// # Errors
    /// [`Error::TextLength`], and [`Error::InvalidArgument`] for a number of documents or of
    /// signatures that is out of bounds, or an ID that stands there twice.
    pub fn call(&self) -> Result<Call> {
        self.expected()?;
        let documents = self.documents.iter().map(|document| {
            let (hash_code, sig_algo, doc_digest) = match &document.content {
                BulkContent::Hash(digest, algorithm) => (
                    Some(self.digest_encoding.write(digest)),
                    Some(algorithm.as_str()),
                    None,
                ),
                BulkContent::Pdf(digest) => (None, None, Some(self.digest_encoding.write(digest))),
            };
            Ok(DocumentContent {
                id: limited("id", &document.id, 36)?,
                document_name: limited("documentName", &document.document_name, 255)?,
                hash_code,
                sig_algo,
                doc_digest,
            })
        });
        let content = BulkRequestContent {
            signing: self.signing.fields()?,
            callback_result_uri: self.signing.requester.redirect_uri(),
            request_name: limited("requestName", &self.request_name, 255)?,
            documents: documents.collect::<Result<_>>()?,
            max_callback_sigs: self.max_callback_sigs,
        };
        Call::new(self.path.clone(), Repeatable::Never, &content)
    }

    /// What is to come.
    ///
    /// # Errors
    /// As [`BulkExpected::new`].
    pub fn expected(&self) -> Result<BulkExpected> {
        let documents = self.documents.iter().map(|document| {
            let digest = match &document.content {
                BulkContent::Hash(digest, _) | BulkContent::Pdf(digest) => digest,
            };
            (document.id.clone(), *digest)
        });
        BulkExpected::new(documents.collect(), self.max_callback_sigs)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BulkRequestContent<'a> {
    #[serde(flatten)]
    signing: SigningFields<'a>,
    #[serde(rename = "callbackResultURI", skip_serializing_if = "Option::is_none")]
    callback_result_uri: Option<&'a str>,
    request_name: &'a str,
    documents: Vec<DocumentContent<'a>>,
    max_callback_sigs: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentContent<'a> {
    id: &'a str,
    document_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sig_algo: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_digest: Option<String>,
}
