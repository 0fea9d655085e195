//! What a path is worth, and which of several is the best.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::pki::certificate::Certificate;
use crate::pki::name;
use crate::report::check::{Checks, Outcome, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::path::PathDetail;
use crate::validation::rules;
use crate::validation::rules::{Judged, Path};
use crate::validation::{By, Found, Indices, Search};

/// The best path so far.
pub(crate) struct Best {
    pub(crate) path: Indices,
    judged: Judged,
    rank: Rank,
}

/// How far a path came.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Reached {
    Anchor,
    Nothing,
    Limit,
}

/// The order of paths: what failed weighs more than what is undecided, that more than how grave the
/// gravest of it is, and that more than length.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Rank {
    failed: usize,
    indeterminate: usize,
    gravity: u8,
    length: usize,
}

impl<'r, 'p: 'r, 'a: 'p> Search<'r, 'p, 'a> {
    /// Takes a path that reached a trust anchor; breaks off where no better one is wanted.
    pub(crate) fn conclude(&mut self, path: &[usize], by: By) -> ControlFlow<()> {
        if by == By::Name {
            self.named = Some(path.to_vec());
            return ControlFlow::Break(());
        }
        if self.paths_left == 0 {
            self.is_limited = true;
            return ControlFlow::Break(());
        }
        self.paths_left -= 1;
        let mut judged = self.check(path, Reached::Anchor);
        // Of paths that fail anyway it is asked at the end, and of the best only.
        if judged.checks.count(Outcome::Failed) == 0 {
            self.check_revocation(&mut judged.checks, path);
        }
        let rank = Rank::of(&judged.checks, path.len());
        if self.best.as_ref().is_none_or(|best| rank < best.rank) {
            self.best = Some(Best {
                path: path.to_vec(),
                judged,
                rank,
            });
        }
        if rank.is_flawless() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    pub(crate) fn found(
        &mut self,
        Best {
            path, mut judged, ..
        }: Best,
    ) -> Found<'p, 'a> {
        if !judged.checks.speak_of(Rule::Revocation.of(0)) {
            self.check_revocation(&mut judged.checks, &path);
        }
        Found {
            path: self.certificates(&path),
            checks: judged.checks,
            policies: judged.policies,
        }
    }

    pub(crate) fn judge(&mut self, path: &[usize], reached: Reached) -> Found<'p, 'a> {
        let mut judged = self.check(path, reached);
        let certificates = self.certificates(path);
        if reached == Reached::Anchor {
            self.check_revocation(&mut judged.checks, path);
        } else {
            rules::check_revocation(&mut judged.checks, &certificates, None, self.requirements);
        }
        Found {
            path: certificates,
            checks: judged.checks,
            policies: judged.policies,
        }
    }

    pub(crate) fn certificates(&self, path: &[usize]) -> Vec<&'p Certificate<'a>> {
        let certificate = |&index: &usize| self.nodes[index].certificate;
        path.iter().map(certificate).collect()
    }

    /// Holds the path to every rule but those on revocation.
    fn check(&mut self, path: &[usize], reached: Reached) -> Judged {
        let signed: Vec<_> = path
            .windows(2)
            .map(|pair| *self.signed(pair[0], pair[1]))
            .collect();
        let certificates = self.certificates(path);
        let path = Path {
            certificates: &certificates,
            signed: &signed,
            is_complete: reached == Reached::Anchor,
        };
        let mut checks = Checks::default();
        self.check_reached(&mut checks, &certificates, reached);
        let Judged {
            checks: of_rules,
            policies,
        } = rules::check_path(&path, self.requirements);
        checks.append(of_rules);
        Judged { checks, policies }
    }

    fn check_reached(
        &self,
        checks: &mut Checks,
        certificates: &[&Certificate<'_>],
        reached: Reached,
    ) {
        let Some(last) = certificates.last() else {
            return;
        };
        match reached {
            Reached::Anchor => checks.passed(
                Rule::Path,
                PathDetail::Found {
                    count: certificates.len(),
                    anchor: last.subject_text(),
                },
            ),
            Reached::Limit => checks.indeterminate(
                Rule::Path,
                SubIndication::CertificateChainGeneralFailure,
                PathDetail::BrokenOff,
            ),
            Reached::Nothing => {
                let issuer = name::to_text(last.issuer());
                let number = certificates.len();
                let mut anchors = self.nodes.iter().filter(|node| node.is_anchor);
                let detail = if anchors.any(|node| node.certificate.der() == last.der()) {
                    PathDetail::AnchorVouchesForOthers { issuer, number }
                } else {
                    PathDetail::IssuerMissing { issuer, number }
                };
                checks.indeterminate(Rule::Path, SubIndication::NoCertificateChainFound, detail);
            }
        }
    }
}

impl Best {
    pub(crate) fn is_flawless(&self) -> bool {
        self.rank.is_flawless()
    }

    /// Nothing failed.
    pub(crate) fn has_no_failure(&self) -> bool {
        self.rank.failed == 0
    }
}

impl Rank {
    fn of(checks: &Checks, length: usize) -> Self {
        let gravest = checks
            .reason(Outcome::Failed)
            .or_else(|| checks.reason(Outcome::Indeterminate));
        Self {
            failed: checks.count(Outcome::Failed),
            indeterminate: checks.count(Outcome::Indeterminate),
            gravity: gravest.map_or(0, |reason| u8::MAX - reason.rank()),
            length,
        }
    }

    fn is_flawless(self) -> bool {
        self.failed == 0 && self.indeterminate == 0
    }
}
