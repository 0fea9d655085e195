//! The signed structure of certificates, CRLs and OCSP responses.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::Element;
use crate::pki::signature;
use crate::pki::signature::outcome::{Signed, Undecided};
use crate::pki::signature::public_key::PublicKeyInfo;

/// `SIGNED{ToBeSigned} ::= SEQUENCE { toBeSigned, algorithmIdentifier, signature BIT STRING }`
/// (X.509 §7.2.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignedObject<'a> {
    /// DER of toBeSigned.
    pub(crate) tbs: &'a [u8],
    /// The AlgorithmIdentifier.
    pub(crate) algorithm: Element<'a>,
    /// Octets of the signature.
    pub(crate) signature: &'a [u8],
}

impl SignedObject<'_> {
    /// Verifies the signature with `key`.
    pub(crate) fn verify(&self, key: &PublicKeyInfo<'_>) -> Signed {
        match AlgorithmIdentifier::parse(&self.algorithm) {
            Ok(algorithm) => signature::verify(&algorithm, key, self.tbs, self.signature),
            Err(_) => Signed::Undecided(Undecided::UnknownAlgorithm),
        }
    }
}
