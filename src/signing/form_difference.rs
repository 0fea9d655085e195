//! Where two canonical forms differ.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use crate::{Error, Result};

/// A difference between what the page hashed and what the server received.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormDifference {
    /// What differs.
    pub what: Differing,
    /// The name of the field or file input.
    pub field: Option<String>,
    /// What the page hashed: a value, or a file's name, size and digest.
    pub page: Option<String>,
    /// What the server received.
    pub server: Option<String>,
}

/// What differs between two forms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Differing {
    /// An entry that the server did not receive.
    Missing,
    /// An entry that the page did not hash.
    Added,
    /// An entry of another value.
    Changed,
    /// The order of the entries.
    Order,
    /// The form's name or number, or the version of the canonical form.
    About,
}

/// The canonical form's members, by their names in it.
#[derive(Deserialize)]
#[allow(
    clippy::struct_field_names,
    reason = "the names are the canonical form's"
)]
struct Form {
    fields: Vec<(String, String)>,
    files: Vec<File>,
    form: About,
    version: String,
}

#[derive(Deserialize)]
struct File {
    field: String,
    name: String,
    sha256: String,
    size: u64,
}

#[derive(Deserialize, Eq, PartialEq)]
struct About {
    name: String,
    number: Option<String>,
}

/// Compares two canonical forms, field by field.
///
/// # Errors
/// [`Error::InvalidArgument`] if one of them is no canonical form.
pub fn form_difference(page: &str, server: &str) -> Result<Vec<FormDifference>> {
    let page = Form::read("page", page)?;
    let server = Form::read("server", server)?;
    let mut found = Vec::new();
    let about = (page.about(), server.about());
    if about.0 != about.1 {
        found.push(FormDifference {
            what: Differing::About,
            field: None,
            page: Some(about.0),
            server: Some(about.1),
        });
    }
    compare(&page.fields, &server.fields, &mut found);
    compare(&page.files(), &server.files(), &mut found);
    Ok(found)
}

/// Compares entries: each name's values in their order, then the order of all.
fn compare(
    page: &[(String, String)],
    server: &[(String, String)],
    found: &mut Vec<FormDifference>,
) {
    let before = found.len();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in page.iter().chain(server) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    for name in names {
        let (mut hashed, mut received) = (values(page, name), values(server, name));
        loop {
            let (what, page, server) = match (hashed.next(), received.next()) {
                (None, None) => break,
                (Some(page), Some(server)) if page == server => continue,
                (Some(page), Some(server)) => (Differing::Changed, Some(page), Some(server)),
                (Some(page), None) => (Differing::Missing, Some(page), None),
                (None, Some(server)) => (Differing::Added, None, Some(server)),
            };
            found.push(FormDifference {
                what,
                field: Some(name.into()),
                page: page.map(Into::into),
                server: server.map(Into::into),
            });
        }
    }
    if found.len() > before {
        return;
    }
    let moved = page
        .iter()
        .zip(server)
        .find(|(page, server)| page != server);
    if let Some((page, server)) = moved {
        found.push(FormDifference {
            what: Differing::Order,
            field: Some(page.0.clone()),
            page: Some(page.0.clone()),
            server: Some(server.0.clone()),
        });
    }
}

fn values<'a>(
    entries: &'a [(String, String)],
    name: &'a str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let named = entries.iter().filter(move |(field, _)| field == name);
    named.map(|(_, value)| value.as_str())
}

impl Form {
    fn read(name: &str, text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map_err(|_| Error::invalid_argument(name, "it is no canonical form"))
    }

    fn about(&self) -> String {
        let About { name, number } = &self.form;
        let number = number.as_deref().unwrap_or_default();
        format!("{name} {number} {}", self.version)
    }

    fn files(&self) -> Vec<(String, String)> {
        let files = self.files.iter();
        files
            .map(|file| {
                let File {
                    field,
                    name,
                    sha256,
                    size,
                } = file;
                (
                    field.clone(),
                    format!("{name}, {size} bytes, SHA-256 {sha256}"),
                )
            })
            .collect()
    }
}
