//! Pending logins in a Web Storage.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::Storage;

use super::login::Pending;
use crate::bindings::error::{Result, unreadable};
use crate::bindings::time::{now_ms, unix_ms};
use crate::login::{Entry, PendingLogins, Store};
use crate::{Error, Result as CoreResult};

/// Keeps a login in a storage, under `prefix` and its state.
#[wasm_bindgen(js_name = addPendingLogin)]
pub fn add_pending_login(storage: &Storage, prefix: &str, pending: JsValue) -> Result<()> {
    let pending: Pending =
        serde_wasm_bindgen::from_value(pending).map_err(|e| unreadable("pending", &e))?;
    PendingLogins::new(&WebStorage(storage), prefix).add(&pending.try_into()?, now_ms())?;
    Ok(())
}

/// Removes and returns the login that a callback belongs to.
#[wasm_bindgen(js_name = takePendingLogin)]
pub fn take_pending_login(
    storage: &Storage,
    prefix: &str,
    callback_url: &str,
    now: &JsValue,
) -> Result<JsValue> {
    let now = unix_ms("now", now)?.unwrap_or_else(now_ms);
    let pending = PendingLogins::new(&WebStorage(storage), prefix).take(callback_url, now)?;
    Ok(serde_wasm_bindgen::to_value(&Pending::from(&pending))?)
}

/// Anything with the five members of a Web Storage that are used here.
struct WebStorage<'a>(&'a Storage);

/// An entry, as the JSON text in the storage.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
enum Record {
    Pending(Pending),
    /// Unix time in milliseconds, until which the entry is kept.
    Used(i64),
    /// As for `Used`.
    Expired(i64),
}

impl Store for WebStorage<'_> {
    fn read(&self, key: &str) -> CoreResult<Option<Entry>> {
        let Some(text) = self.0.get_item(key).map_err(failed)? else {
            return Ok(None);
        };
        Ok(entry(&text))
    }

    fn write(&self, key: &str, entry: &Entry) -> CoreResult<()> {
        let record = match entry {
            Entry::Pending(pending) => Record::Pending(pending.into()),
            Entry::Used { forget_at } => Record::Used(*forget_at),
            Entry::Expired { forget_at } => Record::Expired(*forget_at),
        };
        let record = serde_wasm_bindgen::to_value(&record).map_err(|_| Error::StorageFailed)?;
        let text = js_sys::JSON::stringify(&record).map_err(failed)?;
        self.0.set_item(key, &String::from(text)).map_err(failed)
    }

    fn remove(&self, key: &str) -> CoreResult<()> {
        self.0.remove_item(key).map_err(failed)
    }

    fn keys(&self, prefix: &str) -> CoreResult<Vec<String>> {
        let length = self.0.length().map_err(failed)?;
        let keys: Vec<Option<String>> = (0..length)
            .map(|i| self.0.key(i).map_err(failed))
            .collect::<CoreResult<_>>()?;
        Ok(keys
            .into_iter()
            .flatten()
            .filter(|key| key.starts_with(prefix))
            .collect())
    }
}

/// What somebody else wrote under our prefix, or an older version, counts as nothing.
fn entry(text: &str) -> Option<Entry> {
    let value = js_sys::JSON::parse(text).ok()?;
    Some(match serde_wasm_bindgen::from_value(value).ok()? {
        Record::Pending(pending) => Entry::Pending(pending.try_into().ok()?),
        Record::Used(forget_at) => Entry::Used { forget_at },
        Record::Expired(forget_at) => Entry::Expired { forget_at },
    })
}

fn failed(_: JsValue) -> Error {
    Error::StorageFailed
}
