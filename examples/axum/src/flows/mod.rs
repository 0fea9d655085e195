//! Requests to users, from the login to the outcome that was told: `iamsmart::transaction` says what
//! to do next, and this does it. Any number of processes of one machine may share the store.

mod asking;
mod login;
mod outcome;
mod owned;
mod records;
mod settling;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use iamsmart::asn1::{Encoded, Time};
use iamsmart::endpoint::Endpoint;
use iamsmart::transaction::{Outcome, Stage, Transaction};
use iamsmart::verification::PathOptions;
use iamsmart::wire::BusinessId;
use serde_json::{Value, json};

use crate::clock::now;
use crate::failure::Result;
use crate::gateway::GatewayClient;
use crate::store::Store;

pub(crate) use self::asking::{FillRequest, SignRequest, User};

/// Time between two looks at the store.
const LOOK: Duration = Duration::from_millis(250);

/// What the e-service does with an outcome: `Settled` of the npm package as JSON. Called at least
/// once, by one process at a time; repeated if it fails.
pub(crate) type OnSettled =
    Box<dyn Fn(Value) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> + Send + Sync>;

pub(crate) struct Flows {
    pub(crate) gateway: GatewayClient,
    pub(crate) store: Store,
    /// The gateway's address, for logins.
    pub(crate) authorization: Endpoint,
    /// Where the gateway pushes results.
    pub(crate) callback_uri: Endpoint,
    pub(crate) trust_anchors: Vec<Encoded>,
    pub(crate) intermediates: Vec<Encoded>,
    pub(crate) on_settled: OnSettled,
}

impl Flows {
    /// Receives a push, and returns the HTTP status for the gateway: 200 once it is stored, so that
    /// the gateway pushes again whatever was not. Then settles it in the background.
    pub(crate) fn callback(self: &Arc<Self>, body: &str) -> StatusCode {
        let Ok(result) = self.gateway.open(body) else {
            return StatusCode::BAD_REQUEST;
        };
        let id = result.business_id.as_str();
        let state = result.state.as_deref();
        let stored = result
            .arrived(now())
            .map_err(Into::into)
            .and_then(|arrived| self.change(id, |record, _| record.arrive(arrived.clone(), state)));
        if let Err(failure) = stored {
            eprintln!("{id}: {failure}");
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let (flows, id) = (Arc::clone(self), id.to_owned());
        tokio::spawn(async move { flows.settle(&id).await });
        StatusCode::OK
    }

    /// Returns what is known of a request of this owner.
    pub(crate) fn outcome(&self, id: &str, owner: &str) -> Result<Value> {
        let record = self
            .read(id)?
            .filter(|record| record.owner() == Some(owner));
        Ok(record.map_or_else(
            || json!({ "stage": "unknown" }),
            |record| outcome::of(&record),
        ))
    }

    /// Returns what is known of a request as soon as its stage is another than this.
    pub(crate) async fn wait(&self, id: &str, owner: &str, stage: Option<&str>) -> Result<Value> {
        loop {
            let outcome = self.outcome(id, owner)?;
            if outcome["stage"].as_str() != stage {
                return Ok(outcome);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Returns what is open for this owner, newest first.
    pub(crate) fn reclaim(&self, owner: &str) -> Result<Vec<Value>> {
        let mut open = Vec::new();
        for id in self.owned(owner)? {
            open.extend(
                self.read(&id)?
                    .filter(is_open)
                    .map(|record| outcome::of(&record)),
            );
        }
        Ok(open)
    }

    /// Gives a request up.
    pub(crate) async fn withdraw(&self, id: &str, owner: &str) -> Result<Value> {
        self.of_owner(id, owner, Transaction::withdraw)?;
        self.settle(id).await;
        self.outcome(id, owner)
    }

    /// Deletes the content of an outcome that the user has seen, and returns it for the last time.
    pub(crate) fn take(&self, id: &str, owner: &str) -> Result<Value> {
        let seen = self.outcome(id, owner)?;
        if self.of_owner(id, owner, Transaction::take)? != Some(true) {
            return self.outcome(id, owner);
        }
        self.disown(owner, id)?;
        Ok(seen)
    }

    /// Carries out whatever is due in the store, for ever.
    pub(crate) async fn run(self: Arc<Self>) {
        let mut looks = tokio::time::interval(Duration::from_secs(1));
        for look in 0_u32.. {
            looks.tick().await;
            let swept = if look % 60 == 0 {
                self.store.sweep()
            } else {
                Ok(())
            };
            match swept.and_then(|()| self.store.due(100)) {
                Ok(due) => {
                    futures_util::future::join_all(due.iter().map(|id| self.settle(id))).await
                }
                Err(failure) => {
                    eprintln!("{failure}");
                    continue;
                }
            };
        }
    }

    /// Returns whom to trust, at this time.
    fn trust(&self) -> PathOptions {
        PathOptions {
            trust_anchors: self.trust_anchors.clone(),
            intermediates: self.intermediates.clone(),
            ..PathOptions::at(Time::from_unix_ms(now()))
        }
    }
}

/// What failed was answered with the error, and nobody waits for it.
fn is_open(record: &Transaction) -> bool {
    let outcome = record.settlement().map(|settled| settled.outcome);
    record.stage(now()) != Stage::Taken && outcome != Some(Outcome::Failed)
}

fn new_id() -> Result<BusinessId> {
    Ok(BusinessId::generate()?)
}
