//! An incremental update: new and changed objects, and a cross-reference section for them, after what
//! is there (ISO 32000-2 §7.5.6).

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use hayro_syntax::object::{self, Array, ObjectIdentifier};
use pdf_writer::{Chunk, Obj, Ref, Settings, Str};

use crate::hash::sha256;
use crate::pdf::cross_reference::{CrossReference, malformed};
use crate::pdf::dictionary::{changed, primitive};
use crate::pdf::file::PdfFile;
use crate::{Error, Result};

/// An update that is being written.
pub(super) struct Update<'f> {
    file: &'f PdfFile,
    /// What follows the file.
    octets: Vec<u8>,
    /// Generation and offset of each object, by number.
    objects: BTreeMap<u32, (u16, usize)>,
    next: u32,
}

impl<'f> Update<'f> {
    /// Begins an update.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`] if the file has no room for more objects.
    pub(super) fn new(file: &'f PdfFile) -> Result<Self> {
        let ends_a_line = file.octets().ends_with(b"\n");
        Ok(Self {
            file,
            octets: if ends_a_line {
                Vec::new()
            } else {
                b"\n".to_vec()
            },
            objects: BTreeMap::new(),
            next: file.next_number()?,
        })
    }

    pub(super) fn file(&self) -> &'f PdfFile {
        self.file
    }

    /// Returns the number of a new object.
    pub(super) fn number(&mut self) -> Result<Ref> {
        let number = self.next;
        self.next += 1;
        reference(number)
    }

    /// Writes a new object; returns where it begins in the update.
    pub(super) fn write(&mut self, id: Ref, write: impl FnOnce(Obj<'_>)) -> usize {
        let mut chunk = Chunk::with_settings(Settings { pretty: false });
        write(chunk.indirect(id));
        self.append(id, &chunk)
    }

    /// Appends a chunk of one new object; returns where it begins in the update.
    pub(super) fn append(&mut self, id: Ref, chunk: &Chunk) -> usize {
        let begin = self.place(id.get().unsigned_abs(), 0);
        self.octets.extend(chunk.as_bytes());
        begin
    }

    /// Writes a new object, as given.
    pub(super) fn add(&mut self, id: Ref, object: &[u8]) {
        self.place(id.get().unsigned_abs(), 0);
        let header = format!("{} 0 obj\n", id.get());
        self.octets.extend(header.as_bytes());
        self.octets.extend(object);
        self.octets.extend(b"\nendobj\n");
    }

    /// Writes an object anew, as given.
    pub(super) fn replace(&mut self, id: ObjectIdentifier, object: &[u8]) -> Result<()> {
        let generation = u16::try_from(id.gen_number);
        let generation =
            generation.map_err(|_| malformed("an object has a negative generation"))?;
        if !self.file.stands(id) {
            return Err(malformed(
                "its cross-reference section does not lead to an object to change",
            ));
        }
        self.place(id.obj_number, generation);
        let header = format!("{} {generation} obj\n", id.obj_number);
        self.octets.extend(header.as_bytes());
        self.octets.extend(object);
        self.octets.extend(b"\nendobj\n");
        Ok(())
    }

    fn place(&mut self, number: u32, generation: u16) -> usize {
        let begin = self.octets.len();
        let offset = self.file.octets().len() + begin;
        self.objects.insert(number, (generation, offset));
        begin
    }

    /// Ends the update with a cross-reference section of the kind that the file has: a stream after
    /// a stream, a table after a table.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`] if the file becomes too large.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        let newest = self.file.sections().first();
        let newest = newest.ok_or(malformed("it has no cross-reference section"))?;
        let is_stream = newest.kind == CrossReference::Stream;
        let previous = newest.offset;
        let number = if is_stream {
            Some(self.number()?)
        } else {
            None
        };
        let start = self.file.octets().len() + self.octets.len();
        if let Some(number) = number {
            self.place(number.get().unsigned_abs(), 0);
        }

        let mut entries: Vec<(&[u8], Option<Vec<u8>>)> = [&b"XRefStm"[..], b"Type", b"W", b"Index"]
            .into_iter()
            .chain([&b"Filter"[..], b"DecodeParms", b"Length", b"F", b"DL"])
            .map(|key| (key, None))
            .collect();
        entries.push((b"Size", Some(format!("{}", self.next).into_bytes())));
        entries.push((b"Prev", Some(format!("{previous}").into_bytes())));
        if let Some(identifier) = self.file_identifier() {
            entries.push((b"ID", Some(identifier)));
        }
        let end = if let Some(number) = number {
            let (rows, index) = self.rows()?;
            let type_and_widths = [(&b"Type"[..], "/XRef"), (b"W", "[1 4 2]")];
            entries.retain(|(key, _)| !matches!(*key, b"Type" | b"W" | b"Index" | b"Length"));
            entries.extend(type_and_widths.map(|(key, value)| (key, Some(value.into()))));
            entries.push((b"Index", Some(index.into_bytes())));
            entries.push((b"Length", Some(format!("{}", rows.len()).into_bytes())));
            let dict = changed(&self.file.trailer(), &entries);
            let header = format!("{} 0 obj\n", number.get());
            [
                header.as_bytes(),
                &dict,
                b"\nstream\n",
                &rows,
                b"\nendstream\nendobj\n",
            ]
            .concat()
        } else {
            let dict = changed(&self.file.trailer(), &entries);
            [self.table().as_bytes(), b"trailer\n", &dict, b"\n"].concat()
        };
        self.octets.extend(end);
        self.octets
            .extend(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        let size = self.file.octets().len() + self.octets.len();
        if i32::try_from(size).is_err() {
            return Err(malformed("it would have more than 2 GB"));
        }
        Ok(self.octets)
    }

    /// Returns the file identifier with its second part changed (§14.4); `None` if the file has none.
    fn file_identifier(&self) -> Option<Vec<u8>> {
        let identifier = self.file.trailer().get::<Array<'_>>(b"ID")?;
        let first = identifier.iter::<object::String<'_>>().next()?;
        // Derived, so that the same input gives the same file.
        let length = self.file.octets().len().to_be_bytes();
        let digest = sha256(&[first.as_bytes(), &length, &self.octets]);
        let second = digest.get(..16).unwrap_or_default();
        let parts = [first.as_bytes(), second].map(|part| primitive(Str(part)));
        Some([b"[", &parts.concat()[..], b"]"].concat())
    }

    /// Returns the table without its trailer (§7.5.4).
    fn table(&self) -> String {
        let mut table = String::from("xref\n");
        for subsection in self.subsections() {
            let start = subsection.first().map_or(0, |(number, ..)| *number);
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{start} {}", subsection.len());
            for (_, generation, offset) in subsection {
                let _ = writeln!(table, "{offset:010} {generation:05} n ");
            }
        }
        table
    }

    /// Returns the rows of the stream, and its `/Index` (§7.5.8).
    fn rows(&self) -> Result<(Vec<u8>, String)> {
        let mut rows = Vec::new();
        let mut index = String::from("[");
        for subsection in self.subsections() {
            let start = subsection.first().map_or(0, |(number, ..)| *number);
            let _ = write!(index, "{start} {} ", subsection.len());
            for (_, generation, offset) in subsection {
                let offset = u32::try_from(offset);
                let offset = offset.map_err(|_| malformed("it would have more than 2 GB"))?;
                rows.push(1);
                rows.extend(offset.to_be_bytes());
                rows.extend(generation.to_be_bytes());
            }
        }
        index.push(']');
        Ok((rows, index))
    }

    /// Returns the objects in runs of consecutive numbers.
    fn subsections(&self) -> Vec<Vec<(u32, u16, usize)>> {
        let mut runs: Vec<Vec<(u32, u16, usize)>> = Vec::new();
        for (&number, &(generation, offset)) in &self.objects {
            let object = (number, generation, offset);
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| last.0 + 1 == number) => {
                    run.push(object);
                }
                _ => runs.push(Vec::from([object])),
            }
        }
        runs
    }
}

/// Returns the reference to an object of generation 0.
pub(super) fn reference(number: u32) -> Result<Ref> {
    let number = i32::try_from(number).ok().filter(|number| *number > 0);
    number.map(Ref::new).ok_or(Error::PdfMalformed {
        reason: "it has too many objects",
    })
}
