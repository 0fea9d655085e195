//! The signature dictionary (ISO 32000-2 §12.8.1, Table 255).

use alloc::format;
use alloc::vec;

use pdf_writer::{Chunk, Date, Dict, Name, Ref, Settings, Str, TextStr};

use crate::asn1::time::Time;
use crate::pdf::byte_range::ByteRange;
use crate::pdf::prepare::lock::{Lock, Permissions};
use crate::pdf::prepare::options::Options;
use crate::pdf::prepare::sub_filter::SubFilter;
use crate::pdf::update::Update;

/// Stands for a number of `/ByteRange` until it is known: as wide as any.
const UNKNOWN: i32 = i32::MAX;

/// Begins `/ByteRange` and `/Contents`: they are the first entries that have such values.
const BYTE_RANGE: &[u8] = b"/ByteRange[";
const CONTENTS: &[u8] = b"/Contents<";

/// Where the parts of the dictionary are in the update.
pub(super) struct SignatureDictionary {
    begin: usize,
    room: usize,
}

impl SignatureDictionary {
    pub(super) fn write(
        update: &mut Update<'_>,
        id: Ref,
        options: &Options,
        lock: Option<&Lock>,
    ) -> Self {
        let mut chunk = Chunk::with_settings(Settings { pretty: false });
        let mut dict = chunk.indirect(id).dict();
        let is_timestamp = options.sub_filter == SubFilter::Timestamp;
        let kind: &[u8] = if is_timestamp {
            b"DocTimeStamp"
        } else {
            b"Sig"
        };
        dict.pair(Name(b"Type"), Name(kind));
        dict.pair(Name(b"Filter"), Name(b"Adobe.PPKLite"));
        dict.pair(Name(b"SubFilter"), Name(options.sub_filter.name()));
        let mut byte_range = dict.insert(Name(b"ByteRange")).array();
        byte_range.items([0, UNKNOWN, UNKNOWN, UNKNOWN]);
        drop(byte_range);
        // Octets above ASCII make it a hexadecimal string.
        dict.pair(Name(b"Contents"), Str(&vec![0xff; options.room]));
        if is_timestamp {
            // ETSI EN 319 142-1 §5.4.3: the time is the token's.
            dict.pair(Name(b"V"), 0);
        } else {
            dict.pair(Name(b"M"), date(Time::from_unix_ms(options.signing_time)));
        }
        for (key, text) in [
            (&b"Name"[..], &options.name),
            (b"Reason", &options.reason),
            (b"Location", &options.location),
            (b"ContactInfo", &options.contact_info),
        ] {
            if let Some(text) = text {
                dict.pair(Name(key), TextStr(text));
            }
        }
        write_references(&mut dict, update, options.permissions, lock);
        drop(dict);
        let begin = update.append(id, &chunk);
        Self {
            begin,
            room: options.room,
        }
    }

    /// Writes the byte range, and zeros where the signature will be; returns the byte range.
    pub(super) fn set_byte_range(&self, update: &mut [u8], file_size: usize) -> ByteRange {
        let contents = place(update, self.begin, CONTENTS) - 1;
        let end = contents + 2 * self.room + 2;
        let whole = file_size + update.len();
        let range = ByteRange::around(file_size + contents..file_size + end, whole);
        if let Some(hexadecimal) = update.get_mut(contents + 1..end - 1) {
            hexadecimal.fill(b'0');
        }
        let [_, first, second, third] = range.numbers();
        let numbers = format!("0 {first} {second} {third}");
        let begin = place(update, self.begin, BYTE_RANGE);
        let width = format!("0 {UNKNOWN} {UNKNOWN} {UNKNOWN}").len();
        if let Some(written) = update.get_mut(begin..begin + width) {
            written.fill(b' ');
            let digits = written.iter_mut().zip(numbers.bytes());
            digits.for_each(|(octet, digit)| *octet = digit);
        }
        range
    }
}

/// Returns the offset after the first keyword at or after `begin`.
fn place(update: &[u8], begin: usize, keyword: &[u8]) -> usize {
    let object = update.get(begin..).unwrap_or_default();
    let found = object.windows(keyword.len()).position(|at| at == keyword);
    begin + found.unwrap_or_default() + keyword.len()
}

/// Writes the transforms: what later changes the signature allows (§12.8.2).
fn write_references(
    dict: &mut Dict<'_>,
    update: &Update<'_>,
    permissions: Option<Permissions>,
    lock: Option<&Lock>,
) {
    let locked = lock.and_then(|lock| lock.permissions);
    let permissions = permissions.into_iter().chain(locked).min();
    if permissions.is_none() && lock.is_none() {
        return;
    }
    let mut references = dict.insert(Name(b"Reference")).array();
    if let Some(permissions) = permissions {
        let mut reference = references.push().dict();
        reference.pair(Name(b"Type"), Name(b"SigRef"));
        reference.pair(Name(b"TransformMethod"), Name(b"DocMDP"));
        let mut parameters = reference.insert(Name(b"TransformParams")).dict();
        parameters.pair(Name(b"Type"), Name(b"TransformParams"));
        parameters.pair(Name(b"P"), permissions.number());
        parameters.pair(Name(b"V"), Name(b"1.2"));
    }
    if let Some(lock) = lock {
        let mut reference = references.push().dict();
        reference.pair(Name(b"Type"), Name(b"SigRef"));
        reference.pair(Name(b"TransformMethod"), Name(b"FieldMDP"));
        let root = update.file().root_id();
        if let Ok(root) = crate::pdf::update::reference(root.obj_number) {
            reference.pair(Name(b"Data"), root);
        }
        let mut parameters = reference.insert(Name(b"TransformParams")).dict();
        parameters.pair(Name(b"Type"), Name(b"TransformParams"));
        parameters.pair(Name(b"Action"), Name(lock.action.name()));
        let mut fields = parameters.insert(Name(b"Fields")).array();
        fields.items(lock.fields.iter().map(|field| TextStr(field)));
        drop(fields);
        parameters.pair(Name(b"V"), Name(b"1.2"));
    }
}

/// Returns a date in UTC (§7.9.4).
fn date(time: Time) -> Date {
    let text = time.text();
    let field = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse().ok());
    // A time before year 0 or after 9999 has a longer text, whose year is then clamped.
    let year = text.get(..4).and_then(|digits| digits.parse().ok());
    let mut date = Date::new(year.unwrap_or_default());
    let [month, day, hour, minute, second] = [(5, 7), (8, 10), (11, 13), (14, 16), (17, 19)]
        .map(|(from, to)| field(from, to).unwrap_or_default());
    date = date.month(month).day(day).hour(hour);
    date.minute(minute).second(second).utc_offset_hour(0)
}
