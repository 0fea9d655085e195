//! A signature around something that was issued: a list, a response.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::Element;
use crate::pki::signature;
use crate::pki::signature::outcome::{Signed, Undecided};
use crate::pki::signature::public_key::PublicKeyInfo;

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
