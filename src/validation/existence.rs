//! Proofs of existence (ETSI EN 319 102-1 §3.1, §5.6.2.3).

use alloc::vec::Vec;
use core::cmp::Reverse;

use sha2::{Digest as _, Sha256};

use crate::asn1::time::Time;

/// What is known to have been there, and since when at the latest: signatures, certificates, CRLs, OCSP
/// responses and time-stamps, by their octets.
///
/// Whoever fills it must have verified a time-stamp over the octets.
#[derive(Clone, Debug, Default)]
pub struct Existence(Vec<([u8; 32], Proof)>);

/// What a time-stamp proves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Proof {
    /// What it is over was there at this time.
    pub at: Time,
    /// Until when the time-stamp can be judged without another one over it, if that is known.
    pub holds_until: Option<Time>,
}

impl Existence {
    /// Adds what was there at a time.
    pub fn add(&mut self, octets: &[u8], at: Time) {
        self.add_digest(Sha256::digest(octets).into(), at);
    }

    /// Adds what was there at a time, by its SHA-256 digest.
    pub(crate) fn add_digest(&mut self, digest: [u8; 32], at: Time) {
        let holds_until = None;
        self.add_proof(digest, Proof { at, holds_until });
    }

    /// Adds what a time-stamp proves of what has this SHA-256 digest.
    pub fn add_proof(&mut self, digest: [u8; 32], proof: Proof) {
        self.0.push((digest, proof));
    }

    /// Returns true if nothing is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the earliest time at which the octets are known to have been there.
    #[must_use]
    pub fn of(&self, octets: &[u8]) -> Option<Time> {
        self.proof_of(octets).map(|proof| proof.at)
    }

    /// Returns the proof of the earliest time at which the octets are known to have been there; of several,
    /// that which holds longest.
    #[must_use]
    pub fn proof_of(&self, octets: &[u8]) -> Option<Proof> {
        if self.is_empty() {
            return None;
        }
        let digest: [u8; 32] = Sha256::digest(octets).into();
        let known = self.0.iter().filter(|(known, _)| *known == digest);
        let proofs = known.map(|(_, proof)| *proof);
        proofs.min_by_key(|proof| (proof.at, Reverse(proof.holds_until)))
    }
}
