//! Results of verifying a signature.

use crate::asn1::oid::IdentifierCopy;
use crate::pki::signature::key_problem::{KeyFlaw, KeyLimit, KeyProblem};

/// The result of verifying a signature with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// The key made the signature.
    Yes {
        /// The algorithm's name.
        algorithm: &'static str,
        /// True if the signed DigestInfo omits the NULL of its algorithm identifier.
        lacks_null: bool,
    },
    /// The key did not make the signature.
    No(Mismatch),
    /// The algorithm of this name uses a broken hash and is never trusted.
    Refused(&'static str),
    /// The key is refused, so the signature cannot be verified.
    KeyRefused(KeyFlaw),
    /// The signature cannot be verified with this version.
    Undecided(Undecided),
}

/// The reason why a key did not make a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mismatch {
    /// The algorithm does not belong to the kind of key (RFC 5280 §4.1.2.7).
    KeyKind {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The key's kind.
        key: &'static str,
    },
    /// The key is restricted to RSASSA-PSS parameters other than the signature's (RFC 4055 §3.3).
    KeyParameters,
    /// The signature does not have the fixed length of signatures with this key (RFC 8017 §8.1.2
    /// and §8.2.2, step 1; RFC 8032 §5.1.7, step 1).
    Length {
        /// Length of signatures with this key, in octets.
        expected: usize,
        /// Length of this signature, in octets.
        actual: usize,
    },
    /// A number of the signature is out of its range (RFC 8017 §5.2.2; FIPS 186-5 §6.4.2, step 1;
    /// GB/T 32918.2-2016 §7.1, B1 and B2).
    OutOfRange,
    /// The signature is not the DER of two INTEGERs (RFC 3279 §2.2.3, GB/T 35276-2017 §7.3).
    Encoding,
    /// Another key made the signature, or the signed data was changed.
    Value,
}

/// The reason why a signature cannot be verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Undecided {
    /// This version does not support this algorithm.
    Algorithm(&'static str),
    /// This version does not support the algorithm with this identifier.
    OtherAlgorithm(IdentifierCopy),
    /// The algorithm identifier cannot be read.
    UnknownAlgorithm,
    /// The parameters of this algorithm are not accepted.
    Parameters(&'static str),
    /// The key cannot be used with this version.
    Key(KeyLimit),
    /// Only a digest is available, and the algorithm signs the message itself or another digest.
    Digest,
}

impl From<KeyProblem> for Signed {
    fn from(problem: KeyProblem) -> Self {
        match problem {
            KeyProblem::Refused(flaw) => Self::KeyRefused(flaw),
            KeyProblem::Unsupported(limit) => Self::Undecided(Undecided::Key(limit)),
        }
    }
}

impl From<Mismatch> for Signed {
    fn from(mismatch: Mismatch) -> Self {
        Self::No(mismatch)
    }
}
