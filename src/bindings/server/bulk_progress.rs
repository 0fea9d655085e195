//! Progress of bulk requests.

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
    /// Fields of a callback that are counted.
    #[tsify(type = "BulkSigningResult")]
    pub struct BulkCallback {
        callback_seq: Option<u32>,
        signatures: Vec<BulkCounted>,
    }
}

argument! {
    /// Fields of a signature that are counted.
    #[tsify(type = "BulkSignature")]
    pub struct BulkCounted {
        id: String,
        hash_code: Option<String>,
        doc_digest: Option<String>,
    }
}

result! {
    /// Progress of a bulk request.
    pub struct BulkCount {
        /// True if every callback has arrived.
        complete: bool,
        /// Number of callbacks of the request.
        total_callbacks: u32,
        /// Numbers of the callbacks that have not arrived, counted from 1.
        missing_callbacks: Vec<u32>,
        /// Signatures over the digests that were sent, of requested documents.
        signed: Vec<BulkPlace>,
        /// IDs of the documents without a signature; final once `complete` is true.
        unsigned: Vec<String>,
        /// IDs that arrived more than once; the first signature counts.
        repeated: Vec<String>,
        /// IDs that were not requested.
        foreign: Vec<String>,
        /// IDs of the documents that arrived with another digest than was sent; they are not in
        /// `signed`.
        changed: Vec<String>,
    }
}

result! {
    /// Position of a signature; indexes start at 0.
    pub struct BulkPlace {
        /// Index of the callback.
        callback: u32,
        /// Index in the callback's `signatures`.
        entry: u32,
    }
}

/// Counts the callbacks that have arrived.
///
/// @throws IamSmartError 'invalid-argument', 'base64-invalid', 'digest-length'
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
    // Each is at most 1,000.
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
            // A callback without a number is none of the expected ones, which count from 1.
            seq: self.callback_seq.unwrap_or(0).into(),
            signed: signatures
                .map(|signed| (signed.id.as_str(), signed.digest()))
                .collect(),
        }
    }
}

impl BulkCounted {
    /// Returns the signed digest as the gateway states it; `None` if it is missing or invalid.
    fn digest(&self) -> Option<Digest> {
        let texts = [&self.hash_code, &self.doc_digest].into_iter().flatten();
        let mut digests = texts.filter_map(|text| {
            let bytes = from_base64("hashCode", text).ok()?;
            Digest::from_bytes(&bytes).ok()
        });
        digests.next()
    }
}
