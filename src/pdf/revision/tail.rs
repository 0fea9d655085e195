//! The end of a revision: `startxref`, the offset of its last section, `%%EOF` (ISO 32000-2 §7.5.5).

use crate::pdf::cross_reference::{Cursor, is_space};

/// The end of a revision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Tail {
    /// The offset of the section; 0 at the first part of a linearized file (Annex F.3.4).
    pub(super) section: usize,
    /// The end of the marker.
    pub(super) marker: usize,
    /// The end of the end-of-line after it, if there is one.
    pub(super) end: usize,
}

const KEYWORD: &[u8] = b"startxref";

impl Tail {
    /// Reads the first tail after `from`.
    pub(super) fn after(file: &[u8], from: usize) -> Option<Self> {
        let rest = file.get(from..)?;
        let found = rest.windows(KEYWORD.len()).position(|at| at == KEYWORD)?;
        Self::read(file, from + found)
    }

    /// Reads the last tail.
    pub(super) fn last(file: &[u8]) -> Option<Self> {
        let found = file.windows(KEYWORD.len()).rposition(|at| at == KEYWORD)?;
        Self::read(file, found)
    }

    fn read(file: &[u8], at: usize) -> Option<Self> {
        let mut cursor = Cursor { file, at };
        cursor.skip(KEYWORD).then_some(())?;
        skip_space(&mut cursor);
        let section = cursor.number()?;
        skip_space(&mut cursor);
        cursor.skip(b"%%EOF").then_some(())?;
        let marker = cursor.at;
        let _ = cursor.skip(b"\r\n") || cursor.skip(b"\n") || cursor.skip(b"\r");
        Some(Self {
            section,
            marker,
            end: cursor.at,
        })
    }

    /// Returns true if `offset` is an end of this revision: with the end-of-line after the marker,
    /// or without.
    pub(super) const fn is_at(self, offset: usize) -> bool {
        self.marker == offset || self.end == offset
    }
}

/// Skips white space; the marker itself is a comment to [`Cursor::skip_space`].
fn skip_space(cursor: &mut Cursor<'_>) {
    let rest = cursor.file.get(cursor.at..).unwrap_or_default();
    cursor.at += rest.iter().take_while(|octet| is_space(**octet)).count();
}
