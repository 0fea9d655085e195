//! OCTET STRING, whole or in segments (X.690 §8.7).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::asn1::ber::element::Element;
use crate::asn1::ber::header::CONSTRUCTED;
use crate::asn1::ber::unread::Result;
use crate::asn1::ber::walk::{Step, Walk};
use crate::asn1::der::{Malformed, tag};

/// Tag of an OCTET STRING in segments (X.690 §8.7.3).
const IN_SEGMENTS: u8 = tag::OCTET_STRING | CONSTRUCTED;

/// The octets of an OCTET STRING where they lie in the input. Segments are not collected: a stranger
/// may send many that are empty.
#[derive(Clone, Copy, Debug)]
pub struct OctetString<'a> {
    octets: Octets<'a>,
    length: usize,
}

#[derive(Clone, Copy, Debug)]
enum Octets<'a> {
    Whole(&'a [u8]),
    /// The encoding of the segments, which has been walked over once.
    Segments(&'a [u8]),
}

impl<'a> OctetString<'a> {
    /// Returns octets that lie in one place.
    #[must_use]
    pub const fn whole(octets: &'a [u8]) -> Self {
        Self {
            octets: Octets::Whole(octets),
            length: octets.len(),
        }
    }

    /// Reads an element that is an OCTET STRING by its place: with this or with an implicit tag.
    pub(crate) fn read(element: &Element<'a>) -> Result<Self> {
        if element.tag & CONSTRUCTED == 0 {
            return Ok(Self::whole(element.content));
        }
        let mut length = 0;
        for step in Walk::over(element.content) {
            match step? {
                Step::Primitive([tag::OCTET_STRING], octets) => length += octets.len(),
                Step::Open([IN_SEGMENTS]) | Step::Close => {}
                Step::Open(_) | Step::Primitive(..) => {
                    return Err(Malformed("a segment of octets is not itself octets").into());
                }
            }
        }
        Ok(Self {
            octets: Octets::Segments(element.content),
            length,
        })
    }

    /// Returns the number of octets.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Returns true without octets.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Returns the octets, segment by segment.
    pub fn segments(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let (whole, encoded) = match self.octets {
            Octets::Whole(octets) => (Some(octets), &[][..]),
            Octets::Segments(encoded) => (None, encoded),
        };
        let segments = Walk::over(encoded).filter_map(|step| match step {
            Ok(Step::Primitive(_, octets)) => Some(octets),
            _ => None,
        });
        whole.into_iter().chain(segments)
    }

    /// Returns the octets in one place; copies them if they are in segments.
    #[must_use]
    pub fn joined(&self) -> Cow<'a, [u8]> {
        match self.octets {
            Octets::Whole(octets) => Cow::Borrowed(octets),
            Octets::Segments(_) => {
                let mut joined = Vec::with_capacity(self.length);
                for segment in self.segments() {
                    joined.extend_from_slice(segment);
                }
                Cow::Owned(joined)
            }
        }
    }
}

impl PartialEq for OctetString<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.length == other.length && {
            let octets = |string: &Self| string.segments().flatten();
            octets(self).eq(octets(other))
        }
    }
}

impl Eq for OctetString<'_> {}
