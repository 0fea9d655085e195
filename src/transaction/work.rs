//! Attempts at a step, by which process, and when again.

use serde::{Deserialize, Serialize};

/// Time in which the process that received a result goes on with it before others may.
const HEAD_START_MS: i64 = 2000;

/// Pause after the first failure of a step; it doubles with each failure.
const FIRST_PAUSE_MS: i64 = 2000;

/// Longest pause between two attempts.
const LONGEST_PAUSE_MS: i64 = 10 * 60 * 1000;

/// Attempts at the step that is due. Times are Unix times in milliseconds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Work {
    /// Number of failures since the last success.
    pub(super) failures: u32,
    /// Time before which the step is not tried again.
    pub(super) next_at: i64,
    /// End of the lease of the process that is at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lease_until: Option<i64>,
    /// True if nobody has been at it yet.
    pub(super) fresh: bool,
}

impl Work {
    /// Ends a lease, and makes the next step due, which the caller is about to take.
    pub(super) fn begin(&mut self, now: i64) {
        *self = Self {
            next_at: now,
            fresh: true,
            ..Self::default()
        };
    }

    /// Returns when a process that looks for work may take the step.
    pub(super) fn due_at(&self) -> i64 {
        let head_start = if self.fresh { HEAD_START_MS } else { 0 };
        let after_pause = self.next_at.saturating_add(head_start);
        self.lease_until.unwrap_or(after_pause)
    }

    /// Ends the lease; the step is due again after a pause.
    pub(super) fn failed(&mut self, now: i64) {
        let doublings = self.failures.min(20);
        let pause = (FIRST_PAUSE_MS << doublings).min(LONGEST_PAUSE_MS);
        *self = Self {
            failures: self.failures.saturating_add(1),
            next_at: now.saturating_add(pause),
            lease_until: None,
            fresh: false,
        };
    }
}
