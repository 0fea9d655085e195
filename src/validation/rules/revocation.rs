//! Whether a certificate was revoked, as its check says it (ETSI EN 319 102-1 §5.2.6).

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::{Evidence, Judge, Problem, ProblemKind, Revoked, Source, Status, Why};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::Detail;
use crate::report::sentence::revocation::{RevocationDetail, SourceDetail};
use crate::validation::requirements::{Requirements, Revocation};

/// The most problems that a sentence tells of.
const MAX_PROBLEMS: usize = 5;

/// Says of every certificate of a path whether it was revoked: only where there is a judge, which
/// needs a trust anchor.
pub(crate) fn check<'j, 's: 'j, 'a: 's>(
    checks: &mut Checks,
    path: &[&'s Certificate<'a>],
    mut judge: Option<&mut Judge<'j, 's, 'a>>,
    requirements: &Requirements,
) {
    for (index, certificate) in path.iter().enumerate() {
        let name = Rule::Revocation.of(index);
        let issuer = path.get(index + 1);
        match (&mut judge, issuer) {
            _ if requirements.revocation == Revocation::Off => {
                checks.skipped(name, RevocationDetail::Off);
            }
            (None, _) => checks.skipped(name, RevocationDetail::PathIncomplete),
            (Some(_), None) => checks.skipped(name, RevocationDetail::AnchorNotRevoked),
            (Some(judge), Some(issuer)) => {
                let status = judge.status(certificate, issuer);
                report(checks, index, status, requirements);
            }
        }
    }
}

fn report(checks: &mut Checks, index: usize, status: Status, requirements: &Requirements) {
    let name = Rule::Revocation.of(index);
    match status {
        Status::Good(by) => checks.passed(name, good(by)),
        // Whoever is on hold may come back.
        Status::Revoked(Revoked { entry, by }) if !entry.is_final() => checks.indeterminate(
            name,
            SubIndication::TryLater,
            RevocationDetail::OnHold {
                date: entry.revocation_date,
                source: source(by),
            },
        ),
        Status::Revoked(revoked) if index == 0 => {
            let detail = revoked_detail(revoked, requirements);
            checks.failed(name, SubIndication::Revoked, detail);
        }
        // A signature may be older than the revocation of an authority above it, and no proof says
        // so or otherwise.
        Status::Revoked(revoked) => {
            let detail = revoked_detail(revoked, requirements);
            checks.indeterminate(name, SubIndication::RevokedCaNoPoe, detail);
        }
        Status::Undetermined(undetermined) => {
            let detail = undetermined_detail(undetermined.why, undetermined.problems);
            if requirements.revocation == Revocation::Hard {
                checks.indeterminate(name, SubIndication::TryLater, detail);
            } else {
                checks.skipped(name, detail);
            }
        }
    }
}

fn good(by: Evidence) -> RevocationDetail {
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

fn undetermined_detail(why: Why, problems: Vec<Problem>) -> RevocationDetail {
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

fn source(by: Evidence) -> Detail {
    match (by.source, by.delta) {
        (Source::Crl(index), Some(Source::Crl(delta))) => {
            SourceDetail::CrlWithDelta { index, delta }.into()
        }
        (source, _) => source.into(),
    }
}
