//! The DER of an element.

use alloc::vec::Vec;

use crate::asn1::ber::header::CONSTRUCTED;
use crate::asn1::ber::unread::{Result, Unread};
use crate::asn1::ber::walk::{Step, Walk};
use crate::asn1::der::{Malformed, length_to, tag};

/// Returns the DER of the elements in `octets` as far as it can be told without their syntax:
/// lengths (X.690 §10.1), strings (§10.2) and truth values (§11.1). DER comes out as it went in.
///
/// The order of sets, defaults, and strings with implicit tags remain as they are, because they
/// depend on the syntax.
pub(crate) fn to_der(octets: &[u8]) -> Result<Vec<u8>> {
    let mut lengths = lengths(octets)?.into_iter();
    let mut der = Vec::with_capacity(octets.len());
    // Where the number of unused bits of the open BIT STRING is: it comes with the last segment.
    let mut unused = None;
    for part in Parts::of(octets) {
        match part? {
            Part::Open(identifier) => {
                der.extend_from_slice(identifier);
                length_to(&mut der, lengths.next().unwrap_or_default());
            }
            Part::OpenString(tag) => {
                der.push(tag);
                length_to(&mut der, lengths.next().unwrap_or_default());
                unused = (tag == tag::BIT_STRING).then_some(der.len());
                if unused.is_some() {
                    der.push(0);
                }
            }
            Part::Segment(octets) => match (unused, octets) {
                (Some(at), [bits, octets @ ..]) => {
                    if der[at] != 0 {
                        return Err(Malformed("a segment of bits ends within an octet").into());
                    }
                    der[at] = *bits;
                    der.extend_from_slice(octets);
                }
                (Some(_), []) => return Err(Malformed("a segment of bits is empty").into()),
                (None, octets) => der.extend_from_slice(octets),
            },
            Part::Primitive(identifier, content) => {
                der.extend_from_slice(identifier);
                length_to(&mut der, content.len());
                der.extend_from_slice(content);
            }
            Part::Close => {}
        }
    }
    Ok(der)
}

/// Returns the length in DER of the content of each element that is open at some time, in the order
/// in which they open.
fn lengths(octets: &[u8]) -> Result<Vec<usize>> {
    let mut lengths = Vec::new();
    // The place in `lengths` and the number of identifier octets of each open element.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut is_bits = false;
    for part in Parts::of(octets) {
        let encoded = match part? {
            Part::Open(identifier) => {
                open.push((lengths.len(), identifier.len()));
                lengths.push(0);
                continue;
            }
            Part::OpenString(tag) => {
                is_bits = tag == tag::BIT_STRING;
                open.push((lengths.len(), 1));
                lengths.push(usize::from(is_bits));
                continue;
            }
            Part::Segment(octets) => octets.len().saturating_sub(is_bits.into()),
            Part::Primitive(identifier, content) => encoded_length(identifier.len(), content.len()),
            Part::Close => match open.pop() {
                Some((at, identifier)) => encoded_length(identifier, lengths[at]),
                None => continue,
            },
        };
        if let Some((outer, _)) = open.last() {
            lengths[*outer] += encoded;
        }
    }
    Ok(lengths)
}

/// Returns the length in DER of an element.
fn encoded_length(identifier: usize, content: usize) -> usize {
    let digits = match content {
        ..0x80 => 0,
        _ => content.ilog2() / 8 + 1,
    };
    identifier + 1 + digits as usize + content
}

/// One part of DER.
enum Part<'a> {
    /// A constructed element starts; its identifier octets.
    Open(&'a [u8]),
    /// A string starts that came in segments; its tag.
    OpenString(u8),
    /// A segment of the open string.
    Segment(&'a [u8]),
    /// A primitive element: its identifier octets and its content.
    Primitive(&'a [u8], &'a [u8]),
    /// The innermost open element or the open string ends.
    Close,
}

/// The steps of a walk, with strings put in one piece.
struct Parts<'a> {
    walk: Walk<'a>,
    /// The tag of the open string, and the number of its open levels.
    string: Option<(u8, usize)>,
}

impl<'a> Parts<'a> {
    fn of(octets: &'a [u8]) -> Self {
        let walk = Walk::over(octets);
        Self { walk, string: None }
    }

    fn part(&mut self, step: Step<'a>) -> Result<Option<Part<'a>>> {
        const OTHER_SEGMENT: Unread =
            Unread::Malformed(Malformed("a segment of a string is of another kind"));
        let Some((string, levels)) = &mut self.string else {
            return Ok(Some(match step {
                Step::Open([tag]) if is_string_in_segments(*tag) => {
                    self.string = Some((tag & !CONSTRUCTED, 1));
                    Part::OpenString(tag & !CONSTRUCTED)
                }
                Step::Open(identifier) => Part::Open(identifier),
                Step::Primitive(identifier @ [tag::BOOLEAN], [1..=0xff]) => {
                    Part::Primitive(identifier, &[0xff])
                }
                Step::Primitive(identifier, content) => Part::Primitive(identifier, content),
                Step::Close => Part::Close,
            }));
        };
        match step {
            Step::Open([tag]) if is_segment_of(*string, tag & !CONSTRUCTED) => *levels += 1,
            Step::Primitive([tag], octets) if is_segment_of(*string, *tag) => {
                return Ok(Some(Part::Segment(octets)));
            }
            Step::Open(_) | Step::Primitive(..) => return Err(OTHER_SEGMENT),
            Step::Close => {
                *levels -= 1;
                if *levels == 0 {
                    self.string = None;
                    return Ok(Some(Part::Close));
                }
            }
        }
        Ok(None)
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let step = match self.walk.next()? {
                Ok(step) => step,
                Err(unread) => return Some(Err(unread)),
            };
            if let Some(part) = self.part(step).transpose() {
                return Some(part);
            }
        }
    }
}

/// Returns true for the constructed form of a string: BIT STRING, OCTET STRING, and what is encoded
/// as one (X.690 §8.23, §8.25, §8.26: character strings and times).
fn is_string_in_segments(tag: u8) -> bool {
    tag & CONSTRUCTED != 0 && matches!(tag & !CONSTRUCTED, 3 | 4 | 7 | 12 | 18..=28 | 30)
}

/// Returns true if a string may have a segment with this tag, in its primitive form. Segments of a
/// character string are octets (X.690 §8.23.1, example), or of its own type, as other encoders have
/// it.
fn is_segment_of(string: u8, tag: u8) -> bool {
    tag == string || (tag == tag::OCTET_STRING && string != tag::BIT_STRING)
}
