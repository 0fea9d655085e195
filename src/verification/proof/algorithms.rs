//! Algorithms at the time that is proven (ETSI EN 319 102-1 §5.5.4, §5.6.2.4).

use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::Algorithm;
use crate::verification::evidence::holding::{Limit, LimitOf, limit_of};
use crate::verification::input::PathOptions;
use crate::verification::proof::detail::ProofDetail;
use crate::verification::report::VerificationReport;

/// Checks that no algorithm of a signature had ended by the time at which it is judged: that which is
/// proven, or the validation time. Only if the caller says when algorithms end: what is merely not
/// recommended any more does not undo a signature of today.
pub(in crate::verification) fn check(
    report: &mut VerificationReport,
    algorithms: &[Algorithm],
    options: &PathOptions,
) {
    let Some(ends) = &options.algorithm_ends else {
        return;
    };
    let now = report.validation_time;
    let judged = report.proven_time.map_or(now, |proven| proven.min(now));
    let Some(Limit {
        end: ended,
        of: LimitOf::Algorithm(algorithm),
    }) = limit_of(report, algorithms, ends)
    else {
        return;
    };
    if ended < judged {
        let mut checks = Checks::default();
        let reason = SubIndication::CryptoConstraintsFailure;
        let detail = ProofDetail::AlgorithmEnded {
            algorithm: algorithm.as_str(),
            ended,
            judged,
        };
        checks.indeterminate(Rule::SignatureAlgorithm, reason, detail);
        report.add(checks);
    }
}
