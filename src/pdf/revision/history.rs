//! The revisions of a file.

use alloc::vec::Vec;

use crate::Result;
use crate::pdf::cross_reference::{Cursor, is_space};
use crate::pdf::revision::document::Document;
use crate::pdf::revision::flaw::Flaw;
use crate::pdf::revision::store::Store;
use crate::pdf::revision::tail::Tail;

/// The newest revision, and where the earlier ones end.
pub(in crate::pdf) struct History<'a> {
    pub(in crate::pdf) newest: Document<'a>,
    /// The end of each revision, the oldest first.
    tails: Vec<Tail>,
    /// Why there is more than one way to read the file.
    pub(in crate::pdf) flaw: Option<Flaw>,
}

impl<'a> History<'a> {
    /// Reads the revisions of a file.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`](crate::Error::PdfMalformed),
    /// [`Error::PdfEncrypted`](crate::Error::PdfEncrypted).
    pub(in crate::pdf) fn read(store: &'a Store<'a>) -> Result<Self> {
        let file = store.file;
        let newest = Document::read(store, file.len())?;
        let sections = newest.sections();
        let is_section = |tail: &Tail| {
            let mut cursor = Cursor {
                file,
                at: tail.section,
            };
            cursor.skip_space();
            sections.iter().any(|section| section.offset == cursor.at)
        };
        // A linearized file has two sections and one end (Annex F.3.4), so an end counts if it leads
        // to a section, whichever.
        let ends = sections.iter().map(|section| section.trailer_range().end);
        let mut tails: Vec<Tail> = Vec::new();
        for tail in ends
            .filter_map(|end| Tail::after(file, end))
            .filter(is_section)
        {
            let place = tails
                .iter()
                .take_while(|other| other.end < tail.end)
                .count();
            if tails.get(place) != Some(&tail) {
                tails.insert(place, tail);
            }
        }
        let flaw = Self::flaw_of(file, tails.last());
        Ok(Self {
            newest,
            tails,
            flaw,
        })
    }

    fn flaw_of(file: &[u8], last: Option<&Tail>) -> Option<Flaw> {
        if !file.starts_with(b"%PDF-") {
            return Some(Flaw::Header);
        }
        let last = match (last, Tail::last(file)) {
            (Some(last), Some(end)) if *last == end => last,
            _ => return Some(Flaw::Tail),
        };
        let rest = file.get(last.end..).unwrap_or_default();
        let offset = rest.iter().position(|octet| !is_space(*octet))?;
        Some(Flaw::Rest {
            offset: last.end + offset,
        })
    }

    /// Returns the number of revisions.
    pub(in crate::pdf) fn len(&self) -> usize {
        self.tails.len()
    }

    /// Returns the ends of the revisions, the oldest first.
    pub(in crate::pdf) fn ends(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.tails.iter().map(|tail| tail.end)
    }

    /// Returns the index of the revision that ends at `offset`.
    pub(in crate::pdf) fn revision_at(&self, offset: usize) -> Option<usize> {
        self.tails.iter().position(|tail| tail.is_at(offset))
    }

    /// Returns true if nothing but white-space follows `offset`.
    pub(in crate::pdf) fn is_end(&self, offset: usize) -> bool {
        let rest = self.newest.file().get(offset..).unwrap_or_default();
        rest.iter().all(|octet| is_space(*octet))
    }
}

/// Returns true if a revision ends at the end of `file`, though the newest may not build upon it.
pub(in crate::pdf) fn ends_revision(file: &[u8]) -> bool {
    Tail::last(file).is_some_and(|tail| tail.is_at(file.len()))
}
