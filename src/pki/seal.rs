//! A signature around something that was issued: a list, a response.

use super::algorithm::AlgorithmIdentifier;
use super::der::Element;
use super::public_key::PublicKeyInfo;
use super::signature::{self, Signed, Undecided};

/// `SEQUENCE { toBeSigned, signatureAlgorithm, signature }`, which X.509 calls SIGNED.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seal<'a> {
    /// What was signed.
    pub(super) signed: &'a [u8],
    /// The AlgorithmIdentifier.
    pub(super) algorithm: Element<'a>,
    /// The octets of the signature.
    pub(super) signature: &'a [u8],
}

impl Seal<'_> {
    pub(super) fn check(&self, key: &PublicKeyInfo<'_>) -> Signed {
        match AlgorithmIdentifier::read(&self.algorithm) {
            Ok(algorithm) => signature::verify(&algorithm, key, self.signed, self.signature),
            Err(_) => Signed::Undecided(Undecided::UnknownAlgorithm),
        }
    }
}
