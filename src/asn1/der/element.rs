//! DER elements and their reader.

use crate::asn1::der::malformed::{Malformed, Result};

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
            // Four octets: a CRL may have more than 16 MB.
            0x81..=0x84 => {
                let octets = usize::from(first & 0x7f);
                let (digits, rest) = rest.split_at_checked(octets).ok_or(ENDS_EARLY)?;
                let length = digits
                    .iter()
                    .fold(0_usize, |n, &digit| n << 8 | usize::from(digit));
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
                return Err(Malformed("an element is longer than any that is read"));
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
