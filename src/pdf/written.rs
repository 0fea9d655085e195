//! Objects as they are written (ISO 32000-2 §7.3).

use alloc::string::ToString as _;
use alloc::vec::Vec;

use crate::encoding::hex;
use crate::pdf::value::Reference;
use crate::string::decimal;

/// Key and value of a dictionary's entry, the value as written.
pub(super) type Entry<'e> = (&'e str, Vec<u8>);

/// Returns a name (§7.3.5).
pub(super) fn name(name: impl AsRef<[u8]>) -> Vec<u8> {
    let mut written = b"/".to_vec();
    for &octet in name.as_ref() {
        if octet.is_ascii_graphic() && !b"#%()/<>[]{}".contains(&octet) {
            written.push(octet);
        } else {
            written.push(b'#');
            written.extend(hex(&[octet]).to_ascii_uppercase().bytes());
        }
    }
    written
}

/// Returns a string (§7.3.4): as it reads if nothing in it has to be escaped, and otherwise in
/// hexadecimal.
pub(super) fn string(octets: &[u8]) -> Vec<u8> {
    let is_plain = |octet: &u8| matches!(octet, b' '..=b'~') && !b"()\\".contains(octet);
    if octets.iter().all(is_plain) {
        return [b"(", octets, b")"].concat();
    }
    let digits = hex(octets).to_ascii_uppercase();
    [b"<", digits.as_bytes(), b">"].concat()
}

/// Returns a text string (§7.9.2.2).
pub(super) fn text(text: &str) -> Vec<u8> {
    // Alike in ASCII and PDFDocEncoding (Annex D.2).
    if text.bytes().all(|octet| matches!(octet, b' '..=b'~')) {
        return string(text.as_bytes());
    }
    let byte_order_mark = 0xfeff_u16;
    let units = [byte_order_mark].into_iter().chain(text.encode_utf16());
    string(&units.flat_map(u16::to_be_bytes).collect::<Vec<_>>())
}

/// Returns a whole number (§7.3.3).
pub(super) fn whole(number: usize) -> Vec<u8> {
    decimal(number as u64).into_bytes()
}

/// Returns a number, which has no exponent (§7.3.3).
pub(super) fn number(number: f64) -> Vec<u8> {
    number.to_string().into_bytes()
}

/// Returns a reference (§7.3.10).
pub(super) fn reference(id: Reference) -> Vec<u8> {
    let [number, generation] = [id.number, id.generation].map(|part| decimal(part.into()));
    [&number, " ", &generation, " R"].concat().into_bytes()
}

/// Returns an array (§7.3.6).
pub(super) fn array(items: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let items: Vec<_> = items.into_iter().collect();
    [b"[", &items.join(&b' ')[..], b"]"].concat()
}

/// Returns a dictionary (§7.3.7).
pub(super) fn dictionary(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut written = b"<<".to_vec();
    for (key, value) in entries {
        written.extend(name(key));
        if !value.starts_with(b"/") && !value.starts_with(b"[") && !value.starts_with(b"<") {
            written.push(b' ');
        }
        written.extend(value);
    }
    written.extend(b">>");
    written
}

/// Returns a stream of data that has been encoded (§7.3.8).
pub(super) fn stream(entries: &[Entry<'_>], data: &[u8]) -> Vec<u8> {
    let length = ("Length", whole(data.len()));
    let dictionary = dictionary(&[entries, &[length]].concat());
    [&dictionary, &b"\nstream\n"[..], data, b"\nendstream"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_escaped_is() {
        assert_eq!(name("A b#(\u{e9}"), b"/A#20b#23#28#C3#A9");
        assert_eq!(string(b"Sig 1"), b"(Sig 1)");
        for (octets, digits) in [
            (&b"a(b"[..], &b"<612862>"[..]),
            (b"\\", b"<5C>"),
            (b"\n\xff", b"<0AFF>"),
        ] {
            assert_eq!(string(octets), digits);
        }
        assert_eq!(text("Tai Man"), b"(Tai Man)");
        assert_eq!(text("(陳"), b"<FEFF00289673>");
    }

    #[test]
    fn numbers_have_no_exponent() {
        assert_eq!(number(-1.0), b"-1");
        assert_eq!(number(1.2e-11), b"0.000000000012");
        assert_eq!(number(595.2756), b"595.2756");
    }

    #[test]
    fn objects_are_delimited() {
        let id = Reference {
            number: 12,
            generation: 0,
        };
        let rows = [
            ("Type", name("Annot")),
            ("F", whole(132)),
            ("P", reference(id)),
            ("Rect", array([1.0, 2.5].map(number))),
        ];
        assert_eq!(
            dictionary(&rows),
            b"<</Type/Annot/F 132/P 12 0 R/Rect[1 2.5]>>"
        );
        assert_eq!(
            stream(&[("Filter", name("FlateDecode"))], b"xyz"),
            b"<</Filter/FlateDecode/Length 3>>\nstream\nxyz\nendstream"
        );
    }
}
