//! Bounds on JSON of the gateway, checked before its values are built.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::{Error, Result};

/// Maximum number of values in a content, twice those of the largest: a callback with 1,000
/// signatures (`signing::MAX_DOCUMENTS`) of nine members each. A value takes up to 0.6 KB of
/// memory (an object of one member), so that a content takes 12 MB beside its strings.
pub(super) const MAX_VALUES: usize = 20_000;

/// Maximum nesting of a content, three times that of the deepest, an address in a form.
pub(super) const MAX_DEPTH: usize = 32;

/// Parses a JSON text within the bounds; `None` if it is none.
///
/// # Errors
/// [`Error::ContentTooLarge`].
pub(super) fn bounded(json: &[u8]) -> Result<Option<Value>> {
    let mut size = Size::default();
    let mut parser = serde_json::Deserializer::from_slice(json);
    let counted = Counter {
        size: &mut size,
        depth: 0,
    }
    .deserialize(&mut parser);
    if size.is_too_deep {
        return Err(Error::ContentTooLarge {
            actual: MAX_DEPTH + 1,
            what: "levels of nesting or more",
            limit: MAX_DEPTH,
        });
    }
    if size.values > MAX_VALUES {
        return Err(Error::ContentTooLarge {
            actual: size.values,
            what: "values",
            limit: MAX_VALUES,
        });
    }
    Ok(counted
        .ok()
        .and_then(|()| serde_json::from_slice(json).ok()))
}

#[derive(Default)]
struct Size {
    values: usize,
    is_too_deep: bool,
}

/// Counts a value and those in it.
struct Counter<'s> {
    size: &'s mut Size,
    /// Number of arrays and objects around the value.
    depth: usize,
}

impl Counter<'_> {
    /// Returns the counter for what is in this value.
    fn inside<E: serde::de::Error>(self) -> std::result::Result<Self, E> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            self.size.is_too_deep = true;
            return Err(E::custom("too deep"));
        }
        Ok(Self { depth, ..self })
    }

    fn again(&mut self) -> Counter<'_> {
        Counter {
            size: self.size,
            depth: self.depth,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Counter<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<(), D::Error> {
        self.size.values += 1;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<(), A::Error> {
        let mut inside = self.inside()?;
        while items.next_element_seed(inside.again())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<(), A::Error> {
        let mut inside = self.inside()?;
        while members.next_key::<IgnoredAny>()?.is_some() {
            members.next_value_seed(inside.again())?;
        }
        Ok(())
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
}
