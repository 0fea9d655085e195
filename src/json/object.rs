//! JSON objects, parsed and created member by member.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Result;
use crate::json::order::Utf16Order;
use crate::json::parser;
use crate::json::string::write_string;

/// A JSON value, in canonical form.
#[derive(Clone, Debug)]
pub(crate) struct JsonValue(String);

impl JsonValue {
    /// Creates a string.
    pub(crate) fn text(text: &str) -> Self {
        let mut canonical = String::new();
        write_string(&mut canonical, text);
        Self(canonical)
    }

    /// Creates an array of strings.
    pub(crate) fn texts(texts: impl Iterator<Item = String>) -> Self {
        let mut canonical = String::from("[");
        for text in texts {
            if canonical.len() > 1 {
                canonical.push(',');
            }
            write_string(&mut canonical, &text);
        }
        canonical.push(']');
        Self(canonical)
    }

    /// Creates an array.
    pub(crate) fn items(items: impl Iterator<Item = Self>) -> Self {
        let mut canonical = String::from("[");
        for item in items {
            if canonical.len() > 1 {
                canonical.push(',');
            }
            canonical.push_str(&item.0);
        }
        canonical.push(']');
        Self(canonical)
    }

    /// Returns the canonical form.
    pub(crate) fn canonical(&self) -> &str {
        &self.0
    }

    /// Returns the string; `None` for any other value.
    pub(crate) fn into_text(self) -> Option<String> {
        parser::string(&self.0)
    }

    /// Returns true for the literal `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.0 == "true"
    }

    /// Returns the items of an array; `None` for any other value.
    pub(crate) fn into_items(self) -> Option<Vec<Self>> {
        let items = parser::items(&self.0)?;
        Some(
            items
                .into_iter()
                .map(|item| Self(item.to_owned()))
                .collect(),
        )
    }

    /// Returns the items of an array of strings; `None` for any other value.
    pub(crate) fn into_texts(self) -> Option<Vec<String>> {
        let items = parser::items(&self.0)?;
        items.into_iter().map(parser::string).collect()
    }
}

/// The members of a JSON object, in the order of their names' UTF-16 code units (RFC 8785 §3.2.3).
#[derive(Clone, Debug, Default)]
pub(crate) struct JsonObject(Vec<(String, JsonValue)>);

impl JsonObject {
    /// Returns the members of an object; `None` for any other value.
    pub(crate) fn of(value: &JsonValue) -> Option<Self> {
        let members = parser::members(&value.0)?.into_iter();
        let members = members.map(|(name, value)| (name, JsonValue(value.to_owned())));
        Some(Self(members.collect()))
    }

    /// Parses a JSON text; `None` for any value but an object.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>> {
        Ok(Self::of(&JsonValue(parser::canonical(text)?)))
    }

    /// Returns the members in canonical order.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &JsonValue)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// Returns true if the object has a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// Returns the value of a member.
    pub(crate) fn value(&self, name: &str) -> Option<&JsonValue> {
        let (_, value) = self.0.iter().find(|(own, _)| own == name)?;
        Some(value)
    }

    /// Returns the string value of a member; `None` for any other value.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        parser::string(&self.value(name)?.0)
    }

    /// Returns true if both objects have a member of the same name.
    pub(crate) fn shares_name_with(&self, other: &Self) -> bool {
        self.0.iter().any(|(name, _)| other.has(name))
    }

    /// Removes and returns a member.
    pub(crate) fn take(&mut self, name: &str) -> Option<JsonValue> {
        let index = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.remove(index).1)
    }

    /// Inserts a member, which must not exist.
    pub(crate) fn put(&mut self, name: &str, value: JsonValue) {
        // The standard library's sort would add about 5 KB to the module.
        let at = self
            .0
            .partition_point(|(own, _)| Utf16Order(own) < Utf16Order(name));
        self.0.insert(at, (name.to_owned(), value));
    }

    /// Returns the name of the first member.
    pub(crate) fn first_name(&self) -> Option<&str> {
        self.0.first().map(|(name, _)| &**name)
    }

    /// Returns the canonical form of the object.
    pub(crate) fn into_text(self) -> String {
        let mut text = String::from("{");
        for (name, value) in self.0 {
            if text.len() > 1 {
                text.push(',');
            }
            write_string(&mut text, &name);
            text.push(':');
            text.push_str(&value.0);
        }
        text.push('}');
        text
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> Self {
        Self(object.into_text())
    }
}
