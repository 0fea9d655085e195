//! Text strings (ISO 32000-2 §7.9.2.2).

use alloc::string::String;
use alloc::vec::Vec;
use core::char::REPLACEMENT_CHARACTER;

/// PDFDocEncoding from 0x18 (Annex D.2).
const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];

/// PDFDocEncoding from 0x80 (Annex D.2); 0x9f and 0xad have no character.
const FROM_80: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// Returns the text of a text string; what is no character becomes U+FFFD.
#[must_use]
pub fn text_of(octets: &[u8]) -> String {
    if let Some(utf16) = octets.strip_prefix(b"\xfe\xff") {
        let units = utf16.chunks(2).map(|unit| match *unit {
            [high, low] => u16::from_be_bytes([high, low]),
            _ => 0xfffd,
        });
        return String::from_utf16_lossy(&units.collect::<Vec<_>>());
    }
    if let Some(utf8) = octets.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    octets.iter().map(|octet| character(*octet)).collect()
}

fn character(octet: u8) -> char {
    match octet {
        0x18..=0x1f => FROM_18[usize::from(octet - 0x18)],
        0x80..=0xa0 => FROM_80[usize::from(octet - 0x80)],
        0x7f | 0xad => REPLACEMENT_CHARACTER,
        _ => char::from(octet),
    }
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn each_encoding_is_read() {
        assert_eq!(text_of(b"Sig 1"), "Sig 1");
        assert_eq!(
            text_of(b"\xfe\xff\x96\x73\x59\x27\xd8\x3d\xde\x00"),
            "陳大😀"
        );
        assert_eq!(text_of("\u{feff}陳".as_bytes()), "陳");
        assert_eq!(text_of(b"\xa0 \x85 \xe9"), "€ – é");
        assert_eq!(text_of(b"\xfe\xff\x00\x41\x00"), "A\u{fffd}");
    }
}
