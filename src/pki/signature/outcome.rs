//! Outcomes of checking a signature.

use crate::pki::signature::key_problem::{KeyFlaw, KeyProblem};

/// What came of checking a signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// Made with the key.
    Yes {
        /// The algorithm's name.
        algorithm: &'static str,
        /// The DigestInfo that was signed leaves out the NULL of its algorithm identifier.
        lacks_null: bool,
    },
    /// Not made with the key.
    No(Mismatch),
    /// Made with an algorithm of this name, whose hash is broken: never trusted.
    Refused(&'static str),
    /// The key is refused, so there is nothing to check with.
    KeyRefused(KeyFlaw),
    /// Algorithm or key are not processed in this version.
    Undecided(Undecided),
}

/// Why a signature is not one of a key.
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
    /// The signature has another length than every signature of this key and algorithm has, both in
    /// octets (RFC 8017 §8.1.2 and §8.2.2, step 1; RFC 8032 §5.1.7, step 1).
    Length {
        /// Octets of such a signature.
        expected: usize,
        /// Octets of the one at hand.
        actual: usize,
    },
    /// A number of the signature is out of its range (RFC 8017 §5.2.2; FIPS 186-5 §6.4.2, step 1).
    OutOfRange,
    /// The signature is not the DER of an ECDSA-Sig-Value (RFC 3279 §2.2.3).
    Encoding,
    /// Another key made it, or what was signed was changed afterwards.
    Value,
}

/// Why it is not decided whether a signature was made with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Undecided {
    /// The algorithm of this name is not processed in this version.
    Algorithm(&'static str),
    /// The algorithm has no name here.
    UnknownAlgorithm,
    /// The parameters of the algorithm of this name are not ones that are taken.
    Parameters(&'static str),
    /// Keys of this kind are not processed in this version.
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
