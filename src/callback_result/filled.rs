//! The fields that a user shared.

use crate::form_filling::Fields;
use crate::wire::{CallbackFile, Content};

/// Fields of a profile or form. They are personal data, so the type does not implement `Debug`.
#[derive(Clone)]
pub struct FormFillingResult {
    /// True if the result has profile fields only. A form that requested no others looks the same.
    pub is_profile: bool,
    /// The fields. Unknown and invalid ones are in its `other`, unchanged.
    pub fields: Fields,
    /// Files beside the fields, by the names of their parts; a bill is in
    /// `fields.address_doc_file` too.
    pub files: Vec<(String, CallbackFile)>,
}

impl FormFillingResult {
    /// Reads the fields, and attaches a file that belongs to one of them.
    pub(super) fn read(
        is_profile: bool,
        content: &Content,
        files: &[(String, CallbackFile)],
    ) -> Self {
        let mut fields = Fields::read(content);
        for (_, file) in files {
            fields.attach(&file.bytes);
        }
        Self {
            is_profile,
            fields,
            files: files.to_vec(),
        }
    }
}
