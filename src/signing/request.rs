//! Asking a user for a signature over a digest.

use serde::Serialize;

use super::digest::Digest;
use super::identification_code::{BoundTo, IdentificationCode, Joining, identification_code};
use crate::wire::{AccountFields, AccountRequest, BusinessId, Call, limited};
use crate::{Error, Result};

/// How the digest is signed, `sigAlgo` (iAM Smart API, signing).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SignatureAlgorithm {
    /// `SHA256withRSA`, the gateway's default.
    #[default]
    Sha256WithRsa,
    /// `NONEwithRSA`.
    NoneWithRsa,
}

impl SignatureAlgorithm {
    /// Reads `SHA256withRSA` or `NONEwithRSA`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "SHA256withRSA" => Ok(Self::Sha256WithRsa),
            "NONEwithRSA" => Ok(Self::NoneWithRsa),
            _ => Err(Error::InvalidArgument {
                name: "signatureAlgorithm".to_owned(),
                reason: "it is 'SHA256withRSA' or 'NONEwithRSA'".to_owned(),
            }),
        }
    }

    /// The algorithm as the API spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
        }
    }
}

/// A request for a signature by a logged-in user.
#[derive(Clone, Debug)]
pub struct SigningRequest {
    /// Who is asked, and where the answer goes.
    pub account: AccountRequest,
    /// What is signed.
    pub digest: Digest,
    /// How it is signed.
    pub algorithm: SignatureAlgorithm,
    /// SHA-256 of the HKIC number that the signer must have; another one's attempt ends in D70005.
    pub hkic_hash: Option<Digest>,
    /// Shown to the user: at most 100 characters.
    pub department: String,
    /// Shown to the user: at most 255 characters.
    pub service_name: String,
    /// Shown to the user: at most 255 characters.
    pub document_name: String,
}

impl SigningRequest {
    /// The call that asks (iAM Smart API, signing).
    ///
    /// # Errors
    /// [`Error::TextLength`] names the text that is empty or too long.
    pub fn call(&self) -> Result<Call> {
        let content = SigningContent {
            account: self.account.fields(),
            hash_code: self.digest.hash_code(),
            sig_algo: self.algorithm.as_str(),
            hkic_hash: self.hkic_hash.as_ref().map(Digest::hash_code),
            department: limited("department", &self.department, 100)?,
            service_name: limited("serviceName", &self.service_name, 255)?,
            document_name: limited("documentName", &self.document_name, 255)?,
        };
        Call::new("/account/signing/initiateRequest", &content)
    }

    /// The code that the app will show for this request.
    #[must_use]
    pub fn identification_code(&self, joining: Joining) -> IdentificationCode {
        identification_code(
            &self.digest,
            BoundTo::OpenId(self.account.open_id.as_str()),
            joining,
        )
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SigningContent<'a> {
    #[serde(flatten)]
    account: AccountFields<'a>,
    hash_code: String,
    sig_algo: &'static str,
    #[serde(rename = "HKICHash", skip_serializing_if = "Option::is_none")]
    hkic_hash: Option<String>,
    department: &'a str,
    service_name: &'a str,
    document_name: &'a str,
}

/// What the e-service made of a signature, `signingResult` (iAM Smart API, signing).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SigningOutcome {
    /// `SR001`: the signature was accepted.
    Accepted,
    /// `SR002`: the signature was rejected.
    Rejected,
    /// `SR003`: no signature was received.
    NotReceived,
}

impl SigningOutcome {
    /// Reads `SR001`, `SR002` or `SR003`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "SR001" => Ok(Self::Accepted),
            "SR002" => Ok(Self::Rejected),
            "SR003" => Ok(Self::NotReceived),
            _ => Err(Error::InvalidArgument {
                name: "result".to_owned(),
                reason: "it is 'SR001', 'SR002' or 'SR003'".to_owned(),
            }),
        }
    }

    /// The outcome as the API spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "SR001",
            Self::Rejected => "SR002",
            Self::NotReceived => "SR003",
        }
    }
}

/// The call that tells the gateway what became of a signature, `ackResult` (iAM Smart API,
/// signing).
///
/// # Errors
/// None that depends on its arguments.
pub fn acknowledgement_call(business_id: &BusinessId, outcome: SigningOutcome) -> Result<Call> {
    let content = Acknowledgement {
        business_id: business_id.as_str(),
        signing_result: outcome.as_str(),
    };
    Call::new("/account/signing/ackResult", &content)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledgement<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    signing_result: &'static str,
}
