//! The status of a certificate by CRLs (RFC 5280 §6.3.3).
//!
//! The standard goes through the distribution points and finds a CRL for each. This implementation
//! compares each CRL with all points, which has the same result and searches every CRL once.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::name;
use crate::pki::revocation::budget::Budget;
use crate::pki::revocation::checker::RevocationChecker;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::crl::reason::CrlReason;
use crate::pki::revocation::crl::reason_flags::ReasonFlags;
use crate::pki::revocation::crl::scope::DistributionPoints;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::findings::Findings;
use crate::pki::revocation::problem::ProblemKind;
use crate::pki::revocation::status::{RevocationStatus, StatusInformation};

/// The entry for the certificate in a complete CRL, updated from delta CRLs.
struct Combined {
    entry: Option<RevocationEntry>,
    by: StatusInformation,
}

type Result<T> = core::result::Result<T, ProblemKind>;

impl<'s, 'a: 's> RevocationChecker<'_, 's, 'a> {
    pub(crate) fn check_crls(
        &mut self,
        findings: &mut Findings,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) {
        let crls = self.data.crls;
        let points = DistributionPoints::of(subject);
        for (index, crl) in crls.iter().enumerate() {
            let checked = if Budget::take(&mut self.budget.comparisons, points.cost()).is_none() {
                Err(ProblemKind::Limit)
            } else if !points.concern(crl, subject) {
                continue;
            } else if crl.delta_base.is_some() {
                let has_base = crls.iter().any(|base| crl.is_delta_of(base));
                if has_base {
                    continue;
                }
                Err(ProblemKind::DeltaWithoutBase)
            } else {
                self.check_crl(findings, index, &points, subject, issuer)
            };
            if let Err(kind) = checked {
                findings.problem(RevocationSource::Crl(index), kind);
            }
        }
    }

    fn check_crl(
        &mut self,
        findings: &mut Findings,
        index: usize,
        points: &DistributionPoints<'s>,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let crl = &self.data.crls[index];
        let covered = points
            .reasons(crl, subject)
            .map_err(ProblemKind::CrlOutOfScope)?;
        if let Some(defect) = crl.defect.as_ref().filter(|defect| defect.forbids_use()) {
            return Err(ProblemKind::CrlDefect(defect.clone()));
        }
        // Only authentic CRLs are searched, because an attacker could make one that is slow to
        // search.
        let signer = self.find_signer(crl, issuer).map_err(|kind| match kind {
            ProblemKind::Limit => ProblemKind::Limit,
            kind => self.problem_with(crl, false).unwrap_or(kind),
        })?;
        let mut combined = Combined {
            entry: self.find_entry(crl, subject)?,
            by: status_information(RevocationSource::Crl(index), None, crl),
        };
        for index in self.deltas_of(crl) {
            let delta = &self.data.crls[index];
            // §6.3.3 (h): verified with the key of the complete CRL.
            if self.verify(&delta.signed, signer).is_err() {
                continue;
            }
            let entry = self.find_entry(delta, subject)?;
            let by = status_information(
                combined.by.source,
                Some(RevocationSource::Crl(index)),
                delta,
            );
            if self.validity_problem(delta).is_none() {
                let entry = entry.or(combined.entry);
                combined = Combined { entry, by };
            } else if let Some(entry) = entry.filter(|entry| entry.is_final()) {
                findings.revoked(entry, by);
            }
        }
        let problem = self.problem_with(crl, combined.by.delta.is_some());
        self.add(findings, covered, combined, problem)
    }

    fn add(
        &self,
        findings: &mut Findings,
        covered: ReasonFlags,
        Combined { entry, by }: Combined,
        problem: Option<ProblemKind>,
    ) -> Result<()> {
        // §6.3.3 (k).
        let entry = entry.filter(|entry| entry.reason != CrlReason::RemoveFromCrl);
        match (entry.filter(|entry| entry.is_final()), problem) {
            (Some(entry), _) if self.time < by.this_update.min(entry.revocation_date) => {
                Err(ProblemKind::NotYetValid(by.this_update))
            }
            (Some(entry), _) => {
                findings.revoked(entry, by);
                Ok(())
            }
            (None, Some(problem)) => Err(problem),
            (None, None) => {
                findings.statement(covered, entry, by);
                Ok(())
            }
        }
    }

    /// Returns why the CRL, alone or with a delta CRL, cannot show that a certificate is good.
    fn problem_with(&self, crl: &Crl<'_>, has_delta: bool) -> Option<ProblemKind> {
        if let Some(defect) = &crl.defect {
            return Some(ProblemKind::CrlDefect(defect.clone()));
        }
        // Combined with a delta CRL, it equals a complete CRL of the delta's time (§5.2.4).
        self.validity_problem(crl)
            .filter(|kind| !(has_delta && matches!(kind, ProblemKind::Stale(_))))
    }

    fn find_entry(
        &mut self,
        crl: &Crl<'_>,
        subject: &Certificate<'_>,
    ) -> Result<Option<RevocationEntry>> {
        Budget::take(&mut self.budget.octets, crl.entries.0.len()).ok_or(ProblemKind::Limit)?;
        let issuer = subject.tbs().issuer;
        Ok(crl.entries.find(subject.serial(), issuer, crl.issuer))
    }

    /// Returns the delta CRLs for `base` without defects and not issued after the validation time,
    /// oldest first.
    fn deltas_of(&self, base: &Crl<'_>) -> Vec<usize> {
        let crls = self.data.crls;
        let is_usable = |&index: &usize| {
            let delta = &crls[index];
            delta.defect.is_none() && delta.this_update <= self.time && delta.is_delta_of(base)
        };
        let mut deltas = Vec::new();
        // Insertion sort: they are few, and the standard library's sort adds 2 KB to the module.
        for index in (0..crls.len()).filter(is_usable) {
            let time = crls[index].this_update;
            let later = |&before: &usize| crls[before].this_update <= time;
            deltas.insert(deltas.partition_point(later), index);
        }
        deltas
    }

    fn validity_problem(&self, crl: &Crl<'_>) -> Option<ProblemKind> {
        if self.time < crl.this_update {
            return Some(ProblemKind::NotYetValid(crl.this_update));
        }
        let has_ended = |end: &Time| self.time > *end;
        let ended = crl.next_update.filter(has_ended)?;
        Some(ProblemKind::Stale(Some(ended)))
    }

    /// Finds the certificate of the CRL's signer (§6.3.3 (f) and (g)): the issuer of the
    /// certificate, or one whose path ends at the same trust anchor.
    fn find_signer<'c>(
        &mut self,
        crl: &'s Crl<'a>,
        issuer: &'c Certificate<'s>,
    ) -> Result<&'c Certificate<'s>>
    where
        's: 'c,
    {
        let mut problem = ProblemKind::SignerNotFound;
        if name::same_name(crl.issuer, issuer.tbs().subject) {
            match self.check_signer(crl, issuer) {
                Ok(()) => return Ok(issuer),
                Err(ProblemKind::Limit) => return Err(ProblemKind::Limit),
                Err(kind) => problem = kind,
            }
        }
        let candidates = self.data.certificates.len();
        Budget::take(&mut self.budget.comparisons, candidates * 3).ok_or(ProblemKind::Limit)?;
        for identity in [
            KeyIdentity::Same,
            KeyIdentity::Unknown,
            KeyIdentity::Different,
        ] {
            for index in 0..candidates {
                let candidate = self.data.certificates[index];
                if !name::same_name(crl.issuer, candidate.tbs().subject)
                    || crl.authority_key.identity(candidate) != identity
                    || candidate.is_same_entity(issuer)
                {
                    continue;
                }
                let checked = self
                    .check_signer(crl, candidate)
                    .and_then(|()| self.check_signer_path(candidate, issuer));
                match checked {
                    Ok(()) => return Ok(candidate),
                    Err(ProblemKind::Limit) => return Err(ProblemKind::Limit),
                    // A problem with the certificate whose key made the signature is more specific.
                    Err(kind @ ProblemKind::Signature(_)) => {
                        if problem == ProblemKind::SignerNotFound {
                            problem = kind;
                        }
                    }
                    Err(kind) => problem = kind,
                }
            }
        }
        Err(problem)
    }

    fn check_signer(&mut self, crl: &'s Crl<'a>, signer: &Certificate<'s>) -> Result<()> {
        self.verify(&crl.signed, signer)?;
        let may_sign = signer
            .key_usage()
            .is_none_or(|usage| usage.intersects(KeyUsage::CRL_SIGN));
        if may_sign {
            Ok(())
        } else {
            Err(ProblemKind::SignerUsage)
        }
    }

    /// Validates the signer's path, revocation included, up to `issuer`, the issuer of the checked
    /// certificate, whose status is determined as part of that certificate's path. If a CRL covers
    /// its own signer, it gives the signer's status itself.
    fn check_signer_path(
        &mut self,
        signer: &'s Certificate<'a>,
        issuer: &Certificate<'_>,
    ) -> Result<()> {
        let path = (self.signer_path)(signer, &mut self.budget).ok_or(ProblemKind::SignerPath)?;
        for (certificate, next) in path.iter().zip(path.iter().skip(1)) {
            if certificate.is_same_entity(issuer) {
                break;
            }
            if self.is_pending(certificate) {
                continue;
            }
            match self.status(certificate, next) {
                RevocationStatus::Good(_) => {}
                RevocationStatus::Revoked(_) => return Err(ProblemKind::SignerRevoked),
                RevocationStatus::Undetermined(_) => return Err(ProblemKind::SignerUndetermined),
            }
        }
        Ok(())
    }
}

fn status_information(
    source: RevocationSource,
    delta: Option<RevocationSource>,
    current: &Crl<'_>,
) -> StatusInformation {
    StatusInformation {
        source,
        delta,
        this_update: current.this_update,
        next_update: current.next_update,
    }
}
