//! The check of a certificate's revocation status (ETSI EN 319 102-1 §5.2.6).

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::{
    Problem, ProblemKind, RevocationChecker, RevocationSource, RevocationStatus, Revoked,
    StatusInformation, UndeterminedReason,
};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::Detail;
use crate::report::sentence::revocation::{RevocationDetail, SourceDetail};
use crate::validation::requirements::{Requirements, Revocation};

/// Maximum number of problems that one sentence lists.
const MAX_PROBLEMS: usize = 5;

/// Checks every certificate of a path. The checker needs a trust anchor; without it, the checks are
/// skipped.
pub(crate) fn check<'j, 's: 'j, 'a: 's>(
    checks: &mut Checks,
    path: &[&'s Certificate<'a>],
    mut checker: Option<&mut RevocationChecker<'j, 's, 'a>>,
    requirements: &Requirements,
) {
    for (index, certificate) in path.iter().enumerate() {
        let name = Rule::Revocation.of(index);
        let issuer = path.get(index + 1);
        match (&mut checker, issuer) {
            _ if requirements.revocation == Revocation::Off => {
                checks.skipped(name, RevocationDetail::Off);
            }
            (None, _) => checks.skipped(name, RevocationDetail::PathIncomplete),
            (Some(_), None) => checks.skipped(name, RevocationDetail::AnchorNotRevoked),
            (Some(checker), Some(issuer)) => {
                let status = checker.status(certificate, issuer);
                report(checks, index, status, requirements);
            }
        }
    }
}

fn report(
    checks: &mut Checks,
    index: usize,
    status: RevocationStatus,
    requirements: &Requirements,
) {
    let name = Rule::Revocation.of(index);
    match status {
        RevocationStatus::Good(by) => checks.passed(name, good(by)),
        // A certificate on hold may become valid again.
        RevocationStatus::Revoked(Revoked { entry, by }) if !entry.is_final() => checks
            .indeterminate(
                name,
                SubIndication::TryLater,
                RevocationDetail::OnHold {
                    date: entry.revocation_date,
                    source: source(by),
                },
            ),
        RevocationStatus::Revoked(revoked) if index == 0 => {
            let detail = revoked_detail(revoked, requirements);
            checks.failed(name, SubIndication::Revoked, detail);
        }
        // The signature may be older than the revocation of the CA; there is no proof of existence
        // either way.
        RevocationStatus::Revoked(revoked) => {
            let detail = revoked_detail(revoked, requirements);
            checks.indeterminate(name, SubIndication::RevokedCaNoPoe, detail);
        }
        RevocationStatus::Undetermined(undetermined) => {
            let detail = undetermined_detail(undetermined.reason, undetermined.problems);
            if requirements.revocation == Revocation::Hard {
                checks.indeterminate(name, SubIndication::TryLater, detail);
            } else {
                checks.skipped(name, detail);
            }
        }
    }
}

fn good(by: StatusInformation) -> RevocationDetail {
    let this_update = by.this_update;
    match by.next_update {
        Some(next_update) => RevocationDetail::GoodUntil {
            source: source(by),
            this_update,
            next_update,
        },
        None => RevocationDetail::Good {
            source: source(by),
            this_update,
        },
    }
}

fn revoked_detail(revoked: Revoked, requirements: &Requirements) -> RevocationDetail {
    let date = revoked.entry.revocation_date;
    let reason = revoked.entry.reason.as_str();
    let source = source(revoked.by);
    match requirements.claimed_time {
        None => RevocationDetail::Revoked {
            date,
            reason,
            source,
        },
        Some(claimed) if date <= claimed => RevocationDetail::RevokedBeforeClaim {
            date,
            reason,
            source,
            claimed,
        },
        Some(claimed) => RevocationDetail::RevokedAfterClaim {
            date,
            reason,
            source,
            claimed,
        },
    }
}

fn undetermined_detail(why: UndeterminedReason, problems: Vec<Problem>) -> RevocationDetail {
    let is_about_it = |problem: &Problem| !matches!(problem.kind, ProblemKind::CrlOutOfScope(_));
    let problem = |Problem { source, kind }: Problem| {
        let source = source.into();
        let what = kind.into();
        Detail::from(SourceDetail::Problem { source, what })
    };
    let problems = problems.into_iter().filter(is_about_it);
    let problems: Vec<_> = problems.map(problem).take(MAX_PROBLEMS).collect();
    let why = why.into();
    if problems.is_empty() {
        RevocationDetail::Undetermined { why }
    } else {
        RevocationDetail::UndeterminedBecause { why, problems }
    }
}

fn source(by: StatusInformation) -> Detail {
    match (by.source, by.delta) {
        (RevocationSource::Crl(index), Some(RevocationSource::Crl(delta))) => {
            SourceDetail::CrlWithDelta { index, delta }.into()
        }
        (source, _) => source.into(),
    }
}
