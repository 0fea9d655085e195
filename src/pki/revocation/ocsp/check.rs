//! The status of a certificate by OCSP responses (RFC 6960 §3.2).

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::checker::RevocationChecker;
use crate::pki::revocation::crl::reason_flags::ReasonFlags;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::findings::{Findings, Saying, Statement};
use crate::pki::revocation::ocsp::basic_response::BasicResponse;
use crate::pki::revocation::ocsp::defect::OcspDefect;
use crate::pki::revocation::ocsp::single_response::{CertStatus, SingleResponse};
use crate::pki::revocation::problem::ProblemKind;
use crate::pki::revocation::status::StatusInformation;

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
        let mut is_about_it = false;
        for single in response.responses() {
            if !single.id.is_of(subject, issuer) {
                continue;
            }
            is_about_it = true;
            let mut defects = response.defects.iter().chain(&single.defects);
            if let Some(defect) = defects.find(|defect| !defect.is_duty()) {
                findings.problem(source, ProblemKind::OcspDefect(defect.clone()));
                continue;
            }
            let by = StatusInformation::of(source, single.this_update, single.next_update);
            let saying = match single.status {
                CertStatus::Revoked(entry) => self.saying(Some(entry), by.this_update),
                CertStatus::Good | CertStatus::Unknown => Saying::Good { later: None },
            };
            let problem = self.problem_with_answer(&single, &saying, &by, subject);
            // An answer that is of no use needs no signature.
            if let Some(problem) = problem.clone().filter(|_| !saying.is_revoked()) {
                findings.problem(source, problem);
                continue;
            }
            // One signature covers all single responses.
            let proven = self.proven(source, response.produced_at);
            let authorized =
                responder.get_or_insert_with(|| self.authorize(response, issuer, proven));
            let is_revoked_later = match authorized {
                Ok(authorized) => authorized.was_revoked_before,
                Err(kind) => return Err(kind.clone()),
            };
            if is_revoked_later && !saying.is_revoked() {
                findings.problem(source, ProblemKind::SignerRevoked);
                continue;
            }
            if single.status == CertStatus::Unknown {
                findings.unknown(source, by.this_update);
                continue;
            }
            let statement = Statement {
                covered: ReasonFlags::ALL,
                saying,
                by,
                duties: duties(response, &single),
            };
            findings.add(statement, problem)?;
        }
        if is_about_it {
            Ok(())
        } else {
            Err(ProblemKind::OcspOtherCertificates)
        }
    }

    /// Returns why a single response cannot show that a certificate is good.
    fn problem_with_answer(
        &self,
        single: &SingleResponse<'_>,
        saying: &Saying,
        by: &StatusInformation,
        subject: &Certificate<'_>,
    ) -> Option<ProblemKind> {
        let expiry = subject.not_after();
        // A responder may forget what expired before its archive cutoff (RFC 6960 §4.4.4).
        let is_kept = single.archive_cutoff.is_some_and(|since| since <= expiry);
        let is_silent = matches!(saying, Saying::Good { later: None });
        if is_silent && by.this_update > expiry && !is_kept {
            return Some(ProblemKind::AfterExpiry(expiry));
        }
        self.lateness(by.source, by.this_update)
            .or_else(|| self.staleness(by))
    }
}

fn duties(response: &BasicResponse<'_>, single: &SingleResponse<'_>) -> Vec<ProblemKind> {
    let defects = response.defects.iter().chain(&single.defects);
    let mut duties: Vec<OcspDefect> = Vec::new();
    for defect in defects {
        if !duties.contains(defect) {
            duties.push(defect.clone());
        }
    }
    duties.into_iter().map(ProblemKind::OcspDefect).collect()
}
