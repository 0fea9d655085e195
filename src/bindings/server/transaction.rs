//! Records of transactions.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::read;
use crate::bindings::server::gateway::SigningOutcome;
use crate::bindings::server::transaction_names::{
    ArrivedAs, JudgedAs, NextStep, RecordStage, RejectedFor, RequestKind, SettledAs,
};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{IsoTime, Moment, or_now};
use crate::bindings::write::write;
use crate::transaction::{
    self, Arrived, FlowTerms, NewTransaction, SignedFacts, Terms, Transaction,
};

/// Record of a transaction, read from a store or new.
#[wasm_bindgen]
pub struct TransactionRecord(Transaction);

argument! {
    /// Transaction that begins.
    pub struct NewRecord {
        /// businessID of the request.
        business_id: String,
        /// `state` of the request.
        state: String,
        /// Kind of result. Default: any.
        #[tsify(optional)]
        kind: Option<RequestKind>,
        /// Number of callbacks.
        callbacks: u32,
        /// Whose it is.
        #[tsify(optional)]
        owner: Option<String>,
        /// Data of the caller, JSON.
        #[tsify(optional)]
        details: Option<String>,
        /// Digest that is to be signed, Base64.
        #[tsify(optional)]
        digest: Option<String>,
        /// What the page shows meanwhile, JSON.
        #[tsify(optional)]
        ticket: Option<String>,
        /// Time for the user to respond, in milliseconds.
        life_ms: u64,
        /// Time that it is kept after that, in milliseconds.
        keep_ms: u64,
        /// Times of its steps, if it settles itself.
        #[tsify(optional)]
        flow: Option<StepTimes>,
    }
}

argument! {
    /// Times of the steps, in milliseconds; the defaults are those of `FlowsOptions`.
    pub struct StepTimes {
        #[tsify(optional)]
        decide_for_ms: Option<u64>,
        #[tsify(optional)]
        clock_tolerance_ms: Option<u64>,
        #[tsify(optional)]
        lease_ms: Option<u64>,
        #[tsify(optional)]
        grace_ms: Option<u64>,
        #[tsify(optional)]
        timestamp_for_ms: Option<u64>,
    }
}

argument! {
    /// Result that arrives.
    pub struct ArrivingResult {
        /// Kind; undefined for a refusal.
        #[tsify(optional)]
        kind: Option<RequestKind>,
        /// `state`.
        #[tsify(optional)]
        state: Option<String>,
        /// Number of a bulk request's callback.
        #[tsify(optional)]
        number: Option<u32>,
        /// Signed digest as the gateway states it, Base64.
        #[tsify(optional)]
        digest: Option<String>,
        /// Signing time as the gateway states it.
        #[tsify(optional)]
        signed_at: Option<Moment>,
        /// The result, JSON.
        content: String,
    }
}

result! {
    /// Record as a store keeps it.
    pub struct WrittenRecord {
        /// The record, JSON.
        json: String,
        /// Time until which it must be kept.
        keep_until: IsoTime,
        /// Time when something is due.
        #[tsify(optional)]
        wake_at: Option<IsoTime>,
        /// True if no content is left.
        is_erased: bool,
    }
}

result! {
    /// What is known of a transaction.
    pub struct RecordView {
        /// businessID.
        business_id: String,
        /// Stage.
        stage: RecordStage,
        /// Kind of result.
        #[tsify(optional)]
        kind: Option<RequestKind>,
        /// Whose it is.
        #[tsify(optional)]
        owner: Option<String>,
        /// Data of the caller, JSON.
        #[tsify(optional)]
        details: Option<String>,
        /// What the page shows meanwhile, JSON.
        #[tsify(optional)]
        ticket: Option<String>,
        /// Digest that is to be signed, Base64.
        #[tsify(optional)]
        digest: Option<String>,
        /// End of the time for the user to respond.
        expires_at: IsoTime,
        /// Time when something is due.
        #[tsify(optional)]
        wake_at: Option<IsoTime>,
        /// Number of callbacks.
        callbacks: u32,
        /// Results that have arrived, JSON.
        results: Vec<String>,
        /// Verdict that could not be decided yet.
        #[tsify(optional)]
        undecided: Option<UndecidedView>,
        /// Verdict on a signature that waits for its time-stamp, JSON.
        #[tsify(optional)]
        unstamped: Option<String>,
        /// Outcome.
        #[tsify(optional)]
        settlement: Option<SettlementView>,
    }
}

result! {
    /// Verdict that could not be decided yet.
    pub struct UndecidedView {
        /// Time of the first attempt.
        since: IsoTime,
        /// Time of the next attempt.
        #[tsify(optional)]
        next_at: Option<IsoTime>,
        /// What the last attempt gave, JSON.
        content: String,
    }
}

result! {
    /// Outcome of a transaction.
    pub struct SettlementView {
        /// Outcome.
        outcome: SettledAs,
        /// Why a signature was rejected.
        #[tsify(optional)]
        reason: Option<RejectedFor>,
        /// When.
        settled_at: IsoTime,
        /// Result, JSON, until it is taken.
        #[tsify(optional)]
        content: Option<String>,
        /// True if a time-stamp was asked for and not to be had.
        timestamp_missing: bool,
    }
}

#[wasm_bindgen]
impl TransactionRecord {
    /// Begins a transaction.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn begin(new: &Js<NewRecord>, now: &Js<Moment>) -> Result<TransactionRecord> {
        let new: NewRecord = read("new", new)?;
        let new = NewTransaction {
            business_id: &new.business_id,
            state: &new.state,
            kind: new.kind.map(Into::into),
            callbacks: new.callbacks,
            owner: new.owner.as_deref(),
            details: new.details.as_deref(),
            digest: new.digest.as_deref(),
            ticket: new.ticket.as_deref(),
            terms: Terms {
                life_ms: signed(new.life_ms),
                keep_ms: signed(new.keep_ms),
            },
            flow: new.flow.map(Into::into),
        };
        Transaction::begin(&new, at(now)?).map(Self)
    }

    /// Reads a record.
    ///
    /// @throws IamSmartError 'transaction-unreadable', 'invalid-argument'
    pub fn read(
        #[wasm_bindgen(unchecked_param_type = "string")] json: &JsValue,
    ) -> Result<TransactionRecord> {
        Transaction::from_json(&read::<String>("json", json)?).map(Self)
    }

    /// Writes the record.
    #[must_use]
    pub fn write(&self) -> Js<WrittenRecord> {
        write(&WrittenRecord {
            json: self.0.to_json(),
            keep_until: IsoTime(self.0.keep_until()),
            wake_at: self.0.wake_at().map(IsoTime),
            is_erased: self.0.is_erased(),
        })
    }

    /// What is known.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn view(&self, now: &Js<Moment>) -> Result<Js<RecordView>> {
        let Self(record) = self;
        let owned = |text: &str| text.to_owned();
        let results = record.arrived().iter();
        let settlement = record.settlement();
        Ok(write(&RecordView {
            business_id: record.business_id().to_owned(),
            stage: record.stage(at(now)?).into(),
            kind: record.kind().map(Into::into),
            owner: record.owner().map(owned),
            details: record.details().map(owned),
            ticket: record.ticket().map(owned),
            digest: record.digest().map(owned),
            expires_at: IsoTime(record.expires_at()),
            wake_at: record.wake_at().map(IsoTime),
            callbacks: record.callbacks(),
            results: results
                .map(|result| result.content.get().to_owned())
                .collect(),
            undecided: record.undecided().map(|undecided| UndecidedView {
                since: IsoTime(undecided.since),
                next_at: record.wake_at().map(IsoTime),
                content: undecided.content.get().to_owned(),
            }),
            unstamped: record
                .unstamped()
                .map(|unstamped| unstamped.content.get().to_owned()),
            settlement: settlement.map(|settled| SettlementView {
                outcome: settled.outcome.into(),
                reason: settled.reason.map(Into::into),
                settled_at: IsoTime(settled.at),
                content: settled.content.as_ref().map(|content| content.get().into()),
                timestamp_missing: settled.timestamp_missing,
            }),
        }))
    }

    /// Notes that the gateway has taken the request.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn confirm(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] ticket: &JsValue,
    ) -> Result<()> {
        self.0.confirm(&read::<String>("ticket", ticket)?)
    }

    /// Notes a result, or says why it does not count.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn arrive(
        &mut self,
        result: &Js<ArrivingResult>,
        now: &Js<Moment>,
    ) -> Result<Js<ArrivedAs>> {
        let result: ArrivingResult = read("result", result)?;
        let facts = result.digest.map(|digest| SignedFacts {
            digest,
            timestamp: result.signed_at.map(|Moment(unix_ms)| unix_ms),
        });
        let kind = result.kind.map(Into::into);
        let arrived = Arrived::new(kind, result.number, facts, &result.content, at(now)?)?;
        let arrival = self.0.arrive(arrived, result.state.as_deref());
        Ok(write(&ArrivedAs::from(arrival)))
    }

    /// Settles what needs no more than the record, and says what to do.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn next(&mut self, now: &Js<Moment>) -> Result<Js<NextStep>> {
        Ok(write(&NextStep::from(self.0.next(at(now)?))))
    }

    /// Notes the verdict on the signature that arrived.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn judge(
        &mut self,
        verdict: &Js<JudgedAs>,
        #[wasm_bindgen(unchecked_param_type = "string")] content: &JsValue,
        now: &Js<Moment>,
    ) -> Result<()> {
        let verdict: JudgedAs = read("verdict", verdict)?;
        let content: String = read("content", content)?;
        self.0.judge(verdict.into(), &content, at(now)?)
    }

    /// Notes that the signature has its time-stamp.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn timestamped(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] content: &JsValue,
        now: &Js<Moment>,
    ) -> Result<()> {
        self.0
            .timestamped(&read::<String>("content", content)?, at(now)?)
    }

    /// Notes that the e-service was told of an outcome.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn told(&mut self, outcome: &Js<SettledAs>, now: &Js<Moment>) -> Result<()> {
        let outcome: SettledAs = read("outcome", outcome)?;
        self.0.told(outcome.into(), at(now)?);
        Ok(())
    }

    /// Notes that the gateway was told, or will not listen.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn acknowledged(&mut self, says: &Js<SigningOutcome>, now: &Js<Moment>) -> Result<()> {
        let says: SigningOutcome = read("says", says)?;
        self.0.acknowledged(says.into(), at(now)?);
        Ok(())
    }

    /// Notes that a task failed.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn failed(&mut self, now: &Js<Moment>) -> Result<()> {
        self.0.failed(at(now)?);
        Ok(())
    }

    /// Notes that the gateway did not take the request.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn fail(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] content: &JsValue,
        now: &Js<Moment>,
    ) -> Result<()> {
        self.0.fail(&read::<String>("content", content)?, at(now)?)
    }

    /// Gives the request up; false if its result has arrived, or it is settled.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn withdraw(&mut self, now: &Js<Moment>) -> Result<bool> {
        Ok(self.0.withdraw(at(now)?))
    }

    /// Hands the outcome over; false if there is none, or it was handed over before.
    ///
    /// @throws IamSmartError 'invalid-argument'
    pub fn take(&mut self, now: &Js<Moment>) -> Result<bool> {
        Ok(self.0.take(at(now)?))
    }
}

/// Adds a transaction to the list of its owner (JSON; undefined if there is none), or removes it.
///
/// @throws IamSmartError 'transaction-unreadable', 'invalid-argument'
#[wasm_bindgen(js_name = ownedRequests)]
pub fn owned_requests(
    #[wasm_bindgen(unchecked_param_type = "string | undefined")] list: &JsValue,
    change: &Js<OwnedChange>,
    now: &Js<Moment>,
) -> Result<Js<OwnedView>> {
    let list: Option<String> = read("list", list)?;
    let change: OwnedChange = read("change", change)?;
    let now = at(now)?;
    let mut requests = match list {
        Some(json) => transaction::OwnedRequests::from_json(&json)?,
        None => transaction::OwnedRequests::default(),
    };
    if let Some(OwnedRequest { business_id, until }) = change.add {
        let Moment(until) = until;
        requests.add(&business_id, until, now);
    }
    if let Some(business_id) = change.remove {
        requests.remove(&business_id);
    }
    let listed = requests.listed(now);
    Ok(write(&OwnedView {
        business_ids: listed.map(|one| one.business_id.clone()).collect(),
        json: requests.to_json(),
        keep_until: IsoTime(requests.keep_until(now)),
    }))
}

argument! {
    /// Change of an owner's list.
    pub struct OwnedChange {
        /// Transaction to add.
        #[tsify(optional)]
        add: Option<OwnedRequest>,
        /// Transaction to remove.
        #[tsify(optional)]
        remove: Option<String>,
    }
}

argument! {
    /// Transaction of an owner.
    pub struct OwnedRequest {
        /// businessID.
        business_id: String,
        /// Time until which it is listed.
        until: Moment,
    }
}

result! {
    /// List of an owner's transactions.
    pub struct OwnedView {
        /// businessIDs, newest first.
        business_ids: Vec<String>,
        /// The list, JSON.
        json: String,
        /// Time until which the list must be kept.
        keep_until: IsoTime,
    }
}

fn at(now: &JsValue) -> Result<i64> {
    Ok(or_now(read("now", now)?))
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

impl From<StepTimes> for FlowTerms {
    fn from(times: StepTimes) -> Self {
        let default = Self::default();
        Self {
            grace_ms: times.grace_ms.map_or(default.grace_ms, signed),
            decide_for_ms: times.decide_for_ms.map_or(default.decide_for_ms, signed),
            clock_tolerance_ms: times
                .clock_tolerance_ms
                .map_or(default.clock_tolerance_ms, signed),
            lease_ms: times.lease_ms.map_or(default.lease_ms, signed),
            timestamp_for_ms: times.timestamp_for_ms.map(signed),
        }
    }
}
