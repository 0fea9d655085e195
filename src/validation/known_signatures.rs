//! Signatures of certificates that were verified already. Several searches of one verification try the
//! same: the signers of a message and those of its CRLs have authorities in common, or namesakes of them.

use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

use crate::hash::sha256;
use crate::pki::certificate::Certificate;
use crate::pki::signature::outcome::Signed;

/// Maximum number of signatures that are verified for the paths of all signers of a message together,
/// each pair of certificate and key counted once: 16 signers, the most that are judged, each below three
/// authorities of their own and with another key for CRLs at each, need 96. A search of one signer ends
/// sooner; the bound keeps sixteen that make work from taking sixteen times as long.
pub(crate) const MAX_TOGETHER: usize = 100;

/// The results of verifying signatures, and how many more may be verified.
#[derive(Debug, Default)]
pub(crate) struct KnownSignatures {
    /// By the digests of certificate and key, in their order.
    results: RefCell<Vec<([u8; 32], Signed)>>,
    /// `None`: as many as each search allows itself.
    left: Cell<Option<usize>>,
}

impl KnownSignatures {
    /// Sets the bound for all searches together that follow.
    pub(crate) fn bound(&self, most: usize) {
        self.left.set(Some(most));
    }

    /// Returns true if the bound is reached, and the signature not known.
    pub(crate) fn is_out_of_bounds(
        &self,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
    ) -> bool {
        self.left.get() == Some(0) && self.place(&digest(certificate, issuer)).is_err()
    }

    /// Returns whether the key of `issuer` signed the certificate, which is verified once.
    pub(crate) fn verify(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Signed {
        let digest = digest(certificate, issuer);
        let place = match self.place(&digest) {
            Ok(known) => return known,
            Err(place) => place,
        };
        let left = self.left.get();
        self.left.set(left.map(|left| left.saturating_sub(1)));
        let signed = certificate.verify_signature(issuer);
        self.results.borrow_mut().insert(place, (digest, signed));
        signed
    }

    /// Returns the known result, or where it has to be inserted.
    fn place(&self, digest: &[u8; 32]) -> Result<Signed, usize> {
        let results = self.results.borrow();
        let place = results.partition_point(|(other, _)| other < digest);
        match results.get(place) {
            Some((other, signed)) if other == digest => Ok(*signed),
            _ => Err(place),
        }
    }
}

/// What a signature and the key to verify it with are found by.
fn digest(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> [u8; 32] {
    sha256(&[certificate.der(), issuer.tbs().public_key_info.whole])
}
