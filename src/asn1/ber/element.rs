//! BER elements and their reader.

use crate::asn1::ber::header::{END_OF_CONTENTS, Header, Length};
use crate::asn1::ber::unread::{Result, Unread};
use crate::asn1::der::Malformed;

/// One element where it lies in the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    /// The first identifier octet, see [`Header::tag`].
    pub(crate) tag: u8,
    /// The content octets, without end-of-contents octets.
    pub(crate) content: &'a [u8],
    /// The whole encoding, as it stands.
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

    /// Reads the next element, whatever its tag.
    pub(crate) fn any(&mut self) -> Result<Element<'a>> {
        let (header, rest) = Header::read(self.0)?;
        let (content, rest) = match header.length {
            Length::Definite(length) => rest.split_at_checked(length).ok_or(Unread::ENDS_EARLY)?,
            Length::Indefinite => split_at_end_of_contents(rest)?,
        };
        let whole = &self.0[..self.0.len() - rest.len()];
        self.0 = rest;
        Ok(Element {
            tag: header.tag(),
            content,
            whole,
        })
    }

    /// Reads the next element, which must have `tag`.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>> {
        if self.0.first().is_some_and(|found| *found != tag) {
            return Err(Malformed("a part is of another kind than CMS puts there").into());
        }
        self.any()
    }

    /// Reads the next element if it has `tag`.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.0.first() == Some(&tag) {
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
            Err(Malformed("bytes follow where it should end").into())
        }
    }
}

/// Splits off the content of an element of indefinite length. Elements of definite length in it are
/// passed over, so a counter of those that are open is all the state.
fn split_at_end_of_contents(octets: &[u8]) -> Result<(&[u8], &[u8])> {
    let mut rest = octets;
    let mut open = 0_usize;
    loop {
        if let Some(after) = rest.strip_prefix(END_OF_CONTENTS) {
            if open == 0 {
                return Ok((&octets[..octets.len() - rest.len()], after));
            }
            open -= 1;
            rest = after;
            continue;
        }
        if rest.is_empty() {
            return Err(Unread::ENDS_EARLY);
        }
        let (header, after) = Header::read(rest)?;
        rest = match header.length {
            Length::Definite(length) => after.get(length..).ok_or(Unread::ENDS_EARLY)?,
            Length::Indefinite => {
                open += 1;
                after
            }
        };
    }
}
