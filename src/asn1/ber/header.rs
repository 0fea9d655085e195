//! Identifier and length octets (X.690 §8.1.2, §8.1.3).

use crate::asn1::ber::unread::{Result, Unread};
use crate::asn1::der::Malformed;

/// Tag bit of a constructed encoding (X.690 §8.1.2.5).
pub(super) const CONSTRUCTED: u8 = 0x20;

/// End-of-contents octets (X.690 §8.1.5).
pub(super) const END_OF_CONTENTS: &[u8] = &[0, 0];

/// The identifier and length octets of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'a> {
    /// Identifier octets; more than one for a tag number above 30.
    pub(super) identifier: &'a [u8],
    pub(super) length: Length,
}

/// The form and value of length octets.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Length {
    /// Number of content octets, in the short or the long form.
    Definite(usize),
    /// The content ends at end-of-contents octets.
    Indefinite,
}

impl<'a> Header<'a> {
    /// Reads a header; returns it with what follows.
    pub(super) fn read(octets: &'a [u8]) -> Result<(Self, &'a [u8])> {
        let (identifier, rest) = identifier(octets)?;
        let (length, rest) = length(rest)?;
        let header = Self { identifier, length };
        if length == Length::Indefinite && !header.is_constructed() {
            return Err(Malformed("a simple value has an indefinite length").into());
        }
        Ok((header, rest))
    }

    pub(super) fn is_constructed(&self) -> bool {
        self.tag() & CONSTRUCTED != 0
    }

    /// Returns the first identifier octet. That of a tag number above 30 equals no constant of
    /// [`crate::asn1::der::tag`].
    pub(super) fn tag(&self) -> u8 {
        self.identifier.first().copied().unwrap_or_default()
    }
}

/// Splits off the identifier octets. A tag number has one form (X.690 §8.1.2.2, §8.1.2.4): one octet
/// up to 30, above that digits in base 128 without leading zeros.
fn identifier(octets: &[u8]) -> Result<(&[u8], &[u8])> {
    const LOW_NUMBER: u8 = 0x1f;
    const MORE: u8 = 0x80;
    const PADDED: Malformed = Malformed("a tag number is not in its only form");

    match octets {
        [] => Err(Malformed("a part is missing").into()),
        [0, ..] => Err(Malformed("an element ends where none of indefinite length is open").into()),
        [first, ..] if first & LOW_NUMBER != LOW_NUMBER => Ok(octets.split_at(1)),
        [_, ..LOW_NUMBER | MORE, ..] => Err(PADDED.into()),
        [_, digits @ ..] => {
            let more = digits.iter().take_while(|digit| **digit & MORE != 0);
            let end = 1 + more.count() + 1;
            octets.split_at_checked(end).ok_or(Unread::ENDS_EARLY)
        }
    }
}

/// Reads length octets (X.690 §8.1.3.3 to §8.1.3.6). The long form may have leading zeros.
fn length(octets: &[u8]) -> Result<(Length, &[u8])> {
    let (&first, rest) = octets.split_first().ok_or(Unread::ENDS_EARLY)?;
    match first {
        short @ ..0x80 => Ok((Length::Definite(short.into()), rest)),
        0x80 => Ok((Length::Indefinite, rest)),
        0xff => Err(Malformed("the length of an element has a reserved form").into()),
        long => {
            let digits = usize::from(long & 0x7f);
            let (digits, rest) = rest.split_at_checked(digits).ok_or(Unread::ENDS_EARLY)?;
            let length = digits.iter().try_fold(0_usize, |length, &digit| {
                Some(length.checked_mul(0x100)? | usize::from(digit))
            });
            // What is too long for a usize is longer than the input.
            let length = length.ok_or(Unread::ENDS_EARLY)?;
            Ok((Length::Definite(length), rest))
        }
    }
}
