//! Revocation checking along a path, and the paths of CRL signers (RFC 5280 §6.3).

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::{
    Budget, DEFAULT_MAX_AGE_MS, ProblemKind, RevocationChecker, RevocationPolicy, WorkLimit,
};
use crate::report::check::Checks;
use crate::validation::builder::{Candidate, IssuerMatch, PathBuilder};
use crate::validation::known_signatures::KnownSignatures;
use crate::validation::past;
use crate::validation::requirements::{Requirements, Revocation};
use crate::validation::rules;
use crate::validation::rules::{NamedChecker, PathOutputs};

impl<'r, 'p: 'r, 'a: 'p> PathBuilder<'r, 'p, 'a> {
    /// Checks the revocation of every certificate of a path to a trust anchor.
    pub(super) fn check_revocation(&mut self, outputs: &mut PathOutputs, path: &[usize]) {
        let certificates: Vec<&'r Certificate<'a>> = self.certificates(path);
        let authorities = certificates.iter().skip(1);
        let mut end = authorities.map(|authority| authority.not_after()).min();
        let (Some(data), Some(all), Some(&anchor)) =
            (self.revocation_data, self.data, certificates.last())
        else {
            self.check_existence(&mut outputs.checks, &certificates, end);
            return rules::check_revocation(outputs, &certificates, None, self.requirements);
        };
        let requirements = self.requirements.for_crl_signers();
        let candidates = &self.candidates;
        let signer_path = |signer: &'r Certificate<'a>, at: Time, budget: &mut Budget| {
            let requirements = Requirements {
                validation_time: at,
                ..requirements.clone()
            };
            let intermediates = candidates
                .iter()
                .filter(|candidate| !candidate.is_anchor)
                .skip(1);
            let candidates = [(signer, false), (anchor, true)]
                .map(|(certificate, is_anchor)| Candidate {
                    certificate,
                    is_anchor,
                })
                .into_iter()
                .chain(intermediates.copied());
            path_of_signer(candidates.collect(), &requirements, &all.signatures, budget)
        };
        let asked = self.requirements;
        let policy = RevocationPolicy {
            max_age_ms: asked.revocation_max_age_ms.unwrap_or(DEFAULT_MAX_AGE_MS),
            ..RevocationPolicy::at(asked.validation_time)
        };
        let mut budget = self.budget.clone();
        if let Some(judged_at) = asked.judged_at {
            let [then, now] = [asked.validation_time, judged_at].map(|validation_time| {
                let policy = RevocationPolicy {
                    validation_time,
                    ..policy
                };
                let budget_of = budget.clone();
                let mut checker = RevocationChecker::new(data, policy, &signer_path, budget_of);
                let statuses = past::statuses(&certificates, &mut checker);
                budget = checker.budget;
                statuses
            });
            let is_hard = asked.revocation == Revocation::Hard;
            let by_revocation = past::end_by_revocation(&then, &now, &policy, is_hard);
            end = end.into_iter().chain(by_revocation).min();
        }
        let mut checker = RevocationChecker::new(data, policy, &signer_path, budget);
        checker.proofs = all.source_proofs(end, asked.judged_at);
        let named = NamedChecker {
            checker: &mut checker,
            names: &all.names,
        };
        rules::check_revocation(outputs, &certificates, Some(named), self.requirements);
        self.budget = checker.budget;
        self.check_existence(&mut outputs.checks, &certificates, end);
    }

    /// Checks, of what is judged in the past, that the certificates were there while their authorities
    /// were trusted.
    fn check_existence(
        &self,
        checks: &mut Checks,
        certificates: &[&Certificate<'_>],
        end: Option<Time>,
    ) {
        let asked = self.requirements;
        if let (Some(now), Some(end), Some(data)) = (asked.judged_at, end, self.data) {
            past::check_certificates(checks, certificates, data, end, now);
        }
    }
}

/// Returns the path from the first candidate to the trust anchor, if every rule holds.
///
/// # Errors
/// [`ProblemKind::SignerPath`], [`ProblemKind::Limit`].
fn path_of_signer<'s, 'a: 's>(
    candidates: Vec<Candidate<'s, 'a>>,
    requirements: &Requirements,
    known: &'s KnownSignatures,
    budget: &mut Budget,
) -> core::result::Result<Vec<&'s Certificate<'a>>, ProblemKind> {
    let mut builder = PathBuilder::new(candidates, requirements);
    builder.max_signatures = budget.signatures;
    builder.known = Some(known);
    let _ = builder.explore(&mut vec![0], IssuerMatch::Signature);
    budget.signatures = budget
        .signatures
        .saturating_sub(builder.verified_signatures());
    match builder.best.take() {
        Some(best) if best.is_flawless() => Ok(builder.certificates(&best.path)),
        _ if builder.limit.is_some() => Err(ProblemKind::Limit(WorkLimit::Search)),
        _ => Err(ProblemKind::SignerPath),
    }
}
