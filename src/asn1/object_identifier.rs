//! Object identifiers in dotted notation, as callers give them.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// Maximum length in characters: that of a UUID below 2.25, doubled. Longer ones are not registered.
const MAX_LENGTH: usize = 100;

/// An object identifier in dotted notation, in the one form that `Identifier`
/// writes: '1.3.6.1.5.5.7.3.36'.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ObjectIdentifier(String);

impl ObjectIdentifier {
    /// Parses arcs without leading zeros: at least two, the first 0, 1 or 2, and below 0 and 1 the
    /// second at most 39 (X.660 §7.6).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_arc = |arc: &str| {
            let is_number = !arc.is_empty() && arc.bytes().all(|digit| digit.is_ascii_digit());
            is_number && (arc == "0" || !arc.starts_with('0'))
        };
        if text.len() > MAX_LENGTH || !text.split('.').all(is_arc) {
            return None;
        }
        let (first, rest) = text.split_once('.')?;
        let second = rest.split('.').next()?;
        let is_in_range = match first {
            "0" | "1" => second.parse::<u8>().is_ok_and(|second| second < 40),
            "2" => true,
            _ => false,
        };
        is_in_range.then(|| Self(text.to_owned()))
    }

    /// Returns the dotted notation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dotted_identifiers_are_read() {
        for text in [
            "1.3.6.1.5.5.7.3.36",
            "2.5.29.37.0",
            "0.0",
            "2.999",
            "1.39.1",
        ] {
            assert_eq!(ObjectIdentifier::parse(text).unwrap().as_str(), text);
        }
        let long = "1.".repeat(60);
        for text in [
            "",
            "1",
            "1.",
            ".1",
            "1..2",
            "1.3.",
            "3.1",
            "1.40",
            "01.3",
            "1.03",
            "1.3.6 ",
            " 1.3.6",
            "1.3.-1",
            "1.3.+1",
            "serverAuth",
            "1.3.x",
            "1.3.٣",
            "urn:oid:1.3.6",
            &long,
            "1,3,6",
        ] {
            assert_eq!(ObjectIdentifier::parse(text), None, "{text}");
        }
    }
}
