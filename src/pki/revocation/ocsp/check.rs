//! The status of a certificate by OCSP responses (RFC 6960 §3.2).

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::checker::RevocationChecker;
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::crl::reason_flags::ReasonFlags;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::findings::Findings;
use crate::pki::revocation::ocsp::basic_response::BasicResponse;
use crate::pki::revocation::ocsp::single_response::{CertStatus, SingleResponse};
use crate::pki::revocation::problem::ProblemKind;
use crate::pki::revocation::status::StatusInformation;

/// Maximum time by which a responder's clock may be ahead, in milliseconds; the same as in
/// OpenSSL's `ocsp` command.
const CLOCK_SKEW_MS: i64 = 5 * 60 * 1000;

/// Lifetime of a single response without nextUpdate in milliseconds: newer information is always
/// available then (RFC 6960 §4.2.2.1). CAs take up to a day to publish a revocation.
const AGE_WITHOUT_NEXT_UPDATE_MS: i64 = 24 * 60 * 60 * 1000;

type Result<T> = core::result::Result<T, ProblemKind>;

impl<'s, 'a: 's> RevocationChecker<'_, 's, 'a> {
    pub(crate) fn check_ocsp_responses(
        &mut self,
        findings: &mut Findings,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) {
        for (index, response) in self.data.ocsp_responses.iter().enumerate() {
            let source = RevocationSource::Ocsp(index);
            let checked = match &response.0 {
                // An error response may concern any certificate.
                Err(refusal) => Err(ProblemKind::OcspRefusal(refusal.clone())),
                Ok(basic) => self.check_response(findings, source, basic, subject, issuer),
            };
            if let Err(kind) = checked {
                findings.problem(source, kind);
            }
        }
    }

    fn check_response(
        &mut self,
        findings: &mut Findings,
        source: RevocationSource,
        response: &'s BasicResponse<'a>,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let mut responder = None;
        for single in response.responses() {
            if !single.id.is_of(subject, issuer) {
                continue;
            }
            let by = StatusInformation {
                source,
                delta: None,
                this_update: single.this_update,
                next_update: single.next_update,
            };
            let defect = response.defect.clone().or_else(|| single.defect.clone());
            if let Some(defect) = defect {
                findings.problem(source, ProblemKind::OcspDefect(defect));
                continue;
            }
            let entry = entry(single.status);
            let revoked = entry.filter(|entry| entry.is_final());
            // A later response still counts for a revocation date before the validation time.
            let problem = self
                .single_response_problem(response, &single)
                .filter(|_| revoked.is_none_or(|entry| self.time < entry.revocation_date));
            if let Some(problem) = problem {
                findings.problem(source, problem);
                continue;
            }
            // One signature covers all single responses.
            let authorized = responder.get_or_insert_with(|| self.authorize(response, issuer));
            if let Err(kind) = authorized {
                return Err(kind.clone());
            }
            match (revoked, single.status) {
                (Some(entry), _) => findings.revoked(entry, by),
                (None, CertStatus::Unknown) => findings.unknown(source, single.this_update),
                _ => findings.statement(ReasonFlags::ALL, entry, by),
            }
        }
        Ok(())
    }

    fn single_response_problem(
        &self,
        response: &BasicResponse<'_>,
        single: &SingleResponse<'_>,
    ) -> Option<ProblemKind> {
        let later = |time: Time, ms| Time::from_unix_ms(time.unix_ms().saturating_add(ms));
        let latest = later(self.time, CLOCK_SKEW_MS);
        let made = response.produced_at.max(single.this_update);
        if made > latest {
            return Some(ProblemKind::NotYetValid(made));
        }
        let last = single
            .next_update
            .unwrap_or_else(|| later(single.this_update, AGE_WITHOUT_NEXT_UPDATE_MS));
        (self.time > last).then_some(ProblemKind::Stale(single.next_update))
    }
}

fn entry(status: CertStatus) -> Option<RevocationEntry> {
    match status {
        CertStatus::Revoked { time, reason } => Some(RevocationEntry {
            revocation_date: time,
            reason,
            invalidity_date: None,
        }),
        CertStatus::Good | CertStatus::Unknown => None,
    }
}
