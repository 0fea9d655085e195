//! The list of each owner's requests: an entry of the same store.

use iamsmart::encoding::hex;
use iamsmart::signing::Digest;
use iamsmart::transaction::OwnedRequests;

use crate::clock::now;
use crate::failure::Result;
use crate::flows::Flows;
use crate::store::Written;

impl Flows {
    /// Returns the IDs of an owner's requests, newest first.
    pub(super) fn owned(&self, owner: &str) -> Result<Vec<String>> {
        let (requests, _) = self.list(owner)?;
        let ids = requests
            .listed(now())
            .map(|request| request.business_id.clone());
        Ok(ids.collect())
    }

    /// Adds a request to an owner's list if `check` lets it, which is asked before each attempt.
    pub(super) fn own(
        &self,
        owner: &str,
        id: &str,
        until: i64,
        check: impl Fn(&Self) -> Result<()>,
    ) -> Result<()> {
        loop {
            let (mut requests, version) = self.list(owner)?;
            check(self)?;
            requests.add(id, until, now());
            if self.write_list(owner, &requests, version.as_deref())? {
                return Ok(());
            }
        }
    }

    pub(super) fn disown(&self, owner: &str, id: &str) -> Result<()> {
        loop {
            let (mut requests, version) = self.list(owner)?;
            if !requests.remove(id) || self.write_list(owner, &requests, version.as_deref())? {
                return Ok(());
            }
        }
    }

    fn list(&self, owner: &str) -> Result<(OwnedRequests, Option<String>)> {
        Ok(match self.store.read(&name(owner))? {
            Some(entry) => (
                OwnedRequests::from_json(&entry.content)?,
                Some(entry.version),
            ),
            None => (OwnedRequests::default(), None),
        })
    }

    fn write_list(
        &self,
        owner: &str,
        requests: &OwnedRequests,
        version: Option<&str>,
    ) -> Result<bool> {
        let written = Written {
            content: &requests.to_json(),
            keep_until: requests.keep_until(now()),
            wake_at: None,
            erase: false,
        };
        self.store.write(&name(owner), version, &written)
    }
}

/// Returns the ID of an owner's entry, from which nobody learns who it is.
fn name(owner: &str) -> String {
    let digest = Digest::of(format!("owner\0{owner}").as_bytes());
    format!("owner-{}", hex(digest.as_bytes()))
}
