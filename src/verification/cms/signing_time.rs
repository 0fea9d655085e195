//! The time that the signer claims (RFC 5652 §11.3).

use crate::asn1::der::{Malformed, tag};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs::time;
use crate::pki::cms::{SignedAttributes, identifier};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::claimed_time::check_claimed_time;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::input::PathOptions;

/// Returns signingTime, which the signer claims without proof. That it is of the standard's form
/// binds the signer; no step of the validation depends on it.
pub(super) fn check(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    options: &PathOptions,
    proven: Option<Time>,
) -> Option<Time> {
    let value = attributes.value(identifier::SIGNING_TIME)?;
    let read = value.and_then(|value| Ok((time(value)?, value.tag)));
    let (claimed, flaw) = match read {
        Ok((claimed, tag::GENERALIZED_TIME)) if is_for_utc_time(claimed) => {
            (Some(claimed), CmsDetail::TimeOfOtherKind { claimed })
        }
        Ok((claimed, _)) => {
            check_claimed_time(checks, Some(claimed), options.validation_time, proven);
            return Some(claimed);
        }
        Err(Malformed(reason)) => (
            None,
            CmsDetail::TimeUnreadable {
                reason: reason.into(),
            },
        ),
    };
    checks.duty(
        options.strict_profile,
        Rule::ClaimedTime,
        SubIndication::FormatFailure,
        flaw,
    );
    claimed
}

/// Returns true for the years 1950 to 2049, which are written as UTCTime.
fn is_for_utc_time(time: Time) -> bool {
    let start_of = |year| Time::from_utc([year, 1, 1], [0, 0, 0]);
    start_of(1950).is_some_and(|start| start <= time)
        && start_of(2050).is_some_and(|end| time < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5652 §11.3: "Dates between 1 January 1950 and 31 December 2049 (inclusive) MUST be encoded
    /// as UTCTime."
    #[test]
    fn utc_time_is_for_1950_to_2049() {
        for (date, time, expected) in [
            ([1949, 12, 31], [23, 59, 59], false),
            ([1950, 1, 1], [0, 0, 0], true),
            ([2049, 12, 31], [23, 59, 59], true),
            ([2050, 1, 1], [0, 0, 0], false),
        ] {
            let found = Time::from_utc(date, time).map(is_for_utc_time);
            assert_eq!(found, Some(expected), "{date:?}");
        }
    }
}
