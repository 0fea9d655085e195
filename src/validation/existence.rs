//! Proofs of existence (ETSI EN 319 102-1 §3.1, §5.6.2.3).

use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::time::Time;

/// What is known to have been there, and since when at the latest: signatures, certificates, CRLs, OCSP
/// responses and time-stamps, by their octets.
///
/// Whoever fills it must have verified a time-stamp over the octets.
#[derive(Clone, Debug, Default)]
pub struct Existence(Vec<([u8; 32], Time)>);

impl Existence {
    /// Adds what was there at a time.
    pub fn add(&mut self, octets: &[u8], at: Time) {
        self.add_digest(Sha256::digest(octets).into(), at);
    }

    /// Adds what was there at a time, by its SHA-256 digest.
    pub(crate) fn add_digest(&mut self, digest: [u8; 32], at: Time) {
        self.0.push((digest, at));
    }

    /// Returns the earliest time at which the octets are known to have been there.
    #[must_use]
    pub fn of(&self, octets: &[u8]) -> Option<Time> {
        if self.0.is_empty() {
            return None;
        }
        let digest: [u8; 32] = Sha256::digest(octets).into();
        let proven = self.0.iter().filter(|(known, _)| *known == digest);
        proven.map(|(_, at)| *at).min()
    }
}
