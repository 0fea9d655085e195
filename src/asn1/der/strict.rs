//! The check that every byte is DER.

use crate::asn1::der::element::{Element, Reader};
use crate::asn1::der::integer::is_shortest_integer;
use crate::asn1::der::malformed::{Malformed, Result};
use crate::asn1::der::tag;

/// Maximum nesting depth, which bounds the recursion: twice what a directory name inside an
/// extension needs (8). The fields of a certificate need 7.
pub(super) const MAX_DEPTH: usize = 16;

/// Parses the only element of `input` and checks that all of it is DER.
pub(crate) fn strict(input: &[u8]) -> Result<Element<'_>> {
    let mut reader = Reader(input);
    let element = reader.any()?;
    reader.end()?;
    check(&element, MAX_DEPTH)?;
    Ok(element)
}

/// Returns the octets of a BIT STRING without unused bits, as in keys and signatures.
pub(crate) fn octets_of_bits<'a>(bits: &Element<'a>) -> Result<&'a [u8]> {
    match bits.content.split_first() {
        Some((0, octets)) => Ok(octets),
        _ => Err(Malformed("a bit string that should hold octets does not")),
    }
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
