//! Content that is signed, for page and server alike.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::bytes::{buffer_source, view};
use super::error::Result;
use super::object::{Record, list, object};
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
///
/// An entry is `{ field, value }`, or `{ field, name, type, size, digest }` for a file.
#[wasm_bindgen(js_name = canonicalForm)]
pub fn canonical_form(entries: &JsValue, about: &JsValue) -> Result<JsValue> {
    let mut form = Vec::new();
    for value in list("form", entries)? {
        form.push(entry(&value)?);
    }
    let mut about = Record::of("about", about)?;
    let name = about.text("formName");
    let number = about.optional_text("formNumber");
    about.finish()?;
    let content = signing::canonical_form(&form, &FormAbout { name, number })?;
    Ok(object(&[
        ("text", content.text.into()),
        (
            "digest",
            Uint8Array::from(&content.digest.as_bytes()[..]).into(),
        ),
        ("hashCode", content.digest.hash_code().into()),
    ]))
}

fn entry(entry: &JsValue) -> Result<FormEntry> {
    let mut entry = Record::of("form", entry)?;
    let field = entry.text("field");
    let Some(name) = entry.optional_text("name") else {
        let value = entry.text("value");
        entry.finish()?;
        return Ok(FormEntry::Text { field, value });
    };
    let media_type = entry.text("type");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's size is a whole number; canonical_form refuses what is too large"
    )]
    let size = entry.value("size").as_f64().unwrap_or(f64::INFINITY) as u64;
    let digest = entry.value("digest");
    entry.finish()?;
    let digest = Digest::from_bytes(&buffer_source("digest", &digest)?)?;
    Ok(FormEntry::File {
        field,
        name,
        media_type,
        size,
        digest,
    })
}
