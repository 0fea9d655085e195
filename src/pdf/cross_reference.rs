//! Cross-reference sections and trailers (ISO 32000-2 §7.5.4 to §7.5.8).
//!
//! hayro-syntax keeps them to itself, and repairs a file whose sections are broken. An update has to
//! name the last section, and a signature covers what a strict reader finds.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::ops::Range;

use hayro_syntax::object::{Array, Dict, FromBytes, Name, Stream};

use crate::pdf::inflated;
use crate::{Error, Result};

/// Maximum number of sections, as many as hayro-syntax follows.
const MAX_SECTIONS: usize = 256;

/// Maximum number of an object, from Acrobat's limit (ISO 32000-1 Annex C.2).
pub const MAX_OBJECT_NUMBER: u32 = 8_388_607;

/// Maximum number of entries that are read of a file's sections together: a file of 100 MB has a million
/// objects at most. A megabyte of nothing but entries, compressed, has hundreds of millions.
const MAX_ENTRIES: usize = 4 * 1024 * 1024;

/// How a section is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CrossReference {
    /// As a table, with a trailer (§7.5.4).
    Table,
    /// As a table with a stream beside it for readers of PDF 1.5 (§7.5.8.4).
    Hybrid,
    /// As a stream, whose dictionary is the trailer (§7.5.8).
    Stream,
}

/// Where an object is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Entry {
    /// Nowhere: it was deleted, or never was.
    Free,
    /// At an offset in the file.
    At {
        /// Offset of its number.
        offset: usize,
        /// Generation number.
        generation: u16,
    },
    /// In an object stream; its generation is 0.
    InStream {
        /// Number of the stream.
        stream: u32,
    },
}

/// One cross-reference section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Offset of the keyword `xref`, or of the stream's object number.
    pub offset: usize,
    /// How it is written.
    pub kind: CrossReference,
    /// The objects of this section, by number.
    pub entries: Vec<(u32, Entry)>,
    /// An object that the table has in another place than the stream beside it, where readers differ
    /// in which they take: the stream may be that of an older section.
    pub(super) disputed: Option<u32>,
    /// Where the trailer dictionary is.
    trailer: Range<usize>,
    /// `/Size`.
    size: u32,
}

impl Section {
    /// Returns the trailer dictionary. It is read by itself: references in it are not resolved.
    #[must_use]
    pub fn trailer<'a>(&self, file: &'a [u8]) -> Dict<'a> {
        let octets = file.get(self.trailer.clone());
        octets.and_then(Dict::from_bytes).unwrap_or_default()
    }

    /// Returns the octets of the trailer dictionary.
    #[must_use]
    pub fn trailer_range(&self) -> Range<usize> {
        self.trailer.clone()
    }
}

/// Reads all sections of a file, the newest first.
///
/// # Errors
/// [`Error::PdfMalformed`].
pub(super) fn read(file: &[u8]) -> Result<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(start(file)?);
    let mut left = MAX_ENTRIES;
    while let Some(offset) = next {
        if !seen.insert(offset) {
            return Err(malformed("its cross-reference sections form a circle"));
        }
        if sections.len() == MAX_SECTIONS {
            return Err(malformed("it has more than 256 cross-reference sections"));
        }
        let section = Section::read(file, offset, &mut left)?;
        next = previous(&section.trailer(file))?;
        sections.push(section);
    }
    Ok(sections)
}

/// Returns the entry of every object, by number: the newest section that has one counts.
pub(super) fn merged(sections: &[Section]) -> Vec<(u32, Entry)> {
    let lists = sections.iter().map(|section| &section.entries[..]);
    newest(lists)
}

/// Merges lists, of which the first has the say.
fn newest<'s>(lists: impl Iterator<Item = &'s [(u32, Entry)]>) -> Vec<(u32, Entry)> {
    let mut all = BTreeMap::new();
    for (number, entry) in lists.flatten() {
        all.entry(*number).or_insert(*entry);
    }
    all.into_iter().collect()
}

/// Returns the number that the next new object has: after every number that any section has or
/// allows for.
///
/// # Errors
/// [`Error::PdfMalformed`] if there is none.
pub(super) fn next_number(sections: &[Section]) -> Result<u32> {
    let sizes = sections.iter().map(|section| section.size);
    let entries = sections.iter().flat_map(|section| &section.entries);
    let numbers = entries.map(|(number, _)| number.saturating_add(1));
    let next = sizes.chain(numbers).max().unwrap_or(1).max(1);
    if next > MAX_OBJECT_NUMBER - MAX_NEW_OBJECTS {
        return Err(malformed("it has too many objects"));
    }
    Ok(next)
}

/// Room for the objects of an update; one has 20 at most, and one for each certificate, CRL and OCSP
/// response.
const MAX_NEW_OBJECTS: u32 = 10_000;

/// Returns the offset after the last `startxref` (§7.5.5).
fn start(file: &[u8]) -> Result<usize> {
    const KEYWORD: &[u8] = b"startxref";

    let last = file.windows(KEYWORD.len()).rposition(|at| at == KEYWORD);
    let last = last.ok_or(malformed(
        "it has no 'startxref', so its end may be missing",
    ))?;
    let mut cursor = Cursor {
        file,
        at: last + KEYWORD.len(),
    };
    cursor.skip_space();
    let offset = cursor.number();
    offset.ok_or(malformed("no offset follows its 'startxref'"))
}

fn previous(trailer: &Dict<'_>) -> Result<Option<usize>> {
    if !trailer.contains_key(b"Prev") {
        return Ok(None);
    }
    let offset = trailer.get::<i32>(b"Prev");
    let offset = offset.and_then(|offset| usize::try_from(offset).ok());
    offset
        .map(Some)
        .ok_or(malformed("'/Prev' of a trailer is no offset"))
}

impl Section {
    fn read(file: &[u8], offset: usize, left: &mut usize) -> Result<Self> {
        let mut cursor = Cursor { file, at: offset };
        cursor.skip_space();
        let offset = cursor.at;
        if cursor.skip(b"xref") {
            return Self::table(file, cursor, offset, left);
        }
        let stream = cursor.object_header();
        stream.ok_or(malformed(
            "its 'startxref' or '/Prev' does not lead to a cross-reference section",
        ))?;
        Self::stream(file, cursor.at, offset, left)
    }

    fn table(file: &[u8], mut cursor: Cursor<'_>, offset: usize, left: &mut usize) -> Result<Self> {
        let broken = malformed("a cross-reference table of it is broken");
        let mut entries = Vec::new();
        loop {
            cursor.skip_space();
            if cursor.skip(b"trailer") {
                break;
            }
            let (start, count) = cursor.pair().ok_or(broken.clone())?;
            for number in numbers(start, count)? {
                let entry = cursor.entry().ok_or(broken.clone())?;
                take(left, 1)?;
                entries.push((number, entry));
            }
        }
        cursor.skip_space();
        let (trailer, size) = trailer_at(file, cursor.at)?;
        let mut section = Self {
            offset,
            kind: CrossReference::Table,
            entries,
            disputed: None,
            trailer,
            size,
        };
        section.add_hybrid(file, left)?;
        Ok(section)
    }

    /// Adds the objects of the stream beside the table, which the table hides as free (§7.5.8.4).
    fn add_hybrid(&mut self, file: &[u8], left: &mut usize) -> Result<()> {
        let trailer = self.trailer(file);
        if !trailer.contains_key(b"XRefStm") {
            return Ok(());
        }
        let broken = malformed("'/XRefStm' of a trailer does not lead to a cross-reference stream");
        let offset = trailer.get::<i32>(b"XRefStm");
        let offset = offset.and_then(|offset| usize::try_from(offset).ok());
        let mut cursor = Cursor {
            file,
            at: offset.ok_or(broken.clone())?,
        };
        cursor.skip_space();
        let offset = cursor.at;
        cursor.object_header().ok_or(broken)?;
        let beside = Self::stream(file, cursor.at, offset, left)?;
        self.entries.retain(|(_, entry)| *entry != Entry::Free);
        self.entries = newest([&self.entries[..], &beside.entries].into_iter());
        self.disputed = beside.entries.iter().find_map(|(number, entry)| {
            let found = self
                .entries
                .binary_search_by_key(number, |(number, _)| *number);
            let own = found.ok().and_then(|at| self.entries.get(at));
            own.filter(|(_, own)| own != entry).map(|_| *number)
        });
        self.size = self.size.max(beside.size);
        self.kind = CrossReference::Hybrid;
        Ok(())
    }

    fn stream(file: &[u8], at: usize, offset: usize, left: &mut usize) -> Result<Self> {
        let broken = malformed("a cross-reference stream of it is broken");
        let octets = file.get(at..).ok_or(broken.clone())?;
        let skipped = octets.iter().take_while(|octet| is_space(**octet)).count();
        let octets = octets.get(skipped..).unwrap_or_default();
        let (trailer, size) = trailer_at(file, at + skipped)?;
        let stream = Stream::from_bytes(octets).ok_or(broken.clone())?;
        let dict = stream.dict();
        if dict.get::<Name<'_>>(b"Type").as_deref() != Some(b"XRef") {
            return Err(malformed(
                "its 'startxref' leads to a stream of another kind",
            ));
        }
        let widths = dict.get::<Array<'_>>(b"W").ok_or(broken.clone())?;
        let widths: Vec<usize> = widths.iter::<u8>().map(usize::from).collect();
        let &[kind, second, third] = &widths[..] else {
            return Err(broken);
        };
        if kind > 1 || second == 0 || second > 8 || third > 8 {
            return Err(broken);
        }
        let subsections = dict.get::<Array<'_>>(b"Index");
        let subsections = subsections.map(|index| index.iter::<(u32, u32)>().collect());
        let subsections: Vec<_> = subsections.unwrap_or(Vec::from([(0, size)]));
        let data = inflated::decoded(&stream).ok_or(broken.clone())?;
        let mut rows = data.chunks_exact(kind + second + third);
        take(left, rows.len())?;
        let mut entries = Vec::new();
        for (start, count) in subsections {
            for number in numbers(start, count)? {
                let row = rows.next().ok_or(broken.clone())?;
                let (kind, row) = row.split_at(kind);
                let (second, third) = row.split_at(second);
                let entry = entry_of(kind.first().copied(), integer(second), integer(third));
                entries.push((number, entry.ok_or(broken.clone())?));
            }
        }
        Ok(Self {
            offset,
            kind: CrossReference::Stream,
            entries,
            disputed: None,
            trailer,
            size,
        })
    }
}

/// An entry of a cross-reference stream (§7.5.8.3, Table 18). Other types are references to null.
fn entry_of(kind: Option<u8>, second: u64, third: u64) -> Option<Entry> {
    match kind.unwrap_or(1) {
        1 => Some(Entry::At {
            offset: usize::try_from(second).ok()?,
            generation: u16::try_from(third).ok()?,
        }),
        2 => Some(Entry::InStream {
            stream: u32::try_from(second).ok()?,
        }),
        _ => Some(Entry::Free),
    }
}

fn integer(octets: &[u8]) -> u64 {
    octets
        .iter()
        .fold(0, |value, &octet| (value << 8) | u64::from(octet))
}

fn numbers(start: u32, count: u32) -> Result<Range<u32>> {
    let end = start.checked_add(count);
    let end = end.filter(|end| *end <= MAX_OBJECT_NUMBER + 1);
    Ok(start..end.ok_or(malformed("it has too many objects"))?)
}

fn take(left: &mut usize, count: usize) -> Result<()> {
    let fewer = left.checked_sub(count);
    *left = fewer.ok_or(malformed(
        "it has more than four million cross-reference entries",
    ))?;
    Ok(())
}

/// Returns the range of the dictionary at an offset, and its `/Size`.
fn trailer_at(file: &[u8], at: usize) -> Result<(Range<usize>, u32)> {
    let broken = malformed("a trailer of it is broken");
    let octets = file.get(at..).ok_or(broken.clone())?;
    let dict: Dict<'_> = Dict::from_bytes(octets).ok_or(broken.clone())?;
    let size = dict.get::<u32>(b"Size").ok_or(broken)?;
    Ok((at..at + dict.data().len(), size))
}

pub(super) fn malformed(reason: &'static str) -> Error {
    Error::PdfMalformed { reason }
}

/// Reads what is not an object.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub(super) file: &'a [u8],
    pub(super) at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.file.get(self.at).copied()
    }

    /// Skips white space and comments (§7.2.3, §7.2.4).
    pub(super) fn skip_space(&mut self) {
        while let Some(octet) = self.peek() {
            if octet == b'%' {
                while !matches!(self.peek(), None | Some(b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(octet) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    pub(super) fn skip(&mut self, keyword: &[u8]) -> bool {
        let rest = self.file.get(self.at..).unwrap_or_default();
        let found = rest.starts_with(keyword);
        if found {
            self.at += keyword.len();
        }
        found
    }

    /// Returns an integer without sign.
    pub(super) fn number(&mut self) -> Option<usize> {
        let mut value: Option<usize> = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let so_far = value.unwrap_or(0).checked_mul(10)?;
            value = Some(so_far.checked_add(usize::from(digit - b'0'))?);
            self.at += 1;
        }
        value
    }

    pub(super) fn pair(&mut self) -> Option<(u32, u32)> {
        self.skip_space();
        let first = u32::try_from(self.number()?).ok()?;
        self.skip_space();
        let second = u32::try_from(self.number()?).ok()?;
        Some((first, second))
    }

    /// Reads an entry of a table: `nnnnnnnnnn ggggg n` (§7.5.4).
    fn entry(&mut self) -> Option<Entry> {
        self.skip_space();
        let offset = self.number()?;
        self.skip_space();
        let generation = self.number()?;
        self.skip_space();
        let keyword = self.peek()?;
        self.at += 1;
        match keyword {
            b'f' => Some(Entry::Free),
            b'n' => Some(Entry::At {
                offset,
                generation: u16::try_from(generation).ok()?,
            }),
            _ => None,
        }
    }

    /// Reads `number generation obj` (§7.3.10).
    pub(super) fn object_header(&mut self) -> Option<(u32, u32)> {
        let header = self.pair()?;
        self.skip_space();
        self.skip(b"obj").then_some(header)
    }
}

/// White-space characters (§7.2.3, Table 1).
pub(super) fn is_space(octet: u8) -> bool {
    matches!(octet, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
