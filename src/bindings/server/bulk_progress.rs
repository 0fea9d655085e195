//! Counting the signatures of a bulk request.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::read::read;
use crate::bindings::server::signing_request::BulkExpected;
use crate::bindings::tsify::{self, Js};
use crate::bindings::write::write;
use crate::encoding::from_base64;
use crate::signing::{self, BulkPart, Digest};

argument! {
    /// What is counted of a callback.
    #[tsify(type = "BulkSigningResult")]
    pub struct BulkCallback {
        callback_seq: Option<u32>,
        signatures: Vec<BulkCounted>,
    }
}

argument! {
    /// What is counted of a signature.
    #[tsify(type = "BulkSignature")]
    pub struct BulkCounted {
        id: String,
        hash_code: Option<String>,
        doc_digest: Option<String>,
    }
}

result! {
    /// How far a bulk request has come.
    pub struct BulkCount {
        /// Whether every callback has come.
        complete: bool,
        total_callbacks: u32,
        /// Numbers of callbacks that have not come.
        missing_callbacks: Vec<u32>,
        /// The signatures of documents that were asked for, over the digests that were sent.
        signed: Vec<BulkPlace>,
        /// Documents without a signature: final once `complete`.
        unsigned: Vec<String>,
        /// IDs that came more than once; the first counts.
        repeated: Vec<String>,
        /// IDs that were not asked for.
        foreign: Vec<String>,
        /// Documents that came with another digest than was sent, and are not among `signed`.
        changed: Vec<String>,
    }
}

result! {
    /// Where a signature is, counted from 0.
    pub struct BulkPlace {
        /// Among the callbacks.
        callback: u32,
        /// Among the callback's signatures.
        entry: u32,
    }
}

/// Counts the callbacks that have come.
#[wasm_bindgen(js_name = bulkProgress)]
pub fn bulk_progress(
    expected: &Js<BulkExpected>,
    #[wasm_bindgen(unchecked_param_type = "BulkSigningResult[]")] callbacks: &JsValue,
) -> Result<Js<BulkCount>> {
    let expected: BulkExpected = read("expected", expected)?;
    let expected = signing::BulkExpected::try_from(expected)?;
    let callbacks: Vec<BulkCallback> = read("callbacks", callbacks)?;
    let parts: Vec<_> = callbacks.iter().map(BulkCallback::part).collect();
    let progress = expected.progress(&parts);
    // There are at most 1,000 of each.
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let places = progress.signed.iter();
    Ok(write(&BulkCount {
        complete: progress.missing_callbacks.is_empty(),
        total_callbacks: count(progress.total_callbacks),
        missing_callbacks: progress
            .missing_callbacks
            .iter()
            .copied()
            .map(count)
            .collect(),
        signed: places
            .map(|&(_, (callback, entry))| BulkPlace {
                callback: count(callback as u64),
                entry: count(entry as u64),
            })
            .collect(),
        unsigned: progress.unsigned,
        repeated: progress.repeated,
        foreign: progress.foreign,
        changed: progress.changed,
    }))
}

impl BulkCallback {
    fn part(&self) -> BulkPart<'_> {
        let signatures = self.signatures.iter();
        BulkPart {
            // A callback without a number is none of those that are waited for.
            seq: self.callback_seq.unwrap_or(0).into(),
            signed: signatures
                .map(|signed| (signed.id.as_str(), signed.digest()))
                .collect(),
        }
    }
}

impl BulkCounted {
    /// What the gateway says was signed, if it says so legibly.
    fn digest(&self) -> Option<Digest> {
        let texts = [&self.hash_code, &self.doc_digest].into_iter().flatten();
        let mut digests = texts.filter_map(|text| {
            let bytes = from_base64("hashCode", text).ok()?;
            Digest::from_bytes(&bytes).ok()
        });
        digests.next()
    }
}
