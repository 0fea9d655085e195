//! Certificates by the hash of their key, as an OCSP response names its responder: RFC 6960 §4.2.1 has
//! SHA-1, and some responders use SHA-256. The hash only selects the key.

use alloc::vec::Vec;

use sha1::Sha1;
use sha2::digest::Output;
use sha2::{Digest, Sha256};

use crate::pki::certificate::Certificate;
use crate::pki::revocation::ocsp::cert_id::key_octets;

/// Hashes of the keys of certificates, in their order: made for the first response that names its
/// responder by such a hash, because there may be a thousand certificates and two hundred responses.
#[derive(Default)]
pub(crate) struct KeyHashes {
    sha1: Vec<Option<Output<Sha1>>>,
    sha256: Vec<Option<Output<Sha256>>>,
}

impl KeyHashes {
    /// Returns those whose key has this hash, of certificates that are the same in each call.
    pub(super) fn find<'s, 'a>(
        &mut self,
        hash: &[u8],
        certificates: &[&'s Certificate<'a>],
    ) -> Vec<&'s Certificate<'a>> {
        match hash.len() {
            20 => find::<Sha1>(hash, certificates, &mut self.sha1),
            32 => find::<Sha256>(hash, certificates, &mut self.sha256),
            _ => Vec::new(),
        }
    }
}

/// Returns true if the certificate's key has this hash.
pub(super) fn has_key(certificate: &Certificate<'_>, hash: &[u8]) -> bool {
    match hash.len() {
        20 => key_hash::<Sha1>(certificate).as_deref() == Some(hash),
        32 => key_hash::<Sha256>(certificate).as_deref() == Some(hash),
        _ => false,
    }
}

fn find<'s, 'a, D: Digest>(
    hash: &[u8],
    certificates: &[&'s Certificate<'a>],
    hashes: &mut Vec<Option<Output<D>>>,
) -> Vec<&'s Certificate<'a>> {
    if hashes.is_empty() {
        hashes.extend(certificates.iter().map(|one| key_hash::<D>(one)));
    }
    let pairs = certificates.iter().zip(hashes);
    pairs
        .filter(|(_, own)| own.as_deref() == Some(hash))
        .map(|(&certificate, _)| certificate)
        .collect()
}

/// `None` for a key that is not in octets.
fn key_hash<D: Digest>(certificate: &Certificate<'_>) -> Option<Output<D>> {
    key_octets(certificate).map(D::digest)
}
