//! Progress of a bulk request, whose signatures arrive in several callbacks.

use std::collections::{HashMap, HashSet};

use crate::signing::digest::Digest;
use crate::{Error, Result};

/// Maximum number of documents per request, and of signatures per callback (iAM Smart API, signing,
/// bulk).
pub const MAX_DOCUMENTS: usize = 1000;

/// The signatures that a bulk request expects.
pub struct BulkExpected {
    documents: Vec<(String, Digest)>,
    max_callback_sigs: usize,
}

/// Position of a signature in the received callbacks: indices of callback and entry, from 0.
pub type Place = (usize, usize);

/// The part of a callback that counts for the progress.
pub struct BulkPart<'a> {
    /// `callbackSeq`, from 1.
    pub seq: u64,
    /// For each signature the document's ID, and the signed digest if it can be parsed.
    pub signed: Vec<(&'a str, Option<Digest>)>,
}

/// The progress of a bulk request.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct BulkProgress {
    /// The total number of callbacks.
    pub total_callbacks: u64,
    /// Sequence numbers of callbacks that have not arrived.
    pub missing_callbacks: Vec<u64>,
    /// Requested documents that are signed, and the positions of their signatures.
    pub signed: Vec<(String, Place)>,
    /// Documents without a signature; final if no callback is missing.
    pub unsigned: Vec<String>,
    /// IDs that arrived more than once; the first signature counts.
    pub repeated: Vec<String>,
    /// IDs that were not requested.
    pub foreign: Vec<String>,
    /// Documents that arrived with a digest other than the requested one. They do not count as
    /// signed.
    pub changed: Vec<String>,
}

impl BulkExpected {
    /// Creates the expectation from the documents' IDs and digests and the maximum number of
    /// signatures per callback.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a number that is not 1 to 1,000, or a duplicate ID.
    pub fn new(documents: Vec<(String, Digest)>, max_callback_sigs: usize) -> Result<Self> {
        if !(1..=MAX_DOCUMENTS).contains(&documents.len()) {
            return Err(invalid("documents", "there are 1 to 1,000"));
        }
        if !(1..=MAX_DOCUMENTS).contains(&max_callback_sigs) {
            return Err(invalid("maxCallbackSigs", "it must be 1 to 1,000"));
        }
        let ids: HashSet<&str> = documents.iter().map(|(id, _)| id.as_str()).collect();
        if ids.len() != documents.len() {
            return Err(invalid("documents", "an 'id' stands there twice"));
        }
        Ok(Self {
            documents,
            max_callback_sigs,
        })
    }

    /// Returns the total number of callbacks: `int((n − 1) / m + 1)` for n documents and m
    /// signatures per callback (iAM Smart API, signing, bulk).
    #[must_use]
    pub fn total_callbacks(&self) -> u64 {
        // The result is 1 to 1,000.
        self.documents.len().div_ceil(self.max_callback_sigs) as u64
    }

    /// Evaluates the received callbacks, in any order. A callback with a repeated sequence number
    /// is ignored.
    #[must_use]
    pub fn progress(&self, parts: &[BulkPart<'_>]) -> BulkProgress {
        let mut progress = BulkProgress {
            total_callbacks: self.total_callbacks(),
            ..BulkProgress::default()
        };
        let digests: HashMap<&str, &Digest> = self
            .documents
            .iter()
            .map(|(id, digest)| (id.as_str(), digest))
            .collect();
        let mut seen = HashSet::new();
        let mut places: HashMap<&str, Place> = HashMap::new();
        for (callback, part) in parts.iter().enumerate() {
            if !seen.insert(part.seq) {
                continue;
            }
            for (entry, (id, digest)) in part.signed.iter().enumerate() {
                match digests.get(id) {
                    None => progress.foreign.push((*id).to_owned()),
                    Some(expected) if digest.as_ref() != Some(expected) => {
                        progress.changed.push((*id).to_owned());
                    }
                    Some(_) if places.contains_key(id) => {
                        progress.repeated.push((*id).to_owned());
                    }
                    Some(_) => {
                        places.insert(id, (callback, entry));
                    }
                }
            }
        }
        progress.missing_callbacks = (1..=progress.total_callbacks)
            .filter(|seq| !seen.contains(seq))
            .collect();
        for (id, _) in &self.documents {
            match places.get(id.as_str()) {
                Some(place) => progress.signed.push((id.clone(), *place)),
                None => progress.unsigned.push(id.clone()),
            }
        }
        progress
    }
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::invalid_argument(name, reason)
}
