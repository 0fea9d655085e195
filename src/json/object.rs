//! JSON objects, read and made member by member.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::canonical::write_value;
use super::reader::{self, Member, Value};
use crate::Result;

/// The members of a JSON object, in the order of their names' UTF-16 code units.
#[derive(Debug, Default)]
pub(crate) struct Object(Vec<Member>);

impl Object {
    /// The members of a value; `None` where it is another value than an object.
    pub(crate) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// Reads a text; `None` where it is another value than an object.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>> {
        reader::parse(text).map(Self::of)
    }

    /// There is a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|member| member.name == name)
    }

    /// The text of a member that is one.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let mut members = self.0.iter();
        match &members.find(|member| member.name == name)?.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Both objects have a member of one name.
    pub(crate) fn shares_name_with(&self, other: &Self) -> bool {
        self.0.iter().any(|member| other.has(&member.name))
    }

    /// Takes a member out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().position(|member| member.name == name)?;
        Some(self.0.remove(index).value)
    }

    /// Puts a member in, which must not be there yet.
    pub(crate) fn put(&mut self, name: &str, value: Value) {
        let member = Member {
            name: name.to_owned(),
            value,
        };
        // Sorting them all would bring the standard library's sort into the module, some 5 KB.
        let at = self.0.partition_point(|other| *other < member);
        self.0.insert(at, member);
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

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
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
