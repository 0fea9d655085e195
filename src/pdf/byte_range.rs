//! What a signature covers: all of a revision but its own `/Contents` (ISO 32000-2 §12.8.1).

use core::ops::Range;

use crate::hash::sha256;
use crate::{Error, Result};

/// `/ByteRange`: two ranges, each by offset and length, around `/Contents` and to the end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ByteRange([usize; 4]);

impl ByteRange {
    /// Returns the byte range of a file around the hexadecimal string at `contents`.
    #[must_use]
    pub fn around(contents: Range<usize>, size: usize) -> Self {
        let Range { start, end } = contents;
        Self([0, start, end, size.saturating_sub(end)])
    }

    /// Checks a byte range that someone kept beside the file.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if it does not have exactly one gap, and the rest of the file.
    pub fn parse(range: [usize; 4], size: usize) -> Result<Self> {
        let [first, before, after, rest] = range;
        let reaches_end = after.checked_add(rest) == Some(size);
        if first == 0 && before < after && reaches_end {
            return Ok(Self(range));
        }
        Err(Error::invalid_argument(
            "byteRange",
            "it is not the one of this file; pass what `preparePdf` returned",
        ))
    }

    /// Returns the four numbers.
    #[must_use]
    pub fn numbers(self) -> [usize; 4] {
        self.0
    }

    /// Returns where `/Contents` is, with its delimiters.
    #[must_use]
    pub fn contents(self) -> Range<usize> {
        let [_, start, end, _] = self.0;
        start..end
    }

    /// Returns the digest of what it covers of a file and an update, which has `/Contents`.
    pub(super) fn digest_with(self, file: &[u8], update: &[u8]) -> [u8; 32] {
        let Range { start, end } = self.contents();
        let in_update = |offset: usize| offset.saturating_sub(file.len());
        let before = update.get(..in_update(start)).unwrap_or_default();
        let after = update.get(in_update(end)..).unwrap_or_default();
        sha256(&[file, before, after])
    }

    /// Returns the digest of what it covers.
    #[must_use]
    pub fn digest(self, file: &[u8]) -> [u8; 32] {
        let Range { start, end } = self.contents();
        let covered = [file.get(..start), file.get(end..)];
        sha256(&covered.map(Option::unwrap_or_default))
    }
}
