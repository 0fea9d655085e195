//! Bulk signing: up to 1,000 documents, whose signatures arrive in several callbacks.
//!
//! The reference documents it only for the sibling system CorpID; whether iAM Smart supports it is
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
    /// ID of the document in the request: 1 to 36 characters, unique.
    pub id: String,
    /// The name of the document, shown to the user: at most 255 characters.
    pub document_name: String,
    /// The digest to sign.
    pub content: BulkContent,
}

/// The digest of a document.
#[derive(Clone, Debug)]
pub enum BulkContent {
    /// A digest and the signature algorithm, `hashCode` and `sigAlgo`.
    Hash(Digest, SigAlgo),
    /// The digest of a PDF's byte range, `docDigest`.
    Pdf(Digest),
}

/// Encoding of digests in a bulk request. The samples look hexadecimal, while the rest of the API
/// uses Base64 (low confidence).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DigestEncoding {
    /// Base64.
    #[default]
    Base64,
    /// Lowercase hexadecimal.
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
    /// The signer, and the information shown to them.
    pub signing: Signing,
    /// The path of the endpoint; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
    /// The name of the request, shown to the user: at most 255 characters.
    pub request_name: String,
    /// The documents: 1 to 1,000.
    pub documents: Vec<BulkDocument>,
    /// Maximum number of signatures per callback, `maxCallbackSigs`: 1 to 1,000.
    pub max_callback_sigs: usize,
    /// The encoding of the digests.
    pub digest_encoding: DigestEncoding,
}

impl BulkSigningRequest {
    /// The path of CorpID.
    pub const DEFAULT_PATH: &'static str = "/bdss/initiateRequest";

    /// Creates the call. `redirectURI` is also sent as `callbackResultURI`.
    ///
    /// # Errors
    /// [`TextLength`](crate::Error::TextLength); [`InvalidArgument`](crate::Error::InvalidArgument)
    /// for a number of documents or signatures out of range, or a duplicate ID.
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
            callback_result_uri: self.signing.requester.callback_uri(),
            request_name: limited("requestName", &self.request_name, 255)?,
            documents: documents.collect::<Result<_>>()?,
            max_callback_sigs: self.max_callback_sigs,
        };
        Call::new(self.path.clone(), Repeatable::Never, &content)
    }

    /// Returns the expected signatures, to track the progress.
    ///
    /// # Errors
    /// Same as [`BulkExpected::new`].
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
