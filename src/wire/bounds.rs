//! JSON of the gateway within bounds, which hold before a value is made.

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::{Error, Result};

/// Maximum number of values in a content, twice those of the largest: a callback with 1,000
/// signatures (`signing::MAX_DOCUMENTS`) of nine members each. A value takes up to 0.6 KB of
/// memory (an object of one member), so that a content takes 12 MB beside its strings.
pub(super) const MAX_VALUES: usize = 20_000;

/// Maximum nesting of a content, three times that of the deepest, an address in a form.
pub(super) const MAX_DEPTH: usize = 32;

/// Parses a JSON text within the bounds; `None` if it is none.
///
/// serde_json's own `Value` knows no bounds, and takes an object with a name of its own
/// (`$serde_json::private::RawValue`) for JSON in a string.
///
/// # Errors
/// [`Error::ContentTooLarge`].
pub(super) fn bounded(json: &[u8]) -> Result<Option<Value>> {
    let mut size = Size::default();
    let mut parser = serde_json::Deserializer::from_slice(json);
    let reader = Reader {
        size: &mut size,
        depth: 0,
    };
    let value = reader.deserialize(&mut parser);
    if size.is_too_deep {
        return Err(Error::ContentTooLarge {
            actual: MAX_DEPTH + 1,
            what: "levels of nesting or more",
            limit: MAX_DEPTH,
        });
    }
    if !size.has_room() {
        return Err(Error::ContentTooLarge {
            actual: size.values,
            what: "values",
            limit: MAX_VALUES,
        });
    }
    Ok(value.ok().filter(|_| parser.end().is_ok()))
}

#[derive(Default)]
struct Size {
    values: usize,
    is_too_deep: bool,
}

impl Size {
    fn has_room(&self) -> bool {
        self.values <= MAX_VALUES
    }
}

/// Reads a value and those in it. Above the limit they are counted, and no longer made.
struct Reader<'s> {
    size: &'s mut Size,
    /// Number of arrays and objects around the value.
    depth: usize,
}

impl Reader<'_> {
    /// Returns the reader for what is in this value.
    fn inside<E: serde::de::Error>(self) -> std::result::Result<Self, E> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            self.size.is_too_deep = true;
            return Err(E::custom("too deep"));
        }
        Ok(Self { depth, ..self })
    }

    fn again(&mut self) -> Reader<'_> {
        Reader {
            size: self.size,
            depth: self.depth,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<Value, D::Error> {
        self.size.values += 1;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> std::result::Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> std::result::Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> std::result::Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Value, E> {
        Ok(if self.size.has_room() {
            text.into()
        } else {
            Value::Null
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Value, A::Error> {
        let mut inside = self.inside()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(inside.again())? {
            if inside.size.has_room() {
                array.push(item);
            }
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<Value, A::Error> {
        let mut inside = self.inside()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(inside.again())?;
            if inside.size.has_room() {
                object.insert(name, value);
            }
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> (usize, usize) {
        match bounded(json.as_bytes()) {
            Err(Error::ContentTooLarge { actual, limit, .. }) => (actual, limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_are_counted_up_to_the_limit() {
        let array = |count: usize| format!("[{}1]", "{},".repeat(count - 2));
        assert!(bounded(array(MAX_VALUES).as_bytes()).unwrap().is_some());
        assert_eq!(refused(&array(MAX_VALUES + 1)), (20_001, 20_000));
        let object: Vec<_> = (0..MAX_VALUES)
            .map(|name| format!("\"{name}\":0"))
            .collect();
        let object = format!("{{{}}}", object.join(","));
        assert_eq!(refused(&object), (20_001, 20_000));
    }

    #[test]
    fn nesting_is_read_up_to_the_limit() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(bounded(nested(MAX_DEPTH).as_bytes()).unwrap().is_some());
        assert_eq!(refused(&nested(MAX_DEPTH + 1)), (33, 32));
        assert_eq!(refused(&"{\"a\":".repeat(1_000_000)), (33, 32));
    }

    #[test]
    fn every_kind_of_value_is_as_it_was() {
        let json = r#"{"a":[null,true,-1,1,1.5,"\u4e00","x"],"b":{"c":{}},"a":2}"#;
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(bounded(json.as_bytes()), Ok(Some(value)));
        for malformed in ["", "{", "1 2", "{\"a\"}", "\u{0}"] {
            assert_eq!(bounded(malformed.as_bytes()), Ok(None), "{malformed}");
        }
    }

    /// RFC 8259 §4: an object is an object, whatever its names are. serde_json has one for itself, by
    /// which a string would be read as JSON, without bounds.
    #[test]
    fn no_name_has_a_meaning() {
        let name = "$serde_json::private::RawValue";
        let text = format!("[{}1]", "[],".repeat(MAX_VALUES));
        let json = format!(r#"{{"a":{{"{name}":"{text}"}}}}"#);
        let mut inner = Map::new();
        inner.insert(name.to_owned(), text.into());
        let mut outer = Map::new();
        outer.insert("a".to_owned(), inner.into());
        assert_eq!(bounded(json.as_bytes()), Ok(Some(outer.into())));
    }
}
