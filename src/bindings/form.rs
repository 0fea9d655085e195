//! Canonical JSON of a submitted form, for page and server.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Digest, Octets};
use crate::bindings::write::write;
use crate::{Result, signing};

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
    /// Entry of a submission: a value, or a file with its digest.
    pub struct FormEntry {
        /// Name of the form field.
        field: String,
        /// Value of the field; required if `file` is undefined.
        #[tsify(optional)]
        value: Option<String>,
        /// File of the field; takes precedence over `value`.
        #[tsify(optional)]
        file: Option<FormFile>,
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

/// Returns the canonical form of a submission. Entries keep their order.
#[wasm_bindgen(js_name = canonicalForm)]
pub fn canonical_form(
    #[wasm_bindgen(unchecked_param_type = "FormEntry[]")] entries: &JsValue,
    about: &Js<FormAbout>,
) -> Result<Js<FormContent>> {
    let entries: Vec<FormEntry> = read("form", entries)?;
    let about: FormAbout = read("about", about)?;
    let mut core = Vec::new();
    for entry in &entries {
        core.push(entry.to_core()?);
    }
    let content = signing::canonical_form(
        &core,
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

impl FormEntry {
    fn to_core(&self) -> Result<signing::FormEntry<'_>> {
        let field = &self.field;
        Ok(match &self.file {
            Some(file) => signing::FormEntry::File {
                field,
                name: &file.name,
                size: file.size,
                digest: file.digest.0,
            },
            None => signing::FormEntry::Text {
                field,
                value: required("value", self.value.as_deref())?,
            },
        })
    }
}
