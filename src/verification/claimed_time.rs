//! The time that a signature is claimed to be of.

use crate::asn1::time::Time;
use crate::report::check::Checks;
use crate::report::rule::Rule;
use crate::verification::detail::SignedDataDetail;

/// Adds the claimed signing time, which is not proven, to the checks.
pub(super) fn check_claimed_time(
    checks: &mut Checks,
    claimed: Option<Time>,
    validation: Time,
    proven: Option<Time>,
) {
    const RULE: Rule = Rule::ClaimedTime;
    match (claimed, proven) {
        (None, _) => {}
        (Some(claimed), None) => checks.skipped(
            RULE,
            SignedDataDetail::TimeClaimed {
                claimed,
                validation,
            },
        ),
        (Some(claimed), Some(proven)) if claimed.whole_second() > proven => {
            checks.warning(RULE, SignedDataDetail::TimeClaimedAfter { claimed, proven });
        }
        (Some(claimed), Some(proven)) => {
            checks.skipped(
                RULE,
                SignedDataDetail::TimeClaimedBefore { claimed, proven },
            );
        }
    }
}
