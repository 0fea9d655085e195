//! What the gateway is told about a signature.

use serde::{Deserialize, Serialize};

/// The e-service's result for a signature, `signingResult` (iAM Smart API, signing).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum SigningOutcome {
    /// `SR001`: the signature was accepted.
    #[serde(rename = "SR001")]
    Accepted,
    /// `SR002`: the signature was rejected.
    #[serde(rename = "SR002")]
    Rejected,
    /// `SR003`: no signature was received.
    #[serde(rename = "SR003")]
    NotReceived,
}

impl SigningOutcome {
    /// Returns the outcome's code in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "SR001",
            Self::Rejected => "SR002",
            Self::NotReceived => "SR003",
        }
    }
}
