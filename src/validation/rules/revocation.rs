//! The check of a certificate's revocation status (ETSI EN 319 102-1 §5.2.6).

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::{
    Problem, ProblemKind, RevocationChecker, RevocationEntry, RevocationStatus, Revoked,
    StatusInformation, UndeterminedReason,
};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::Detail;
use crate::report::sentence::revocation::{EntryDetail, RevocationDetail, SourceDetail};
use crate::validation::data::SourceNames;
use crate::validation::requirements::{Requirements, Revocation};
use crate::validation::rules::PathOutputs;

/// Maximum number of problems that one sentence lists.
const MAX_PROBLEMS: usize = 5;

/// The checker of the certificates of a path, and the names of its sources in the report.
pub(crate) struct NamedChecker<'c, 'j, 's, 'a> {
    pub(crate) checker: &'c mut RevocationChecker<'j, 's, 'a>,
    pub(crate) names: &'c SourceNames,
}

/// Checks every certificate of a path. The checker needs a trust anchor; without it, the checks are
/// skipped.
pub(crate) fn check<'j, 's: 'j, 'a: 's>(
    outputs: &mut PathOutputs,
    path: &[&'s Certificate<'a>],
    mut checker: Option<NamedChecker<'_, 'j, 's, 'a>>,
    requirements: &Requirements,
) {
    let checks = &mut outputs.checks;
    // From the trust anchor down: what an issuer said after its own revocation shows nothing.
    for (index, certificate) in path.iter().enumerate().rev() {
        let name = Rule::Revocation.of(index);
        let issuer = path.get(index + 1);
        match (&mut checker, issuer) {
            _ if requirements.revocation == Revocation::Off => {
                checks.skipped(name, RevocationDetail::Off);
            }
            (None, _) => checks.skipped(name, RevocationDetail::PathIncomplete),
            (Some(_), None) => checks.skipped(name, RevocationDetail::AnchorNotRevoked),
            (Some(NamedChecker { checker, names }), Some(issuer)) => {
                let status = checker.status(certificate, issuer);
                let since = status.revoked_since();
                outputs.revoked.extend(since.map(|since| (index, since)));
                report(checks, index, status, names, requirements);
            }
        }
    }
}

fn report(
    checks: &mut Checks,
    index: usize,
    status: RevocationStatus,
    names: &SourceNames,
    requirements: &Requirements,
) {
    let name = Rule::Revocation.of(index);
    match status {
        RevocationStatus::Good(status) => {
            let duties = problems(status.duties, names);
            let good = good(status.by, status.later, names);
            if duties.is_empty() {
                return checks.passed(name, good);
            }
            let detail = RevocationDetail::GoodDespite {
                good: good.into(),
                duties,
            };
            let strict = requirements.strict_profile;
            checks.duty(strict, name, SubIndication::ChainConstraintsFailure, detail);
        }
        // A certificate on hold may become valid again.
        RevocationStatus::Revoked(Revoked { entry, by }) if !entry.is_final() => checks
            .indeterminate(
                name,
                SubIndication::TryLater,
                RevocationDetail::OnHold {
                    date: entry.revocation_date,
                    source: source(by, names),
                },
            ),
        // The signature may be older than the revocation. Nothing proves it, and nothing proves the
        // contrary: the claimed time is no proof either way.
        RevocationStatus::Revoked(revoked) => {
            let reason = if index == 0 {
                SubIndication::RevokedNoPoe
            } else {
                SubIndication::RevokedCaNoPoe
            };
            let detail = revoked_detail(revoked, names, requirements);
            checks.indeterminate(name, reason, detail);
        }
        RevocationStatus::Undetermined(undetermined) => {
            let is_limit = matches!(undetermined.reason, UndeterminedReason::Limit(_));
            let problems = problems(undetermined.problems, names);
            let detail = undetermined_detail(undetermined.reason, problems);
            // A limit that the sender of the data can reach must not save a revoked certificate.
            if requirements.revocation == Revocation::Hard || is_limit {
                checks.indeterminate(name, SubIndication::TryLater, detail);
            } else {
                let finding = detail.into();
                checks.skipped(name, RevocationDetail::Soft { finding });
            }
        }
    }
}

fn good(
    by: StatusInformation,
    later: Option<RevocationEntry>,
    names: &SourceNames,
) -> RevocationDetail {
    let this_update = by.this_update;
    match (later, by.next_update) {
        (Some(entry), _) => RevocationDetail::GoodThen {
            source: source(by, names),
            this_update,
            revocation: revocation(entry),
        },
        (None, Some(next_update)) => RevocationDetail::GoodUntil {
            source: source(by, names),
            this_update,
            next_update,
        },
        (None, None) => RevocationDetail::Good {
            source: source(by, names),
            this_update,
        },
    }
}

fn revoked_detail(
    revoked: Revoked,
    names: &SourceNames,
    requirements: &Requirements,
) -> RevocationDetail {
    let source = source(revoked.by, names);
    let date = revoked.entry.effective_date();
    let revocation = revocation(revoked.entry);
    match requirements.claimed_time {
        None => RevocationDetail::Revoked { revocation, source },
        Some(claimed) if date <= claimed => RevocationDetail::RevokedBeforeClaim {
            revocation,
            source,
            claimed,
        },
        Some(claimed) => RevocationDetail::RevokedAfterClaim {
            revocation,
            source,
            claimed,
        },
    }
}

fn revocation(entry: RevocationEntry) -> Detail {
    let (date, reason) = (entry.revocation_date, entry.reason.as_str());
    let invalidity = entry.effective_date();
    let detail = if invalidity < date {
        EntryDetail::InvalidSince {
            date,
            reason,
            invalidity,
        }
    } else {
        EntryDetail::Revoked { date, reason }
    };
    detail.into()
}

fn undetermined_detail(why: UndeterminedReason, problems: Vec<Detail>) -> RevocationDetail {
    match why {
        UndeterminedReason::NoData if problems.is_empty() => RevocationDetail::NoData,
        why if problems.is_empty() => RevocationDetail::Undetermined { why: why.into() },
        why => RevocationDetail::UndeterminedBecause {
            why: why.into(),
            problems,
        },
    }
}

/// Returns the first problems as parts of sentences, those of sources about the certificate first.
fn problems(problems: Vec<Problem>, names: &SourceNames) -> Vec<Detail> {
    let is_about_others = |problem: &Problem| {
        let kind = &problem.kind;
        matches!(
            kind,
            ProblemKind::CrlOutOfScope(_) | ProblemKind::OcspOtherCertificates
        )
    };
    let (others, own): (Vec<_>, Vec<_>) = problems.into_iter().partition(is_about_others);
    let sentence = |Problem { source, kind }: Problem| {
        let name = names.text(source);
        let what = kind.into();
        Detail::from(SourceDetail::Problem { name, what })
    };
    let listed = own.into_iter().chain(others).take(MAX_PROBLEMS);
    listed.map(sentence).collect()
}

fn source(by: StatusInformation, names: &SourceNames) -> Detail {
    let name = names.text(by.source);
    let detail = match by.delta {
        Some(delta) => SourceDetail::CrlWithDelta {
            name,
            delta: names.text(delta),
        },
        None => SourceDetail::Whole { name },
    };
    detail.into()
}
