//! The time-stamps over one signature, in its report.

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::asn1::time::Time;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::Proof;
use crate::verification::proof::detail::ProofDetail;
use crate::verification::report::{Indication, VerificationReport};
use crate::verification::timestamp::TimestampReport;

/// The time-stamps over one signature.
#[derive(Debug, Default)]
pub(in crate::verification) struct SignatureProof {
    /// Reports on those that can be read.
    pub(super) reports: Vec<TimestampReport>,
    pub(super) unreadable: usize,
    /// What a time-stamp beside those over the signature proves of it.
    pub(super) beside: Option<Proof>,
    /// The earliest time at which the signature is known to have been there.
    pub(in crate::verification) proven: Option<Time>,
}

impl SignatureProof {
    /// Says in the checks if there are time-stamps and none proves anything: that does not speak against
    /// the signature, which is judged as if they were not there.
    pub(in crate::verification) fn check(&self, checks: &mut Checks) {
        const RULE: Rule = Rule::ProvenTime;
        let count = self.count();
        if self.proven.is_some() || count == 0 {
            return;
        }
        let reports = self.reports.iter().map(|timestamp| &timestamp.report);
        let reasons = reports.clone().filter_map(|report| report.sub_indication);
        let Some(why) = reasons.min_by_key(|reason: &SubIndication| reason.rank()) else {
            return checks.warning(RULE, ProofDetail::NoneRead { count });
        };
        let why = why.into();
        let mut verdicts = reports.map(|report| report.indication);
        if verdicts.any(|indication| indication == Indication::TotalFailed) {
            checks.warning(RULE, ProofDetail::NoneProves { count, why });
        } else {
            checks.skipped(RULE, ProofDetail::NoneProves { count, why });
        }
    }

    /// Returns the number of time-stamps.
    pub(in crate::verification) const fn count(&self) -> usize {
        self.reports.len() + self.unreadable
    }

    /// Adds to the report on the signature what its time-stamps come to. `stands` says whether proofs of
    /// existence alone show that its path was valid.
    pub(in crate::verification) fn add_to(&self, report: &mut VerificationReport, stands: bool) {
        let reports = self.reports.iter();
        let own = reports.filter_map(|found| {
            let (at, holds_until) = (found.proven?, found.holds_until);
            Some(Proof { at, holds_until })
        });
        // Another one may hold longer, and prove a time at which the signature was not valid any more.
        let all = own.chain(self.beside);
        let earliest = all.min_by_key(|proof| (proof.at, Reverse(proof.holds_until)));
        let end = earliest.and_then(|proof| proof.holds_until);
        // Else nothing proves that the certificates and CRLs were there while their authorities were
        // trusted.
        let authorities = report
            .path
            .iter()
            .skip(1)
            .map(|authority| authority.not_after)
            .filter(|_| !stands);
        report.holds_until = match (report.indication, end) {
            (Indication::TotalPassed, Some(end)) => authorities.chain([end]).min(),
            _ => None,
        };
        report.signature_timestamps.clone_from(&self.reports);
    }
}
