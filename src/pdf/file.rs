//! A PDF file: its objects, its catalog, its pages.

use alloc::vec::Vec;

use hayro_syntax::object::{Dict, FromBytes, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::pdf::cross_reference::{self, Cursor, Entry, Section, malformed};
use crate::pdf::inflated;
use crate::pdf::plain::plain;
use crate::{Error, Result};

/// Maximum size of a file in bytes. Offsets in cross-reference tables have ten digits, and readers
/// keep them in 32 bits with a sign.
const MAX_SIZE: usize = i32::MAX as usize;

/// A PDF file that is not encrypted, and whose cross-reference sections can be read.
pub struct PdfFile {
    /// Its objects, without the data of its streams.
    pdf: Pdf,
    octets: Vec<u8>,
    sections: Vec<Section>,
    entries: Vec<(u32, Entry)>,
}

impl PdfFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`], [`Error::PdfEncrypted`].
    pub fn read(octets: Vec<u8>) -> Result<Self> {
        if octets.len() > MAX_SIZE {
            return Err(malformed("it has more than 2 GB"));
        }
        let sections = cross_reference::read(&octets)?;
        let trailers = sections.iter();
        let mut trailers = trailers.map(|section| section.trailer(&octets));
        if trailers.any(|trailer| trailer.contains_key(b"Encrypt")) {
            return Err(Error::PdfEncrypted);
        }
        let entries = cross_reference::merged(&sections);
        let no_catalog = malformed("its trailer does not lead to a catalog");
        let trailer = sections.first().map(|section| section.trailer(&octets));
        let root = trailer.and_then(|trailer| trailer.get_ref(b"Root"));
        let root: ObjectIdentifier = root.ok_or(no_catalog.clone())?.into();
        let generation = u16::try_from(root.gen_number).map_err(|_| no_catalog.clone())?;
        let plain = plain(&octets, &entries, (root.obj_number, generation))?;
        let pdf = Pdf::new(plain);
        let pdf = pdf.map_err(|error| match error {
            LoadPdfError::Decryption(_) => Error::PdfEncrypted,
            LoadPdfError::Invalid => malformed("its catalog or its pages cannot be read"),
        })?;
        let file = Self {
            pdf,
            octets,
            sections,
            entries,
        };
        if root != file.root_id() || !file.stands(root) {
            return Err(no_catalog);
        }
        Ok(file)
    }

    /// Returns the octets of the file.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// Returns the reader of objects. Streams are dictionaries to it.
    #[must_use]
    pub fn objects(&self) -> &XRef {
        self.pdf.xref()
    }

    /// Returns the cross-reference sections, the newest first; there is one at least.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns the newest trailer dictionary. It is read by itself: references in it are not
    /// resolved.
    #[must_use]
    pub fn trailer(&self) -> Dict<'_> {
        let newest = self.sections.first();
        newest.map_or_else(Dict::default, |section| section.trailer(self.octets()))
    }

    /// Returns the entry of every object that has one, by number.
    #[must_use]
    pub fn entries(&self) -> &[(u32, Entry)] {
        &self.entries
    }

    /// Returns where an object is.
    #[must_use]
    pub fn entry(&self, number: u32) -> Entry {
        let found = self
            .entries
            .binary_search_by_key(&number, |(number, _)| *number);
        let found = found.ok().and_then(|index| self.entries.get(index));
        found.map_or(Entry::Free, |(_, entry)| *entry)
    }

    /// Returns true if the cross-reference section leads to the object. hayro-syntax searches the
    /// file for an object that is not where its entry says; other readers find another, or none.
    #[must_use]
    pub fn stands(&self, id: ObjectIdentifier) -> bool {
        match self.entry(id.obj_number) {
            Entry::Free => false,
            Entry::At { offset, generation } => {
                let mut cursor = Cursor {
                    file: self.octets(),
                    at: offset,
                };
                cursor.skip_space();
                let header = cursor.object_header();
                let expected = (id.obj_number, u32::from(generation));
                header == Some(expected) && id.gen_number == i32::from(generation)
            }
            Entry::InStream { stream } => {
                let at = self.entry(stream);
                let stream = ObjectIdentifier::new(stream, 0);
                id.gen_number == 0 && matches!(at, Entry::At { .. }) && self.stands(stream)
            }
        }
    }

    /// Returns the decoded data of a stream; `None` if it is not there, or has filters that no writer uses
    /// for metadata and certificates.
    #[must_use]
    pub fn stream(&self, id: ObjectIdentifier) -> Option<Vec<u8>> {
        let Entry::At { offset, .. } = self.entry(id.obj_number) else {
            return None;
        };
        self.stands(id).then_some(())?;
        let mut cursor = Cursor {
            file: &self.octets,
            at: offset,
        };
        cursor.skip_space();
        cursor.object_header()?;
        cursor.skip_space();
        let stream = Stream::from_bytes(self.octets.get(cursor.at..)?)?;
        inflated::decoded(&stream)
    }

    /// Returns the number that the next new object has.
    ///
    /// # Errors
    /// [`Error::PdfMalformed`] if there is none.
    pub fn next_number(&self) -> Result<u32> {
        cross_reference::next_number(&self.sections)
    }

    /// Returns the identifier of the catalog.
    #[must_use]
    pub fn root_id(&self) -> ObjectIdentifier {
        self.objects().root_id()
    }

    /// Returns the catalog (§7.7.2).
    #[must_use]
    pub fn catalog(&self) -> Dict<'_> {
        self.objects().get(self.root_id()).unwrap_or_default()
    }

    /// Returns the pages in their order (§7.7.3).
    #[must_use]
    pub fn pages(&self) -> &[hayro_syntax::page::Page<'_>] {
        self.pdf.pages()
    }

    /// Returns the interactive form (§12.7.3).
    #[must_use]
    pub fn acro_form(&self) -> Option<Dict<'_>> {
        self.catalog().get(b"AcroForm")
    }
}
