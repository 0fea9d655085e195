//! Which of the results that arrive count.

use crate::transaction::arrived::Arrived;
use crate::transaction::kind::Kind;
use crate::transaction::settlement::{Outcome, Word, acknowledged_as};
use crate::transaction::transaction::Transaction;

/// What became of a result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Arrival {
    /// It is kept until it is taken.
    Accepted,
    /// There is a result already, and the first one counts.
    Repeated,
    /// The user has been told that the time is over, or that the request was refused.
    Late,
    /// `state` or kind differs from the request, or `state` is missing.
    Mismatched,
}

impl Transaction {
    /// Notes a result, or says why it does not count. The record must be written if this returns
    /// [`Arrival::Accepted`] or [`Arrival::Late`].
    ///
    /// Nothing but `state` proves that a result belongs to the request, so it is part of every match.
    /// A result replaces a refusal that is not taken yet: a refusal takes no more than the gateway's
    /// public key and the request's IDs, and a signature is verified.
    pub fn arrive(&mut self, result: Arrived, state: Option<&str>) -> Arrival {
        let arrival = self.arrival_of(&result, state);
        match arrival {
            Arrival::Accepted => {
                self.settlement = None;
                self.word = None;
                self.arrived.retain(|kept| !kept.is_refusal());
                self.work.begin(result.at);
                self.arrived.push(result);
            }
            Arrival::Late if self.flow.is_some() => {
                let outcome = match result.kind {
                    None => Outcome::Refused,
                    Some(_) => Outcome::Rejected,
                };
                self.word = acknowledged_as(self.kind, outcome).map(Word::of);
                self.work.begin(result.at);
            }
            _ => {}
        }
        arrival
    }

    fn arrival_of(&self, result: &Arrived, state: Option<&str>) -> Arrival {
        if state != Some(&self.state) || !self.is_asked(result) {
            return Arrival::Mismatched;
        }
        let replaces_refusal = self.is_refused() && !result.is_refusal();
        if let Some(settled) = &self.settlement {
            return match settled.outcome {
                Outcome::Refused if replaces_refusal && self.taken => Arrival::Late,
                Outcome::Refused if replaces_refusal => Arrival::Accepted,
                Outcome::Expired | Outcome::Withdrawn | Outcome::Failed if self.word.is_none() => {
                    Arrival::Late
                }
                _ => Arrival::Repeated,
            };
        }
        if self.taken {
            return if replaces_refusal {
                Arrival::Late
            } else {
                Arrival::Repeated
            };
        }
        if self.is_complete() && !replaces_refusal {
            return Arrival::Repeated;
        }
        let is_alike = |kept: &Arrived| {
            !kept.is_refusal() && !result.is_refusal() && kept.number == result.number
        };
        if self.arrived.iter().any(is_alike) {
            return Arrival::Repeated;
        }
        if self.flow.is_none() && result.at >= self.expires_at() {
            return Arrival::Late;
        }
        Arrival::Accepted
    }

    /// Returns true if the result is of the kind that was asked for.
    fn is_asked(&self, result: &Arrived) -> bool {
        // A form that requested profile fields only looks like a profile.
        let alike = |kind| match kind {
            Kind::Profile => Kind::FormFilling,
            kind => kind,
        };
        let same_kind = match (self.kind, result.kind) {
            (Some(asked), Some(arrived)) => alike(asked) == alike(arrived),
            _ => true,
        };
        let is_numbered = result.kind != Some(Kind::BulkSigning)
            || result
                .number
                .is_some_and(|number| (1..=self.callbacks).contains(&number));
        same_kind && is_numbered
    }
}
