//! Signatures that the user is asked for.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bindings::read::required;
use crate::bindings::tsify;
use crate::bindings::values::Digest;
use crate::signing::{self, BulkContent, MAX_DOCUMENTS, Signing};
use crate::wire::{ApiPath, Requester};
use crate::{Error, Result};

intersection! {
    /// A signature over a digest.
    pub struct SigningRequest {
        hash: HashToSign,
        common: SigningTerms,
    }
}

intersection! {
    /// A signature over a PDF.
    pub struct PdfSigningRequest {
        pdf: PdfToSign,
        common: SigningTerms,
    }
}

intersection! {
    /// Signatures over up to 1,000 documents.
    pub struct BulkSigningRequest {
        bulk: DocumentsToSign,
        common: SigningTerms,
    }
}

argument! {
    /// A digest.
    pub struct HashToSign {
        /// SHA-256, or for 'NONEwithSM2' SM3.
        digest: Digest,
        /// Default: 'SHA256withRSA', SHA-256 over the digest once more. That iAM Smart takes the two
        /// over SM2 is unconfirmed; its sibling CorpID does.
        #[tsify(optional)]
        signature_algorithm: Option<SignatureAlgorithm>,
        /// Shown to the user: 1 to 255 characters.
        document_name: String,
    }
}

argument! {
    /// A PDF.
    pub struct PdfToSign {
        /// SHA-256 of the PDF's byte range, prepared with filter `Adobe.PPKLite` and subfilter
        /// `adbe.pkcs7.detached`.
        doc_digest: Digest,
        /// Shown to the user: 1 to 255 characters.
        document_name: String,
    }
}

argument! {
    /// Documents.
    pub struct DocumentsToSign {
        /// Shown to the user: 1 to 255 characters.
        request_name: String,
        /// 1 to 1,000, each `id` once.
        documents: Vec<BulkDocument>,
        /// Maximum number of signatures in one callback, 1 to 1,000. Default: 1,000.
        #[tsify(optional)]
        max_callback_sigs: Option<u32>,
        /// How digests are written: 'base64' as everywhere in the API; the samples of bulk signing
        /// look like 'hex' (low confidence). Default: 'base64'.
        #[tsify(optional)]
        digest_encoding: Option<DigestEncoding>,
    }
}

argument! {
    /// One of many documents: a digest, or a PDF's.
    #[tsify(type = "{
  /** 1 to 36 characters. */
  id: string;
  /** Shown to the user: 1 to 255 characters. */
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
    /// What a bulk request is to bring.
    pub struct BulkExpected {
        documents: Vec<BulkExpectedDocument>,
        /// As in the request.
        #[tsify(optional)]
        max_callback_sigs: Option<u32>,
    }
}

argument! {
    /// One of its documents.
    #[tsify(type = "{ id: string } & ({ digest: Digest } | { docDigest: Digest })")]
    pub struct BulkExpectedDocument {
        id: String,
        digest: Option<Digest>,
        doc_digest: Option<Digest>,
    }
}

argument! {
    /// What every signing request says.
    pub struct SigningTerms {
        /// What `hkicHash` gives for the signer's HKIC number; another signer is refused with
        /// D70005. Required in an anonymous request: it names the signer.
        #[tsify(optional)]
        hkic_hash: Option<Digest>,
        /// Shown to the user: 1 to 100 characters ('text-length').
        department: String,
        /// Shown to the user: 1 to 255 characters.
        service_name: String,
        #[tsify(optional)]
        step_up: Option<StepUp>,
    }
}

argument! {
    /// What the signer has to pass before signing (medium confidence).
    pub struct StepUp {
        method: StepUpMethod,
        /// 0 to 720.
        #[tsify(optional)]
        wait_hours: Option<u32>,
    }
}

names! {
    /// Face recognition, the identity card read by the phone, or both.
    pub enum StepUpMethod {
        /// Face recognition.
        Face = "FR",
        /// The identity card, read by the phone.
        Card = "NFC",
        /// Both.
        FaceAndCard = "FR+NFC",
    }
}

names! {
    /// `sigAlgo` of a signing request.
    pub enum SignatureAlgorithm {
        /// The digest is data: SHA-256 is applied to it again.
        Sha256WithRsa = "SHA256withRSA",
        /// The digest is signed as it is.
        NoneWithRsa = "NONEwithRSA",
        /// SM3 is applied to the digest, after the signer's identifier and key.
        Sm3WithSm2 = "SM3withSM2",
        /// The digest, which is one of SM3, is signed as it is.
        NoneWithSm2 = "NONEwithSM2",
    }
}

names! {
    /// How a digest is written.
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
