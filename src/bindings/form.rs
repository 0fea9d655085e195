//! Canonical JSON of a submitted form, for page and server.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Digest, Octets};
use crate::bindings::write::write;
use crate::{Error, Result, signing};

argument! {
    /// Name and number of the submitted form.
    pub struct FormAbout {
        /// Name of the form that the user sees.
        form_name: String,
        /// Number of the form, if it has one.
        #[tsify(optional)]
        form_number: Option<String>,
    }
}

argument! {
    /// File of a submission.
    pub struct FormFile {
        /// File name; of a directory's file, its path.
        name: String,
        /// Size in bytes.
        size: u64,
        /// SHA-256 of the file's bytes.
        digest: Digest,
    }
}

result! {
    /// Canonical form of a submission and its digest.
    pub struct FormContent {
        /// Canonical JSON (RFC 8785).
        text: String,
        /// SHA-256 of `text` in UTF-8: 32 bytes.
        digest: Octets,
        /// `digest` in standard (padded) Base64, the format of iAM Smart's `hashCode`.
        hash_code: String,
    }
}

/// Length of a value, for a file instead of one.
const FILE: u32 = u32::MAX;

/// Returns the canonical form of a submission. Entries keep their order.
///
/// A form has hundreds of strings, of which each would cost more to hand over than to write. `texts` has
/// all names and values, joined, and `lengths` of each entry the length of its name and that of its value
/// in UTF-16 code units; for a file the latter is 2³² − 1, and the file is the next one of `files`.
#[wasm_bindgen(js_name = canonicalForm)]
pub fn canonical_form(
    #[wasm_bindgen(unchecked_param_type = "string")] texts: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint32Array")] lengths: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "FormFile[]")] files: &JsValue,
    about: &Js<FormAbout>,
) -> Result<Js<FormContent>> {
    let texts: String = read("form", texts)?;
    let Bytes(lengths) = read("form", lengths)?;
    let files: Vec<FormFile> = read("form", files)?;
    let about: FormAbout = read("about", about)?;
    let mut texts = Texts(&texts);
    let mut files = files.iter();
    let mut entries = Vec::new();
    // WebAssembly runs where integers are little-endian.
    let mut lengths = lengths
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(u32::from_le_bytes);
    while let (Some(name), Some(value)) = (lengths.next(), lengths.next()) {
        let field = texts.take(name)?;
        entries.push(if value == FILE {
            let file = required("form", files.next())?;
            signing::FormEntry::File {
                field,
                name: &file.name,
                size: file.size,
                digest: file.digest.0,
            }
        } else {
            signing::FormEntry::Text {
                field,
                value: texts.take(value)?,
            }
        });
    }
    let content = signing::canonical_form(
        &entries,
        signing::FormAbout {
            name: &about.form_name,
            number: about.form_number.as_deref(),
        },
    )?;
    Ok(write(&FormContent {
        text: content.text,
        digest: Octets(content.digest.as_bytes().to_vec()),
        hash_code: content.digest.hash_code(),
    }))
}

/// Texts that are joined.
struct Texts<'a>(&'a str);

impl<'a> Texts<'a> {
    /// Takes a text of so many UTF-16 code units from the front.
    fn take(&mut self, units: u32) -> Result<&'a str> {
        let length = byte_length(self.0, units as usize);
        // Two halves of a surrogate pair, of two texts, are one character of what is joined.
        let split = length.and_then(|length| self.0.split_at_checked(length));
        let (text, rest) = split.ok_or_else(|| Error::LoneSurrogate {
            name: "form".to_owned(),
        })?;
        self.0 = rest;
        Ok(text)
    }
}

/// Returns the length in bytes of the first code units; `None` if they end within a character.
fn byte_length(text: &str, units: usize) -> Option<usize> {
    if text.get(..units).is_some_and(str::is_ascii) {
        return Some(units);
    }
    let mut left = units;
    let mut chars = text.chars();
    while left > 0 {
        left = left.checked_sub(chars.next()?.len_utf16())?;
    }
    Some(text.len() - chars.as_str().len())
}
