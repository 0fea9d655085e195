//! The objects of a file in a file of their own: none is compressed, and no stream has its data.
//!
//! hayro-syntax inflates cross-reference and object streams without a limit, and where an object is not
//! where it should be, it searches the whole file and inflates what it finds. It therefore reads this file
//! instead: what is compressed was inflated up to a limit, and there is nothing else to find.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use hayro_syntax::object::{Dict, FromBytes, MaybeRef, Object};

use crate::Result;
use crate::pdf::cross_reference::{Cursor, Entry, malformed};
use crate::pdf::dictionary::as_written;
use crate::pdf::revision::{MAX_OBJECT, ObjectStream};
use crate::string::decimal;

/// Maximum size of all decoded object streams together.
const MAX_DECODED: usize = 128 * 1024 * 1024;

/// The objects, as they are written.
struct Plain {
    octets: Vec<u8>,
    /// Number, generation and offset of each.
    objects: Vec<(u32, u16, usize)>,
    /// How much longer the file may become: no object is read twice, but one can be in the string of
    /// another.
    room: usize,
}

/// Returns a file with the objects that `entries` lead to in `file`, and this catalog. An object that is
/// not where its entry says is left out.
///
/// # Errors
/// [`Error::PdfMalformed`](crate::Error::PdfMalformed) if an object stream is broken or too large, or
/// objects overlap.
pub(super) fn plain(file: &[u8], entries: &[(u32, Entry)], root: (u32, u16)) -> Result<Vec<u8>> {
    let mut plain = Plain {
        octets: b"%PDF-1.7\n".to_vec(),
        objects: Vec::new(),
        room: file.len() + MAX_DECODED,
    };
    let mut streams: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (number, entry) in entries {
        match *entry {
            Entry::Free => {}
            Entry::At { offset, generation } => plain.add_at(file, *number, generation, offset)?,
            Entry::InStream { stream } => {
                if let Some(offset) = offset_of(entries, stream) {
                    streams.entry(offset).or_default().push(*number);
                }
            }
        }
    }
    let mut decoded = 0;
    for (offset, numbers) in streams {
        // Without one, a form would seem to be missing, and a new one take its place.
        let stream = ObjectStream::read_leniently(file, offset).ok_or(malformed(
            "an object stream of it is broken, or larger than is read",
        ))?;
        decoded += stream.len();
        if decoded > MAX_DECODED {
            return Err(malformed("its object streams have more than 128 MB"));
        }
        for number in numbers {
            let octets = stream.octets_from(number);
            plain.add(number, 0, octets.and_then(as_it_stands))?;
        }
    }
    Ok(plain.finish(root))
}

/// Returns the offset of an object stream.
fn offset_of(entries: &[(u32, Entry)], stream: u32) -> Option<usize> {
    let found = entries.binary_search_by_key(&stream, |(number, _)| *number);
    match found.ok().and_then(|at| entries.get(at))? {
        (_, Entry::At { offset, .. }) => Some(*offset),
        _ => None,
    }
}

impl Plain {
    fn add_at(&mut self, file: &[u8], number: u32, generation: u16, offset: usize) -> Result<()> {
        let mut cursor = Cursor { file, at: offset };
        cursor.skip_space();
        if cursor.object_header() != Some((number, u32::from(generation))) {
            return Ok(());
        }
        cursor.skip_space();
        let octets = file.get(cursor.at..);
        self.add(number, generation, octets.and_then(as_it_stands))
    }

    fn add(&mut self, number: u32, generation: u16, object: Option<Vec<u8>>) -> Result<()> {
        let Some(object) = object else {
            return Ok(());
        };
        let room = self.room.checked_sub(object.len());
        self.room = room.ok_or(malformed("its objects overlap"))?;
        self.objects.push((number, generation, self.octets.len()));
        for part in [
            decimal(number.into()).as_bytes(),
            b" ",
            decimal(generation.into()).as_bytes(),
            b" obj\n",
            &object,
            b"\nendobj\n",
        ] {
            self.octets.extend(part);
        }
        Ok(())
    }

    /// Ends the file with a cross-reference table (§7.5.4).
    fn finish(mut self, root: (u32, u16)) -> Vec<u8> {
        let start = self.octets.len();
        let mut put = |parts: &[&[u8]]| parts.iter().for_each(|part| self.octets.extend(*part));
        put(&[b"xref\n"]);
        for (number, generation, offset) in &self.objects {
            let [offset, generation] = [(*offset as u64, 10), (u64::from(*generation), 5)]
                .map(|(number, digits)| padded(number, digits));
            let number = decimal((*number).into());
            put(&[
                number.as_bytes(),
                b" 1\n",
                &offset,
                b" ",
                &generation,
                b" n \n",
            ]);
        }
        let (number, generation) = root;
        let [number, generation, start] = [number.into(), generation.into(), start as u64];
        put(&[
            b"trailer\n<</Root ",
            decimal(number).as_bytes(),
            b" ",
            decimal(generation).as_bytes(),
            b" R>>\nstartxref\n",
            decimal(start).as_bytes(),
            b"\n%%EOF\n",
        ]);
        self.octets
    }
}

/// Returns the object at the start of `octets` as it is written; of a stream, its dictionary.
fn as_it_stands(octets: &[u8]) -> Option<Vec<u8>> {
    let window = octets.get(..MAX_OBJECT).unwrap_or(octets);
    if window.starts_with(b"<<") {
        return Some(Dict::from_bytes(window)?.data().to_vec());
    }
    Some(as_written(&MaybeRef::NotRef(Object::from_bytes(window)?)))
}

fn padded(number: u64, digits: usize) -> Vec<u8> {
    let text = decimal(number);
    let zeros = vec![b'0'; digits.saturating_sub(text.len())];
    [&zeros, text.as_bytes()].concat()
}
