//! The document security stores of a file: certificates and revocation data for validation (ISO 32000-2
//! §12.8.4.3).

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::Range;

use crate::asn1::pem::{MAX_CERTIFICATES, MAX_REVOCATION_DATA};
use crate::pdf::inflated::{MAX_DECODED, inflated};
use crate::pdf::revision::Document;
use crate::pdf::value::{Dictionary, Stream, Value};
use crate::pki::cms::Held;

/// Octets that are decoded of a file's stores. A CRL of a large authority has 5 MB, and a file has those
/// of three or four.
const MAX_OCTETS: usize = 64 * 1024 * 1024;

/// Certificates and revocation data of a file's stores and messages, as they are in it. They are trusted
/// for nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ValidationData {
    /// Certificates.
    pub certificates: Vec<StoredItem>,
    /// CRLs.
    pub crls: Vec<StoredItem>,
    /// OCSP responses.
    pub ocsp_responses: Vec<StoredItem>,
}

/// A certificate, a CRL or an OCSP response.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredItem {
    /// Its octets.
    pub octets: Vec<u8>,
    /// The streams and the `/Contents` that hold it, as ranges of the file.
    pub places: Vec<Range<usize>>,
}

/// The stores of a file, while they are read.
pub(super) struct Stores {
    pub(super) data: ValidationData,
    /// Where the streams begin that were read.
    seen: BTreeSet<usize>,
    /// Octets that may still be decoded.
    left: usize,
}

impl Stores {
    pub(super) fn new() -> Self {
        Self {
            data: ValidationData::default(),
            seen: BTreeSet::new(),
            left: MAX_OCTETS,
        }
    }

    /// Adds the store of a revision, with what it has for single signatures (VRI). What cannot be read is
    /// left out, and so is what a verification would not take any more.
    pub(super) fn add(&mut self, document: &Document<'_>) {
        let store = document.dictionary(document.catalog().entry("DSS"));
        let of_signatures = document.dictionary(store.entry("VRI"));
        let of_signatures = of_signatures.entries();
        let of_signatures: Vec<_> = of_signatures
            .map(|(_, value)| document.dictionary(value))
            .collect();
        let Self { data, seen, left } = self;
        let lists = [
            (&mut data.certificates, "Certs", "Cert", MAX_CERTIFICATES),
            (&mut data.crls, "CRLs", "CRL", MAX_REVOCATION_DATA),
            (
                &mut data.ocsp_responses,
                "OCSPs",
                "OCSP",
                MAX_REVOCATION_DATA,
            ),
        ];
        for (items, key, key_of_signature, most) in lists {
            let mut list = List {
                document,
                items,
                most,
                seen,
                left,
            };
            list.add(&store, key);
            for of_signature in &of_signatures {
                list.add(of_signature, key_of_signature);
            }
        }
    }
}

impl ValidationData {
    /// Adds what a message at this place holds.
    pub(super) fn add_held(&mut self, message: &[u8], place: &Range<usize>) {
        let held = Held::by(message);
        let lists = [
            (&mut self.certificates, held.certificates, MAX_CERTIFICATES),
            (&mut self.crls, held.crls, MAX_REVOCATION_DATA),
            (
                &mut self.ocsp_responses,
                held.ocsp_responses,
                MAX_REVOCATION_DATA,
            ),
        ];
        for (items, held, most) in lists {
            for octets in held {
                add(items, octets, place.clone(), most);
            }
        }
    }
}

/// Adds an item, or another place of one that is known.
fn add(items: &mut Vec<StoredItem>, octets: Vec<u8>, place: Range<usize>, most: usize) {
    let is_full = items.len() >= most;
    match items.iter_mut().find(|item| item.octets == octets) {
        Some(item) => item.places.push(place),
        None if is_full => {}
        None => items.push(StoredItem {
            octets,
            places: Vec::from([place]),
        }),
    }
}

struct List<'l, 'f> {
    document: &'l Document<'f>,
    items: &'l mut Vec<StoredItem>,
    most: usize,
    seen: &'l mut BTreeSet<usize>,
    left: &'l mut usize,
}

impl List<'_, '_> {
    fn add(&mut self, dictionary: &Dictionary, key: &str) {
        for item in self.document.array(dictionary.entry(key)) {
            let Value::Stream(stream) = self.document.resolved(&item) else {
                continue;
            };
            if !self.seen.insert(stream.raw.start) {
                continue;
            }
            let Some(octets) = self.decoded(&stream) else {
                continue;
            };
            add(self.items, octets, stream.raw, self.most);
        }
    }

    fn decoded(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let raw = self.document.file().get(stream.raw.clone())?;
        let most = MAX_DECODED.min(*self.left);
        let decoded = if self.is_deflated(stream)? {
            inflated(raw, most)
        } else if raw.len() <= most {
            Ok(raw.to_vec())
        } else {
            Err(0)
        };
        *self.left -= decoded
            .as_ref()
            .map_or_else(|vain| *vain, Vec::len)
            .min(*self.left);
        decoded.ok()
    }

    /// Returns true for a stream that is deflated, false for one without a filter; `None` for others,
    /// which no writer uses for certificates.
    fn is_deflated(&self, stream: &Stream) -> Option<bool> {
        if !stream.dictionary.has("Filter") {
            return Some(false);
        }
        let name = match self.document.resolved(stream.dictionary.entry("Filter")) {
            Value::Array(filters) => match &filters[..] {
                [one] => self.document.resolved(one),
                _ => return None,
            },
            name => name,
        };
        let is_plain = !stream.dictionary.has("DecodeParms");
        (name.as_name()? == b"FlateDecode" && is_plain).then_some(true)
    }
}
