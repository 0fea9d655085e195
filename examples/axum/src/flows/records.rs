//! Records of transactions in the store, changed by comparison of versions.

use iamsmart::transaction::Transaction;

use crate::clock::now;
use crate::failure::Result;
use crate::flows::Flows;
use crate::store::{Entry, Written};

impl Flows {
    pub(super) fn read(&self, id: &str) -> Result<Option<Transaction>> {
        let entry = self.store.read(id)?;
        let record = entry.map(|entry| Transaction::from_json(&entry.content));
        Ok(record.transpose()?)
    }

    /// Writes a new record; false if there is one with this ID.
    pub(super) fn begin(&self, record: &Transaction) -> Result<bool> {
        self.write(record, None)
    }

    /// Changes a record, again after another process did; `None` if there is no such record.
    pub(super) fn change<T>(
        &self,
        id: &str,
        mut change: impl FnMut(&mut Transaction, i64) -> T,
    ) -> Result<Option<T>> {
        loop {
            let Some(Entry { version, content }) = self.store.read(id)? else {
                return Ok(None);
            };
            let mut record = Transaction::from_json(&content)?;
            let changed = change(&mut record, now());
            if record.to_json() == content || self.write(&record, Some(&version))? {
                return Ok(Some(changed));
            }
        }
    }

    /// The same for a record of this owner.
    pub(super) fn of_owner<T>(
        &self,
        id: &str,
        owner: &str,
        change: impl FnMut(&mut Transaction, i64) -> T,
    ) -> Result<Option<T>> {
        match self.read(id)? {
            Some(record) if record.owner() == Some(owner) => self.change(id, change),
            _ => Ok(None),
        }
    }

    fn write(&self, record: &Transaction, version: Option<&str>) -> Result<bool> {
        let written = Written {
            content: &record.to_json(),
            keep_until: record.keep_until(),
            wake_at: record.wake_at(),
            erase: record.is_erased(),
        };
        self.store.write(record.business_id(), version, &written)
    }
}
