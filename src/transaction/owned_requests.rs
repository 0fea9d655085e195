//! The list of a person's transactions.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Maximum number of transactions in a list; the oldest leave it. A person has one request open at
/// a time, and a few that wait to be taken.
const MAX_REQUESTS: usize = 32;

/// Time for which an empty list is kept, in milliseconds.
const EMPTY_MS: i64 = 60 * 1000;

/// A transaction of a person.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnedRequest {
    /// The businessID.
    pub business_id: String,
    /// The time until which it is listed, as Unix time in milliseconds.
    pub until: i64,
}

/// The transactions of a person, oldest first: a record beside those of the transactions.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnedRequests {
    requests: Vec<OwnedRequest>,
}

impl OwnedRequests {
    /// Reads a list.
    ///
    /// # Errors
    /// [`Error::TransactionUnreadable`] if it was not written by [`OwnedRequests::to_json`].
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|_| Error::TransactionUnreadable)
    }

    /// Writes the list as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Adds a transaction.
    pub fn add(&mut self, business_id: &str, until: i64, now: i64) {
        self.requests
            .retain(|request| request.until > now && request.business_id != business_id);
        let surplus = (self.requests.len() + 1).saturating_sub(MAX_REQUESTS);
        self.requests.drain(..surplus);
        self.requests.push(OwnedRequest {
            business_id: business_id.to_owned(),
            until,
        });
    }

    /// Removes a transaction. Returns false if it is not listed.
    pub fn remove(&mut self, business_id: &str) -> bool {
        let before = self.requests.len();
        self.requests
            .retain(|request| request.business_id != business_id);
        self.requests.len() < before
    }

    /// Returns the transactions at this time, newest first.
    pub fn listed(&self, now: i64) -> impl Iterator<Item = &OwnedRequest> {
        let requests = self.requests.iter().rev();
        requests.filter(move |request| request.until > now)
    }

    /// Returns the time until which the list must be kept; an empty one for a little while, because a
    /// store takes no time that is past.
    #[must_use]
    pub fn keep_until(&self, now: i64) -> i64 {
        let ends = self.requests.iter().map(|request| request.until);
        let soon = now.saturating_add(EMPTY_MS);
        ends.max().unwrap_or(soon).max(soon)
    }
}
