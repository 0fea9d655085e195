//! Times of a transaction.

use serde::{Deserialize, Serialize};

/// Lifetime of an iAM Smart interaction and of its ticket, in milliseconds (iAM Smart API, QR and
/// ticket life).
pub const LIFE_MS: i64 = 18 * 60 * 1000;

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Times of a transaction, in milliseconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// The time for the user to respond.
    pub life_ms: i64,
    /// The time that a transaction is kept after that, and after its last step.
    pub keep_ms: i64,
}

/// Times of a transaction that settles itself, in milliseconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowTerms {
    /// The time after the user's, in which a callback that is on its way still counts.
    pub grace_ms: i64,
    /// The time for which a signature that cannot be decided is asked about again.
    pub decide_for_ms: i64,
    /// The difference between clocks that is tolerated in a signing time.
    pub clock_tolerance_ms: i64,
    /// The time for one step, after which another process may repeat it.
    pub lease_ms: i64,
    /// The time for which a time-stamp is asked for again; `None` if none is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp_for_ms: Option<i64>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            life_ms: LIFE_MS,
            keep_ms: HOUR_MS,
        }
    }
}

impl Default for FlowTerms {
    fn default() -> Self {
        Self {
            grace_ms: MINUTE_MS,
            decide_for_ms: 24 * HOUR_MS,
            clock_tolerance_ms: 10 * MINUTE_MS,
            lease_ms: MINUTE_MS,
            timestamp_for_ms: None,
        }
    }
}
