//! Past certificate validation (ETSI EN 319 102-1 §5.6.2.1, §5.6.2.2).
//!
//! What a time-stamp proves to have been there is judged at that time. But who has the key of an
//! authority after it ended, or was revoked, can make certificates and CRLs of any date. What an
//! authority issued therefore counts only if it is known to have been there while the authority was
//! trusted, which is until now as long as it is valid and known not to be revoked.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::{
    Good, RevocationChecker, RevocationPolicy, RevocationStatus, UndeterminedReason,
};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::certificate::CertificateDetail;
use crate::validation::data::ValidationData;

/// Returns the status of each authority of a path below the trust anchor, from the top down: what an
/// issuer said after its own revocation shows nothing.
pub(super) fn statuses<'s, 'a: 's>(
    path: &[&'s Certificate<'a>],
    checker: &mut RevocationChecker<'_, 's, 'a>,
) -> Vec<RevocationStatus> {
    let pairs = path.iter().zip(path.iter().skip(1));
    let authorities = pairs.skip(1).rev();
    authorities
        .map(|(authority, issuer)| checker.status(authority, issuer))
        .collect()
}

/// Returns until when the authorities of a path were trusted, by their statuses at the time that is
/// proven and at the time of judging: their own ends apart.
///
/// Without a status at the time of judging, that is as long as the status then was current: between
/// the two, the authority may have been revoked. A limit that the sender of the data can reach must not
/// hide that.
pub(super) fn end_by_revocation(
    then: &[RevocationStatus],
    now: &[RevocationStatus],
    policy: &RevocationPolicy,
    is_hard: bool,
) -> Option<Time> {
    let ends = then.iter().zip(now).filter_map(|(then, now)| match now {
        RevocationStatus::Good(_) => None,
        RevocationStatus::Revoked(revoked) => Some(revoked.entry.effective_date()),
        RevocationStatus::Undetermined(undetermined) => {
            let is_limit = matches!(undetermined.reason, UndeterminedReason::Limit(_));
            (is_hard || is_limit).then(|| last_known(then, policy))
        }
    });
    ends.min()
}

fn last_known(then: &RevocationStatus, policy: &RevocationPolicy) -> Time {
    match then {
        RevocationStatus::Good(Good { by, .. }) => {
            let end = policy.end(by.this_update, by.next_update);
            end.max(by.this_update)
        }
        RevocationStatus::Revoked(_) | RevocationStatus::Undetermined(_) => policy.validation_time,
    }
}

/// Checks that the certificates of a path are known to have been there before `end`, when the first of
/// their authorities ended.
pub(super) fn check_certificates(
    checks: &mut Checks,
    path: &[&Certificate<'_>],
    data: &ValidationData<'_>,
    end: Time,
    now: Time,
) {
    const RULE: Rule = Rule::Existence;
    if now <= end {
        return;
    }
    let issued = path.len().saturating_sub(1);
    for (index, certificate) in path.iter().take(issued).enumerate() {
        match data.existence.of(certificate.der()) {
            Some(proven) if proven <= end => {
                let detail = CertificateDetail::Proven { proven, end };
                checks.passed(RULE.of(index), detail);
            }
            _ => checks.indeterminate(
                RULE.of(index),
                SubIndication::NoPoe,
                CertificateDetail::NotProven { end },
            ),
        }
    }
}
