//! String preparation for name comparison (RFC 5280 §7.1, RFC 4518).
//!
//! Implemented: transcoding, the mapping of RFC 4518 §2.2, case folding of A to Z, and
//! insignificant spaces (§2.6.1). Not implemented, because the tables would be larger than the rest
//! of path validation: case folding of other letters, NFKC, and the rejection of characters
//! unassigned in Unicode 3.2.
//!
//! Two strings that are equal after preparation therefore match by the standard. Two that differ
//! may still match if either has characters that the missing steps could change;
//! [`PreparedString::is_settled`] is then false.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::asn1::der::tag;

/// A prepared string.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PreparedString {
    /// The string to compare.
    pub(crate) text: String,
    /// True if no missing step could change the string.
    pub(crate) is_settled: bool,
}

/// Decodes a value of a string type with a defined encoding. TeletexString is not decoded: its
/// encoding was never agreed on.
pub(crate) fn characters(tag: u8, octets: &[u8]) -> Option<Cow<'_, str>> {
    match tag {
        tag::UTF8_STRING => str::from_utf8(octets).ok().map(Cow::Borrowed),
        tag::PRINTABLE_STRING | tag::IA5_STRING | tag::NUMERIC_STRING | tag::VISIBLE_STRING => {
            let text = str::from_utf8(octets).ok();
            text.filter(|text| text.is_ascii()).map(Cow::Borrowed)
        }
        tag::BMP_STRING => {
            let (units, rest) = octets.as_chunks();
            let units = units.iter().map(|unit| u16::from_be_bytes(*unit));
            let text = char::decode_utf16(units).collect::<Result<_, _>>().ok();
            text.filter(|_| rest.is_empty()).map(Cow::Owned)
        }
        tag::UNIVERSAL_STRING => {
            let (units, rest) = octets.as_chunks();
            let text = units
                .iter()
                .map(|unit| char::from_u32(u32::from_be_bytes(*unit)))
                .collect::<Option<_>>();
            text.filter(|_| rest.is_empty()).map(Cow::Owned)
        }
        _ => None,
    }
}

/// Prepares a string.
///
/// Removes leading and trailing spaces and collapses the others. Spaces before a character that is
/// not settled are kept: it may be a combining mark, and then the last of them is not a space (RFC
/// 4518 §2.6.1).
pub(crate) fn prepare(text: &str) -> PreparedString {
    let mut prepared = String::with_capacity(text.len());
    let mut all_settled = true;
    let mut spaces = 0;
    for character in text.chars() {
        match mapped(character) {
            None => {}
            Some(' ') => spaces += 1,
            Some(character) => {
                let kept = if !is_settled(character) {
                    all_settled = false;
                    spaces
                } else if prepared.is_empty() {
                    0
                } else {
                    spaces.min(1)
                };
                prepared.extend(core::iter::repeat_n(' ', kept));
                prepared.push(character.to_ascii_lowercase());
                spaces = 0;
            }
        }
    }
    PreparedString {
        text: prepared,
        is_settled: all_settled,
    }
}

/// Maps a character (RFC 4518 §2.2); `None` if it is mapped to nothing.
fn mapped(character: char) -> Option<char> {
    match character {
        '\t'..='\r'
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        '\0'..='\u{8}'
        | '\u{e}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{1806}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2063}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0001}'
        | '\u{e0020}'..='\u{e007f}' => None,
        _ => Some(character),
    }
}

/// Returns true if neither case folding nor NFKC changes the character, and neither maps a
/// character that is not settled to it: ASCII, and the unified ideographs of Unicode 3.2 (§11.1),
/// which Hong Kong's names consist of.
fn is_settled(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{7f}'
            | '\u{3400}'..='\u{4db5}'
            | '\u{4e00}'..='\u{9fa5}'
            | '\u{20000}'..='\u{2a6d6}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5280 §7.1 and RFC 4518 §2.2, §2.6.1.
    #[test]
    fn case_spaces_and_what_cannot_be_seen_do_not_count() {
        let rows = [
            ("Hong Kong Post", "hong kong post"),
            ("  Hong\u{a0}\u{3000} Kong\tPost ", "hong kong post"),
            ("Hong\u{200b} Ko\u{ad}ng\u{feff} Post", "hong kong post"),
            ("陳  大文", "陳 大文"),
            ("", ""),
            ("   ", ""),
        ];
        for (text, expected) in rows {
            let prepared = prepare(text);
            assert_eq!(prepared.text, expected);
            assert!(prepared.is_settled, "{text}");
        }
    }

    #[test]
    fn what_the_missing_steps_could_change_is_not_settled() {
        for text in ["Ｈong", "É", "e\u{301}", "ﬁ", "\u{f900}", "ſ", "\u{212a}"] {
            assert!(!prepare(text).is_settled, "{text}");
        }
    }

    /// RFC 4518 §2.6.1: a space with a combining mark is not a space.
    #[test]
    fn spaces_before_a_combining_mark_count() {
        assert_ne!(prepare("a \u{301}"), prepare("a  \u{301}"));
        assert_ne!(prepare("\u{301}"), prepare(" \u{301}"));
    }

    #[test]
    fn octets_that_are_no_text_of_their_kind_have_no_characters() {
        assert_eq!(characters(tag::PRINTABLE_STRING, b"\xc3\xa9"), None);
        assert_eq!(characters(tag::BMP_STRING, b"\x00"), None);
        assert_eq!(characters(tag::BMP_STRING, b"\xd8\x00\x00\x41"), None);
        assert_eq!(characters(tag::UNIVERSAL_STRING, b"\x00\x11\x00\x00"), None);
        // TeletexString.
        assert_eq!(characters(0x14, b"a"), None);
    }
}
