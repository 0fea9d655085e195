//! All elements of an element, in order.

use alloc::vec::Vec;

use crate::asn1::ber::header::{END_OF_CONTENTS, Header, Length};
use crate::asn1::ber::unread::{Result, Unread};

/// Maximum nesting depth, which bounds the stack. The deepest structure in use, a path inside a
/// time-stamp inside an attribute, needs about 40; nothing recurses, so the limit is generous.
const MAX_DEPTH: usize = 1000;

/// One step of a walk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// A constructed element starts; its identifier octets.
    Open(&'a [u8]),
    /// A primitive element: its identifier octets and its content.
    Primitive(&'a [u8], &'a [u8]),
    /// The innermost open element ends.
    Close,
}

/// A walk over elements, depth first. It ends after an error.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    /// The rest of the innermost open element of definite length, and of those around it, without
    /// what the inner ones span.
    open: Vec<Open<'a>>,
}

/// An open element, or the whole input.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    rest: &'a [u8],
    is_indefinite: bool,
}

impl<'a> Walk<'a> {
    /// Walks over the elements in `octets`.
    pub(super) fn over(octets: &'a [u8]) -> Self {
        let all = Open {
            rest: octets,
            is_indefinite: false,
        };
        Self {
            open: Vec::from([all]),
        }
    }

    fn step(&mut self) -> Result<Option<Step<'a>>> {
        let depth = self.open.len();
        let Some(innermost) = self.open.last_mut() else {
            return Ok(None);
        };
        if innermost.is_indefinite {
            if let Some(rest) = innermost.rest.strip_prefix(END_OF_CONTENTS) {
                self.open.pop();
                if let Some(outer) = self.open.last_mut() {
                    outer.rest = rest;
                }
                return Ok(Some(Step::Close));
            }
            if innermost.rest.is_empty() {
                return Err(Unread::ENDS_EARLY);
            }
        } else if innermost.rest.is_empty() {
            self.open.pop();
            return Ok(if depth == 1 { None } else { Some(Step::Close) });
        }

        let (header, rest) = Header::read(innermost.rest)?;
        let (content, is_indefinite) = match header.length {
            Length::Definite(length) => {
                let (content, rest) = rest.split_at_checked(length).ok_or(Unread::ENDS_EARLY)?;
                innermost.rest = rest;
                (content, false)
            }
            Length::Indefinite => (rest, true),
        };
        if !header.is_constructed() {
            return Ok(Some(Step::Primitive(header.identifier, content)));
        }
        if depth > MAX_DEPTH {
            return Err(Unread::Limit("elements are read to a depth of 1000"));
        }
        self.open.push(Open {
            rest: content,
            is_indefinite,
        });
        Ok(Some(Step::Open(header.identifier)))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Result<Step<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step();
        if step.is_err() {
            self.open.clear();
        }
        step.transpose()
    }
}
