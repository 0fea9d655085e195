//! Objects that are in a stream (ISO 32000-2 §7.5.7).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use hayro_syntax::object::{FromBytes, Name, Stream};

use crate::pdf::cross_reference::{Cursor, is_space};
use crate::pdf::inflated;
use crate::pdf::value::Value;

/// What comes after the data of a stream (§7.3.8.1).
pub(super) const END: &[u8] = b"\r\nendstream";

/// An object stream.
#[derive(Debug)]
pub(in crate::pdf) struct ObjectStream {
    data: Vec<u8>,
    /// Offsets in `data`, by object number.
    members: BTreeMap<u32, usize>,
    /// The end in the file of what was looked at.
    pub(super) until: usize,
}

impl ObjectStream {
    /// Reads the object stream at an offset. Its `/Length` has to be in its dictionary.
    pub(super) fn read(file: &[u8], offset: usize) -> Option<Self> {
        Self::read_by(file, offset, false)
    }

    /// Reads the object stream at an offset, whose `/Length` may be another object: then it ends before
    /// `endstream`.
    pub(in crate::pdf) fn read_leniently(file: &[u8], offset: usize) -> Option<Self> {
        Self::read_by(file, offset, true)
    }

    fn read_by(file: &[u8], offset: usize, is_lenient: bool) -> Option<Self> {
        let mut cursor = Cursor { file, at: offset };
        cursor.skip_space();
        cursor.object_header()?;
        let rest = file.get(cursor.at..)?;
        let space = rest.iter().take_while(|octet| is_space(**octet)).count();
        let stream = Stream::from_bytes(rest.get(space..)?)?;
        let dictionary = stream.dict();
        (dictionary.get::<Name<'_>>(b"Type").as_deref() == Some(b"ObjStm")).then_some(())?;
        if !is_lenient || dictionary.get_ref(b"Length").is_none() {
            let length: usize = dictionary.get(b"Length")?;
            (stream.raw_data().len() == length).then_some(())?;
        }
        let count: usize = dictionary.get(b"N")?;
        let first: usize = dictionary.get(b"First")?;
        let raw = stream.raw_data();
        let start = raw.as_ptr().addr() - file.as_ptr().addr();
        let until = start + raw.len() + END.len();
        let data = inflated::decoded(&stream)?;
        let mut members = BTreeMap::new();
        let mut header = Cursor { file: &data, at: 0 };
        for _ in 0..count {
            let (number, place) = header.pair()?;
            let place = first.checked_add(usize::try_from(place).ok()?)?;
            // Readers differ in which of two they take.
            if place >= data.len() || members.insert(number, place).is_some() {
                return None;
            }
        }
        Some(Self {
            data,
            members,
            until,
        })
    }

    pub(in crate::pdf) fn len(&self) -> usize {
        self.data.len()
    }

    /// Returns an object; `None` if it is not in the stream, or cannot be read.
    pub(super) fn object(&self, number: u32) -> Option<Value> {
        Value::parse(self.octets_from(number)?)
    }

    /// Returns the octets from an object on.
    pub(in crate::pdf) fn octets_from(&self, number: u32) -> Option<&[u8]> {
        let place = *self.members.get(&number)?;
        let rest = self.data.get(place..)?;
        let space = rest.iter().take_while(|octet| is_space(**octet)).count();
        rest.get(space..)
    }
}
