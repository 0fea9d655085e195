//! A signature around something that was issued: a list, a response.

use super::algorithm::AlgorithmIdentifier;
use super::der::Element;
use super::public_key::PublicKeyInfo;
use super::signature::{self, Signed, Undecided};

/// `SEQUENCE { toBeSigned, signatureAlgorithm, signature }`, which X.509 calls SIGNED.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seal<'a> {
    /// What was signed.
    pub(crate) signed: &'a [u8],
    /// The algorithm, an AlgorithmIdentifier.
    pub(crate) algorithm: Element<'a>,
    /// The octets of the signature.
    pub(crate) signature: &'a [u8],
}

impl Seal<'_> {
    pub(crate) fn check(&self, key: &PublicKeyInfo<'_>) -> Signed {
        match AlgorithmIdentifier::read(&self.algorithm) {
            Ok(algorithm) => signature::verify(&algorithm, key, self.signed, self.signature),
            Err(_) => Signed::Undecided(Undecided::UnknownAlgorithm),
        }
    }
}
