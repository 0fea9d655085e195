//! Pending logins in a Web Storage.

use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;
use web_sys::Storage;

use super::login::{read_pending, write_pending};
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, object};
use crate::bindings::time::{from_iso, now_ms, to_iso, unix_ms};
use crate::login::{Entry, PendingLogins, Store};
use crate::{Error, Result as CoreResult};

/// Keeps a login in a storage, under `prefix` and its state.
#[wasm_bindgen(js_name = addPendingLogin)]
pub fn add_pending_login(storage: &Storage, prefix: &str, pending: &JsValue) -> Result<()> {
    let pending = read_pending(pending)?;
    Ok(PendingLogins::new(&WebStorage(storage), prefix).add(&pending, now_ms())?)
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
    Ok(write_pending(&pending))
}

/// Anything with the five members of a Web Storage that are used here.
struct WebStorage<'a>(&'a Storage);

impl Store for WebStorage<'_> {
    fn read(&self, key: &str) -> CoreResult<Option<Entry>> {
        let Some(text) = self.0.get_item(key).map_err(failed)? else {
            return Ok(None);
        };
        Ok(entry(&text))
    }

    fn write(&self, key: &str, entry: &Entry) -> CoreResult<()> {
        let record = match entry {
            Entry::Pending(pending) => ("pending", write_pending(pending)),
            Entry::Used { forget_at } => ("used", to_iso(*forget_at).into()),
            Entry::Expired { forget_at } => ("expired", to_iso(*forget_at).into()),
        };
        let text = js_sys::JSON::stringify(&object(&[record])).map_err(failed)?;
        self.0.set_item(key, &String::from(text)).map_err(failed)
    }

    fn remove(&self, key: &str) -> CoreResult<()> {
        self.0.remove_item(key).map_err(failed)
    }

    fn keys(&self, prefix: &str) -> CoreResult<Vec<String>> {
        let length = self.0.length().map_err(failed)?;
        let mut keys = Vec::new();
        for i in 0..length {
            let key = self.0.key(i).map_err(failed)?;
            keys.extend(key.filter(|key| key.starts_with(prefix)));
        }
        Ok(keys)
    }
}

/// The entry of a JSON text `{ pending }`, `{ used }` or `{ expired }`. What somebody else wrote
/// under our prefix, or another version, counts as nothing.
fn entry(text: &str) -> Option<Entry> {
    let value = js_sys::JSON::parse(text).ok()?;
    let record = Fields::of("entry", &value).ok()?;
    let time = |name: &str| from_iso(name, &record.text(name).ok()?).ok();
    if let Some(forget_at) = time("used") {
        return Some(Entry::Used { forget_at });
    }
    if let Some(forget_at) = time("expired") {
        return Some(Entry::Expired { forget_at });
    }
    read_pending(&record.value("pending"))
        .ok()
        .map(Entry::Pending)
}

fn failed(_: JsValue) -> Error {
    Error::StorageFailed
}
