//! Steps of a transaction: what to do next, and what was done.

use alloc::boxed::Box;

use serde_json::value::RawValue;

use crate::Result;
use crate::transaction::content::raw;
use crate::transaction::kind::Kind;
use crate::transaction::settlement::{Outcome, Reason, Settlement, Verdict, Word, acknowledged_as};
use crate::transaction::terms::FlowTerms;
use crate::transaction::transaction::{Transaction, Undecided, Unstamped};
use crate::wire::SigningOutcome;

/// Time for which the gateway is told of an outcome. No source says how long it waits.
const ACKNOWLEDGE_FOR_MS: i64 = 24 * 60 * 60 * 1000;

/// What to do with a transaction now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Nothing, before the time of [`Transaction::wake_at`].
    Wait,
    /// This, by the caller alone until its lease ends.
    Do(Task),
}

/// A task that needs the network or the e-service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Task {
    /// Fetch revocation data, verify the signature that arrived, and call [`Transaction::judge`].
    Verify,
    /// Fetch a time-stamp for the signature that was judged, and call [`Transaction::timestamped`].
    Timestamp,
    /// Tell the e-service of the settlement, and call [`Transaction::told`].
    Tell,
    /// Tell the gateway, and call [`Transaction::acknowledged`].
    Acknowledge(SigningOutcome),
}

impl Transaction {
    /// Settles what needs no more than the record, and says what to do. The caller of
    /// [`Step::Do`] has the lease once it has written the record.
    pub fn next(&mut self, now: i64) -> Step {
        self.advance(now);
        let (Some(flow), Some(task)) = (self.flow, self.task()) else {
            return Step::Wait;
        };
        let is_leased = self.work.lease_until.is_some_and(|until| until > now);
        if is_leased || self.work.next_at > now {
            return Step::Wait;
        }
        self.work.lease_until = Some(now.saturating_add(flow.lease_ms));
        self.work.fresh = false;
        Step::Do(task)
    }

    /// Notes the verdict on the signature that arrived, with what the e-service is to be given, as
    /// JSON. An undecided one is asked about again, and one that holds may wait for a time-stamp.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) if `content` is not JSON.
    pub fn judge(&mut self, verdict: Verdict, content: &str, now: i64) -> Result<()> {
        let content = raw("content", content)?;
        if self.settlement.is_some() || self.unstamped.is_some() || self.arrived.is_empty() {
            return Ok(());
        }
        match verdict {
            Verdict::Signed => self.conclude(Outcome::Signed, content, now),
            Verdict::Rejected(reason) => {
                self.settle(Outcome::Rejected, Some(reason), Some(content), now);
            }
            Verdict::Undecided => {
                let since = self.undecided.as_ref().map_or(now, |first| first.since);
                self.undecided = Some(Undecided { since, content });
                self.work.failed(now);
            }
        }
        Ok(())
    }

    /// Notes that the signature has its time-stamp, with what the e-service is to be given, as JSON.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) if `content` is not JSON.
    pub fn timestamped(&mut self, content: &str, now: i64) -> Result<()> {
        let content = raw("content", content)?;
        if let Some(unstamped) = &self.unstamped {
            self.settle(unstamped.outcome, None, Some(content), now);
        }
        Ok(())
    }

    /// Notes that the e-service was told of an outcome. Another may have replaced it meanwhile.
    pub fn told(&mut self, outcome: Outcome, now: i64) {
        if let Some(settled) = &mut self.settlement
            && settled.outcome == outcome
        {
            settled.told = true;
            self.erase();
            self.work.begin(now);
        }
    }

    /// Notes that the gateway was told this, or will not listen.
    pub fn acknowledged(&mut self, says: SigningOutcome, now: i64) {
        if let Some(word) = &mut self.word
            && word.says == says
        {
            word.told = true;
            self.work.begin(now);
        }
    }

    /// Notes that a task failed; it is due again after a pause.
    pub fn failed(&mut self, now: i64) {
        self.work.failed(now);
    }

    /// Notes that the gateway did not take the request, and why, as JSON.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`](crate::Error::InvalidArgument) if `content` is not JSON.
    pub fn fail(&mut self, content: &str, now: i64) -> Result<()> {
        let content = raw("content", content)?;
        if self.settlement.is_none() && self.arrived.is_empty() {
            self.settle(Outcome::Failed, None, Some(content), now);
            // By the error of the request itself.
            self.told(Outcome::Failed, now);
        }
        Ok(())
    }

    /// Gives the request up. Returns false if its result has arrived, or it is settled.
    pub fn withdraw(&mut self, now: i64) -> bool {
        if self.settlement.is_some() || self.taken || !self.arrived.is_empty() {
            return false;
        }
        self.settle(Outcome::Withdrawn, None, None, now);
        true
    }

    /// Returns when something is due; `None` if nothing ever is.
    #[must_use]
    pub fn wake_at(&self) -> Option<i64> {
        let flow = self.flow?;
        let is_waiting = self.settlement.is_none() && !self.taken;
        if is_waiting && !self.is_complete() {
            return Some(self.expires_at().saturating_add(flow.grace_ms));
        }
        let is_due = is_waiting
            || self
                .settlement
                .as_ref()
                .is_some_and(|settled| !settled.told)
            || self.word.as_ref().is_some_and(|word| !word.told);
        if !is_due {
            return None;
        }
        let at = self.work.due_at();
        let deadline = self.deadline(flow).filter(|_| is_waiting);
        Some(deadline.map_or(at, |deadline| at.min(deadline)))
    }

    /// Returns when a verdict, or a time-stamp, is no longer asked for.
    fn deadline(&self, flow: FlowTerms) -> Option<i64> {
        if let Some(unstamped) = &self.unstamped {
            let time = flow.timestamp_for_ms.unwrap_or_default();
            return Some(unstamped.since.saturating_add(time));
        }
        let undecided = self.undecided.as_ref()?;
        Some(undecided.since.saturating_add(flow.decide_for_ms))
    }

    /// Settles what needs no more than the record and the time.
    fn advance(&mut self, now: i64) {
        let Some(flow) = self.flow else {
            return;
        };
        if let (Some(settled), Some(word)) = (&self.settlement, &mut self.word) {
            // Given up.
            word.told |= now >= settled.at.saturating_add(ACKNOWLEDGE_FOR_MS);
        }
        if self.settlement.is_some() || self.taken {
            return;
        }
        if !self.is_complete() {
            if now >= self.expires_at().saturating_add(flow.grace_ms) {
                self.settle(Outcome::Expired, None, None, now);
            }
            return;
        }
        let Some(result) = self.arrived.first() else {
            return;
        };
        let content = Some(result.content.clone());
        if result.is_refusal() {
            return self.settle(Outcome::Refused, None, content, now);
        }
        if !self.is_signature() {
            return self.settle(Outcome::Filled, None, content, now);
        }
        if let Some(reason) = self.difference(result) {
            return self.settle(Outcome::Rejected, Some(reason), content, now);
        }
        if self.deadline(flow).is_none_or(|deadline| now < deadline) {
            return;
        }
        if let Some(Unstamped {
            outcome, content, ..
        }) = self.unstamped.take()
        {
            self.settle(outcome, None, Some(content), now);
            if let Some(settled) = &mut self.settlement {
                settled.timestamp_missing = true;
            }
        } else if let Some(last) = self.undecided.take() {
            self.conclude(Outcome::Undecided, last.content, now);
        }
    }

    fn task(&self) -> Option<Task> {
        let Some(settled) = &self.settlement else {
            let is_due = !self.taken && self.is_complete() && self.is_signature();
            let task = match self.unstamped {
                Some(_) => Task::Timestamp,
                None => Task::Verify,
            };
            return is_due.then_some(task);
        };
        if !settled.told {
            return Some(Task::Tell);
        }
        let word = self.word.as_ref().filter(|word| !word.told)?;
        Some(Task::Acknowledge(word.says))
    }

    /// Settles a signature, once it has a time-stamp if it is to have one.
    fn conclude(&mut self, outcome: Outcome, content: Box<RawValue>, now: i64) {
        if self.flow.is_none_or(|flow| flow.timestamp_for_ms.is_none()) {
            return self.settle(outcome, None, Some(content), now);
        }
        self.unstamped = Some(Unstamped {
            outcome,
            since: now,
            content,
        });
        self.undecided = None;
        self.work.begin(now);
    }

    fn settle(
        &mut self,
        outcome: Outcome,
        reason: Option<Reason>,
        content: Option<Box<RawValue>>,
        now: i64,
    ) {
        self.word = acknowledged_as(self.kind, outcome).map(Word::of);
        self.settlement = Some(Settlement {
            outcome,
            reason,
            at: now,
            content,
            timestamp_missing: false,
            told: false,
        });
        self.arrived.clear();
        self.undecided = None;
        self.unstamped = None;
        self.ticket = None;
        self.work.begin(now);
    }

    fn is_signature(&self) -> bool {
        let arrived = self.arrived.first().and_then(|result| result.kind);
        let kind = self.kind.or(arrived);
        matches!(kind, Some(Kind::Signing | Kind::PdfSigning))
    }
}
