//! A field of a certificate, for display and as data.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::hex;
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;
use crate::pki::name::text::{is_deceptive, push_escaped};
use crate::report::Detail;

/// Maximum number of items that are shown of one list: certificates for a whole content delivery
/// network name a few hundred hosts.
pub(super) const MAX_LISTED: usize = 1000;

/// A field, an extension, or a part of one.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in the standard that defines it, as in 'serialNumber', or its dotted identifier.
    pub name: String,
    /// Title for display.
    pub title: Detail,
    /// Value for display; `None` for what only has parts.
    pub text: Option<Detail>,
    /// Value as data.
    pub value: Option<Value>,
    /// Dotted identifier of an extension, algorithm or attribute.
    pub identifier: Option<String>,
    /// `critical`, of an extension.
    pub critical: Option<bool>,
    /// Parts.
    pub fields: Vec<Field>,
}

/// A value as data, the same in every language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Value {
    /// Names, dotted identifiers, times in ISO 8601, numbers in hexadecimal.
    Text(String),
    /// Counts.
    Number(u32),
    /// Flags.
    Truth(bool),
    /// Octets.
    Octets(Vec<u8>),
}

impl Field {
    /// Returns a field that only has parts.
    pub(super) fn group(name: &str, title: impl Into<Detail>, fields: Vec<Self>) -> Self {
        Self {
            name: name.to_owned(),
            title: title.into(),
            text: None,
            value: None,
            identifier: None,
            critical: None,
            fields,
        }
    }

    /// Returns a group of the items of a list, or of the first of a long one.
    pub(super) fn list<T>(
        name: &str,
        title: impl Into<Detail>,
        items: &[T],
        field: impl FnMut(&T) -> Self,
    ) -> Self {
        Self::group(name, title, listed(items, field))
    }

    pub(super) fn text(name: &str, title: impl Into<Detail>, text: String) -> Self {
        Self {
            text: Some(Phrase::Plain { text: text.clone() }.into()),
            value: Some(Value::Text(text)),
            ..Self::group(name, title, Vec::new())
        }
    }

    /// Returns the field of a certificate's string: as data unchanged, as text with invisible
    /// characters escaped.
    pub(super) fn string(name: &str, title: impl Into<Detail>, string: String) -> Self {
        let text = visible(&string);
        Self {
            value: Some(Value::Text(string)),
            ..Self::text(name, title, text)
        }
    }

    pub(super) fn number(name: &str, title: impl Into<Detail>, number: u32) -> Self {
        Self {
            text: Some(Phrase::Number { number }.into()),
            value: Some(Value::Number(number)),
            ..Self::group(name, title, Vec::new())
        }
    }

    pub(super) fn truth(name: &str, title: impl Into<Detail>, truth: bool) -> Self {
        let phrase = if truth { Phrase::Yes } else { Phrase::No };
        Self {
            text: Some(phrase.into()),
            value: Some(Value::Truth(truth)),
            ..Self::group(name, title, Vec::new())
        }
    }

    pub(super) fn octets(name: &str, title: impl Into<Detail>, octets: &[u8]) -> Self {
        let text = hexadecimal(octets);
        Self {
            text: Some(Phrase::Plain { text }.into()),
            value: Some(Value::Octets(octets.to_vec())),
            ..Self::group(name, title, Vec::new())
        }
    }

    /// Returns the field of a serial number, without the leading zero octet of a positive INTEGER, as
    /// in reports.
    pub(super) fn serial(name: &str, title: impl Into<Detail>, octets: &[u8]) -> Self {
        match octets {
            [0, magnitude @ ..] if !magnitude.is_empty() => Self::digits(name, title, magnitude),
            [0x80..=0xff, ..] => {
                let text = hexadecimal(octets);
                Self::digits(name, title, octets).with_text(Phrase::Negative { text })
            }
            serial => Self::digits(name, title, serial),
        }
    }

    /// Returns the field of a digest, whose value is in hexadecimal, as in reports.
    pub(super) fn digits(name: &str, title: impl Into<Detail>, octets: &[u8]) -> Self {
        Self {
            value: Some(Value::Text(hex(octets))),
            ..Self::text(name, title, hexadecimal(octets))
        }
    }

    pub(super) fn identified(mut self, identifier: String) -> Self {
        self.identifier = Some(identifier);
        self
    }

    pub(super) fn with_text(mut self, text: impl Into<Detail>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub(super) fn with_fields(mut self, fields: Vec<Self>) -> Self {
        self.fields = fields;
        self
    }
}

/// Returns the fields of a list's items, or of the first of a long one.
pub(super) fn listed<T>(items: &[T], field: impl FnMut(&T) -> Field) -> Vec<Field> {
    let mut fields: Vec<_> = items.iter().take(MAX_LISTED).map(field).collect();
    let count = items.len().saturating_sub(MAX_LISTED);
    if count > 0 {
        let rest = Field::group("more", Title::More, Vec::new());
        fields.push(rest.with_text(Phrase::NotShown { count }));
    }
    fields
}

/// Escapes what cannot be seen, or turns text around, and nothing else.
pub(super) fn visible(string: &str) -> String {
    let mut text = String::new();
    for character in string.chars() {
        if is_deceptive(character) {
            push_escaped(&mut text, character.encode_utf8(&mut [0; 4]));
        } else {
            text.push(character);
        }
    }
    text
}

/// Returns octets in hexadecimal, separated by colons.
pub(super) fn hexadecimal(octets: &[u8]) -> String {
    let pairs: Vec<_> = octets.iter().map(|octet| hex(&[*octet])).collect();
    pairs.join(":")
}
