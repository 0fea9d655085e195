//! DER elements and their reader.

use crate::asn1::der::malformed::{Malformed, Result};

const ENDS_EARLY: Malformed = Malformed("an element ends before its content does");

/// One element: its tag, its content, and its whole encoding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// Returns a reader of the elements in the content.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader(self.content)
    }
}

/// A sequential reader of elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the tag of the next element without reading it.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// Reads the next element, whatever its tag.
    pub(crate) fn any(&mut self) -> Result<Element<'a>> {
        let (tag, rest) = identifier(self.0)?;
        let (&first, rest) = rest.split_first().ok_or(ENDS_EARLY)?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81..=0x84 => {
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

    /// Reads the next element, which must have `tag`.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>> {
        if self.peek().is_some_and(|found| found != tag) {
            return Err(Malformed("a part is of another kind than X.509 puts there"));
        }
        self.any()
    }

    /// Reads the next element if it has `tag`.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.peek() == Some(tag) {
            self.any().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Checks that nothing follows.
    pub(crate) fn end(&self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Malformed("bytes follow where it should end"))
        }
    }
}

/// Splits off the identifier octets and returns the first. That of a tag number above 30 equals no
/// constant of [`crate::asn1::der::tag`]; it has digits in base 128 without leading zeros
/// (X.690 §8.1.2.4.2).
fn identifier(octets: &[u8]) -> Result<(u8, &[u8])> {
    match octets {
        [] => Err(Malformed("a part is missing")),
        [tag, rest @ ..] if tag & 0x1f != 0x1f => Ok((*tag, rest)),
        [tag, 0x1f..=0x7f, rest @ ..] => Ok((*tag, rest)),
        [tag, 0x81..=0xff, rest @ ..] => {
            let digits = rest.iter().take_while(|digit| **digit & 0x80 != 0).count();
            let rest = rest.get(digits + 1..).ok_or(ENDS_EARLY)?;
            Ok((*tag, rest))
        }
        [_] => Err(ENDS_EARLY),
        [_, 0..=0x80, ..] => Err(Malformed("a tag number is not in its only form")),
    }
}
