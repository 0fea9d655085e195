//! Validation and report of a path that the builder found.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::pki::certificate::Certificate;
use crate::pki::name;
use crate::report::check::{Checks, Outcome, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::path::PathDetail;
use crate::validation::builder::{IssuerMatch, PathBuilder};
use crate::validation::path_validation::PathValidation;
use crate::validation::rank::{PathEnd, Rank, RankedPath};
use crate::validation::rules;
use crate::validation::rules::{CertificationPath, PathOutputs};

impl<'r, 'p: 'r, 'a: 'p> PathBuilder<'r, 'p, 'a> {
    /// Validates a path that reached a trust anchor; breaks if no better one is needed.
    pub(super) fn conclude(&mut self, path: &[usize], by: IssuerMatch) -> ControlFlow<()> {
        if by == IssuerMatch::Name {
            self.named = Some(path.to_vec());
            return ControlFlow::Break(());
        }
        if self.paths_left == 0 {
            self.is_limited = true;
            return ControlFlow::Break(());
        }
        self.paths_left -= 1;
        let mut outputs = self.check(path, PathEnd::Anchor);
        // Revocation of failed paths is checked at the end, for the best one only.
        if outputs.checks.count(Outcome::Failed) == 0 {
            self.check_revocation(&mut outputs.checks, path);
        }
        let rank = Rank::of(&outputs.checks, path.len());
        if self.best.as_ref().is_none_or(|best| rank < best.rank) {
            self.best = Some(RankedPath {
                path: path.to_vec(),
                outputs,
                rank,
            });
        }
        if rank.is_flawless() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Returns the result for the best path.
    pub(super) fn conclude_best(&mut self, best: RankedPath) -> PathValidation<'p, 'a> {
        let RankedPath {
            path, mut outputs, ..
        } = best;
        if !outputs.checks.contains(Rule::Revocation.of(0)) {
            self.check_revocation(&mut outputs.checks, &path);
        }
        PathValidation {
            path: self.certificates(&path),
            checks: outputs.checks,
            policies: outputs.policies,
        }
    }

    /// Returns the result for a path that was not ranked.
    pub(super) fn report(&mut self, path: &[usize], end: PathEnd) -> PathValidation<'p, 'a> {
        let mut outputs = self.check(path, end);
        let certificates = self.certificates(path);
        if end == PathEnd::Anchor {
            self.check_revocation(&mut outputs.checks, path);
        } else {
            rules::check_revocation(&mut outputs.checks, &certificates, None, self.requirements);
        }
        PathValidation {
            path: certificates,
            checks: outputs.checks,
            policies: outputs.policies,
        }
    }

    /// Returns the certificates of a path.
    pub(super) fn certificates(&self, path: &[usize]) -> Vec<&'p Certificate<'a>> {
        let certificate = |&index: &usize| self.candidates[index].certificate;
        path.iter().map(certificate).collect()
    }

    /// Checks the path against every rule except revocation.
    fn check(&mut self, path: &[usize], end: PathEnd) -> PathOutputs {
        let signed: Vec<_> = path
            .windows(2)
            .map(|pair| self.signature(pair[0], pair[1]))
            .collect();
        let certificates = self.certificates(path);
        let path = CertificationPath {
            certificates: &certificates,
            signed: &signed,
            is_complete: end == PathEnd::Anchor,
        };
        let mut checks = Checks::default();
        self.check_end(&mut checks, &certificates, end);
        let PathOutputs {
            checks: of_rules,
            policies,
        } = rules::check_path(&path, self.requirements);
        checks.append(of_rules);
        PathOutputs { checks, policies }
    }

    fn check_end(&self, checks: &mut Checks, certificates: &[&Certificate<'_>], end: PathEnd) {
        let Some(last) = certificates.last() else {
            return;
        };
        match end {
            PathEnd::Anchor => checks.passed(
                Rule::Path,
                PathDetail::Found {
                    count: certificates.len(),
                    anchor: last.subject_text(),
                },
            ),
            PathEnd::Limit => checks.indeterminate(
                Rule::Path,
                SubIndication::CertificateChainGeneralFailure,
                PathDetail::BrokenOff,
            ),
            PathEnd::NoIssuer => {
                let issuer = name::to_text(last.issuer());
                let number = certificates.len();
                let mut anchors = self
                    .candidates
                    .iter()
                    .filter(|candidate| candidate.is_anchor);
                let unreadable = self
                    .data
                    .and_then(|data| data.unreadable_certificate_of(last.issuer()));
                let detail = if let Some(unreadable) = unreadable {
                    PathDetail::IssuerUnreadable {
                        issuer,
                        number,
                        item: unreadable.name.text(),
                    }
                } else if anchors.any(|anchor| anchor.certificate.der() == last.der()) {
                    PathDetail::AnchorVouchesForOthers { issuer, number }
                } else {
                    PathDetail::IssuerMissing { issuer, number }
                };
                checks.indeterminate(Rule::Path, SubIndication::NoCertificateChainFound, detail);
            }
        }
    }
}
