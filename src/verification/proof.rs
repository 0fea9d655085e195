//! The time-stamps over one signature, and the time that they prove (ETSI EN 319 102-1 §5.5.4).

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::Existence;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, Proofs};
use crate::verification::proof_detail::ProofDetail;
use crate::verification::report::{Indication, VerificationReport};
use crate::verification::timestamp::{Stamped, TimestampInput, TimestampReport, verify_decoded};
use crate::{Error, Result};

/// Maximum number of time-stamps over one signature. Signers take one; renewed archives add one every
/// few years. Each is judged with a path of its own.
pub(super) const MAX_TIMESTAMPS: usize = 16;

/// The time-stamps over one signature.
#[derive(Debug, Default)]
pub(super) struct SignatureProof {
    /// Reports on those that can be read.
    reports: Vec<TimestampReport>,
    unreadable: usize,
    /// The earliest time at which the signature is known to have been there.
    pub(super) proven: Option<Time>,
}

impl SignatureProof {
    /// Judges time-stamps over the octets of a signature. `decoded` has the trust anchors of time-stamp
    /// authorities.
    pub(super) fn judge(
        tokens: &[&[u8]],
        signature: &[u8],
        options: &PathOptions,
        decoded: &DecodedInput<'_>,
        existence: &Existence,
    ) -> Result<Self> {
        let mut proof = Self {
            proven: existence.of(signature),
            ..Self::default()
        };
        let options = options.of_timestamps();
        for token in tokens.iter().take(MAX_TIMESTAMPS) {
            let input = TimestampInput {
                token,
                stamped: Stamped::Content(&[signature]),
                nonce: None,
                policies: Vec::new(),
                existence: existence.clone(),
                options: &options,
            };
            match verify_decoded(&input, decoded, &Proofs::new()) {
                Ok(report) => {
                    proof.proven = proof.proven.into_iter().chain(report.proven).min();
                    proof.reports.push(report);
                }
                Err(Error::TimestampMalformed { .. }) => proof.unreadable += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(proof)
    }

    /// Says in the checks if there are time-stamps and none proves anything: that does not speak against
    /// the signature, which is judged as if they were not there.
    pub(super) fn check(&self, checks: &mut Checks) {
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
    pub(super) const fn count(&self) -> usize {
        self.reports.len() + self.unreadable
    }

    /// Adds to the report on the signature what its time-stamps come to.
    pub(super) fn add_to(&self, report: &mut VerificationReport) {
        let ends = self.reports.iter().filter_map(|found| found.holds_until);
        // Nothing of it proves that the certificates and CRLs were there while their authorities were
        // trusted.
        let authorities = report
            .path
            .iter()
            .skip(1)
            .map(|authority| authority.not_after);
        report.holds_until = match (report.indication, ends.max()) {
            (Indication::TotalPassed, Some(end)) => authorities.chain([end]).min(),
            _ => None,
        };
        report.signature_timestamps.clone_from(&self.reports);
    }
}
