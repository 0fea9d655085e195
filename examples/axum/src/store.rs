//! Entries in an SQLite file that survive a restart and serve all processes of one machine: the same
//! table as `SqliteStore` of the npm package (docs/stores.md).

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use iamsmart::state::State;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::clock::now;
use crate::failure::Result;

/// Durations that a process waits for another's write.
const BUSY: Duration = Duration::from_secs(5);

const TABLES: &str = "
PRAGMA journal_mode = WAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS iamsmart_transactions (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  keep_until INTEGER NOT NULL,
  wake_at INTEGER,
  content BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS iamsmart_transactions_keep_until ON iamsmart_transactions (keep_until);
CREATE INDEX IF NOT EXISTS iamsmart_transactions_wake_at ON iamsmart_transactions (wake_at)
  WHERE wake_at IS NOT NULL;";

pub(crate) struct Store(Mutex<Connection>);

/// An entry, and the version that a write replaces.
pub(crate) struct Entry {
    pub(crate) version: String,
    pub(crate) content: String,
}

/// What a write writes; times are Unix times in milliseconds.
pub(crate) struct Written<'a> {
    pub(crate) content: &'a str,
    /// The entry may be deleted then.
    pub(crate) keep_until: i64,
    /// Something is due for the entry then.
    pub(crate) wake_at: Option<i64>,
    /// True if what the entry held is to be gone from disk.
    pub(crate) erase: bool,
}

impl Store {
    pub(crate) fn open(path: impl AsRef<Path>) -> Result<Self> {
        let database = Connection::open(path)?;
        database.busy_timeout(BUSY)?;
        database.execute_batch(TABLES)?;
        Ok(Self(Mutex::new(database)))
    }

    pub(crate) fn read(&self, id: &str) -> Result<Option<Entry>> {
        let text = "SELECT version, CAST(content AS TEXT) FROM iamsmart_transactions
WHERE id = ? AND keep_until > ?";
        let database = self.database();
        let mut statement = database.prepare(text)?;
        let row = statement.query_row(params![id, now()], |row| {
            Ok(Entry {
                version: row.get(0)?,
                content: row.get(1)?,
            })
        });
        Ok(row.optional()?)
    }

    /// Writes an entry if its version is still this one, or if there is none. Returns true if it did.
    pub(crate) fn write(
        &self,
        id: &str,
        version: Option<&str>,
        written: &Written<'_>,
    ) -> Result<bool> {
        let next = State::generate()?;
        let next = next.as_str();
        let Written {
            keep_until,
            wake_at,
            ..
        } = written;
        let content = written.content.as_bytes();
        let database = self.database();
        let count = match version {
            None => database.execute(
                "INSERT INTO iamsmart_transactions AS entry (id, version, keep_until, wake_at, content)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE
SET version = excluded.version, keep_until = excluded.keep_until, wake_at = excluded.wake_at,
  content = excluded.content
WHERE entry.keep_until <= ?6",
                params![id, next, keep_until, wake_at, content, now()],
            )?,
            Some(version) => database.execute(
                "UPDATE iamsmart_transactions
SET version = ?1, keep_until = ?2, wake_at = ?3, content = ?4
WHERE id = ?5 AND version = ?6 AND keep_until > ?7",
                params![next, keep_until, wake_at, content, id, version, now()],
            )?,
        };
        if count > 0 && written.erase {
            empty_log(&database)?;
        }
        Ok(count > 0)
    }

    /// Returns the IDs for which something is due, earliest first.
    pub(crate) fn due(&self, limit: u32) -> Result<Vec<String>> {
        let text = "SELECT id FROM iamsmart_transactions WHERE wake_at <= ?1 AND keep_until > ?1
ORDER BY wake_at LIMIT ?2";
        let database = self.database();
        let mut statement = database.prepare(text)?;
        let ids = statement.query_map(params![now(), limit], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Deletes the entries that have expired.
    pub(crate) fn sweep(&self) -> Result<()> {
        let database = self.database();
        let text = "DELETE FROM iamsmart_transactions WHERE keep_until <= ?";
        if database.execute(text, [now()])? > 0 {
            empty_log(&database)?;
        }
        Ok(())
    }

    fn database(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Empties the write-ahead log, which keeps what was overwritten. If another process reads at this
/// moment, the next one does it.
fn empty_log(database: &Connection) -> Result<()> {
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
