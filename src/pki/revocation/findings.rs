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
use crate::pki::revocation::status::{RevocationStatus, Revoked, StatusInformation, Undetermined};

/// The statements of all sources about one certificate.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    revoked: Option<Revoked>,
    statements: Vec<Statement>,
    unknown_at: Option<Time>,
    problems: Vec<Problem>,
}

/// A statement that the certificate is good or on hold, for some revocation reasons.
#[derive(Clone, Copy, Debug)]
struct Statement {
    covered: ReasonFlags,
    hold: Option<RevocationEntry>,
    by: StatusInformation,
}

impl Findings {
    pub(crate) fn problem(&mut self, source: RevocationSource, kind: ProblemKind) {
        self.problems.push(Problem { source, kind });
    }

    /// Adds a permanent revocation. If its source was issued after the validation time, it counts
    /// only if the revocation date is not after that time.
    pub(crate) fn revoked(&mut self, entry: RevocationEntry, by: StatusInformation) {
        let is_earlier = |known: &Revoked| entry.revocation_date < known.entry.revocation_date;
        if self.revoked.as_ref().is_none_or(is_earlier) {
            self.revoked = Some(Revoked { entry, by });
        }
    }

    /// Adds a usable source by which the certificate is good or on hold.
    pub(crate) fn statement(
        &mut self,
        covered: ReasonFlags,
        hold: Option<RevocationEntry>,
        by: StatusInformation,
    ) {
        self.statements.push(Statement { covered, hold, by });
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
        let hold = self.statements.iter().find_map(|held| {
            let is_released = self.statements.iter().any(|later| {
                later.hold.is_none()
                    && later.covered.contains(ReasonFlags::CERTIFICATE_HOLD)
                    && later.by.this_update > held.by.this_update
            });
            let entry = held.hold.filter(|_| !is_released)?;
            Some(Revoked { entry, by: held.by })
        });
        if let Some(hold) = hold {
            return RevocationStatus::Revoked(hold);
        }
        let good: Vec<_> = self
            .statements
            .iter()
            .filter(|s| s.hold.is_none())
            .collect();
        let complete = good.iter().filter(|s| s.covered == ReasonFlags::ALL);
        if let Some(newest) = complete.max_by_key(|s| s.by.this_update) {
            return RevocationStatus::Good(newest.by);
        }
        let covered = good.iter().map(|s| s.covered);
        if covered.fold(ReasonFlags::NONE, ReasonFlags::union) == ReasonFlags::ALL
            && let Some(shortest) = good.iter().min_by_key(|s| s.by.next_update)
        {
            return RevocationStatus::Good(shortest.by);
        }
        let partial: Vec<_> = good.iter().map(|s| (s.by.source, s.covered)).collect();
        for (source, covered) in partial {
            self.problem(source, ProblemKind::CrlSomeReasons(covered));
        }
        let reasons = self.problems.iter().map(|problem| problem.kind.reason());
        RevocationStatus::Undetermined(Undetermined {
            reason: reasons.min().unwrap_or(UndeterminedReason::NoData),
            problems: self.problems,
        })
    }
}
