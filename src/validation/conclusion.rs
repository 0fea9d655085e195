//! Validation and report of a path that the builder found.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::pki::certificate::Certificate;
use crate::report::check::{Checks, Outcome, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::path::PathDetail;
use crate::validation::builder::{
    IssuerMatch, MAX_CERTIFICATES, MAX_PATHS, MAX_SIGNATURES, MAX_STEPS, PathBuilder,
};
use crate::validation::known_signatures::MAX_TOGETHER;
use crate::validation::path_validation::PathValidation;
use crate::validation::rank::{PathEnd, Rank, RankedPath, SearchLimit};
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
            self.limit = Some(SearchLimit::Paths);
            return ControlFlow::Break(());
        }
        self.paths_left -= 1;
        let mut outputs = self.check(path, PathEnd::Anchor);
        // Revocation of failed paths is checked at the end, for the best one only.
        if outputs.checks.count(Outcome::Failed) == 0 {
            self.check_revocation(&mut outputs, path);
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
            self.check_revocation(&mut outputs, &path);
        }
        PathValidation {
            path: self.certificates(&path),
            checks: outputs.checks,
            policies: outputs.policies,
            revoked: outputs.revoked,
            has_trust_anchor: true,
        }
    }

    /// Returns the result for a path that was not ranked.
    pub(super) fn report(&mut self, path: &[usize], end: PathEnd) -> PathValidation<'p, 'a> {
        let mut outputs = self.check(path, end);
        let certificates = self.certificates(path);
        if end.is_anchor() {
            self.check_revocation(&mut outputs, path);
        } else {
            rules::check_revocation(&mut outputs, &certificates, None, self.requirements);
        }
        PathValidation {
            path: certificates,
            checks: outputs.checks,
            policies: outputs.policies,
            revoked: outputs.revoked,
            has_trust_anchor: end.is_anchor(),
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
        let certification_path = CertificationPath {
            certificates: &certificates,
            signed: &signed,
            is_complete: end.is_anchor(),
        };
        let mut checks = Checks::default();
        self.check_end(&mut checks, path, &certificates, end);
        let outputs = rules::check_path(&certification_path, self.requirements);
        checks.append(outputs.checks);
        PathOutputs { checks, ..outputs }
    }

    fn check_end(
        &self,
        checks: &mut Checks,
        path: &[usize],
        certificates: &[&Certificate<'_>],
        end: PathEnd,
    ) {
        let Some(last) = certificates.last() else {
            return;
        };
        match end {
            PathEnd::AnchorByName => checks.skipped(
                Rule::Path,
                PathDetail::FoundByName {
                    count: certificates.len(),
                    anchor: last.subject_for_people(),
                },
            ),
            PathEnd::Anchor => checks.passed(
                Rule::Path,
                PathDetail::Found {
                    count: certificates.len(),
                    anchor: last.subject_for_people(),
                },
            ),
            PathEnd::Limit(limit) => checks.indeterminate(
                Rule::Path,
                SubIndication::CertificateChainGeneralFailure,
                broken_off(limit),
            ),
            PathEnd::NoIssuer => checks.indeterminate(
                Rule::Path,
                SubIndication::NoCertificateChainFound,
                self.missing_issuer(path),
            ),
        }
    }
}

fn broken_off(limit: SearchLimit) -> PathDetail {
    match limit {
        SearchLimit::Length => PathDetail::TooManyCertificates {
            most: MAX_CERTIFICATES,
        },
        SearchLimit::Signatures => PathDetail::TooManySignatures {
            most: MAX_SIGNATURES,
        },
        SearchLimit::SignaturesTogether => {
            PathDetail::TooManySignaturesTogether { most: MAX_TOGETHER }
        }
        SearchLimit::Steps => PathDetail::TooManyIssuers { most: MAX_STEPS },
        SearchLimit::Paths => PathDetail::TooManyPaths { most: MAX_PATHS },
    }
}
