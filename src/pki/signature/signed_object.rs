//! The signed structure of certificates, CRLs and OCSP responses.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, strict};
use crate::pki::signature;
use crate::pki::signature::algorithm::Scheme;
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

/// The result of comparing the two algorithm identifiers of a signed object (RFC 5280 §4.1.1.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SameAlgorithm {
    Yes,
    /// They are the same algorithm with the same parameters, but encoded in two ways: with NULL and
    /// without (RFC 4055 §2.1 and §5), or with a default and without.
    EncodedTwoWays,
    No,
}

impl SignedObject<'_> {
    /// Compares the algorithm identifier with the DER of the one that was signed.
    pub(crate) fn compare_algorithm(&self, signed: &[u8]) -> SameAlgorithm {
        if signed == self.algorithm.whole {
            return SameAlgorithm::Yes;
        }
        let signed = strict(signed);
        let signed = signed.as_ref().map(AlgorithmIdentifier::parse);
        let (Ok(Ok(signed)), Ok(own)) = (signed, AlgorithmIdentifier::parse(&self.algorithm))
        else {
            return SameAlgorithm::No;
        };
        let is_same_scheme = || match (Scheme::named(&signed), Scheme::named(&own)) {
            (Ok(signed), Ok(own)) => signed == own,
            _ => false,
        };
        let lack_parameters = signed.has_null_or_nothing() && own.has_null_or_nothing();
        if signed.identifier == own.identifier && (lack_parameters || is_same_scheme()) {
            SameAlgorithm::EncodedTwoWays
        } else {
            SameAlgorithm::No
        }
    }

    /// Verifies the signature with `key`.
    pub(crate) fn verify(&self, key: &PublicKeyInfo<'_>) -> Signed {
        match AlgorithmIdentifier::parse(&self.algorithm) {
            Ok(algorithm) => signature::verify(&algorithm, key, self.tbs, self.signature),
            Err(_) => Signed::Undecided(Undecided::UnknownAlgorithm),
        }
    }
}
