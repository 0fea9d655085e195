//! Combination of the statements about one certificate.
//!
//! - A permanent revocation counts, even if its source has expired and whatever other sources say:
//!   it is never reversed.
//! - Among statements that the certificate is good or on hold, the most recent counts.
//! - CRLs that each cover only some reasons show that a certificate is good if together they cover
//!   all reasons (RFC 5280 §6.3.3 (l)).
//! - A responder's 'unknown' overrides older OCSP responses.
//!
//! A source that is defective, has expired, or is not signed by an authorized signer cannot show
//! that a certificate is good; it is recorded as a [`Problem`].

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::crl::reason_flags::ReasonFlags;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::problem::{Problem, ProblemKind, UndeterminedReason};
use crate::pki::revocation::status::{
    Good, RevocationStatus, Revoked, StatusInformation, Undetermined,
};

/// The statements of all sources about one certificate.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    revoked: Option<Revoked>,
    statements: Vec<Statement>,
    unknown_at: Option<Time>,
    problems: Vec<Problem>,
}

/// A statement about the certificate, for some revocation reasons.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) covered: ReasonFlags,
    pub(crate) saying: Saying,
    pub(crate) by: StatusInformation,
    /// Duties that the source breaks.
    pub(crate) duties: Vec<ProblemKind>,
}

/// What a source says about the certificate at the validation time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Saying {
    /// Not revoked at that time; perhaps later.
    Good { later: Option<RevocationEntry> },
    /// On hold.
    OnHold(RevocationEntry),
    /// Named in an entry that cannot be read.
    Unreadable,
    /// Revoked for good.
    Revoked(RevocationEntry),
}

impl Findings {
    pub(crate) fn problem(&mut self, source: RevocationSource, kind: ProblemKind) {
        self.problems.push(Problem { source, kind });
    }

    /// Adds a permanent revocation. The earliest counts.
    pub(crate) fn revoked(&mut self, entry: RevocationEntry, by: StatusInformation) {
        let is_earlier = |known: &Revoked| entry.effective_date() < known.entry.effective_date();
        if self.revoked.as_ref().is_none_or(is_earlier) {
            self.revoked = Some(Revoked { entry, by });
        }
    }

    /// Adds what a source of an authorized signer says. A permanent revocation counts whatever the
    /// problem.
    ///
    /// # Errors
    /// The problem.
    pub(crate) fn add(
        &mut self,
        statement: Statement,
        problem: Option<ProblemKind>,
    ) -> Result<(), ProblemKind> {
        match (statement.saying, problem) {
            (Saying::Revoked(entry), _) => self.revoked(entry, statement.by),
            (_, Some(problem)) => return Err(problem),
            (_, None) => self.statements.push(statement),
        }
        Ok(())
    }

    /// Adds a usable OCSP response whose certStatus is 'unknown'.
    pub(crate) fn unknown(&mut self, source: RevocationSource, at: Time) {
        self.unknown_at = self.unknown_at.max(Some(at));
        self.problem(source, ProblemKind::OcspUnknown);
    }

    pub(crate) fn into_status(mut self) -> RevocationStatus {
        if let Some(revoked) = self.revoked {
            return RevocationStatus::Revoked(revoked);
        }
        let unknown_at = self.unknown_at;
        self.statements.retain(|statement| {
            let is_ocsp = matches!(statement.by.source, RevocationSource::Ocsp(_));
            !is_ocsp || Some(statement.by.this_update) > unknown_at
        });
        match self.unreleased().map(|held| (held.saying, held.by)) {
            Some((Saying::OnHold(entry), by)) => {
                return RevocationStatus::Revoked(Revoked { entry, by });
            }
            Some((_, by)) => {
                self.problem(by.source, ProblemKind::CrlEntryUnreadable);
                return self.into_undetermined();
            }
            None => {}
        }
        if let Some(good) = self.good() {
            return RevocationStatus::Good(good);
        }
        let good = self.statements.iter().filter(|s| s.saying.is_good());
        let partial: Vec<_> = good.map(|s| (s.by.source, s.covered)).collect();
        for (source, covered) in partial {
            self.problem(source, ProblemKind::CrlSomeReasons(covered));
        }
        self.into_undetermined()
    }

    /// Returns a statement that the certificate is on hold, or may be revoked, which no later one
    /// takes back.
    fn unreleased(&self) -> Option<&Statement> {
        let is_released = |held: &Statement| {
            self.statements.iter().any(|later| {
                later.saying.is_good()
                    && later.covered.contains(ReasonFlags::CERTIFICATE_HOLD)
                    && later.by.this_update > held.by.this_update
            })
        };
        let mut held = self.statements.iter().filter(|s| !s.saying.is_good());
        held.find(|held| !is_released(held))
    }

    /// Returns that the certificate is good, if possible by sources that break no duty.
    fn good(&self) -> Option<Good> {
        self.good_by(|statement| statement.duties.is_empty())
            .or_else(|| self.good_by(|_| true))
    }

    fn good_by(&self, is_asked: impl Fn(&Statement) -> bool) -> Option<Good> {
        let is_asked = |s: &&Statement| s.saying.is_good() && is_asked(s);
        let good = || self.statements.iter().filter(is_asked);
        let duties = |statement: &Statement| {
            let source = statement.by.source;
            let duties = statement.duties.iter().cloned();
            duties
                .map(move |kind| Problem { source, kind })
                .collect::<Vec<_>>()
        };
        let complete = good().filter(|s| s.covered == ReasonFlags::ALL);
        let (by, duties) = if let Some(newest) = complete.max_by_key(|s| s.by.this_update) {
            (newest.by, duties(newest))
        } else {
            let covered = good().map(|s| s.covered);
            if covered.fold(ReasonFlags::NONE, ReasonFlags::union) != ReasonFlags::ALL {
                return None;
            }
            let shortest = good().min_by_key(|s| s.by.next_update)?;
            (shortest.by, good().flat_map(duties).collect())
        };
        let later = self.statements.iter().filter_map(|s| s.saying.later());
        Some(Good {
            by,
            later: later.min_by_key(|entry| entry.effective_date()),
            duties,
        })
    }

    fn into_undetermined(self) -> RevocationStatus {
        let reasons = self.problems.iter().map(|problem| problem.kind.reason());
        RevocationStatus::Undetermined(Undetermined {
            reason: reasons
                .min_by_key(|reason| reason.rank())
                .unwrap_or(UndeterminedReason::NoData),
            problems: self.problems,
        })
    }
}

impl Saying {
    pub(crate) fn is_revoked(self) -> bool {
        matches!(self, Self::Revoked(_))
    }

    fn is_good(self) -> bool {
        matches!(self, Self::Good { .. })
    }

    fn later(self) -> Option<RevocationEntry> {
        match self {
            Self::Good { later } => later,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::revocation::crl::CrlReason;

    /// Sources differ in the date of a revocation: what is relied on must be older than all of them.
    #[test]
    fn of_several_revocations_the_earliest_counts_then_the_first() {
        let status = |dates: [i64; 3]| {
            let mut findings = Findings::default();
            for (index, date) in dates.into_iter().enumerate() {
                let date = Time::from_unix_seconds(date);
                let entry = RevocationEntry {
                    revocation_date: date,
                    reason: CrlReason::KeyCompromise,
                    invalidity_date: None,
                };
                let source = RevocationSource::Crl(index);
                findings.revoked(entry, StatusInformation::of(source, date, None));
            }
            match findings.into_status() {
                RevocationStatus::Revoked(revoked) => revoked.by.source,
                status => panic!("{status:?}"),
            }
        };
        for (dates, first) in [
            ([1, 2, 3], 0),
            ([3, 1, 2], 1),
            ([3, 2, 1], 2),
            ([2, 1, 1], 1),
            ([1, 1, 1], 0),
        ] {
            assert_eq!(status(dates), RevocationSource::Crl(first), "{dates:?}");
        }
    }

    /// Of two responses of the same time, the one counts that shows less (RFC 6960 §2.2, 'unknown').
    #[test]
    fn an_unknown_is_overridden_by_newer_responses_only() {
        let is_good = |unknown_at: i64, this_update: i64| {
            let [unknown_at, this_update] = [unknown_at, this_update].map(Time::from_unix_seconds);
            let mut findings = Findings::default();
            findings.unknown(RevocationSource::Ocsp(0), unknown_at);
            let statement = Statement {
                covered: ReasonFlags::ALL,
                saying: Saying::Good { later: None },
                by: StatusInformation::of(RevocationSource::Ocsp(1), this_update, None),
                duties: Vec::new(),
            };
            findings.add(statement, None).unwrap();
            matches!(findings.into_status(), RevocationStatus::Good(_))
        };
        assert!(is_good(1, 2));
        assert!(!is_good(1, 1));
        assert!(!is_good(2, 1));
    }
}
