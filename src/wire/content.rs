//! The JSON object in an envelope, parsed leniently.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::encoding::{from_base64_in_lines, from_hex};
use crate::wire::bounds::bounded;
use crate::{Error, Result};

/// The range of a JavaScript Date (ECMA-262 §21.4.1.1), in milliseconds.
const DATE_RANGE: std::ops::RangeInclusive<i64> = -8_640_000_000_000_000..=8_640_000_000_000_000;

/// A decrypted object. Its fields may be tokens or personal data, so it does not implement `Debug`.
pub struct Content(Map<String, Value>);

impl Content {
    /// Creates the content of a response that has only a result code.
    pub(super) fn empty() -> Self {
        Self(Map::new())
    }

    /// Parses a content that is not encrypted; `None` if it is no object.
    ///
    /// # Errors
    /// [`Error::ContentTooLarge`].
    pub(super) fn of(raw: Option<&RawValue>) -> Result<Option<Self>> {
        raw.map_or(Ok(None), |raw| Self::from_plaintext(raw.get().as_bytes()))
    }

    /// Parses a decrypted content; `None` if it is no object. Fields in a nested `content` and
    /// beside it are merged (iAM Smart API, push callback; medium confidence).
    ///
    /// # Errors
    /// [`Error::ContentTooLarge`].
    pub(super) fn from_plaintext(plaintext: &[u8]) -> Result<Option<Self>> {
        let Some(Value::Object(mut fields)) = bounded(plaintext)? else {
            return Ok(None);
        };
        let nested = match fields.remove("content") {
            Some(Value::String(text)) => bounded(text.as_bytes())?,
            nested => nested,
        };
        if let Some(Value::Object(nested)) = nested {
            fields.extend(nested);
        }
        Ok(Some(Self(fields)))
    }

    /// Returns true if the field exists and is not null.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// Returns a non-empty string.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn text(&self, name: &str) -> Result<&str> {
        self.optional_text(name).ok_or_else(|| invalid(name))
    }

    /// Returns a string; `None` if it is missing or empty.
    #[must_use]
    pub fn optional_text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// Returns a list of strings: an array, or one string separated by whitespace.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn texts(&self, name: &str) -> Result<Vec<String>> {
        match self.0.get(name) {
            Some(Value::String(text)) => Ok(text.split_whitespace().map(str::to_owned).collect()),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| {
                    item.as_str()
                        .map(str::to_owned)
                        .ok_or_else(|| invalid(name))
                })
                .collect(),
            _ => Err(invalid(name)),
        }
    }

    /// Returns milliseconds: a number or a numeric string, within the range of a JavaScript Date.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn milliseconds(&self, name: &str) -> Result<i64> {
        let number = match self.0.get(name) {
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        number
            .filter(|ms| DATE_RANGE.contains(ms))
            .ok_or_else(|| invalid(name))
    }

    /// Returns the expiry of what was issued at `issueAt`, as Unix time in milliseconds.
    /// `expiresIn` is a duration, or above 10¹² a point in time, as in one sample; some senders
    /// write `expireIn` (iAM Smart API, content key and token; medium confidence).
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn expiry(&self) -> Result<i64> {
        /// 10¹² ms is September 2001 as a point in time, and 31 years as a duration.
        const LONGEST_DURATION: i64 = 1_000_000_000_000;
        let name = ["expiresIn", "expireIn"]
            .into_iter()
            .find(|name| self.0.contains_key(*name))
            .unwrap_or("expiresIn");
        let expires_in = self.milliseconds(name)?;
        if expires_in > LONGEST_DURATION {
            return Ok(expires_in);
        }
        // Both are within the range of a Date, so the sum cannot overflow.
        let expires_at = self.milliseconds("issueAt")? + expires_in;
        Some(expires_at)
            .filter(|ms| DATE_RANGE.contains(ms))
            .ok_or_else(|| invalid("expiresIn"))
    }

    /// Returns all fields, unchanged.
    pub(crate) fn fields(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Returns a boolean, from a boolean or a string in any case.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn flag(&self, name: &str) -> Result<bool> {
        match self.0.get(name) {
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(true),
            Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(invalid(name)),
        }
    }

    /// Returns a non-negative number, from a number or a string.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn count(&self, name: &str) -> Result<u64> {
        match self.0.get(name) {
            Some(Value::Number(number)) => number.as_u64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        }
        .ok_or_else(|| invalid(name))
    }

    /// Returns the objects of a list.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn objects(&self, name: &str) -> Result<Vec<Self>> {
        let Some(Value::Array(items)) = self.0.get(name) else {
            return Err(invalid(name));
        };
        let objects = items.iter().map(|item| match item {
            Value::Object(fields) => Ok(Self(fields.clone())),
            _ => Err(invalid(name)),
        });
        objects.collect()
    }

    /// Returns the 32 bytes of 64 hexadecimal digits; `None` for any other string.
    pub(crate) fn hexadecimal(&self, name: &str) -> Option<Vec<u8>> {
        let text = self.optional_text(name)?;
        (text.len() == 64).then(|| from_hex(text)).flatten()
    }

    /// Returns the bytes of a Base64 string, which may contain line breaks.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        from_base64_in_lines(name, self.text(name)?).map_err(|_| invalid(name))
    }
}

fn invalid(name: &str) -> Error {
    Error::AnswerFieldInvalid {
        name: name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(json: &str) -> Content {
        Content::from_plaintext(json.as_bytes()).unwrap().unwrap()
    }

    #[test]
    fn nested_fields_are_found_beside_outer_ones() {
        for json in [
            r#"{"businessID":"b","hashCode":"h"}"#,
            r#"{"content":{"businessID":"b","hashCode":"h"}}"#,
            r#"{"businessID":"b","content":{"hashCode":"h"}}"#,
            r#"{"businessID":"b","content":"{\"hashCode\":\"h\"}"}"#,
        ] {
            assert_eq!(content(json).text("businessID"), Ok("b"), "{json}");
            assert_eq!(content(json).text("hashCode"), Ok("h"), "{json}");
        }
    }

    #[test]
    fn numbers_flags_and_lists_are_read_in_every_spelling() {
        let content = content(
            r#"{"a":5,"b":" 5 ","c":true,"d":"True","e":"x y","f":["x","y"],"g":null,"h":1.5,
                "i":"FALSE","j":"yes","k":""}"#,
        );
        assert_eq!(content.milliseconds("a"), Ok(5));
        assert_eq!(content.milliseconds("b"), Ok(5));
        assert_eq!(content.flag("c"), Ok(true));
        assert_eq!(content.flag("d"), Ok(true));
        assert_eq!(content.texts("e"), content.texts("f"));
        assert!(!content.has("g"));
        assert!(content.milliseconds("h").is_err());
        assert_eq!(content.flag("i"), Ok(false));
        for other in ["a", "e", "g", "j", "k"] {
            assert!(content.flag(other).is_err(), "{other}");
        }
        assert!(content.text("a").is_err());
    }

    #[test]
    fn a_small_expires_in_is_a_duration_and_a_large_one_a_time() {
        for (json, expiry) in [
            (
                r#"{"issueAt":1556369776000,"expiresIn":86400000}"#,
                Some(1_556_456_176_000),
            ),
            (
                r#"{"issueAt":"1556369776000","expireIn":86400000}"#,
                Some(1_556_456_176_000),
            ),
            (
                r#"{"issueAt":1556369776000,"expiresIn":"1556456176000"}"#,
                Some(1_556_456_176_000),
            ),
            (
                r#"{"issueAt":1,"expiresIn":1000000000000}"#,
                Some(1_000_000_000_001),
            ),
            (r#"{"issueAt":1556369776000}"#, None),
            (r#"{"expiresIn":86400000}"#, None),
            (r#"{"issueAt":9223372036854775807,"expiresIn":1000}"#, None),
            (r#"{"issueAt":8640000000000000,"expiresIn":1000}"#, None),
        ] {
            assert_eq!(content(json).expiry().ok(), expiry, "{json}");
        }
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in ["", "[]", "null", "\"x\"", "{", "\u{0}"] {
            let content = Content::from_plaintext(text.as_bytes());
            assert!(content.is_ok_and(|content| content.is_none()), "{text}");
        }
    }

    #[test]
    fn a_nested_text_has_the_same_bounds() {
        let nested = format!("[{}1]", "[],".repeat(30_000));
        for json in [
            format!(r#"{{"businessID":"b","content":{nested}}}"#),
            format!(r#"{{"businessID":"b","content":"{nested}"}}"#),
        ] {
            let error = Content::from_plaintext(json.as_bytes()).err();
            assert_eq!(error.map(|error| error.code()), Some("content-too-large"));
        }
    }
}
