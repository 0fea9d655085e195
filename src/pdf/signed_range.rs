//! The octets that a signature covers (ISO 32000-2 §12.8.1).
//!
//! `/ByteRange` must cover a revision from its first octet to its last, but for the string that is the
//! signature's own `/Contents`. A range that leaves out anything else lets somebody fill it.

use core::ops::Range;

use crate::pdf::revision::{Document, Location};
use crate::pdf::value::{Dictionary, Reference, Value};

/// What a signature covers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedRange {
    /// The place of `/Contents` with its angle brackets, which is left out.
    pub gap: Range<usize>,
    /// The end of the revision that is signed.
    pub end: usize,
}

/// Why a range is not what the standard demands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RangeDefect {
    /// There is none, or it is not an array of four whole numbers.
    Form,
    /// It does not begin with the file's first octet.
    Start,
    /// Its parts overlap, or reach beyond the file.
    Bounds,
    /// `/Contents` is not a hexadecimal string.
    Contents,
    /// What it leaves out is not just the `/Contents` of this signature.
    Gap,
    /// The dictionary has `/Contents` or `/ByteRange` more than once.
    Twice,
    /// It does not end where a revision of the file ends.
    End,
    /// The signature is not in the revision that it covers.
    Revision,
}

/// Where a signature dictionary is in the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Place {
    /// The dictionary with its brackets.
    pub(super) octets: Range<usize>,
}

impl Place {
    /// Finds the dictionary that is the value of a signature field: an indirect object, or an entry
    /// of the field's own dictionary. One in an object stream cannot have a byte range.
    pub(super) fn of(
        document: &Document<'_>,
        field: Option<Reference>,
        value: &Value,
    ) -> Option<Self> {
        let (reference, is_own) = match value {
            Value::Reference(reference) => (*reference, true),
            Value::Dictionary(_) => (field?, false),
            _ => return None,
        };
        let Location::Offset(offset) = document.location(reference)? else {
            return None;
        };
        if is_own {
            let octets = document.dictionary_range(reference, offset)?;
            return Some(Self { octets });
        }
        let body = document.body(reference, offset)?;
        let inner = Dictionary::range_of(document.file().get(body..)?, b"V")?;
        Some(Self {
            octets: body + inner.start..body + inner.end,
        })
    }
}

impl SignedRange {
    /// Reads the range of the signature dictionary at `place`. Whether it ends with a revision is for
    /// the caller to find out.
    pub(super) fn read(
        document: &Document<'_>,
        dictionary: &Dictionary,
        place: &Place,
    ) -> Result<Self, RangeDefect> {
        let range = Self::claimed(document, dictionary)?;
        let file = document.file();
        let contents = dictionary.entry("Contents").as_string();
        let contents = contents.ok_or(RangeDefect::Contents)?;
        range.check_gap(file, contents, place)?;
        Ok(range)
    }

    /// Reads the range without a look at what it leaves out.
    pub(super) fn claimed(
        document: &Document<'_>,
        dictionary: &Dictionary,
    ) -> Result<Self, RangeDefect> {
        let numbers = document.array(dictionary.entry("ByteRange"));
        let [first, length, second, rest] = numbers.as_slice() else {
            return Err(RangeDefect::Form);
        };
        let size = |value: &Value| value.as_size().ok_or(RangeDefect::Form);
        let [first, length, second, rest] =
            [size(first)?, size(length)?, size(second)?, size(rest)?];
        if first != 0 {
            return Err(RangeDefect::Start);
        }
        let end = second.checked_add(rest).ok_or(RangeDefect::Bounds)?;
        if length >= second || end > document.file().len() || rest == 0 {
            return Err(RangeDefect::Bounds);
        }
        Ok(Self {
            gap: length..second,
            end,
        })
    }

    fn check_gap(&self, file: &[u8], contents: &[u8], place: &Place) -> Result<(), RangeDefect> {
        let Range { start, end } = self.gap;
        if start < place.octets.start || end > place.octets.end {
            return Err(RangeDefect::Gap);
        }
        let gap = file.get(start..end).unwrap_or_default();
        let digits = gap
            .strip_prefix(b"<")
            .and_then(|gap| gap.strip_suffix(b">"));
        let digits = digits.ok_or(RangeDefect::Gap)?;
        // White space would be allowed, and nobody writes any.
        if !digits.iter().all(u8::is_ascii_hexdigit) || digits.len().div_ceil(2) != contents.len() {
            return Err(RangeDefect::Gap);
        }
        let before = file.get(place.octets.start..start).unwrap_or_default();
        if !before.trim_ascii_end().ends_with(b"/Contents") {
            return Err(RangeDefect::Gap);
        }
        let after = file.get(end..place.octets.end).unwrap_or_default();
        let names = |name: &[u8]| {
            [before, after]
                .iter()
                .map(|part| count(part, name))
                .sum::<usize>()
        };
        if names(b"/Contents") != 1 || names(b"/ByteRange") != 1 {
            return Err(RangeDefect::Twice);
        }
        Ok(())
    }

    /// Returns the two parts of the file that are signed.
    #[must_use]
    pub fn parts(&self) -> [Range<usize>; 2] {
        [0..self.gap.start, self.gap.end..self.end]
    }
}

fn count(octets: &[u8], name: &[u8]) -> usize {
    octets.windows(name.len()).filter(|at| *at == name).count()
}
