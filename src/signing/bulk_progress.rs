//! Counting the signatures of a bulk request, which come in several callbacks.

use std::collections::{HashMap, HashSet};

use crate::signing::digest::Digest;
use crate::{Error, Result};

/// Maximum number of documents of one request, and the most signatures of one callback (iAM Smart
/// API, signing, bulk).
pub const MAX_DOCUMENTS: usize = 1000;

/// What a bulk request is to bring.
pub struct BulkExpected {
    documents: Vec<(String, Digest)>,
    max_callback_sigs: usize,
}

/// A signature's place in what came: callback and entry, counted from 0.
pub type Place = (usize, usize);

/// What of a callback is counted.
pub struct BulkPart<'a> {
    /// `callbackSeq`, from 1.
    pub seq: u64,
    /// Per signature: the document's ID, and the digest that was signed as far as it is readable.
    pub signed: Vec<(&'a str, Option<Digest>)>,
}

/// How far a bulk request has come.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct BulkProgress {
    /// How many callbacks there will be.
    pub total_callbacks: u64,
    /// Numbers of callbacks that have not come.
    pub missing_callbacks: Vec<u64>,
    /// Per document that was asked for and signed, its signature's place.
    pub signed: Vec<(String, Place)>,
    /// Documents without a signature; final once no callback is missing.
    pub unsigned: Vec<String>,
    /// IDs that came more than once; the first counts.
    pub repeated: Vec<String>,
    /// IDs that were not asked for.
    pub foreign: Vec<String>,
    /// Documents that came with another digest than was asked for, and do not count as signed.
    pub changed: Vec<String>,
}

impl BulkExpected {
    /// Takes the documents' IDs and digests, and the most signatures of one callback.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a number that is not 1 to 1,000, or an ID that stands there
    /// twice.
    pub fn new(documents: Vec<(String, Digest)>, max_callback_sigs: usize) -> Result<Self> {
        if !(1..=MAX_DOCUMENTS).contains(&documents.len()) {
            return Err(invalid("documents", "there are 1 to 1,000"));
        }
        if !(1..=MAX_DOCUMENTS).contains(&max_callback_sigs) {
            return Err(invalid("maxCallbackSigs", "it is 1 to 1,000"));
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

    /// How many callbacks there will be: `int((n − 1) / m + 1)` for n documents and m signatures
    /// per callback (iAM Smart API, signing, bulk).
    #[must_use]
    pub fn total_callbacks(&self) -> u64 {
        // 1 to 1,000.
        self.documents.len().div_ceil(self.max_callback_sigs) as u64
    }

    /// Counts the callbacks that came, in whatever order and however often. A callback whose
    /// number came before is a repetition, and not looked at.
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
