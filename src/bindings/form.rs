//! The signable form of a submission, for page and server alike.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::read::{read, required};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Digest, Octets};
use crate::bindings::write::write;
use crate::{Result, signing};

argument! {
    /// Which form was submitted.
    pub struct FormAbout {
        /// As the user knows it.
        form_name: String,
        #[tsify(optional)]
        form_number: Option<String>,
    }
}

argument! {
    /// One entry of a submission: a value, or a file by its digest.
    pub struct FormEntry {
        /// The field's name.
        field: String,
        /// Where there is no `file`.
        #[tsify(optional)]
        value: Option<String>,
        #[tsify(optional)]
        file: Option<FormFile>,
    }
}

argument! {
    /// A file of a submission.
    pub struct FormFile {
        name: String,
        /// The media type; empty if the platform knows none.
        r#type: String,
        /// In bytes.
        size: u64,
        /// Of the file's bytes.
        digest: Digest,
    }
}

result! {
    /// A form as it is signed.
    pub struct FormContent {
        /// The canonical JSON string that is hashed.
        text: String,
        /// SHA-256 of `text` in UTF-8.
        digest: Octets,
        /// `digest` as iAM Smart's `hashCode` wants it.
        hash_code: String,
    }
}

/// The signable form of a submission's entries, in their order.
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
                media_type: &file.r#type,
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
