//! Outcomes of checking a signature.

use crate::pki::signature::key_problem::{KeyFlaw, KeyProblem};

/// Outcome of checking a signature with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// The key made the signature.
    Yes {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The signed DigestInfo omits the NULL of its algorithm identifier.
        lacks_null: bool,
    },
    /// The key did not make the signature.
    No(Mismatch),
    /// The algorithm of this name uses a broken hash and is never trusted.
    Refused(&'static str),
    /// The key is refused, so there is nothing to check with.
    KeyRefused(KeyFlaw),
    /// This version does not process the algorithm or the key.
    Undecided(Undecided),
}

/// Why a key did not make a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mismatch {
    /// The algorithm of this name does not go with a key of this kind (RFC 5280 §4.1.2.7).
    KeyKind {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The key's kind.
        key: &'static str,
    },
    /// The key is limited to other RSASSA-PSS parameters than the signature's (RFC 4055 §3.3).
    KeyParameters,
    /// Signatures of this key and algorithm all have one length, and this one has another (RFC 8017
    /// §8.1.2 and §8.2.2, step 1; RFC 8032 §5.1.7, step 1).
    Length {
        /// Octets of every signature of this key.
        expected: usize,
        /// Octets of this one.
        actual: usize,
    },
    /// A number of the signature is out of its range (RFC 8017 §5.2.2; FIPS 186-5 §6.4.2, step 1;
    /// GB/T 32918.2-2016 §7.1, B1 and B2).
    OutOfRange,
    /// The signature is not the DER of two INTEGERs (RFC 3279 §2.2.3, GB/T 35276-2017 §7.3).
    Encoding,
    /// Another key made the signature, or the signed data was changed afterwards.
    Value,
}

/// Why it is not decided whether a key made a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Undecided {
    /// This version does not process the algorithm of this name.
    Algorithm(&'static str),
    /// The algorithm is unknown.
    UnknownAlgorithm,
    /// The parameters of the algorithm of this name are not accepted.
    Parameters(&'static str),
    /// This version does not process keys of this kind.
    Key(&'static str),
    /// There is only a digest, and the algorithm signs the message itself or another digest.
    Digest,
}

impl From<KeyProblem> for Signed {
    fn from(problem: KeyProblem) -> Self {
        match problem {
            KeyProblem::Refused(flaw) => Self::KeyRefused(flaw),
            KeyProblem::Unsupported(kind) => Self::Undecided(Undecided::Key(kind)),
        }
    }
}

impl From<Mismatch> for Signed {
    fn from(mismatch: Mismatch) -> Self {
        Self::No(mismatch)
    }
}
