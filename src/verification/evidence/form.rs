//! The form in an evidence file, and its files by their digests.

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::encoding::from_base64;
use crate::json::{JsonObject, JsonValue};
use crate::verification::evidence::file;
use crate::verification::evidence::file::{EvidenceFile, invalid};
use crate::verification::signed_data::Digest256;

/// Version of the canonical form that is read (docs/form.md).
const FORM: &str = "iamsmart-form-2";

/// The form in an evidence file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EvidenceForm {
    /// SHA-256 of the canonical form in UTF-8.
    pub digest: Digest256,
    /// Its files, in the order of submission.
    pub files: Vec<FormFile>,
}

/// A file of a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormFile {
    /// The name of its field.
    pub field: String,
    /// Its name.
    pub name: String,
    /// Its SHA-256 digest.
    pub sha256: Digest256,
    /// Its size in bytes.
    pub size: u64,
}

/// Returns the form in an evidence file. It is what was signed only if the evidence passes.
///
/// # Errors
/// Those of [`verify_evidence`](crate::verification::verify_evidence) for the file;
/// [`Error::EvidenceInvalid`](crate::Error::EvidenceInvalid) if its content is no canonical form.
pub fn evidence_form(evidence: &str) -> Result<EvidenceForm> {
    let EvidenceFile { content, .. } = EvidenceFile::read(file::parse(evidence)?)?;
    let no_form = || invalid("content", "is not the canonical form of a form");
    let form = JsonObject::parse(&content).ok().flatten();
    let form = form.ok_or_else(no_form)?;
    if form.text("version").as_deref() != Some(FORM) {
        return Err(no_form());
    }
    let files = form.value("files").cloned().and_then(JsonValue::into_items);
    let files = files.ok_or_else(no_form)?.into_iter();
    Ok(EvidenceForm {
        digest: Sha256::digest(content.as_bytes()).into(),
        files: files
            .map(|file| FormFile::read(&file).ok_or_else(no_form))
            .collect::<Result<_>>()?,
    })
}

impl EvidenceForm {
    /// Returns the files with this digest: none, or more than one if it was submitted twice.
    pub fn files_of(&self, sha256: &Digest256) -> impl Iterator<Item = &FormFile> {
        self.files.iter().filter(move |file| file.sha256 == *sha256)
    }
}

impl FormFile {
    fn read(file: &JsonValue) -> Option<Self> {
        let file = JsonObject::of(file)?;
        Some(Self {
            field: file.text("field")?,
            name: file.text("name")?,
            sha256: from_base64("", &file.text("sha256")?)
                .ok()?
                .try_into()
                .ok()?,
            size: file.value("size")?.canonical().parse().ok()?,
        })
    }
}
