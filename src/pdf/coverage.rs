//! What a document time-stamp is over, of what signatures are judged by (ETSI EN 319 142-1 §5.4.3).

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::Range;

use crate::hash::sha256;
use crate::pdf::signatures::{Format, PdfSignature, PdfSignatures};
use crate::pki::cms::Held;

/// Maximum number of octets strings of which a file's time-stamps are proofs.
const MAX_OBJECTS: usize = 10_000;

/// Octets that a time-stamp may be a proof of.
struct Object {
    digest: [u8; 32],
    /// The part of the file from which they are read.
    place: Range<usize>,
}

impl PdfSignatures {
    /// Returns for each signature the SHA-256 digests of what it proves to have been there: nothing,
    /// unless it is a time-stamp. Of what is in the parts of the file that it covers, that is the other
    /// signatures and time-stamps, with what is in them, and what the document security stores hold.
    ///
    /// Only the octets count that the signature itself covers, wherever a dictionary says that they are.
    #[must_use]
    pub fn proven(&self) -> Vec<Vec<[u8; 32]>> {
        let signatures = self.signatures.iter();
        if !signatures.clone().any(PdfSignature::is_time_stamp) {
            return signatures.map(|_| Vec::new()).collect();
        }
        let objects = self.objects();
        let proven = signatures.map(|signature| {
            let covered = objects
                .iter()
                .filter(|object| signature.proves(&object.place));
            let digests: BTreeSet<_> = covered.map(|object| object.digest).collect();
            digests.into_iter().collect()
        });
        proven.collect()
    }

    fn objects(&self) -> Vec<Object> {
        let mut objects = Vec::new();
        let mut add = |octets: &[u8], place: &Range<usize>| {
            if objects.len() < MAX_OBJECTS {
                let (digest, place) = (sha256(&[octets]), place.clone());
                objects.push(Object { digest, place });
            }
        };
        let messages = self.signatures.iter().filter_map(|signature| {
            let range = signature.byte_range.as_ref().ok()?;
            Some((signature.message()?, &range.gap))
        });
        for (message, place) in messages {
            add(message, place);
            // The store has what else is in it.
            for part in Held::by(message).signatures {
                add(&part, place);
            }
        }
        let store = &self.store;
        let items = store.certificates.iter().chain(&store.crls);
        for item in items.chain(&store.ocsp_responses) {
            for place in &item.places {
                add(&item.octets, place);
            }
        }
        objects
    }
}

impl PdfSignature {
    fn is_time_stamp(&self) -> bool {
        self.format == Format::TimeStamp && self.byte_range.is_ok()
    }

    /// Returns true if this is a time-stamp over all octets of a part of the file.
    fn proves(&self, place: &Range<usize>) -> bool {
        let parts = self.signed_parts();
        let mut parts = parts.iter().filter(|_| self.is_time_stamp());
        parts.any(|part| part.start <= place.start && place.end <= part.end)
    }
}
