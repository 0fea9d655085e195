//! What the revisions of a file share: its octets, its object streams, and the work that may be done.

use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use core::cell::{Cell, RefCell};

use crate::pdf::inflated::MAX_DECODED;
use crate::pdf::revision::object_stream::ObjectStream;

/// Octets of objects that are parsed for one file, counted each time. A file of 100 MB with a million
/// objects has 60 MB of them without streams, and each signature compares two revisions.
const MAX_WORK: usize = 1024 * 1024 * 1024;

/// Octets of object streams that are decoded for one file.
const MAX_KEPT: usize = 128 * 1024 * 1024;

/// A file.
pub(in crate::pdf) struct Store<'a> {
    pub(in crate::pdf) file: &'a [u8],
    /// By offset; `None` for those that cannot be read.
    streams: RefCell<BTreeMap<usize, Option<Rc<ObjectStream>>>>,
    kept: Cell<usize>,
    work: Cell<usize>,
}

impl<'a> Store<'a> {
    pub(in crate::pdf) const fn new(file: &'a [u8]) -> Self {
        Self {
            file,
            streams: RefCell::new(BTreeMap::new()),
            kept: Cell::new(0),
            work: Cell::new(0),
        }
    }

    /// Counts work; returns `None` if there was too much.
    pub(super) fn work(&self, octets: usize) -> Option<()> {
        let work = self.work.get().saturating_add(octets);
        self.work.set(work);
        (work <= MAX_WORK).then_some(())
    }

    /// Returns true if a limit kept something from being read.
    pub(super) const fn is_exhausted(&self) -> bool {
        self.work.get() > MAX_WORK || self.kept.get() > MAX_KEPT
    }

    /// Returns the object stream at an offset.
    pub(super) fn object_stream(&self, offset: usize, end: usize) -> Option<Rc<ObjectStream>> {
        if let Some(known) = self.streams.borrow().get(&offset) {
            return known.clone();
        }
        if self.kept.get() > MAX_KEPT {
            return None;
        }
        let stream = self
            .file
            .get(..end)
            .and_then(|file| ObjectStream::read(file, offset));
        // One that is too large was inflated so far, and took as long.
        let kept = stream.as_ref().map_or(MAX_DECODED, ObjectStream::len);
        self.kept.set(self.kept.get().saturating_add(kept));
        let stream = stream.filter(|_| self.kept.get() <= MAX_KEPT).map(Rc::new);
        self.streams.borrow_mut().insert(offset, stream.clone());
        stream
    }
}
