//! The status of a certificate by CRLs (RFC 5280 §6.3.3).
//!
//! The standard goes through the distribution points and finds a CRL for each. This implementation
//! compares each CRL with all points, which has the same result and searches every CRL once.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::revocation::checker::RevocationChecker;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::crl::defect::DefectEffect;
use crate::pki::revocation::crl::listed::Listed;
use crate::pki::revocation::crl::reason::CrlReason;
use crate::pki::revocation::crl::scope::DistributionPoints;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::findings::{Findings, Saying, Statement};
use crate::pki::revocation::problem::ProblemKind;
use crate::pki::revocation::status::{RevocationStatus, StatusInformation};

/// The entry for the certificate in a complete CRL, updated from delta CRLs.
struct Combined {
    listed: Listed,
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
            let checked = if let Err(limit) = self.budget.take_comparisons(points.cost()) {
                Err(limit.into())
            } else if !points.concern(crl, subject) {
                continue;
            } else if crl.delta_base.is_none() {
                self.check_crl(findings, index, &points, subject, issuer)
            } else if crls.iter().any(|base| crl.is_delta_of(base)) {
                continue;
            } else {
                self.check_delta_alone(findings, index, &points, subject, issuer)
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
        let signer = self.usable_signer(index, issuer)?;
        let mut combined = Combined {
            listed: self.find_entry(crl, subject)?,
            by: status_information(RevocationSource::Crl(index), crl),
        };
        let (base, mut newest) = (index, index);
        for index in self.deltas_of(crl) {
            let delta = &self.data.crls[index];
            // §6.3.3 (h): verified with the key of the complete CRL.
            if self.verify(&delta.signed, signer).is_err() {
                continue;
            }
            let listed = self.find_entry(delta, subject)?;
            let by = StatusInformation {
                source: combined.by.source,
                delta: Some(RevocationSource::Crl(index)),
                ..status_information(RevocationSource::Crl(index), delta)
            };
            if self.staleness(&by).is_none() {
                let listed = updated(combined.listed, listed);
                combined = Combined { listed, by };
                newest = index;
            } else if let Saying::Revoked(entry) = self.saying_of(listed, &by) {
                findings.revoked(entry, by);
            }
        }
        let Combined { listed, by } = combined;
        let saying = self.saying_of(listed, &by);
        let problem = self.problem_with([base, newest], &saying, signer, subject);
        let newest = &self.data.crls[newest];
        let duties = if newest.delta_base.is_some() {
            [&crl.defects[..], &newest.defects].concat()
        } else {
            crl.defects.clone()
        };
        let statement = Statement {
            covered,
            saying,
            by,
            duties: duties.into_iter().map(ProblemKind::CrlDefect).collect(),
        };
        findings.add(statement, problem)
    }

    /// Checks a delta CRL without a base. It cannot show that a certificate is good (§6.3.3), but
    /// one that it names is revoked all the same.
    fn check_delta_alone(
        &mut self,
        findings: &mut Findings,
        index: usize,
        points: &DistributionPoints<'s>,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let delta = &self.data.crls[index];
        points
            .reasons(delta, subject)
            .map_err(ProblemKind::CrlOutOfScope)?;
        self.usable_signer(index, issuer)?;
        let listed = self.find_entry(delta, subject)?;
        let by = status_information(RevocationSource::Crl(index), delta);
        let Saying::Revoked(entry) = self.saying_of(listed, &by) else {
            return Err(ProblemKind::DeltaWithoutBase);
        };
        findings.revoked(entry, by);
        Ok(())
    }

    /// Returns the certificate of the signer of a CRL whose meaning is clear. Only authentic CRLs
    /// are searched, because an attacker could make one that is slow to search.
    fn usable_signer<'c>(
        &mut self,
        index: usize,
        issuer: &'c Certificate<'s>,
    ) -> Result<&'c Certificate<'s>>
    where
        's: 'c,
    {
        let crl = &self.data.crls[index];
        if let Some(defect) = crl.defect(DefectEffect::Unusable) {
            return Err(ProblemKind::CrlDefect(defect.clone()));
        }
        self.find_signer(index, issuer)
    }

    fn saying_of(&self, listed: Listed, by: &StatusInformation) -> Saying {
        match listed {
            Listed::Unreadable => Saying::Unreadable,
            Listed::No => self.saying(None, by.this_update),
            Listed::Yes(entry) => {
                // §6.3.3 (k).
                let entry = Some(entry).filter(|entry| entry.reason != CrlReason::RemoveFromCrl);
                self.saying(entry, by.this_update)
            }
        }
    }

    /// Returns why a CRL, alone or updated by a delta CRL, cannot show that a certificate is good.
    fn problem_with(
        &self,
        [base, newest]: [usize; 2],
        saying: &Saying,
        signer: &Certificate<'_>,
        subject: &Certificate<'_>,
    ) -> Option<ProblemKind> {
        let (crl, current) = (&self.data.crls[base], &self.data.crls[newest]);
        let proven = [base, newest].map(|index| {
            let source = RevocationSource::Crl(index);
            self.proven(source, self.data.crls[index].this_update)
        });
        if let Some(defect) = crl.defect(DefectEffect::Incomplete) {
            return Some(ProblemKind::CrlDefect(defect.clone()));
        }
        if self.was_revoked_by(signer, proven[0].max(proven[1])) {
            return Some(ProblemKind::SignerRevoked);
        }
        let expiry = subject.not_after();
        if matches!(saying, Saying::Good { later: None })
            && current.this_update > expiry
            && current.expired_since.is_none_or(|since| since > expiry)
        {
            return Some(ProblemKind::AfterExpiry(expiry));
        }
        let mut late = [base, newest].into_iter().filter_map(|index| {
            self.lateness(
                RevocationSource::Crl(index),
                self.data.crls[index].this_update,
            )
        });
        if let Some(late) = late.next() {
            return Some(late);
        }
        // Combined with a delta CRL, a CRL equals a complete one of the delta's time (§5.2.4).
        self.staleness(&status_information(RevocationSource::Crl(0), current))
    }

    fn find_entry(&mut self, crl: &Crl<'_>, subject: &Certificate<'_>) -> Result<Listed> {
        self.budget.take_octets(crl.entries.0.len())?;
        let is_own = crl.has_issuer(subject.issuer_key());
        let issuer = subject.issuer().comparable();
        let entries = crl.entries;
        Ok(entries.find(subject.serial(), &issuer, is_own, crl.is_indirect()))
    }

    /// Returns the delta CRLs for `base` without defects, oldest first.
    fn deltas_of(&self, base: &Crl<'_>) -> Vec<usize> {
        let crls = self.data.crls;
        let is_usable = |&index: &usize| {
            let delta = &crls[index];
            delta.defect(DefectEffect::Incomplete).is_none() && delta.is_delta_of(base)
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

    /// Finds the certificate of the CRL's signer (§6.3.3 (f) and (g)): the issuer of the
    /// certificate, or one whose path ends at the same trust anchor.
    fn find_signer<'c>(
        &mut self,
        index: usize,
        issuer: &'c Certificate<'s>,
    ) -> Result<&'c Certificate<'s>>
    where
        's: 'c,
    {
        let crl = &self.data.crls[index];
        let proven = self.proven(RevocationSource::Crl(index), crl.this_update);
        let mut problem = ProblemKind::SignerNotFound;
        if crl.has_issuer(issuer.subject_key()) {
            match self.check_signer(crl, issuer) {
                Ok(()) => return Ok(issuer),
                Err(limit @ ProblemKind::Limit(_)) => return Err(limit),
                Err(kind) => problem = kind,
            }
        }
        let candidates = self.data.certificates.len();
        self.budget.take_comparisons(candidates * 3)?;
        for identity in [
            KeyIdentity::Same,
            KeyIdentity::Unknown,
            KeyIdentity::Different,
        ] {
            for index in 0..candidates {
                let candidate = self.data.certificates[index];
                if !crl.has_issuer(candidate.subject_key())
                    || crl.authority_key.identity(candidate) != identity
                    || candidate.is_same_entity(issuer)
                {
                    continue;
                }
                let checked = self
                    .check_signer(crl, candidate)
                    .and_then(|()| self.check_signer_path(proven, candidate, issuer));
                match checked {
                    Ok(()) => return Ok(candidate),
                    Err(limit @ ProblemKind::Limit(_)) => return Err(limit),
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
    ///
    /// The signer of a CRL that was issued, or is first known to have been there, after the validation
    /// time must be valid then.
    fn check_signer_path(
        &mut self,
        proven: Time,
        signer: &'s Certificate<'a>,
        issuer: &Certificate<'_>,
    ) -> Result<()> {
        let at = self.policy.validation_time.max(proven);
        let path = (self.signer_path)(signer, at, &mut self.budget)?;
        for (certificate, next) in path.iter().zip(path.iter().skip(1)) {
            if certificate.is_same_entity(issuer) {
                if self.was_revoked_by(issuer, proven) {
                    return Err(ProblemKind::SignerRevoked);
                }
                break;
            }
            if self.is_pending(certificate) {
                continue;
            }
            match self.status(certificate, next) {
                RevocationStatus::Good(_) if !self.was_revoked_by(certificate, proven) => {}
                RevocationStatus::Good(_) | RevocationStatus::Revoked(_) => {
                    return Err(ProblemKind::SignerRevoked);
                }
                RevocationStatus::Undetermined(_) => return Err(ProblemKind::SignerUndetermined),
            }
        }
        Ok(())
    }
}

fn status_information(source: RevocationSource, crl: &Crl<'_>) -> StatusInformation {
    StatusInformation::of(source, crl.this_update, crl.next_update)
}

/// Returns the entry of a CRL as a newer delta CRL updates it (§5.2.4). A permanent revocation
/// stays: only a hold is released, and what expired was revoked all the same (§5.3.1,
/// removeFromCRL).
fn updated(base: Listed, delta: Listed) -> Listed {
    match (base, delta) {
        (Listed::Yes(entry), _) if entry.is_final() => base,
        (_, Listed::No) => base,
        _ => delta,
    }
}
