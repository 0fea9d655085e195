//! How a field's value is read from the wire and written to it, and how JavaScript sees it.

use serde_json::{Map, Value};

/// A value that stands in a field.
pub trait Field: Sized {
    /// Reads what the gateway wrote, leniently; gives the value back where it is something else.
    ///
    /// # Errors
    /// The value, as it came.
    fn read(value: Value) -> Result<Self, Value>;

    /// The value as the API spells it. `language` is `Chi` or `Eng`, what the names of parts of a
    /// premises address start with.
    fn wire(&self, language: &str) -> Value;

    /// The value as JavaScript sees it.
    fn plain(&self) -> Value;
}

impl Field for String {
    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(text),
            // A house number, say, that was not written as a text.
            Value::Number(number) => Ok(number.to_string()),
            value => Err(value),
        }
    }

    fn wire(&self, _: &str) -> Value {
        self.as_str().into()
    }

    fn plain(&self) -> Value {
        self.as_str().into()
    }
}

/// Takes a field out of an object by the first of its names that has a readable value. `*` stands
/// for `Chi`, `Eng` or nothing. What is not readable stays where it is, but for null.
pub(super) fn take<T: Field>(object: &mut Map<String, Value>, names: &[&str]) -> Option<T> {
    for name in names {
        for language in ["Chi", "Eng", ""] {
            let name = name.replace('*', language);
            match object.remove(&name).map(T::read) {
                Some(Ok(field)) => return Some(field),
                Some(Err(value)) if !value.is_null() => {
                    object.insert(name, value);
                }
                _ => {}
            }
        }
    }
    None
}

/// Puts a field into an object as the API spells it.
pub(super) fn put_wire<T: Field>(
    object: &mut Map<String, Value>,
    name: &str,
    field: Option<&T>,
    language: &str,
) {
    let Some(field) = field else { return };
    let name = name.replace('*', language);
    let language = ["Chi", "Eng"]
        .into_iter()
        .find(|language| name.starts_with(language))
        .unwrap_or(language);
    let value = field.wire(language);
    object.insert(name, value);
}

/// Puts a field into an object as JavaScript sees it.
pub(super) fn put_plain<T: Field>(object: &mut Map<String, Value>, name: &str, field: Option<&T>) {
    if let Some(field) = field {
        object.insert(name.to_owned(), field.plain());
    }
}

/// Declares an object of the API as a table: field and type, JavaScript's name, the API's name and
/// other spellings that have been seen; then, optionally, what has to hold of it.
///
/// One table gives reading, writing and JavaScript's view, so that no field is lost between them.
macro_rules! object {
    (
        $(#[$doc:meta])+
        $name:ident {
            $(
                $(#[$field_doc:meta])+
                $field:ident: $type:ty => $plain:literal, $wire:literal $(| $spelling:literal)*;
            )+
        }
        $(holds $holds:expr)?
    ) => {
        $(#[$doc])+
        #[derive(Clone, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[$field_doc])+
                pub $field: Option<$type>,
            )+
            /// What is not known, or not readable, as it came.
            pub other: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            /// The API's names of the known fields.
            pub const NAMES: &'static [&'static str] = &[$($wire),+];

            /// Takes the known fields out of an object.
            pub(super) fn from_object(
                mut object: serde_json::Map<String, serde_json::Value>,
            ) -> Self {
                Self {
                    $($field: $crate::form_filling::object::take(
                        &mut object,
                        &[$wire $(, $spelling)*],
                    ),)+
                    other: object,
                }
            }
        }

        impl $crate::form_filling::object::Field for $name {
            fn read(value: serde_json::Value) -> Result<Self, serde_json::Value> {
                let serde_json::Value::Object(object) = value else {
                    return Err(value);
                };
                $(
                    let holds: fn(&Self) -> bool = $holds;
                    let unchanged = object.clone();
                )?
                let read = Self::from_object(object);
                $(
                    if !holds(&read) {
                        // Also used here, so that there is one repetition for both.
                        let _: fn(&Self) -> bool = $holds;
                        return Err(unchanged.into());
                    }
                )?
                Ok(read)
            }

            fn wire(&self, language: &str) -> serde_json::Value {
                let mut object = self.other.clone();
                $($crate::form_filling::object::put_wire(
                    &mut object,
                    $wire,
                    self.$field.as_ref(),
                    language,
                );)+
                object.into()
            }

            fn plain(&self) -> serde_json::Value {
                let mut object = serde_json::Map::new();
                $($crate::form_filling::object::put_plain(
                    &mut object,
                    $plain,
                    self.$field.as_ref(),
                );)+
                if !self.other.is_empty() {
                    object.insert("other".to_owned(), self.other.clone().into());
                }
                object.into()
            }
        }
    };
}
pub(super) use object;
