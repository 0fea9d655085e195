//! Requests for signatures.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bindings::read::required;
use crate::bindings::tsify;
use crate::bindings::values::Digest;
use crate::signing::{self, BulkContent, MAX_DOCUMENTS, Signing};
use crate::wire::{ApiPath, Requester};
use crate::{Error, Result};

intersection! {
    /// Request for a signature over a digest.
    pub struct SigningRequest {
        hash: HashToSign,
        common: SigningTerms,
    }
}

intersection! {
    /// Request for a signature over a PDF.
    pub struct PdfSigningRequest {
        pdf: PdfToSign,
        common: SigningTerms,
    }
}

intersection! {
    /// Request for signatures over up to 1,000 documents.
    pub struct BulkSigningRequest {
        bulk: DocumentsToSign,
        common: SigningTerms,
    }
}

argument! {
    /// Digest to sign.
    pub struct HashToSign {
        /// Digest: SHA-256, or SM3 for 'NONEwithSM2'.
        digest: Digest,
        /// Default: 'SHA256withRSA', which applies SHA-256 to the digest again. iAM Smart is not
        /// confirmed to accept the SM2 algorithms; its sibling CorpID does.
        #[tsify(optional)]
        signature_algorithm: Option<SignatureAlgorithm>,
        /// Name of the document, shown to the user: 1 to 255 characters.
        document_name: String,
    }
}

argument! {
    /// PDF to sign.
    pub struct PdfToSign {
        /// SHA-256 of the PDF's byte range. The signature dictionary has filter `Adobe.PPKLite` and
        /// subfilter `adbe.pkcs7.detached`.
        doc_digest: Digest,
        /// Name of the document, shown to the user: 1 to 255 characters.
        document_name: String,
    }
}

argument! {
    /// Documents to sign.
    pub struct DocumentsToSign {
        /// Name of the request, shown to the user: 1 to 255 characters.
        request_name: String,
        /// 1 to 1,000 documents with unique `id`s.
        documents: Vec<BulkDocument>,
        /// Maximum number of signatures in one callback, 1 to 1,000. Default: 1,000.
        #[tsify(optional)]
        max_callback_sigs: Option<u32>,
        /// Encoding of the digests: 'base64' as everywhere in the API; the samples of bulk signing
        /// look like 'hex' (low confidence). Default: 'base64'.
        #[tsify(optional)]
        digest_encoding: Option<DigestEncoding>,
    }
}

argument! {
    /// Document of a bulk request: a digest, or a PDF's digest.
    #[tsify(type = "{
  /** ID, unique in the request: 1 to 36 characters. */
  id: string;
  /** Name of the document, shown to the user: 1 to 255 characters. */
  documentName: string;
} & ({ digest: Digest; signatureAlgorithm?: SignatureAlgorithm } | { docDigest: Digest })")]
    pub struct BulkDocument {
        id: String,
        document_name: String,
        digest: Option<Digest>,
        signature_algorithm: Option<SignatureAlgorithm>,
        doc_digest: Option<Digest>,
    }
}

argument! {
    /// Documents of a bulk request, for comparison with its callbacks.
    pub struct BulkExpected {
        /// Requested documents.
        documents: Vec<BulkExpectedDocument>,
        /// Maximum number of signatures in one callback, as in the request. Default: 1,000.
        #[tsify(optional)]
        max_callback_sigs: Option<u32>,
    }
}

argument! {
    /// Requested document and the digest that was sent.
    #[tsify(type = "{ id: string } & ({ digest: Digest } | { docDigest: Digest })")]
    pub struct BulkExpectedDocument {
        id: String,
        digest: Option<Digest>,
        doc_digest: Option<Digest>,
    }
}

argument! {
    /// Fields that every signing request has.
    pub struct SigningTerms {
        /// Hash of the signer's HKIC number, as `hkicHash` returns it: 32 bytes. The gateway
        /// refuses other signers with D70005. Required in an anonymous request, where it identifies
        /// the signer.
        #[tsify(optional)]
        hkic_hash: Option<Digest>,
        /// Department, shown to the user: 1 to 100 characters ('text-length').
        department: String,
        /// Name of the service, shown to the user: 1 to 255 characters.
        service_name: String,
        /// Step-up before signing. Default: none.
        #[tsify(optional)]
        step_up: Option<StepUp>,
    }
}

argument! {
    /// Step-up that the signer must pass before signing (medium confidence).
    pub struct StepUp {
        /// Method of authentication.
        method: StepUpMethod,
        /// Wait period in hours, 0 to 720.
        #[tsify(optional)]
        wait_hours: Option<u32>,
    }
}

names! {
    /// Method of a step-up: face recognition, the identity card read by the phone, or both.
    pub enum StepUpMethod {
        /// Face recognition.
        Face = "FR",
        /// Identity card, read by the phone.
        Card = "NFC",
        /// Both.
        FaceAndCard = "FR+NFC",
    }
}

names! {
    /// `sigAlgo` of a signing request.
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

names! {
    /// Encoding of a digest.
    pub enum DigestEncoding {
        /// Base64.
        Base64 = "base64",
        /// Hexadecimal.
        Hex = "hex",
    }
}

impl SigningTerms {
    fn of(self, requester: Requester) -> Result<Signing> {
        Ok(Signing {
            requester,
            hkic_hash: self.hkic_hash.map(|Digest(hash)| hash),
            department: self.department,
            service_name: self.service_name,
            step_up: self.step_up.map(signing::StepUp::try_from).transpose()?,
        })
    }
}

impl SigningRequest {
    pub(super) fn of(self, requester: Requester) -> Result<signing::SigningRequest> {
        Ok(signing::SigningRequest {
            signing: self.common.of(requester)?,
            digest: self.hash.digest.0,
            algorithm: algorithm(self.hash.signature_algorithm),
            document_name: self.hash.document_name,
        })
    }
}

impl PdfSigningRequest {
    pub(super) fn of(self, requester: Requester) -> Result<signing::PdfSigningRequest> {
        Ok(signing::PdfSigningRequest {
            signing: self.common.of(requester)?,
            doc_digest: self.pdf.doc_digest.0,
            document_name: self.pdf.document_name,
        })
    }
}

impl BulkSigningRequest {
    pub(super) fn of(
        self,
        requester: Requester,
        path: &ApiPath,
    ) -> Result<signing::BulkSigningRequest> {
        let documents = self.bulk.documents.into_iter();
        let encoding = self.bulk.digest_encoding.map(Into::into);
        Ok(signing::BulkSigningRequest {
            signing: self.common.of(requester)?,
            path: path.clone(),
            request_name: self.bulk.request_name,
            documents: documents.map(TryFrom::try_from).collect::<Result<_>>()?,
            max_callback_sigs: max_callback_sigs(self.bulk.max_callback_sigs),
            digest_encoding: encoding.unwrap_or_default(),
        })
    }
}

impl TryFrom<BulkDocument> for signing::BulkDocument {
    type Error = Error;

    fn try_from(document: BulkDocument) -> Result<Self> {
        Ok(Self {
            id: document.id,
            document_name: document.document_name,
            content: match document.doc_digest {
                Some(Digest(digest)) => BulkContent::Pdf(digest),
                None => BulkContent::Hash(
                    required("digest", document.digest)?.0,
                    algorithm(document.signature_algorithm),
                ),
            },
        })
    }
}

impl TryFrom<BulkExpected> for signing::BulkExpected {
    type Error = Error;

    fn try_from(expected: BulkExpected) -> Result<Self> {
        let documents = expected.documents.into_iter().map(|document| {
            let digest = required("digest", document.doc_digest.or(document.digest))?;
            Ok((document.id, digest.0))
        });
        let documents = documents.collect::<Result<_>>()?;
        Self::new(documents, max_callback_sigs(expected.max_callback_sigs))
    }
}

impl TryFrom<StepUp> for signing::StepUp {
    type Error = Error;

    fn try_from(step_up: StepUp) -> Result<Self> {
        let hours = step_up.wait_hours;
        Self::new(step_up.method.into(), hours)
    }
}

same_variants!(StepUpMethod => signing::StepUpMethod { Face Card FaceAndCard });
same_variants!(SignatureAlgorithm => signing::SigAlgo {
    Sha256WithRsa NoneWithRsa Sm3WithSm2 NoneWithSm2
});
same_variants!(DigestEncoding => signing::DigestEncoding { Base64 Hex });

fn algorithm(algorithm: Option<SignatureAlgorithm>) -> signing::SigAlgo {
    algorithm.map_or_else(signing::SigAlgo::default, Into::into)
}

fn max_callback_sigs(count: Option<u32>) -> usize {
    count.map_or(MAX_DOCUMENTS, |count| count as usize)
}
