//! Outcomes of a transaction, and what the gateway is told of them.

use alloc::boxed::Box;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::transaction::kind::Kind;
use crate::wire::SigningOutcome;

/// What came of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The user let the fields flow, or passed a step-up.
    Filled,
    /// The signature holds: its verdict is TOTAL-PASSED.
    Signed,
    /// What came back is not a valid signature over what was asked.
    Rejected,
    /// The user refused or did not respond, or the gateway reports an error.
    Refused,
    /// Nothing arrived in time.
    Expired,
    /// The user gave the request up at the e-service.
    Withdrawn,
    /// The signature could not be decided in the time that was given to it.
    Undecided,
    /// The gateway did not take the request.
    Failed,
}

/// Why a signature was rejected.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is over another digest than was sent.
    Digest,
    /// It was made with another algorithm than was asked for.
    Algorithm,
    /// Its time is before the request or after its arrival, beyond the tolerance.
    Time,
    /// Its verdict is TOTAL-FAILED, or it cannot be read.
    Signature,
}

/// The verdict on a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// TOTAL-PASSED.
    Signed,
    /// TOTAL-FAILED, or not what was asked.
    Rejected(Reason),
    /// INDETERMINATE: more data may decide it.
    Undecided,
}

/// The outcome of a transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Settlement {
    /// What came of the request.
    pub outcome: Outcome,
    /// Why a signature was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When it was settled, as Unix time in milliseconds.
    pub at: i64,
    /// The result, as JSON, until it is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Box<RawValue>>,
    /// True if a time-stamp was asked for and not to be had.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub timestamp_missing: bool,
    /// True if the e-service was told.
    pub told: bool,
}

/// What the gateway is to be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) says: SigningOutcome,
    pub(super) told: bool,
}

impl Word {
    pub(super) fn of(says: SigningOutcome) -> Self {
        Self { says, told: false }
    }
}

/// Returns what the gateway is told of an outcome (iAM Smart API, signing, `ackResult`); `None` if
/// nothing: only signatures are acknowledged, and one that is undecided is neither accepted nor
/// rejected.
///
/// | outcome | told |
/// |---|---|
/// | signed | `SR001` |
/// | rejected; a signature that arrives after the transaction expired, was withdrawn or failed | `SR002` |
/// | refused | `SR003` |
/// | expired, withdrawn, failed, undecided | nothing |
///
/// That `SR003` is for refusals, and that nothing is told where nothing came, is the project's
/// reading: no public source has a table.
#[must_use]
pub fn acknowledged_as(kind: Option<Kind>, outcome: Outcome) -> Option<SigningOutcome> {
    if !matches!(kind, Some(Kind::Signing | Kind::PdfSigning)) {
        return None;
    }
    match outcome {
        Outcome::Signed => Some(SigningOutcome::Accepted),
        Outcome::Rejected => Some(SigningOutcome::Rejected),
        Outcome::Refused => Some(SigningOutcome::NotReceived),
        _ => None,
    }
}
