//! What services got of whom, and when: the record that the app shows, kept in the state directory.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::log;
use crate::state_directory::StateDirectory;

/// One record per line, JSON.
const FILE: &str = "given.jsonl";
/// Maximum number of records; the oldest are dropped. The file has at most twice as many.
const RECORDS: usize = 2000;

/// Something that a service got.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Given {
    /// Unix time in milliseconds.
    pub(crate) at: i64,
    /// Persona ID.
    pub(crate) persona: String,
    /// `login`, or a kind of request: `profile`, `form-filling`, `signing` and so on.
    pub(crate) kind: String,
    /// Host of the service's address.
    pub(crate) service: String,
    /// Name of the form or document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<String>,
    /// Scopes of a login, otherwise names of fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<String>,
}

/// The records, oldest first.
pub(crate) struct Record {
    directory: StateDirectory,
    kept: Mutex<Kept>,
}

struct Kept {
    records: VecDeque<Given>,
    /// Number of lines in the file.
    lines: usize,
}

impl Record {
    pub(crate) fn open(directory: &StateDirectory) -> Result<Self, String> {
        let text = directory.read(FILE)?.unwrap_or_default();
        // An interrupted run may have left half a line.
        let mut records: VecDeque<Given> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        records.drain(..records.len().saturating_sub(RECORDS));
        let record = Self {
            directory: directory.clone(),
            kept: Mutex::new(Kept { records, lines: 0 }),
        };
        if !text.is_empty() {
            record.rewrite(&mut record.kept())?;
        }
        Ok(record)
    }

    pub(crate) fn add(&self, given: Given) {
        let mut kept = self.kept();
        let line = line(&given);
        kept.records.push_back(given);
        if kept.records.len() > RECORDS {
            kept.records.pop_front();
        }
        let written = if kept.lines >= 2 * RECORDS {
            self.rewrite(&mut kept)
        } else {
            kept.lines += 1;
            self.directory.append(FILE, &line)
        };
        if let Err(error) = written {
            log::note(&error);
        }
    }

    /// What services got of a person, newest first.
    pub(crate) fn of(&self, persona: &str) -> Vec<Given> {
        let kept = self.kept();
        let records = kept.records.iter().rev();
        records
            .filter(|given| given.persona == persona)
            .cloned()
            .collect()
    }

    /// Removes the records of a person.
    pub(crate) fn clear(&self, persona: &str) -> Result<(), String> {
        let mut kept = self.kept();
        kept.records.retain(|given| given.persona != persona);
        self.rewrite(&mut kept)
    }

    fn rewrite(&self, kept: &mut Kept) -> Result<(), String> {
        let text: String = kept.records.iter().map(line).collect();
        kept.lines = kept.records.len();
        self.directory.write(FILE, &text)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn line(given: &Given) -> String {
    let mut line = serde_json::to_string(given).unwrap_or_default();
    line.push('\n');
    line
}

/// The host of a service's address.
pub(crate) fn host(uri: &str) -> &str {
    uri.split('/').nth(2).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FILE, Given, RECORDS, Record};
    use crate::state_directory::StateDirectory;

    fn given(persona: &str, at: usize) -> Given {
        Given {
            at: i64::try_from(at).unwrap(),
            persona: persona.to_owned(),
            kind: "form-filling".to_owned(),
            service: "service.example".to_owned(),
            about: None,
            fields: vec!["idNo".to_owned()],
        }
    }

    #[test]
    fn the_newest_are_kept_and_the_file_does_not_grow_for_ever() {
        let name = format!("iamsmart-sandbox-given-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let directory = StateDirectory::open(&path).unwrap();
        let record = Record::open(&directory).unwrap();
        for at in 0..3 * RECORDS {
            record.add(given("chan", at));
        }
        record.add(given("wong", 7));
        let lines = || directory.read(FILE).unwrap().unwrap().lines().count();
        assert!(lines() <= 2 * RECORDS);
        let of_chan = record.of("chan");
        assert_eq!(of_chan.len(), RECORDS - 1);
        assert_eq!(of_chan[0], given("chan", 3 * RECORDS - 1));

        // Half a line, as an interrupted run leaves it.
        directory.append(FILE, "{\"at\":").unwrap();
        let record = Record::open(&directory).unwrap();
        assert_eq!(record.of("chan"), of_chan);
        record.clear("chan").unwrap();
        assert_eq!((record.of("chan").len(), record.of("wong").len()), (0, 1));
        assert_eq!(lines(), 1);
        std::fs::remove_dir_all(path).unwrap();
    }
}
