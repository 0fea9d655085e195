//! Conversion of fields from and to the API, and to JavaScript.

use serde_json::{Map, Value};

/// The value of a field.
pub trait Field: Sized {
    /// Parses a value of the gateway, leniently.
    ///
    /// # Errors
    /// The unchanged value if it has another type.
    fn read(value: Value) -> Result<Self, Value>;

    /// Returns the value in the API's format. `language` is `Chi` or `Eng`, the prefix of names in
    /// a premises address.
    fn wire(&self, language: &str) -> Value;

    /// Returns the value in the JavaScript format.
    fn plain(&self) -> Value;
}

impl Field for String {
    fn read(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(text),
            // Some senders write a house number as a number.
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

/// Removes a field from an object and returns it, by the first of `names` with a valid value. `*`
/// matches `Chi`, `Eng` or nothing. Invalid values other than null stay in the object.
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

/// Inserts a field into an object in the API's format.
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

/// Inserts a field into an object in the JavaScript format.
pub(super) fn put_plain<T: Field>(object: &mut Map<String, Value>, name: &str, field: Option<&T>) {
    if let Some(field) = field {
        object.insert(name.to_owned(), field.plain());
    }
}

/// Declares an object of the API as a table: field and type, JavaScript name, API name and observed
/// alternative spellings; then, optionally, a condition that the object must fulfil.
///
/// The table generates parsing, writing and the JavaScript format, so that none of them omits a
/// field.
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
            /// Unknown and invalid fields, unchanged.
            pub other: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            /// The API names of the known fields.
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
                        // Also used here, so that one repetition contains both.
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
