//! Content that is signed, for page and server alike.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::bytes::view;
use crate::bindings::error::Result;
use crate::signing;
use crate::signing::{Digest, DigestAlgorithm, FormAbout, FormEntry, Hasher};

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
            .map_or(Ok(DigestAlgorithm::default()), DigestAlgorithm::parse)?;
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

/// The signable form of a submission's entries, in their order: `[text, digest, hashCode]`.
///
/// Of each entry there are three texts: a field's name, its value and nothing; or a file input's
/// name, the file's name and type. Its size says which: a field's is NaN. Of each file there are 32
/// bytes in `digests`.
#[wasm_bindgen(js_name = canonicalForm)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "wasm-bindgen hands over texts so"
)]
pub fn canonical_form(
    texts: Vec<String>,
    sizes: &[f64],
    digests: &[u8],
    form_name: &str,
    form_number: Option<String>,
) -> Result<Array> {
    let mut digests = digests.chunks(Digest::LENGTH);
    let mut entries = Vec::new();
    for (texts, size) in texts.chunks(3).zip(sizes) {
        let [field, text, media_type] = texts else {
            break;
        };
        entries.push(if size.is_nan() {
            FormEntry::Text { field, value: text }
        } else {
            FormEntry::File {
                field,
                name: text,
                media_type,
                size: whole(*size),
                digest: Digest::from_bytes(digests.next().unwrap_or_default())?,
            }
        });
    }
    let about = FormAbout {
        name: form_name,
        number: form_number.as_deref(),
    };
    let content = signing::canonical_form(&entries, about)?;
    Ok(Array::of3(
        &content.text.into(),
        &Uint8Array::from(&content.digest.as_bytes()[..]).into(),
        &content.digest.hash_code().into(),
    ))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a file's size is a whole number; canonical_form refuses what is too large"
)]
fn whole(size: f64) -> u64 {
    size as u64
}
