//! A request of an e-service other than a login, and the delivery of its result.

use super::subject::Subject;

/// A request of an e-service. The service identifies it by businessID, the app by ticketID.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) business_id: String,
    pub(crate) state: Option<String>,
    /// Callback address; `None` for an anonymous request, whose service calls getResult.
    pub(crate) callback: Option<Callback>,
    pub(crate) subject: Subject,
    pub(crate) delivery: Delivery,
}

#[derive(Clone, Debug)]
pub(crate) struct Callback {
    pub(crate) uri: String,
    /// True if `callbackContentType` is `multipart/form-data`.
    pub(crate) multipart: bool,
}

/// Delivery of a result to the service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Delivery {
    /// Not pushed or not accepted yet.
    Pending,
    /// The service responded to the push with 200, or called getResult.
    Taken,
    /// Every attempt failed.
    Failed,
    /// The service acknowledged with this `signingResult`.
    Acknowledged(SigningResult),
}

/// `signingResult` (iAM Smart API, §4; high confidence).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SigningResult {
    /// SR001
    Accepted,
    /// SR002
    Rejected,
    /// SR003
    NotReceived,
}

impl Delivery {
    /// Name in the app's JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Taken => "taken",
            Self::Failed => "failed",
            Self::Acknowledged(SigningResult::Accepted) => "SR001",
            Self::Acknowledged(SigningResult::Rejected) => "SR002",
            Self::Acknowledged(SigningResult::NotReceived) => "SR003",
        }
    }
}
