//! The order of paths, best first.

use alloc::vec::Vec;

use crate::report::check::{Checks, Outcome};
use crate::validation::rules::PathOutputs;

/// A path to a trust anchor with its rank.
pub(super) struct RankedPath {
    /// Indices of the candidates, end entity first.
    pub(super) path: Vec<usize>,
    pub(super) outputs: PathOutputs,
    pub(super) rank: Rank,
}

/// Where a path ends.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum PathEnd {
    /// At a trust anchor.
    Anchor,
    /// At a trust anchor by names alone: at least one signature does not verify.
    AnchorByName,
    /// At a certificate without a known issuer.
    NoIssuer,
    /// The search reached a limit.
    Limit(SearchLimit),
}

/// A limit of the search for a path.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum SearchLimit {
    /// The number of certificates in a path.
    Length,
    /// The number of signatures that are verified.
    Signatures,
    /// The number of signatures that are verified for all signers of a message.
    SignaturesTogether,
    /// The number of issuers that are tried.
    Steps,
    /// The number of complete paths that are validated.
    Paths,
}

/// The rank of a path, best first: by the number of failed checks, then of indeterminate ones, then
/// by the most serious reason, then by length.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Rank {
    failed: usize,
    indeterminate: usize,
    severity: u8,
    length: usize,
}

impl PathEnd {
    pub(super) fn is_anchor(self) -> bool {
        matches!(self, Self::Anchor | Self::AnchorByName)
    }
}

impl RankedPath {
    /// Returns true if no check failed or is indeterminate.
    pub(super) fn is_flawless(&self) -> bool {
        self.rank.is_flawless()
    }

    /// Returns true if no check failed.
    pub(super) fn has_no_failure(&self) -> bool {
        self.rank.failed == 0
    }
}

impl Rank {
    pub(super) fn of(checks: &Checks, length: usize) -> Self {
        let most_serious = checks
            .reason(Outcome::Failed)
            .or_else(|| checks.reason(Outcome::Indeterminate));
        Self {
            failed: checks.count(Outcome::Failed),
            indeterminate: checks.count(Outcome::Indeterminate),
            severity: most_serious.map_or(0, |reason| u8::MAX - reason.rank()),
            length,
        }
    }

    pub(super) fn is_flawless(self) -> bool {
        self.failed == 0 && self.indeterminate == 0
    }
}
