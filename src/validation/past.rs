//! Past certificate validation (ETSI EN 319 102-1 §5.6.2.1, §5.6.2.2).
//!
//! What a time-stamp proves to have been there is judged at that time. But who has the key of an
//! authority after it ended, or was revoked, can make certificates and CRLs of any date. What an
//! authority issued therefore counts only if it is known to have been there while the authority was
//! trusted, which is until now as long as it is valid and known not to be revoked.

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::{RevocationChecker, RevocationStatus};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::certificate::CertificateDetail;
use crate::validation::data::ValidationData;
use crate::validation::requirements::{Requirements, Revocation};

/// The checkers of revocation at the time that is proven, and at the time of judging.
pub(super) struct Checkers<'c, 'j, 's, 'a> {
    pub(super) then: &'c mut RevocationChecker<'j, 's, 'a>,
    pub(super) now: &'c mut RevocationChecker<'j, 's, 'a>,
}

/// Returns until when the authorities of a path were trusted, by their revocation: their own ends
/// apart.
///
/// Without a status at the time of judging, that is as long as the status then was current: between
/// the two, the authority may have been revoked.
pub(super) fn end_by_revocation<'s, 'a: 's>(
    path: &[&'s Certificate<'a>],
    checkers: &mut Checkers<'_, '_, 's, 'a>,
    requirements: &Requirements,
) -> Option<Time> {
    let mut end: Option<Time> = None;
    let pairs = path.iter().zip(path.iter().skip(1));
    // From the trust anchor down: what an issuer said after its own revocation shows nothing.
    for (authority, issuer) in pairs.skip(1).rev() {
        let then = checkers.then.status(authority, issuer);
        let of_authority = match checkers.now.status(authority, issuer) {
            RevocationStatus::Good(_) => None,
            RevocationStatus::Revoked(revoked) => Some(revoked.entry.effective_date()),
            RevocationStatus::Undetermined(_) if requirements.revocation != Revocation::Hard => {
                None
            }
            RevocationStatus::Undetermined(_) => match then {
                RevocationStatus::Good(good) => {
                    let policy = &checkers.then.policy;
                    let by = good.by;
                    Some(
                        policy
                            .end(by.this_update, by.next_update)
                            .max(by.this_update),
                    )
                }
                // The path is not valid then either.
                RevocationStatus::Revoked(_) | RevocationStatus::Undetermined(_) => None,
            },
        };
        end = end.into_iter().chain(of_authority).min();
    }
    end
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
