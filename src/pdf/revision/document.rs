//! The objects of one revision.

use alloc::vec::Vec;
use core::cell::Cell;
use core::ops::Range;

use crate::pdf::cross_reference::{self, Cursor, Entry, Section};
use crate::pdf::revision::flaw::Flaw;
use crate::pdf::revision::object_stream::END;
use crate::pdf::revision::store::{Known, Store};
use crate::pdf::value::{Dictionary, Reference, Stream, Value};
use crate::{Error, Result};

/// Maximum length of an object in octets, without its stream: the longest of real files are lists of
/// pages, and signatures with their `/Contents`, which have less than 2 MB.
pub(in crate::pdf) const MAX_OBJECT: usize = 8 * 1024 * 1024;

/// Length of an entry in a cross-reference table (§7.5.4).
const OCTETS_OF_ENTRY: usize = 20;

/// Maximum number of references in a row; there is no use for more than one.
const MAX_REFERENCES: usize = 8;

/// A file up to the end of a revision.
pub(in crate::pdf) struct Document<'a> {
    store: &'a Store<'a>,
    end: usize,
    sections: Vec<Section>,
    entries: Vec<(u32, Entry)>,
    /// The first flaw of what was read.
    flaw: Cell<Option<Flaw>>,
}

/// Where an object is in the file. Two revisions that find it in the same place find the same.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::pdf) enum Location {
    /// At an offset.
    Offset(usize),
    /// In the object stream at an offset.
    Stream(usize),
}

impl<'a> Document<'a> {
    /// Reads the sections of the file up to `end`.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`], [`Error::PdfEncrypted`].
    pub(in crate::pdf) fn read(store: &'a Store<'a>, end: usize) -> Result<Self> {
        let file = store.file.get(..end).unwrap_or(store.file);
        let sections = cross_reference::read(file)?;
        let mut trailers = sections.iter().map(|section| section.trailer(file));
        if trailers.any(|trailer| trailer.contains_key(b"Encrypt")) {
            return Err(Error::PdfEncrypted);
        }
        let entries = cross_reference::merged(&sections);
        if store.work(OCTETS_OF_ENTRY * entries.len()).is_none() {
            return Err(cross_reference::malformed(
                "its revisions have more objects than are read of one file",
            ));
        }
        let flaw = sections.iter().find_map(twice);
        let document = Self {
            store,
            end: file.len(),
            sections,
            entries,
            flaw: Cell::new(flaw),
        };
        let catalog = document.catalog();
        if !catalog.has("Pages") {
            return Err(cross_reference::malformed("its catalog cannot be read"));
        }
        Ok(document)
    }

    pub(in crate::pdf) fn file(&self) -> &'a [u8] {
        self.store.file.get(..self.end).unwrap_or_default()
    }

    pub(in crate::pdf) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns the first flaw of what was read so far.
    pub(in crate::pdf) fn flaw(&self) -> Option<Flaw> {
        if self.store.is_exhausted() {
            return Some(Flaw::Limit {
                what: "octets of objects",
            });
        }
        self.flaw.get()
    }

    /// Returns the newest trailer dictionary.
    pub(in crate::pdf) fn trailer(&self) -> Dictionary {
        let newest = self.sections.first();
        let octets = newest.and_then(|section| self.file().get(section.trailer_range()));
        let parsed = octets.and_then(Dictionary::parse);
        parsed.map(|(trailer, _)| trailer).unwrap_or_default()
    }

    /// Returns the catalog (§7.7.2).
    pub(in crate::pdf) fn catalog(&self) -> Dictionary {
        self.dictionary(self.trailer().entry("Root"))
    }

    /// Returns a value, which may be a reference, as a dictionary; empty if it is none.
    pub(in crate::pdf) fn dictionary(&self, value: &Value) -> Dictionary {
        match self.resolved(value) {
            Value::Dictionary(dictionary) => dictionary,
            _ => Dictionary::default(),
        }
    }

    /// Returns the items of a value, which may be a reference, that is an array.
    pub(in crate::pdf) fn array(&self, value: &Value) -> Vec<Value> {
        match self.resolved(value) {
            Value::Array(items) => items.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Follows references.
    pub(in crate::pdf) fn resolved(&self, value: &Value) -> Value {
        let mut value = value.clone();
        for _ in 0..MAX_REFERENCES {
            let Value::Reference(reference) = value else {
                return value;
            };
            value = self.object(reference);
        }
        Value::Null
    }

    /// Returns where an object is; `None` for those that are not there.
    pub(in crate::pdf) fn location(&self, reference: Reference) -> Option<Location> {
        match self.entry(reference.number)? {
            Entry::Free => None,
            Entry::At { offset, generation } => {
                let is_it = u32::from(generation) == reference.generation;
                is_it.then_some(Location::Offset(offset))
            }
            Entry::InStream { stream } => {
                // Of generation 0, as the stream itself (§7.5.7).
                let Some(Entry::At {
                    offset,
                    generation: 0,
                }) = self.entry(stream)
                else {
                    return None;
                };
                (reference.generation == 0).then_some(Location::Stream(offset))
            }
        }
    }

    fn entry(&self, number: u32) -> Option<Entry> {
        let found = self
            .entries
            .binary_search_by_key(&number, |(number, _)| *number);
        found
            .ok()
            .and_then(|at| self.entries.get(at))
            .map(|(_, entry)| *entry)
    }

    /// Returns an indirect object; null if there is none, and with a flaw if it cannot be read.
    pub(in crate::pdf) fn object(&self, reference: Reference) -> Value {
        let number = reference.number;
        let Some(location) = self.location(reference) else {
            return Value::Null;
        };
        let object = match location {
            Location::Offset(offset) => self.read_at(reference, offset),
            Location::Stream(offset) => {
                let stream = self.store.object_stream(offset, self.end);
                stream.and_then(|stream| {
                    let object = stream.object(number)?;
                    // What it takes is not known; a whole stream would count each time.
                    self.store.work(64)?;
                    Some(object)
                })
            }
        };
        object.unwrap_or_else(|| {
            if self.flaw.get().is_none() {
                self.flaw.set(Some(Flaw::Object { number }));
            }
            Value::Null
        })
    }

    fn read_at(&self, reference: Reference, offset: usize) -> Option<Value> {
        let body = self.body(reference, offset)?;
        if let Some(known) = self.store.known(body, self.end) {
            self.store.work(known.length)?;
            return Some(known.value);
        }
        let rest = self.file().get(body..)?;
        let window = rest.get(..MAX_OBJECT).unwrap_or(rest);
        if !window.starts_with(b"<<") {
            let value = Value::parse(window)?;
            let strings = value.as_string().map_or(0, <[u8]>::len);
            let items = value.as_array().map_or(0, <[Value]>::len);
            self.store.work(64 + 2 * strings + 8 * items)?;
            return Some(value);
        }
        let Some((dictionary, length)) = Dictionary::parse(window) else {
            self.store.work(window.len())?;
            return None;
        };
        self.store.work(length)?;
        let mut cursor = Cursor {
            file: self.file(),
            at: body + length,
        };
        cursor.skip_space();
        let after = cursor.at;
        let (value, until) = if cursor.skip(b"stream") {
            let raw = self.stream_data(&dictionary, cursor)?;
            // Where its length is written is for each revision to say.
            let is_own = matches!(dictionary.entry("Length"), Value::Number(_));
            let until = is_own.then_some(raw.end + END.len());
            (Value::Stream(Stream { dictionary, raw }), until)
        } else {
            let until = Some(after + b"stream".len());
            (Value::Dictionary(dictionary), until)
        };
        if let Some(until) = until.filter(|until| *until <= self.end) {
            let known = Known {
                value: value.clone(),
                length,
                until,
            };
            self.store.keep(body, known);
        }
        Some(value)
    }

    /// Returns the range of a dictionary that is an object of its own, at an offset.
    pub(in crate::pdf) fn dictionary_range(
        &self,
        reference: Reference,
        offset: usize,
    ) -> Option<Range<usize>> {
        let body = self.body(reference, offset)?;
        let length = match self.store.known(body, self.end) {
            Some(known) => known.length,
            None => Dictionary::parse(self.file().get(body..)?)?.1,
        };
        Some(body..body + length)
    }

    /// Returns the range of a stream's data (§7.3.8): as long as `/Length` says, or not at all.
    fn stream_data(&self, dictionary: &Dictionary, mut cursor: Cursor<'_>) -> Option<Range<usize>> {
        (cursor.skip(b"\r\n") || cursor.skip(b"\n")).then_some(())?;
        let length = match dictionary.entry("Length") {
            Value::Reference(reference) => match self.location(*reference)? {
                Location::Offset(offset) => {
                    let rest = self.file().get(self.body(*reference, offset)?..)?;
                    Value::parse(rest.get(..32).unwrap_or(rest))?
                }
                Location::Stream(_) => self.object(*reference),
            },
            length => length.clone(),
        };
        let start = cursor.at;
        cursor.at = start.checked_add(length.as_size()?)?;
        let raw = start..cursor.at;
        self.file().get(raw.clone())?;
        let _ = cursor.skip(b"\r\n") || cursor.skip(b"\n") || cursor.skip(b"\r");
        cursor.skip(b"endstream").then_some(raw)
    }

    /// Returns the offset of the object after its number; `None` if another object is there.
    pub(in crate::pdf) fn body(&self, reference: Reference, offset: usize) -> Option<usize> {
        let mut cursor = Cursor {
            file: self.file(),
            at: offset,
        };
        cursor.skip_space();
        let header = cursor.object_header()?;
        (header == (reference.number, reference.generation)).then_some(())?;
        cursor.skip_space();
        Some(cursor.at)
    }
}

/// Returns the flaw of a section that has two entries for one object: readers differ in which of
/// them they take.
fn twice(section: &Section) -> Option<Flaw> {
    let once = cross_reference::merged(core::slice::from_ref(section));
    let is_once = once.len() == section.entries.len();
    let mut entries = section.entries.iter().filter(|_| !is_once);
    let twice = entries.find(|(number, entry)| {
        let found = once.binary_search_by_key(number, |(number, _)| *number);
        found.is_ok_and(|at| once.get(at) != Some(&(*number, *entry)))
    });
    let number = twice.map(|(number, _)| *number).or(section.disputed);
    number.map(|number| Flaw::Twice { number })
}
