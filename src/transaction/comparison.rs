//! Comparison of a signature with what was asked.

use crate::transaction::arrived::Arrived;
use crate::transaction::settlement::Reason;
use crate::transaction::transaction::Transaction;

impl Transaction {
    /// Returns what makes a signature another than the one that was asked for, before anything is
    /// fetched or verified for it.
    pub(super) fn difference(&self, result: &Arrived) -> Option<Reason> {
        let signed = result.signed.as_ref();
        let digest = signed.map(|signed| signed.digest.as_str());
        if digest != self.digest.as_deref() {
            return Some(Reason::Digest);
        }
        let tolerance = self.flow.map_or(0, |flow| flow.clock_tolerance_ms);
        let earliest = self.begun_at.saturating_sub(tolerance);
        let latest = result.at.saturating_add(tolerance);
        // A PDF's time is in its CMS message.
        let timestamp = signed.and_then(|signed| signed.timestamp)?;
        let in_time = (earliest..=latest).contains(&timestamp);
        (!in_time).then_some(Reason::Time)
    }
}
