//! What CRLs say about one certificate (RFC 5280 §6.3.3).
//!
//! The standard takes distribution points one by one and looks for a list for each; here each list
//! at hand is held against all points, which comes to the same and searches every list once.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::name;
use crate::pki::revocation::crl::entry::{Entry, Reason};
use crate::pki::revocation::crl::scope::{DistributionPoints, Reasons};
use crate::pki::revocation::crl::{Crl, CrlDefect};
use crate::pki::revocation::{Budget, Evidence, Findings, Judge, ProblemKind, Source, Status};

/// What a list says, with the delta CRL that was applied to it.
struct Combined {
    entry: Option<Entry>,
    by: Evidence,
}

type Result<T> = core::result::Result<T, ProblemKind>;

impl<'s, 'a: 's> Judge<'_, 's, 'a> {
    pub(crate) fn ask_crls(
        &mut self,
        findings: &mut Findings,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) {
        let crls = self.sources.crls;
        let points = DistributionPoints::of(subject);
        for (index, crl) in crls.iter().enumerate() {
            let asked = if Budget::take(&mut self.budget.comparisons, points.cost()).is_none() {
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
                self.ask_crl(findings, index, &points, subject, issuer)
            };
            if let Err(kind) = asked {
                findings.problem(Source::Crl(index), kind);
            }
        }
    }

    fn ask_crl(
        &mut self,
        findings: &mut Findings,
        index: usize,
        points: &DistributionPoints<'s>,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let crl = &self.sources.crls[index];
        let covered = points
            .reasons(crl, subject)
            .map_err(ProblemKind::CrlOutOfScope)?;
        if let Some(defect) = crl.defect.as_ref().filter(|defect| defect.forbids_use()) {
            return Err(ProblemKind::CrlDefect(defect.clone()));
        }
        // What is not authentic is not searched: whoever made it could make it slow to search.
        let signer = self.authenticate(crl, issuer).map_err(|kind| match kind {
            ProblemKind::Limit => ProblemKind::Limit,
            kind => self.obstacle(crl, false).unwrap_or(kind),
        })?;
        let mut combined = Combined {
            entry: self.find(crl, subject)?,
            by: evidence(Source::Crl(index), None, crl),
        };
        for index in self.deltas_of(crl) {
            let delta = &self.sources.crls[index];
            // §6.3.3 (h): with the key that signed the list.
            if self.check_seal(&delta.seal, signer).is_err() {
                continue;
            }
            let entry = self.find(delta, subject)?;
            let by = evidence(combined.by.source, Some(Source::Crl(index)), delta);
            if self.not_current(delta).is_none() {
                let entry = entry.or(combined.entry);
                combined = Combined { entry, by };
            } else if let Some(entry) = entry.filter(|entry| entry.is_final()) {
                findings.revoked(entry, by);
            }
        }
        let obstacle = self.obstacle(crl, combined.by.delta.is_some());
        self.settle(findings, covered, combined, obstacle)
    }

    fn settle(
        &self,
        findings: &mut Findings,
        covered: Reasons,
        Combined { entry, by }: Combined,
        obstacle: Option<ProblemKind>,
    ) -> Result<()> {
        // §6.3.3 (k).
        let entry = entry.filter(|entry| entry.reason != Reason::RemoveFromCrl);
        match (entry.filter(|entry| entry.is_final()), obstacle) {
            (Some(entry), _) if self.time < by.this_update.min(entry.revocation_date) => {
                Err(ProblemKind::NotYetValid(by.this_update))
            }
            (Some(entry), _) => {
                findings.revoked(entry, by);
                Ok(())
            }
            (None, Some(obstacle)) => Err(obstacle),
            (None, None) => {
                findings.statement(covered, entry, by);
                Ok(())
            }
        }
    }

    /// Why the list, alone or with a delta, makes no certificate good.
    fn obstacle(&self, crl: &Crl<'_>, has_delta: bool) -> Option<ProblemKind> {
        if let Some(defect) = &crl.defect {
            return Some(ProblemKind::CrlDefect(defect.clone()));
        }
        // With a delta it is what a complete list of the delta's time would be (§5.2.4).
        self.not_current(crl)
            .filter(|kind| !(has_delta && matches!(kind, ProblemKind::Stale(_))))
    }

    fn find(&mut self, crl: &Crl<'_>, subject: &Certificate<'_>) -> Result<Option<Entry>> {
        Budget::take(&mut self.budget.octets, crl.entries.0.len()).ok_or(ProblemKind::Limit)?;
        let issuer = subject.shape().issuer;
        Ok(crl.entries.find(subject.serial(), issuer, crl.issuer))
    }

    /// The sound delta CRLs of a list that are not of a later time, oldest first.
    fn deltas_of(&self, base: &Crl<'_>) -> Vec<usize> {
        let crls = self.sources.crls;
        let is_usable = |&index: &usize| {
            let delta = &crls[index];
            delta.defect.is_none() && delta.this_update <= self.time && delta.is_delta_of(base)
        };
        let mut deltas = Vec::new();
        // They are few, and a sort of the standard library is 2 KB of the module.
        for index in (0..crls.len()).filter(is_usable) {
            let time = crls[index].this_update;
            let later = |&before: &usize| crls[before].this_update <= time;
            deltas.insert(deltas.partition_point(later), index);
        }
        deltas
    }

    fn not_current(&self, crl: &Crl<'_>) -> Option<ProblemKind> {
        if self.time < crl.this_update {
            return Some(ProblemKind::NotYetValid(crl.this_update));
        }
        let has_ended = |end: &Time| self.time > *end;
        let ended = crl.next_update.filter(has_ended)?;
        Some(ProblemKind::Stale(Some(ended)))
    }

    /// Who signed the list and can be believed (§6.3.3 (f) and (g)): the certificate's issuer, or
    /// somebody whose path ends in the same trust anchor.
    fn authenticate<'c>(
        &mut self,
        crl: &'s Crl<'a>,
        issuer: &'c Certificate<'s>,
    ) -> Result<&'c Certificate<'s>>
    where
        's: 'c,
    {
        let mut problem = ProblemKind::SignerNotFound;
        if name::same_name(crl.issuer, issuer.shape().subject) {
            match self.check_signer(crl, issuer) {
                Ok(()) => return Ok(issuer),
                Err(ProblemKind::Limit) => return Err(ProblemKind::Limit),
                Err(kind) => problem = kind,
            }
        }
        let candidates = self.sources.certificates.len();
        Budget::take(&mut self.budget.comparisons, candidates * 3).ok_or(ProblemKind::Limit)?;
        for identity in [
            KeyIdentity::Same,
            KeyIdentity::Unknown,
            KeyIdentity::Different,
        ] {
            for index in 0..candidates {
                let candidate = self.sources.certificates[index];
                if !name::same_name(crl.issuer, candidate.shape().subject)
                    || crl.authority_key.identity(candidate) != identity
                    || candidate.is_same_entity(issuer)
                {
                    continue;
                }
                let believed = self
                    .check_signer(crl, candidate)
                    .and_then(|()| self.believe(candidate, issuer));
                match believed {
                    Ok(()) => return Ok(candidate),
                    Err(ProblemKind::Limit) => return Err(ProblemKind::Limit),
                    // One whose key made the signature says more than one whose key did not.
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
        self.check_seal(&crl.seal, signer)?;
        let may_sign = signer
            .key_usage()
            .is_none_or(|usage| usage.intersects(KeyUsage::CRL_SIGN));
        if may_sign {
            Ok(())
        } else {
            Err(ProblemKind::SignerUsage)
        }
    }

    /// Whether the path of a signer holds, revocation included, up to the issuer of the certificate
    /// in question, which is judged at its own place. Where a list is about its own signer, that is
    /// what the authority chose, and the list itself is the answer.
    fn believe(&mut self, signer: &'s Certificate<'a>, judged: &Certificate<'_>) -> Result<()> {
        let path = (self.signer_path)(signer, &mut self.budget).ok_or(ProblemKind::SignerPath)?;
        for (certificate, issuer) in path.iter().zip(path.iter().skip(1)) {
            if certificate.is_same_entity(judged) {
                break;
            }
            if self.is_open(certificate) {
                continue;
            }
            match self.status(certificate, issuer) {
                Status::Good(_) => {}
                Status::Revoked(_) => return Err(ProblemKind::SignerRevoked),
                Status::Undetermined(_) => return Err(ProblemKind::SignerUndetermined),
            }
        }
        Ok(())
    }
}

fn evidence(source: Source, delta: Option<Source>, current: &Crl<'_>) -> Evidence {
    Evidence {
        source,
        delta,
        this_update: current.this_update,
        next_update: current.next_update,
    }
}

impl CrlDefect {
    /// What leaves the meaning of a list open, so that it says nothing at all. Others are what its
    /// issuer should have said besides: who is on the list was revoked all the same.
    fn forbids_use(&self) -> bool {
        !matches!(
            self,
            Self::NextUpdateMissing | Self::NumberIrregular | Self::NumberMissing
        )
    }
}
