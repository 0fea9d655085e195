//! Object identifiers in dotted notation, as callers give them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

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

    /// Returns the content octets (X.690 §8.19); `None` for an arc beyond 128 bits, which no UUID
    /// needs (X.667 §6.3).
    pub(crate) fn octets(&self) -> Option<Vec<u8>> {
        let mut arcs = self.0.split('.').map(|arc| arc.parse::<u128>().ok());
        let (first, second) = (arcs.next()??, arcs.next()??);
        let mut octets = Vec::new();
        // §8.19.4: the first two arcs share a number.
        push_arc(&mut octets, second.checked_add(first * 40)?);
        for arc in arcs {
            push_arc(&mut octets, arc?);
        }
        Some(octets)
    }
}

/// Appends a number in base 128, most significant digit first (X.690 §8.19.2).
fn push_arc(octets: &mut Vec<u8>, arc: u128) {
    let digits = (128 - arc.leading_zeros()).div_ceil(7).max(1);
    for place in (0..digits).rev() {
        let digit = (arc >> (7 * place)).to_le_bytes()[0] & 0x7f;
        octets.push(if place > 0 { 0x80 | digit } else { digit });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Octets made with `openssl asn1parse -genstr OID:<text>`, and read back.
    #[test]
    fn octets_are_those_of_openssl() {
        use crate::asn1::oid::Identifier;
        let rows: [(&str, &[u8]); 4] = [
            ("2.5.29.32.0", &[0x55, 0x1d, 0x20, 0x00]),
            (
                "1.2.840.113549.1.1.11",
                &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b],
            ),
            ("2.999.3", &[0x88, 0x37, 0x03]),
            ("0.0", &[0]),
        ];
        for (text, octets) in rows {
            assert_eq!(
                ObjectIdentifier::parse(text).unwrap().octets().unwrap(),
                octets
            );
        }
        let uuid = format!("2.25.{}.16384", u128::MAX);
        let octets = ObjectIdentifier::parse(&uuid).unwrap().octets().unwrap();
        assert_eq!(Identifier(&octets).text(), uuid);
        let beyond = ObjectIdentifier::parse(&format!("2.25.{}0", u128::MAX)).unwrap();
        assert_eq!(beyond.octets(), None);
    }

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
