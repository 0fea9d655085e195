//! Counting the signatures of a bulk request.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::bindings::bytes::bytes;
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, list, object};
use crate::bindings::server::request::bulk_expected;
use crate::signing::{BulkPart, Digest};

/// How far a bulk request has come: `signed` holds `[id, callback, entry]`, the places counted
/// from 0 in the callbacks that were handed over.
#[wasm_bindgen(js_name = bulkProgress)]
pub fn bulk_progress(expected: &JsValue, callbacks: &JsValue) -> Result<JsValue> {
    let expected = bulk_expected(expected)?;
    let callbacks = list("callbacks", callbacks)?;
    let counted = callbacks
        .iter()
        .map(counted)
        .collect::<crate::Result<Vec<_>>>()?;
    let parts: Vec<BulkPart<'_>> = counted
        .iter()
        .map(|(seq, signed)| BulkPart {
            seq: *seq,
            signed: signed
                .iter()
                .map(|(id, digest)| (id.as_str(), *digest))
                .collect(),
        })
        .collect();
    let progress = expected.progress(&parts);
    let texts =
        |texts: &[String]| -> JsValue { texts.iter().map(JsValue::from).collect::<Array>().into() };
    let signed: Array = progress
        .signed
        .iter()
        .map(|(id, (callback, entry))| {
            Array::of3(&id.into(), &(*callback).into(), &(*entry).into())
        })
        .collect();
    let missing: Array = progress
        .missing_callbacks
        .iter()
        .map(|seq| JsValue::from(u32::try_from(*seq).ok()))
        .collect();
    Ok(object(&[
        ("complete", progress.missing_callbacks.is_empty().into()),
        (
            "totalCallbacks",
            u32::try_from(progress.total_callbacks).ok().into(),
        ),
        ("missingCallbacks", missing.into()),
        ("signed", signed.into()),
        ("unsigned", texts(&progress.unsigned)),
        ("repeated", texts(&progress.repeated)),
        ("foreign", texts(&progress.foreign)),
        ("changed", texts(&progress.changed)),
    ]))
}

type Counted = (u64, Vec<(String, Option<Digest>)>);

fn counted(callback: &JsValue) -> crate::Result<Counted> {
    let fields = Fields::of("callbacks", callback)?;
    let signatures = fields.list("signatures")?;
    let signed = signatures.iter().map(|signature| {
        let fields = Fields::of("signatures", signature)?;
        let digest = ["hashCode", "docDigest"]
            .into_iter()
            .find_map(|name| Digest::from_bytes(&bytes(name, &fields.value(name)).ok()?).ok());
        Ok((fields.text("id")?, digest))
    });
    // A callback without a number is none of those that are waited for.
    let seq = fields.optional_count("callbackSeq")?.unwrap_or(0);
    Ok((seq.into(), signed.collect::<crate::Result<_>>()?))
}
