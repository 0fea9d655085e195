//! A form as it is submitted, `multipart/form-data`, and its canonical form.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use iamsmart::signing::{Digest, FormAbout, FormContent, FormEntry, canonical_form};

use serde::Deserialize;

use crate::failure::{Failure, Result};

/// What the page hashed: the query of a submission.
#[derive(Deserialize)]
pub(crate) struct PageHash {
    /// The digest in Base64.
    #[serde(rename = "hashCode")]
    pub(crate) hash_code: String,
}

/// A form with its files, in the order of submission.
pub(crate) struct Submission(Vec<Entry>);

struct Entry {
    field: String,
    /// The name of a file; `None` for a value.
    file: Option<String>,
    bytes: Vec<u8>,
    text: String,
}

impl Submission {
    /// Reads a form; axum's `DefaultBodyLimit` says how much of one.
    pub(crate) async fn read(mut form: Multipart) -> Result<Self> {
        let mut entries = Vec::new();
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            entries.push(Entry::read(field).await?);
        }
        Ok(Self(entries))
    }

    /// Returns the first value of a field.
    pub(crate) fn value(&self, field: &str) -> Option<&str> {
        let mut entries = self.0.iter();
        let found = entries.find(|entry| entry.field == field && entry.file.is_none());
        found.map(|entry| entry.text.as_str())
    }

    /// Returns the text that is to be signed.
    pub(crate) fn canonical(&self, about: FormAbout<'_>) -> Result<FormContent> {
        let entries: Vec<_> = self.0.iter().map(Entry::as_form_entry).collect();
        Ok(canonical_form(&entries, about)?)
    }
}

impl Entry {
    async fn read(field: Field<'_>) -> Result<Self> {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(ToOwned::to_owned);
        // Not `text`, which takes a byte order mark away and replaces what is no UTF-8.
        let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
        let (text, bytes) = match file {
            Some(_) => (String::new(), bytes),
            None => (String::from_utf8(bytes).map_err(not_utf8)?, Vec::new()),
        };
        Ok(Self {
            field: name,
            file,
            bytes,
            text,
        })
    }

    fn as_form_entry(&self) -> FormEntry<'_> {
        match &self.file {
            None => FormEntry::Text {
                field: &self.field,
                value: &self.text,
            },
            Some(name) => FormEntry::File {
                field: &self.field,
                name,
                size: self.bytes.len() as u64,
                digest: Digest::of(&self.bytes),
            },
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unreadable(error: MultipartError) -> Failure {
    Failure::FormUnreadable(error.status(), error.body_text())
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn not_utf8(error: std::string::FromUtf8Error) -> Failure {
    Failure::FormUnreadable(StatusCode::BAD_REQUEST, error.to_string())
}
