//! The check that every byte is DER.
//!
//! Two rules are apart ([`untidiness`]): a value that breaks one of them still has one reading, and
//! real certificates break them.

use alloc::vec::Vec;

use crate::asn1::der::element::{Element, Reader};
use crate::asn1::der::integer::is_shortest_integer;
use crate::asn1::der::malformed::{Malformed, Result};
use crate::asn1::der::tag;

/// Bit of the tag of an element that is built of parts.
const CONSTRUCTED: u8 = 0x20;

/// Maximum nesting depth: twice what a directory name inside an
/// extension needs (8). The fields of a certificate need 7.
pub(super) const MAX_DEPTH: usize = 16;

/// Parses the only element of `input` and checks that all of it is DER, as X.509 uses it.
pub(crate) fn strict(input: &[u8]) -> Result<Element<'_>> {
    checked(input, Some(MAX_DEPTH))
}

/// Parses the only element of `input` and checks that all of it is DER: nested to any depth, and with
/// any tag number, as in an attribute of a type that is not known.
pub(crate) fn strict_value(input: &[u8]) -> Result<Element<'_>> {
    checked(input, None)
}

/// Returns the first rule that values in an element of [`strict`] break without being read in more
/// than one way, as a clause: a truth value is 00 or ff (X.690 §11.1), and every other octet is
/// true in BER (§8.2.2); a UTF8String is UTF-8 (X.680 §41.16), and octets that are not are only
/// equal to themselves.
pub(crate) fn untidiness(element: &Element<'_>) -> Option<&'static str> {
    if element.tag & CONSTRUCTED == 0 {
        return untidiness_of_primitive(element);
    }
    let mut reader = element.reader();
    let mut parts = core::iter::from_fn(|| reader.any().ok());
    // No deeper than `strict` allows.
    parts.find_map(|part| untidiness(&part))
}

/// Returns the octets of a BIT STRING without unused bits, as in keys and signatures.
pub(crate) fn octets_of_bits<'a>(bits: &Element<'a>) -> Result<&'a [u8]> {
    match bits.content.split_first() {
        Some((0, octets)) => Ok(octets),
        _ => Err(Malformed("a bit string that should hold octets does not")),
    }
}

/// Parses the only element of `input` and checks it. Without `max_depth`, any value of ASN.1 is
/// taken, and nothing recurses.
fn checked(input: &[u8], max_depth: Option<usize>) -> Result<Element<'_>> {
    const CLASS: u8 = 0xc0;
    const HIGH_NUMBER: u8 = 0x1f;

    let mut reader = Reader(input);
    let whole = reader.any()?;
    reader.end()?;

    // The rests of the elements around the innermost one.
    let mut outer: Vec<Reader<'_>> = Vec::new();
    let mut innermost = Reader(input);
    loop {
        while innermost.is_empty() {
            match outer.pop() {
                Some(rest) => innermost = rest,
                None => return Ok(whole),
            }
        }
        let element = innermost.any()?;
        if element.tag & HIGH_NUMBER == HIGH_NUMBER && max_depth.is_some() {
            return Err(Malformed(
                "an element has a tag number that X.509 does not use",
            ));
        }
        let is_universal = element.tag & CLASS == 0;
        if element.tag & CONSTRUCTED == 0 {
            if is_universal {
                check_primitive(&element)?;
            }
            if max_depth.is_none()
                && let Some(reason) = untidiness_of_primitive(&element)
            {
                return Err(Malformed(reason));
            }
            continue;
        }
        let has_parts = match element.tag {
            tag::SEQUENCE | tag::SET => true,
            tag::EXTERNAL | tag::EMBEDDED_PDV | tag::CHARACTER_STRING => max_depth.is_none(),
            _ => !is_universal,
        };
        if !has_parts {
            return Err(Malformed("a simple value is built of parts"));
        }
        outer.push(innermost);
        if max_depth.is_some_and(|max| outer.len() > max) {
            return Err(Malformed("its elements are nested too deeply"));
        }
        innermost = element.reader();
    }
}

fn untidiness_of_primitive(element: &Element<'_>) -> Option<&'static str> {
    match (element.tag, element.content) {
        (tag::BOOLEAN, content) if !matches!(content, [0x00 | 0xff]) => {
            Some("a truth value is neither 00 nor ff")
        }
        (tag::UTF8_STRING, content) if core::str::from_utf8(content).is_err() => {
            Some("a text is not UTF-8")
        }
        _ => None,
    }
}

fn check_primitive(element: &Element<'_>) -> Result<()> {
    let content = element.content;
    let (fits, reason) = match element.tag {
        tag::BOOLEAN => (content.len() == 1, "a truth value is not one octet"),
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
        tag::SEQUENCE_PRIMITIVE | tag::SET_PRIMITIVE => (false, "a structure has no parts"),
        _ => (true, ""),
    };
    if fits { Ok(()) } else { Err(Malformed(reason)) }
}

/// Returns true if there are at most seven unused bits, each zero (X.690 §8.6.2, §11.2.1).
pub(crate) fn is_canonical_bit_string(content: &[u8]) -> bool {
    match content {
        [] | [8..=0xff, ..] => false,
        [unused] => *unused == 0,
        [unused, .., last] => last.trailing_zeros() >= u32::from(*unused),
    }
}

/// Returns true if each subidentifier is complete and none starts with padding (X.690 §8.19.2).
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
