//! DER, and nothing but DER (X.690 §10 and §11): what everything else is read from.
//!
//! Two readers of one signed text must never see two things in it. So every byte is held to the one
//! encoding first, what passes has one reading only, and everything else reads through here.

use alloc::vec::Vec;

/// The deepest nesting of elements, in levels. A certificate's own structure needs 7, a directory
/// name inside an extension 8; twice that bounds the recursion.
const MAX_DEPTH: usize = 16;

/// Why bytes are not DER: half a sentence, for [`crate::Error::CertificateMalformed`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Malformed(pub(crate) &'static str);

pub(crate) type Result<T> = core::result::Result<T, Malformed>;

/// Universal tags, with the constructed bit where DER sets it (X.680 §8.6).
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const NUMERIC_STRING: u8 = 0x12;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const GRAPHIC_STRING: u8 = 0x19;
    pub(crate) const VISIBLE_STRING: u8 = 0x1a;
    pub(crate) const UNIVERSAL_STRING: u8 = 0x1c;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    /// X.690 §8.9.1 and §8.11.1 know no primitive form of these two.
    pub(crate) const SEQUENCE_PRIMITIVE: u8 = 0x10;
    pub(crate) const SET_PRIMITIVE: u8 = 0x11;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// A context-specific constructed tag, `[number]`.
    pub(crate) const fn constructed(number: u8) -> u8 {
        0xa0 | number
    }

    /// A context-specific primitive tag, `[number]`.
    pub(crate) const fn primitive(number: u8) -> u8 {
        0x80 | number
    }
}

/// One element: its tag, its content, and all of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// The elements inside.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader(self.content)
    }
}

/// Reads elements one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tag of the next element.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next element, whatever it is.
    pub(crate) fn any(&mut self) -> Result<Element<'a>> {
        const ENDS_EARLY: Malformed = Malformed("an element ends before its content does");
        let (&tag, rest) = self.0.split_first().ok_or(Malformed("a part is missing"))?;
        if tag & 0x1f == 0x1f {
            return Err(Malformed(
                "an element has a tag number that X.509 does not use",
            ));
        }
        let (&first, rest) = rest.split_first().ok_or(ENDS_EARLY)?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81..=0x83 => {
                let octets = usize::from(first & 0x7f);
                let (digits, rest) = rest.split_at_checked(octets).ok_or(ENDS_EARLY)?;
                let length = digits
                    .iter()
                    .fold(0, |n, &digit| n << 8 | usize::from(digit));
                let shortest = if octets == 1 {
                    0x80
                } else {
                    1 << (8 * (octets - 1))
                };
                if length < shortest {
                    return Err(Malformed(
                        "the length of an element is not in its shortest form",
                    ));
                }
                (length, rest)
            }
            0x80 => return Err(Malformed("an element has an indefinite length")),
            _ => {
                return Err(Malformed(
                    "an element is longer than any certificate may be",
                ));
            }
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(ENDS_EARLY)?;
        let whole = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        Ok(Element {
            tag,
            content,
            whole,
        })
    }

    /// The next element, which must have `tag`.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>> {
        if self.peek().is_some_and(|found| found != tag) {
            return Err(Malformed("a part is of another kind than X.509 puts there"));
        }
        self.any()
    }

    /// The next element where it has `tag`.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.peek() == Some(tag) {
            self.any().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Malformed("bytes follow where it should end"))
        }
    }
}

/// The only element of `input`, checked to be DER through and through.
pub(crate) fn strict(input: &[u8]) -> Result<Element<'_>> {
    let mut reader = Reader(input);
    let element = reader.any()?;
    reader.end()?;
    check(&element, MAX_DEPTH)?;
    Ok(element)
}

/// The octets of a BIT STRING that holds whole octets, as keys and signatures do.
pub(crate) fn octets_of_bits<'a>(bits: &Element<'a>) -> Result<&'a [u8]> {
    match bits.content.split_first() {
        Some((0, octets)) => Ok(octets),
        _ => Err(Malformed("a bit string that should hold octets does not")),
    }
}

/// One element with this content (X.690 §10.1: its length in the shortest form).
pub(crate) fn encode(tag: u8, content: &[u8]) -> Vec<u8> {
    let octets = content.len().to_be_bytes();
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let digits = &octets[zeros.min(octets.len() - 1)..];
    let mut element = vec![tag];
    if content.len() > 0x7f {
        // At most the eight octets of a usize.
        element.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
    }
    element.extend_from_slice(digits);
    element.extend_from_slice(content);
    element
}

/// The number in the content of an INTEGER that counts something; `u32::MAX` for any beyond.
pub(crate) fn count(content: &[u8]) -> Result<u32> {
    let is_negative = content.first().is_some_and(|octet| octet & 0x80 != 0);
    if is_negative || !is_shortest_integer(content) {
        return Err(Malformed("a count is negative or not in its shortest form"));
    }
    let number = content.iter().try_fold(0_u32, |number, &octet| {
        number.checked_mul(0x100)?.checked_add(u32::from(octet))
    });
    Ok(number.unwrap_or(u32::MAX))
}

fn check(element: &Element<'_>, depth: usize) -> Result<()> {
    const CONSTRUCTED: u8 = 0x20;
    const CLASS: u8 = 0xc0;

    if element.tag & CONSTRUCTED == 0 {
        return if element.tag & CLASS == 0 {
            check_primitive(element)
        } else {
            Ok(())
        };
    }
    if element.tag & CLASS == 0 && !matches!(element.tag, tag::SEQUENCE | tag::SET) {
        return Err(Malformed("a simple value is built of parts"));
    }
    let depth = depth
        .checked_sub(1)
        .ok_or(Malformed("its elements are nested too deeply"))?;
    let mut reader = element.reader();
    while !reader.is_empty() {
        check(&reader.any()?, depth)?;
    }
    Ok(())
}

fn check_primitive(element: &Element<'_>) -> Result<()> {
    let content = element.content;
    let (fits, reason) = match element.tag {
        tag::BOOLEAN => (
            matches!(content, [0x00 | 0xff]),
            "a truth value is neither 00 nor ff",
        ),
        tag::INTEGER | tag::ENUMERATED => (
            is_shortest_integer(content),
            "a number is not in its shortest form",
        ),
        tag::BIT_STRING => (
            is_canonical_bit_string(content),
            "a bit string has odd unused bits",
        ),
        tag::NULL => (content.is_empty(), "a NULL has content"),
        tag::OBJECT_IDENTIFIER => (
            is_object_identifier(content),
            "an object identifier is cut short or padded",
        ),
        tag::UTF8_STRING => (core::str::from_utf8(content).is_ok(), "a text is not UTF-8"),
        tag::SEQUENCE_PRIMITIVE | tag::SET_PRIMITIVE => (false, "a structure has no parts"),
        _ => (true, ""),
    };
    if fits { Ok(()) } else { Err(Malformed(reason)) }
}

/// X.690 §8.3.2: the first nine bits are neither all zero nor all one.
fn is_shortest_integer(content: &[u8]) -> bool {
    match content {
        [] => false,
        [0x00, second, ..] => second & 0x80 != 0,
        [0xff, second, ..] => second & 0x80 == 0,
        _ => true,
    }
}

/// X.690 §8.6.2 and §11.2.1: up to seven unused bits, each zero.
pub(crate) fn is_canonical_bit_string(content: &[u8]) -> bool {
    match content {
        [] | [8..=0xff, ..] => false,
        [unused] => *unused == 0,
        [unused, .., last] => last.trailing_zeros() >= u32::from(*unused),
    }
}

/// X.690 §8.19.2: each subidentifier ends, and none begins with padding.
fn is_object_identifier(content: &[u8]) -> bool {
    let mut at_start = true;
    for &octet in content {
        if at_start && octet == 0x80 {
            return false;
        }
        at_start = octet & 0x80 == 0;
    }
    !content.is_empty() && at_start
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An element with `tag` and the parts of its content.
    pub(crate) fn encoded(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let length = match u8::try_from(content.len()) {
            Ok(short @ 0..=0x7f) => vec![short],
            Ok(length) => vec![0x81, length],
            Err(_) => {
                let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
                vec![0x82, high, low]
            }
        };
        [vec![tag], length, content].concat()
    }

    /// Each row breaks one rule of X.690 that it names.
    #[test]
    fn ber_that_is_not_der_is_refused() {
        let rows: &[(&str, &[u8])] = &[
            ("empty", &[]),
            ("no length", &[0x30]),
            ("cut short", &[0x30, 0x02, 0x05]),
            ("trailing", &[0x05, 0x00, 0x00]),
            ("8.1.3.6 indefinite", &[0x30, 0x80, 0x00, 0x00]),
            (
                "10.1 long form of a short length",
                &[0x04, 0x81, 0x01, 0x00],
            ),
            (
                "10.1 leading zero of a length",
                &[0x04, 0x82, 0x00, 0x01, 0x00],
            ),
            (
                "length of four octets",
                &[0x04, 0x84, 0x01, 0x00, 0x00, 0x00],
            ),
            ("8.1.2.4 high tag number", &[0x1f, 0x21, 0x00]),
            ("11.1 truth value", &[0x01, 0x01, 0x01]),
            ("8.3.2 padded number", &[0x02, 0x02, 0x00, 0x01]),
            ("8.3.2 padded negative number", &[0x02, 0x02, 0xff, 0x80]),
            ("8.3.1 empty number", &[0x02, 0x00]),
            ("8.6.2.2 unused bits", &[0x03, 0x02, 0x08, 0x00]),
            ("8.6.2.3 unused bits of nothing", &[0x03, 0x01, 0x01]),
            ("11.2.1 unused bits set", &[0x03, 0x02, 0x01, 0x01]),
            ("8.8.2 NULL with content", &[0x05, 0x01, 0x00]),
            ("8.19.2 identifier padded", &[0x06, 0x02, 0x80, 0x01]),
            ("8.19.2 identifier cut short", &[0x06, 0x02, 0x2a, 0x86]),
            (
                "10.2 constructed octet string",
                &[0x24, 0x04, 0x04, 0x02, 0x00, 0x00],
            ),
            ("primitive sequence", &[0x10, 0x00]),
        ];
        for (rule, der) in rows {
            assert!(strict(der).is_err(), "{rule}");
        }
    }

    #[test]
    fn counts_are_not_negative_and_not_cut() {
        assert_eq!(count(&[0]), Ok(0));
        assert_eq!(count(&[0x00, 0x80]), Ok(128));
        assert_eq!(count(&[0x00, 0xff, 0xff, 0xff, 0xff]), Ok(u32::MAX));
        assert_eq!(count(&[0x01, 0, 0, 0, 0]), Ok(u32::MAX));
        assert!(count(&[0xff]).is_err());
        assert!(count(&[0x00, 0x01]).is_err());
        assert!(count(&[]).is_err());
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            (0..levels).fold(vec![0x05, 0x00], |inner, _| {
                let mut outer = vec![0x30, u8::try_from(inner.len()).unwrap()];
                outer.extend(inner);
                outer
            })
        };
        assert!(strict(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(
            strict(&nested(MAX_DEPTH + 1)).unwrap_err(),
            Malformed("its elements are nested too deeply")
        );
    }
}
