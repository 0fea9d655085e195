//! The document security store: certificates and revocation data for validation (ISO 32000-2
//! §12.8.4.3).

use alloc::vec::Vec;

use hayro_syntax::object::{FromBytes, Stream};

use crate::asn1::pem::{MAX_CERTIFICATES, MAX_REVOCATION_DATA};
use crate::pdf::inflated;
use crate::pdf::revision::Document;
use crate::pdf::value::{self, Dictionary, Value};
use crate::string::decimal;

/// Certificates and revocation data of a file, as they are in it. They are trusted for nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ValidationData {
    /// Certificates.
    pub certificates: Vec<Vec<u8>>,
    /// CRLs.
    pub crls: Vec<Vec<u8>>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Vec<u8>>,
}

impl ValidationData {
    /// Reads the store of a revision, with what it has for single signatures (VRI). What cannot be
    /// read is left out, and so is what a verification would not take any more.
    pub(super) fn read(document: &Document<'_>) -> Self {
        let store = document.dictionary(document.catalog().entry("DSS"));
        let of_signatures = document.dictionary(store.entry("VRI"));
        let of_signatures = of_signatures.entries();
        let of_signatures: Vec<_> = of_signatures
            .map(|(_, value)| document.dictionary(value))
            .collect();
        let all = |key, key_of_signature, most| {
            let mut found = Found {
                document,
                seen: Vec::new(),
                items: Vec::new(),
                most,
            };
            found.add(&store, key);
            for of_signature in &of_signatures {
                found.add(of_signature, key_of_signature);
            }
            found.items
        };
        Self {
            certificates: all("Certs", "Cert", MAX_CERTIFICATES),
            crls: all("CRLs", "CRL", MAX_REVOCATION_DATA),
            ocsp_responses: all("OCSPs", "OCSP", MAX_REVOCATION_DATA),
        }
    }
}

struct Found<'a, 'f> {
    document: &'a Document<'f>,
    /// The places of the streams that were read.
    seen: Vec<usize>,
    items: Vec<Vec<u8>>,
    most: usize,
}

impl Found<'_, '_> {
    fn add(&mut self, dictionary: &Dictionary, key: &str) {
        for item in self.document.array(dictionary.entry(key)) {
            let Value::Stream(stream) = self.document.resolved(&item) else {
                continue;
            };
            if self.items.len() < self.most && !self.seen.contains(&stream.raw.start) {
                self.seen.push(stream.raw.start);
                self.items.extend(self.decoded(&stream));
            }
        }
    }

    fn decoded(&self, stream: &value::Stream) -> Option<Vec<u8>> {
        let raw = self.document.file().get(stream.raw.clone())?;
        if !stream.dictionary.has("Filter") {
            return Some(raw.to_vec());
        }
        // The library reads a stream from its dictionary on; the one here has what matters.
        let name = match self.document.resolved(stream.dictionary.entry("Filter")) {
            Value::Array(filters) => match filters.as_slice() {
                [one] => self.document.resolved(one),
                _ => return None,
            },
            name => name,
        };
        (name.as_name()? == b"FlateDecode" && !stream.dictionary.has("DecodeParms"))
            .then_some(())?;
        let length = decimal(raw.len() as u64);
        let head: [&[u8]; 3] = [
            b"<</Filter/FlateDecode/Length ",
            length.as_bytes(),
            b">>stream\n",
        ];
        let octets = [&head.concat(), raw, b"\nendstream"].concat();
        inflated::decoded(&Stream::from_bytes(&octets)?)
    }
}
