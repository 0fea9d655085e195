//! The record of a transaction.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::transaction::arrived::Arrived;
use crate::transaction::content::{present, raw};
use crate::transaction::kind::Kind;
use crate::transaction::settlement::{Outcome, Settlement, Word};
use crate::transaction::terms::{FlowTerms, Terms};
use crate::transaction::work::Work;
use crate::{Error, Result};

/// A request that is about to be sent.
#[derive(Clone, Debug)]
pub struct NewTransaction<'a> {
    /// The businessID of the request.
    pub business_id: &'a str,
    /// The `state` of the request.
    pub state: &'a str,
    /// The kind of its result; `None` for any.
    pub kind: Option<Kind>,
    /// The number of its callbacks: 1, or more for a bulk request.
    pub callbacks: u32,
    /// Whose it is: an identifier of the user at the e-service.
    pub owner: Option<&'a str>,
    /// Data of the caller, as JSON.
    pub details: Option<&'a str>,
    /// The digest that is to be signed, in Base64 as in `hashCode`.
    pub digest: Option<&'a str>,
    /// What the page shows meanwhile, as JSON.
    pub ticket: Option<&'a str>,
    /// Its times.
    pub terms: Terms,
    /// The times of its steps; `None` if it does not settle itself.
    pub flow: Option<FlowTerms>,
}

/// What is known of a transaction.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// The user has not responded.
    Pending,
    /// All callbacks have arrived.
    Arrived,
    /// The outcome is known.
    Settled,
    /// The outcome was handed over, and its content deleted.
    Taken,
    /// The time is over and a callback is missing. One that settles itself is settled then.
    Expired,
}

/// A verdict that could not be decided yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undecided {
    /// The time of the first attempt, as Unix time in milliseconds.
    pub since: i64,
    /// What the last attempt gave, as JSON.
    pub content: Box<RawValue>,
}

/// A signature that was judged and waits for its time-stamp.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unstamped {
    /// What came of the request: [`Outcome::Signed`] or [`Outcome::Undecided`].
    pub outcome: Outcome,
    /// The time of the verdict, as Unix time in milliseconds.
    pub since: i64,
    /// What the verdict gave, as JSON.
    pub content: Box<RawValue>,
}

/// A request to a user, and what came of it. Times are Unix times in milliseconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    pub(super) business_id: String,
    pub(super) state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<Kind>,
    pub(super) callbacks: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) owner: Option<String>,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub(super) details: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ticket: Option<Box<RawValue>>,
    pub(super) begun_at: i64,
    pub(super) terms: Terms,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) flow: Option<FlowTerms>,
    pub(super) arrived: Vec<Arrived>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) undecided: Option<Undecided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unstamped: Option<Unstamped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) settlement: Option<Settlement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) word: Option<Word>,
    pub(super) work: Work,
    pub(super) taken: bool,
    /// True if what was taken is a refusal.
    pub(super) refused: bool,
}

impl Transaction {
    /// Begins a transaction, before its request is sent: the callback may arrive before the answer.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if `details` or `ticket` is not JSON.
    pub fn begin(new: &NewTransaction<'_>, now: i64) -> Result<Self> {
        Ok(Self {
            business_id: new.business_id.to_owned(),
            state: new.state.to_owned(),
            kind: new.kind,
            callbacks: new.callbacks,
            owner: new.owner.map(ToOwned::to_owned),
            details: new.details.map(|json| raw("details", json)).transpose()?,
            digest: new.digest.map(ToOwned::to_owned),
            ticket: new.ticket.map(|json| raw("ticket", json)).transpose()?,
            begun_at: now,
            terms: new.terms,
            flow: new.flow,
            arrived: Vec::new(),
            undecided: None,
            unstamped: None,
            settlement: None,
            word: None,
            work: Work::default(),
            taken: false,
            refused: false,
        })
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`Error::TransactionUnreadable`] if it was not written by [`Transaction::to_json`].
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|_| Error::TransactionUnreadable)
    }

    /// Writes the record as JSON.
    ///
    /// # Panics
    /// Never: the record's parts are JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Notes that the gateway has taken the request, and what the page shows meanwhile, as JSON.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if `ticket` is not JSON.
    pub fn confirm(&mut self, ticket: &str) -> Result<()> {
        if self.settlement.is_none() && !self.taken {
            self.ticket = Some(raw("ticket", ticket)?);
        }
        Ok(())
    }

    /// Hands the outcome over: returns true to exactly one caller, whose copy of the record still
    /// has it, and deletes the content. Content that the e-service is yet to be told is deleted
    /// afterwards.
    pub fn take(&mut self, now: i64) -> bool {
        let is_final = match self.flow {
            Some(_) => self.settlement.is_some(),
            None => self.stage(now) == Stage::Arrived,
        };
        if self.taken || !is_final {
            return false;
        }
        self.refused = self.is_refused();
        self.taken = true;
        self.erase();
        true
    }

    /// Returns what is known at this time.
    #[must_use]
    pub fn stage(&self, now: i64) -> Stage {
        if self.taken {
            Stage::Taken
        } else if self.settlement.is_some() {
            Stage::Settled
        } else if self.is_complete() {
            Stage::Arrived
        } else if self.flow.is_none() && now >= self.expires_at() {
            Stage::Expired
        } else {
            Stage::Pending
        }
    }

    /// Returns the time until which the record must be kept; it moves as long as a step is due.
    #[must_use]
    pub fn keep_until(&self) -> i64 {
        let last = self.wake_at().unwrap_or(0).max(self.expires_at());
        let settled = self.settlement.as_ref().map_or(0, |settled| settled.at);
        last.max(settled).saturating_add(self.terms.keep_ms)
    }

    /// Returns the end of the time for the user to respond.
    #[must_use]
    pub fn expires_at(&self) -> i64 {
        self.begun_at.saturating_add(self.terms.life_ms)
    }

    /// Returns the businessID.
    #[must_use]
    pub fn business_id(&self) -> &str {
        &self.business_id
    }

    /// Returns the kind of result.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Returns whose it is.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    /// Returns the data of the caller, as JSON.
    #[must_use]
    pub fn details(&self) -> Option<&str> {
        self.details.as_deref().map(RawValue::get)
    }

    /// Returns what the page shows meanwhile, as JSON.
    #[must_use]
    pub fn ticket(&self) -> Option<&str> {
        self.ticket.as_deref().map(RawValue::get)
    }

    /// Returns the digest that is to be signed, in Base64.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Returns the results that have arrived.
    #[must_use]
    pub fn arrived(&self) -> &[Arrived] {
        &self.arrived
    }

    /// Returns the number of callbacks.
    #[must_use]
    pub fn callbacks(&self) -> u32 {
        self.callbacks
    }

    /// Returns the verdict that could not be decided yet.
    #[must_use]
    pub fn undecided(&self) -> Option<&Undecided> {
        self.undecided.as_ref()
    }

    /// Returns the signature that waits for its time-stamp.
    #[must_use]
    pub fn unstamped(&self) -> Option<&Unstamped> {
        self.unstamped.as_ref()
    }

    /// Returns the outcome.
    #[must_use]
    pub fn settlement(&self) -> Option<&Settlement> {
        self.settlement.as_ref()
    }

    /// Returns true if no content is left: what a store had of it can be wiped.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        let settled = self.settlement.as_ref();
        // Nobody takes what came to nothing: of it, only a result code may be kept.
        let is_nothing = settled.is_some_and(|it| {
            matches!(
                it.outcome,
                Outcome::Failed | Outcome::Withdrawn | Outcome::Expired
            )
        });
        let is_taken = self.taken && settled.is_none_or(|it| it.content.is_none());
        self.arrived.is_empty() && (is_taken || is_nothing)
    }

    /// Returns true if no callback is missing, or the request was refused.
    pub(super) fn is_complete(&self) -> bool {
        self.arrived.len() >= self.callbacks as usize || self.is_refused()
    }

    pub(super) fn is_refused(&self) -> bool {
        let settled = self.settlement.as_ref();
        self.refused
            || self.arrived.iter().any(Arrived::is_refusal)
            || settled.is_some_and(|settled| settled.outcome == Outcome::Refused)
    }

    /// Deletes the content of a transaction that was taken, unless the e-service is yet to be told.
    pub(super) fn erase(&mut self) {
        let is_told = self.settlement.as_ref().is_none_or(|settled| settled.told);
        if !self.taken || !is_told {
            return;
        }
        self.arrived.clear();
        self.undecided = None;
        self.unstamped = None;
        self.ticket = None;
        if let Some(settled) = &mut self.settlement {
            settled.content = None;
        }
    }
}
