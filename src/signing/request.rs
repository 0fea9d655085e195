//! Requests for the signature of a digest or a PDF.

use alloc::string::String;

use serde::Serialize;

use crate::signing::digest::Digest;
use crate::signing::identification_code::{
    BoundTo, IdentificationCode, Joining, identification_code,
};
use crate::signing::sig_algo::SigAlgo;
use crate::signing::step_up::StepUp;
use crate::wire::{Call, ClientId, Repeatable, Requester, RequesterFields, limited};
use crate::{Error, Result};

/// The signer, and the information shown to them.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The common fields: user, redirect URI, state.
    pub requester: Requester,
    /// The SHA-256 digest of the signer's HKIC number; a signature by another user fails with
    /// D70005. Required in an anonymous request.
    pub hkic_hash: Option<Digest>,
    /// The department, shown to the user: at most 100 characters.
    pub department: String,
    /// The name of the service, shown to the user: at most 255 characters.
    pub service_name: String,
    /// The step-up authentication required before signing.
    pub step_up: Option<StepUp>,
}

impl Signing {
    /// Returns the fields of the request in the API's format.
    pub(super) fn fields(&self) -> Result<SigningFields<'_>> {
        if matches!(self.requester, Requester::Anonymous(_)) && self.hkic_hash.is_none() {
            return Err(hkic_hash_missing());
        }
        Ok(SigningFields {
            requester: self.requester.fields(),
            hkic_hash: self.hkic_hash.as_ref().map(Digest::hash_code),
            department: limited("department", &self.department, 100)?,
            service_name: limited("serviceName", &self.service_name, 255)?,
            sua_method: self.step_up.map(StepUp::method),
            sua_wait_period: self.step_up.and_then(StepUp::wait_hours),
        })
    }

    /// Computes the code that the app shows for this digest.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an anonymous request without HKIC hash.
    pub fn identification_code(
        &self,
        digest: &Digest,
        joining: Joining,
        client_id: &ClientId,
    ) -> Result<IdentificationCode> {
        let bound_to = match &self.requester {
            Requester::Account(account) => BoundTo::OpenId(account.open_id.as_str()),
            Requester::Anonymous(_) => BoundTo::Anonymous {
                hkic_hash: self
                    .hkic_hash
                    .as_ref()
                    .ok_or_else(hkic_hash_missing)?
                    .as_bytes(),
                client_id: client_id.as_str(),
            },
        };
        Ok(identification_code(digest, bound_to, joining))
    }

    /// Returns the path for this kind of requester.
    fn path(&self, account: &'static str, anonymous: &'static str) -> &'static str {
        match self.requester {
            Requester::Account(_) => account,
            Requester::Anonymous(_) => anonymous,
        }
    }
}

/// A request for the signature of a digest.
#[derive(Clone, Debug)]
pub struct SigningRequest {
    /// The signer, and the information shown to them.
    pub signing: Signing,
    /// The digest to sign.
    pub digest: Digest,
    /// The signature algorithm.
    pub algorithm: SigAlgo,
    /// The name of the document, shown to the user: at most 255 characters.
    pub document_name: String,
}

impl SigningRequest {
    /// Creates the call (iAM Smart API, signing).
    ///
    /// # Errors
    /// [`Error::TextLength`] names the string that is empty or too long; [`Error::InvalidArgument`]
    /// for an anonymous request without HKIC hash.
    pub fn call(&self) -> Result<Call> {
        let content = HashContent {
            signing: self.signing.fields()?,
            hash_code: self.digest.hash_code(),
            sig_algo: self.algorithm.as_str(),
            document_name: limited("documentName", &self.document_name, 255)?,
        };
        let path = self.signing.path(
            "/account/signing/initiateRequest",
            "/anonymous/signing/initiateRequest",
        );
        Call::new(path, Repeatable::Never, &content)
    }
}

/// A request for the signature of a PDF.
#[derive(Clone, Debug)]
pub struct PdfSigningRequest {
    /// The signer, and the information shown to them.
    pub signing: Signing,
    /// The SHA-256 digest of the PDF's byte range, prepared with filter `Adobe.PPKLite` and
    /// subfilter `adbe.pkcs7.detached` (iAM Smart API, signing; ISO 32000-1 §12.8.1).
    pub doc_digest: Digest,
    /// The name of the document, shown to the user: at most 255 characters.
    pub document_name: String,
}

impl PdfSigningRequest {
    /// Creates the call (iAM Smart API, signing).
    ///
    /// # Errors
    /// Same as [`SigningRequest::call`].
    pub fn call(&self) -> Result<Call> {
        let content = PdfContent {
            signing: self.signing.fields()?,
            doc_digest: self.doc_digest.hash_code(),
            document_name: limited("documentName", &self.document_name, 255)?,
        };
        let path = self.signing.path(
            "/account/pdfsigning/initiateRequest",
            "/anonymous/pdfsigning/initiateRequest",
        );
        Call::new(path, Repeatable::Never, &content)
    }
}

/// [`Signing`] in the API's format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SigningFields<'a> {
    #[serde(flatten)]
    requester: RequesterFields<'a>,
    #[serde(rename = "HKICHash", skip_serializing_if = "Option::is_none")]
    hkic_hash: Option<String>,
    department: &'a str,
    service_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sua_method: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sua_wait_period: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HashContent<'a> {
    #[serde(flatten)]
    signing: SigningFields<'a>,
    hash_code: String,
    sig_algo: &'static str,
    document_name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PdfContent<'a> {
    #[serde(flatten)]
    signing: SigningFields<'a>,
    doc_digest: String,
    document_name: &'a str,
}

fn hkic_hash_missing() -> Error {
    Error::invalid_argument("hkicHash", "an anonymous request names the signer by it")
}
