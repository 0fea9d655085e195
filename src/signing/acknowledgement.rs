//! Telling the gateway what became of a signature.

use serde::Serialize;

use crate::Result;
use crate::wire::{BusinessId, Call, Repeatable};

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
    // The same word twice says no more than once.
    Call::new("/account/signing/ackResult", Repeatable::Always, &content)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledgement<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    signing_result: &'static str,
}
