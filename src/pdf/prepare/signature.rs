//! The signature dictionary (ISO 32000-2 §12.8.1, Table 255).

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pdf::byte_range::ByteRange;
use crate::pdf::prepare::lock::{Lock, Permissions};
use crate::pdf::prepare::options::Options;
use crate::pdf::prepare::sub_filter::SubFilter;
use crate::pdf::update::{self, Update};
use crate::pdf::value::Reference;
use crate::pdf::written::{Entry, array, dictionary, name, reference, string, text, whole};

/// Stands for a number of `/ByteRange` until it is known: as wide as any.
const UNKNOWN: usize = i32::MAX as usize;

/// Begins `/ByteRange` and `/Contents`: they are the first entries that have such values.
const BYTE_RANGE: &[u8] = b"/ByteRange";
const CONTENTS: &[u8] = b"/Contents<";

/// Where the parts of the dictionary are in the update.
pub(super) struct SignatureDictionary {
    begin: usize,
    room: usize,
}

impl SignatureDictionary {
    /// Writes the dictionary, with zeros where the signature will be.
    pub(super) fn write(
        update: &mut Update<'_>,
        id: Reference,
        options: &Options,
        lock: Option<&Lock>,
    ) -> Self {
        let is_timestamp = options.sub_filter == SubFilter::Timestamp;
        let kind = if is_timestamp { "DocTimeStamp" } else { "Sig" };
        let mut entries = Vec::from([
            ("Type", name(kind)),
            ("Filter", name("Adobe.PPKLite")),
            ("SubFilter", name(options.sub_filter.name())),
            ("ByteRange", written([0, UNKNOWN, UNKNOWN, UNKNOWN])),
            ("Contents", string(&vec![0; options.room])),
            if is_timestamp {
                // ETSI EN 319 142-1 §5.4.3: the time is the token's.
                ("V", whole(0))
            } else {
                ("M", date(Time::from_unix_ms(options.signing_time)))
            },
        ]);
        let texts = [
            ("Name", &options.name),
            ("Reason", &options.reason),
            ("Location", &options.location),
            ("ContactInfo", &options.contact_info),
        ];
        let given = texts
            .into_iter()
            .filter_map(|(key, value)| Some((key, text(value.as_ref()?))));
        entries.extend(given);
        let references = references(update, options.permissions, lock);
        if !references.is_empty() {
            entries.push(("Reference", array(references)));
        }
        Self {
            begin: update.add(id, &dictionary(&entries)),
            room: options.room,
        }
    }

    /// Writes the byte range, and returns it.
    pub(super) fn set_byte_range(&self, update: &mut [u8], file_size: usize) -> ByteRange {
        let contents = place(update, self.begin, CONTENTS) - 1;
        let end = contents + 2 * self.room + 2;
        let whole = file_size + update.len();
        let range = ByteRange::around(file_size + contents..file_size + end, whole);
        let numbers = written(range.numbers());
        let width = written([0, UNKNOWN, UNKNOWN, UNKNOWN]).len();
        let begin = place(update, self.begin, BYTE_RANGE);
        if let Some(place) = update.get_mut(begin..begin + width) {
            place.fill(b' ');
            let octets = place.iter_mut().zip(numbers);
            octets.for_each(|(octet, written)| *octet = written);
        }
        range
    }
}

fn written(byte_range: [usize; 4]) -> Vec<u8> {
    array(byte_range.map(whole))
}

/// Returns the offset after the first keyword at or after `begin`.
fn place(update: &[u8], begin: usize, keyword: &[u8]) -> usize {
    let object = update.get(begin..).unwrap_or_default();
    let found = object.windows(keyword.len()).position(|at| at == keyword);
    begin + found.unwrap_or_default() + keyword.len()
}

/// Returns the transforms: what later changes the signature allows (§12.8.2).
fn references(
    update: &Update<'_>,
    permissions: Option<Permissions>,
    lock: Option<&Lock>,
) -> Vec<Vec<u8>> {
    let mut references = Vec::new();
    let locked = lock.and_then(|lock| lock.permissions);
    if let Some(permissions) = permissions.into_iter().chain(locked).min() {
        let parameters = [
            ("Type", name("TransformParams")),
            ("P", whole(permissions.number())),
            ("V", name("1.2")),
        ];
        references.push(transform("DocMDP", None, &parameters));
    }
    if let Some(lock) = lock {
        let fields = lock.fields.iter().map(|field| text(field));
        let parameters = [
            ("Type", name("TransformParams")),
            ("Action", name(lock.action.name())),
            ("Fields", array(fields)),
            ("V", name("1.2")),
        ];
        let root = update::reference(update.file().root_id().obj_number);
        references.push(transform("FieldMDP", root.ok(), &parameters));
    }
    references
}

fn transform(method: &str, data: Option<Reference>, parameters: &[Entry<'_>]) -> Vec<u8> {
    let mut entries = Vec::from([("Type", name("SigRef")), ("TransformMethod", name(method))]);
    entries.extend(data.map(|data| ("Data", reference(data))));
    entries.push(("TransformParams", dictionary(parameters)));
    dictionary(&entries)
}

/// Returns a date in UTC (§7.9.4), whose year has four digits.
fn date(time: Time) -> Vec<u8> {
    let [first, last] = ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map(Time::parse);
    let time = first.map_or(time, |first| time.max(first));
    let time = last.map_or(time, |last| time.min(last));
    let text = time.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).take(14);
    let date: Vec<u8> = b"D:".iter().copied().chain(digits).chain([b'Z']).collect();
    string(&date)
}
