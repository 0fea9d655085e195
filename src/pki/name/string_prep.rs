//! Texts prepared for comparison: RFC 5280 §7.1, which takes LDAP's StringPrep (RFC 4518) for it.
//!
//! Done: transcoding, the mapping of RFC 4518 §2.2, the folding of A to Z, and insignificant spaces
//! (§2.6.1). Not done, for the tables would weigh more than the rest of path validation: folding of
//! other letters, NFKC, and the refusal of what Unicode 3.2 did not know. So two texts that come
//! out alike are the same by the standard, and two that differ may still be where either has
//! characters that the missing steps could change: [`PreparedString::is_settled`] tells.

use alloc::string::String;

use crate::asn1::der::tag;

/// A text after preparation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PreparedString {
    /// What is compared.
    pub(crate) text: String,
    /// No step that is left out could change it.
    pub(crate) is_settled: bool,
}

/// The characters of a value, where `tag` is a kind of text whose octets have one meaning. Not
/// TeletexString: what its octets mean was never agreed on.
pub(crate) fn characters(tag: u8, octets: &[u8]) -> Option<String> {
    match tag {
        tag::UTF8_STRING => String::from_utf8(octets.to_vec()).ok(),
        tag::PRINTABLE_STRING | tag::IA5_STRING | tag::NUMERIC_STRING | tag::VISIBLE_STRING => {
            let is_ascii = octets.is_ascii();
            String::from_utf8(octets.to_vec()).ok().filter(|_| is_ascii)
        }
        tag::BMP_STRING => {
            let (units, rest) = octets.as_chunks();
            let units = units.iter().map(|unit| u16::from_be_bytes(*unit));
            let text = char::decode_utf16(units).collect::<Result<_, _>>().ok();
            text.filter(|_| rest.is_empty())
        }
        tag::UNIVERSAL_STRING => {
            let (units, rest) = octets.as_chunks();
            let text = units
                .iter()
                .map(|unit| char::from_u32(u32::from_be_bytes(*unit)))
                .collect();
            if rest.is_empty() { text } else { None }
        }
        _ => None,
    }
}

/// `text`, prepared.
///
/// Spaces at either end go, and several become one. Those before a character that is not settled
/// stay as they are: it may be a combining mark, and then the last of them is no space (RFC 4518
/// §2.6.1).
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

/// RFC 4518 §2.2: `None` for what is mapped to nothing.
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

/// Neither folding nor NFKC changes it or makes another character into it unseen: ASCII, and the
/// unified ideographs that Unicode 3.2 knew (Unicode 3.2 §11.1), of which Hong Kong's names are.
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

    /// RFC 4518 §2.6.1: a space with a combining mark is no space.
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
