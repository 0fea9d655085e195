//! JSON objects, read and made member by member.

use super::canonical::write_value;
use super::reader::{self, Member, Value};
use crate::Result;

/// The members of a JSON object, in the order of their names' UTF-16 code units.
#[derive(Debug, Default)]
pub(crate) struct Object(Vec<Member>);

impl Object {
    /// Reads a text; `None` where it is another value than an object.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>> {
        match reader::parse(text)? {
            Value::Object(members) => Ok(Some(Self(members))),
            _ => Ok(None),
        }
    }

    /// Takes a member out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().position(|member| member.name == name)?;
        Some(self.0.remove(index).value)
    }

    /// Puts a member in, which must not be there yet.
    pub(crate) fn put(&mut self, name: &str, value: Value) {
        self.0.push(Member {
            name: name.to_owned(),
            value,
        });
        self.0.sort();
    }

    /// The name of a member that was not taken out.
    pub(crate) fn first_name(&self) -> Option<&str> {
        self.0.first().map(|member| &*member.name)
    }

    /// The object's canonical text.
    pub(crate) fn into_text(self) -> String {
        let mut text = String::new();
        write_value(&mut text, &Value::Object(self.0));
        text
    }
}

impl Value {
    /// A list of texts.
    pub(crate) fn texts(texts: impl Iterator<Item = String>) -> Self {
        Self::Array(texts.map(Self::String).collect())
    }

    /// The text; `None` where it is another value.
    pub(crate) fn into_text(self) -> Option<String> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list of nothing else; `None` where it is another value.
    pub(crate) fn into_texts(self) -> Option<Vec<String>> {
        match self {
            Self::Array(items) => items.into_iter().map(Self::into_text).collect(),
            _ => None,
        }
    }
}
