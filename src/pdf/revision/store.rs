//! What the revisions of a file share: its octets, what was read of them, and the work that may be done.

use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use core::cell::{Cell, RefCell};

use crate::pdf::inflated::MAX_DECODED;
use crate::pdf::revision::object_stream::ObjectStream;
use crate::pdf::value::Value;

/// Octets of objects that are looked at for one file, counted each time. A file of 100 MB with a million
/// objects has 60 MB of them without streams, and each signature compares two revisions.
const MAX_WORK: usize = 1024 * 1024 * 1024;

/// Octets of object streams that are decoded for one file.
const MAX_KEPT: usize = 128 * 1024 * 1024;

/// Memory for dictionaries that are not parsed again, in octets: a hundred signatures, the most that are
/// judged, with `/Contents` of 30 KB each need 3 MB, and a form with ten thousand fields 30. What has no
/// room is parsed each time that it is looked at, which takes longer and comes to the same.
const MAX_OBJECTS: usize = 64 * 1024 * 1024;

/// A dictionary or a stream, as it is at a place of the file.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) value: Value,
    /// Length of the dictionary in octets.
    pub(super) length: usize,
    /// The end of what was looked at. A revision that ends before may have something else there.
    pub(super) until: usize,
}

/// A file.
pub(in crate::pdf) struct Store<'a> {
    pub(in crate::pdf) file: &'a [u8],
    /// By offset; `None` for those that cannot be read.
    streams: RefCell<BTreeMap<usize, Option<Rc<ObjectStream>>>>,
    kept: Cell<usize>,
    /// By the offset after their number.
    objects: RefCell<BTreeMap<usize, Known>>,
    weight: Cell<usize>,
    work: Cell<usize>,
}

impl<'a> Store<'a> {
    pub(in crate::pdf) const fn new(file: &'a [u8]) -> Self {
        Self {
            file,
            streams: RefCell::new(BTreeMap::new()),
            kept: Cell::new(0),
            objects: RefCell::new(BTreeMap::new()),
            weight: Cell::new(0),
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

    /// Returns what was read at an offset, if it is the same in a revision that ends at `end`.
    pub(super) fn known(&self, offset: usize, end: usize) -> Option<Known> {
        let objects = self.objects.borrow();
        let known = objects.get(&offset);
        known.filter(|known| known.until <= end).cloned()
    }

    /// Keeps what was read at an offset.
    pub(super) fn keep(&self, offset: usize, known: Known) {
        let weight = self.weight.get() + known.value.weight();
        if weight <= MAX_OBJECTS {
            self.weight.set(weight);
            self.objects.borrow_mut().insert(offset, known);
        }
    }

    /// Returns the object stream at an offset, if all of it is in a revision that ends at `end`.
    pub(super) fn object_stream(&self, offset: usize, end: usize) -> Option<Rc<ObjectStream>> {
        let stream = self.object_stream_at(offset)?;
        (stream.until <= end).then_some(stream)
    }

    /// Reads the object stream at an offset of the file, whichever revision has it.
    fn object_stream_at(&self, offset: usize) -> Option<Rc<ObjectStream>> {
        if let Some(known) = self.streams.borrow().get(&offset) {
            return known.clone();
        }
        if self.kept.get() > MAX_KEPT {
            return None;
        }
        let stream = ObjectStream::read(self.file, offset);
        // One that is too large was inflated so far, and took as long.
        let kept = stream.as_ref().map_or(MAX_DECODED, ObjectStream::len);
        self.kept.set(self.kept.get().saturating_add(kept));
        let stream = stream.filter(|_| self.kept.get() <= MAX_KEPT).map(Rc::new);
        self.streams.borrow_mut().insert(offset, stream.clone());
        stream
    }
}
