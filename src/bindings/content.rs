//! Content that is signed, for page and server alike.

use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::bytes::{buffer_source, view};
use super::error::{Result, unreadable};
use crate::Error;
use crate::signing::{self, Algorithm, Digest, FormAbout, FormEntry, Hasher};

/// Bytes that cross into the module at once: a chunk of any size costs no more memory than this.
const WINDOW: u32 = 64 * 1024;

/// A streaming hash; `digest()` ends it and frees all but the handle.
#[wasm_bindgen]
pub struct ContentHasher(Option<Box<Running>>);

struct Running {
    hasher: Hasher,
    window: Vec<u8>,
}

#[wasm_bindgen]
impl ContentHasher {
    /// A hasher for 'SHA-256' (the default), 'SHA-384' or 'SHA-512'.
    #[wasm_bindgen(constructor)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen hands over optional texts"
    )]
    pub fn new(algorithm: Option<String>) -> Result<ContentHasher> {
        let algorithm = algorithm
            .as_deref()
            .map_or(Ok(Algorithm::default()), Algorithm::parse)?;
        let hasher = Hasher::new(algorithm);
        Ok(Self(Some(Box::new(Running {
            hasher,
            window: Vec::new(),
        }))))
    }

    /// Takes the next chunk.
    pub fn update(&mut self, chunk: &JsValue) -> Result<()> {
        let Running { hasher, window } = self.0.as_deref_mut().ok_or(Error::HasherFinished)?;
        let chunk = view("chunk", chunk)?;
        let mut offset = 0;
        while offset < chunk.length() {
            let end = chunk.length().min(offset.saturating_add(WINDOW));
            window.resize((end - offset) as usize, 0);
            chunk.subarray(offset, end).copy_to(window);
            hasher.update(window);
            offset = end;
        }
        Ok(())
    }

    /// The digest of all chunks.
    pub fn digest(&mut self) -> Result<Vec<u8>> {
        Ok(self.0.take().ok_or(Error::HasherFinished)?.hasher.digest())
    }
}

/// The signable form of a submission's entries, in their order: `{ text, digest, hashCode }`.
#[wasm_bindgen(js_name = canonicalForm)]
pub fn canonical_form(entries: JsValue, about: JsValue) -> Result<JsValue> {
    let entries: Vec<Entry> =
        serde_wasm_bindgen::from_value(entries).map_err(|e| unreadable("form", &e))?;
    let about: About =
        serde_wasm_bindgen::from_value(about).map_err(|e| unreadable("about", &e))?;
    let entries = entries
        .into_iter()
        .map(FormEntry::try_from)
        .collect::<crate::Result<Vec<_>>>()?;
    let about = FormAbout {
        name: about.form_name,
        number: about.form_number,
    };
    let content = signing::canonical_form(&entries, &about)?;
    Ok(serde_wasm_bindgen::to_value(&Content {
        text: content.text,
        digest: Uint8Array::from(&content.digest.as_bytes()[..]).into(),
        hash_code: content.digest.hash_code(),
    })?)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    form_name: String,
    form_number: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Entry {
    Text {
        field: String,
        value: String,
    },
    File {
        field: String,
        name: String,
        #[serde(rename = "type")]
        media_type: String,
        size: u64,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        digest: JsValue,
    },
}

impl TryFrom<Entry> for FormEntry {
    type Error = Error;

    fn try_from(entry: Entry) -> crate::Result<Self> {
        Ok(match entry {
            Entry::Text { field, value } => Self::Text { field, value },
            Entry::File {
                field,
                name,
                media_type,
                size,
                digest,
            } => {
                let digest = Digest::from_bytes(&buffer_source("digest", &digest)?)?;
                Self::File {
                    field,
                    name,
                    media_type,
                    size,
                    digest,
                }
            }
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    text: String,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    digest: JsValue,
    hash_code: String,
}
