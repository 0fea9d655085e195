//! The revocation status of certificates.
//!
//! `crl::check` and `ocsp::check` add the methods that evaluate CRLs and OCSP responses to
//! [`RevocationChecker`]. The signer of a CRL or a response has a certificate, whose status the
//! checker determines in turn.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::budget::{Budget, WorkLimit};
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::data::{RevocationData, RevocationSource, SourceProofs};
use crate::pki::revocation::findings::{Findings, Saying};
use crate::pki::revocation::ocsp::key_hashes::KeyHashes;
use crate::pki::revocation::policy::RevocationPolicy;
use crate::pki::revocation::problem::{ProblemKind, UndeterminedReason};
use crate::pki::revocation::status::{RevocationStatus, StatusInformation, Undetermined};
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::signed_object::SignedObject;

/// Maximum number of certificates whose status depends on one another. A CRL with its own signer
/// makes 2; PKITS has 3.
pub(crate) const MAX_DEPTH: usize = 6;

/// Finds the path of a CRL signer, from its certificate to the trust anchor of the checked
/// certificate, both included, at a time. It checks all rules except revocation:
/// [`RevocationChecker`] determines the status of the path's certificates.
///
/// # Errors
/// [`ProblemKind::SignerPath`] if there is none, [`ProblemKind::Limit`].
pub type SignerPath<'j, 's, 'a> = dyn Fn(&'s Certificate<'a>, Time, &mut Budget) -> Result<Vec<&'s Certificate<'a>>, ProblemKind>
    + 'j;

/// Determines the status of certificates from one set of data, at one time.
pub struct RevocationChecker<'j, 's, 'a> {
    pub(crate) data: &'s RevocationData<'s, 'a>,
    /// The validation time is in whole seconds.
    pub(crate) policy: RevocationPolicy,
    pub(crate) signer_path: &'j SignerPath<'j, 's, 'a>,
    /// The remaining budget.
    pub budget: Budget,
    pub(crate) proofs: SourceProofs,
    /// DER of the certificates whose status is being determined; a status must not depend on
    /// itself.
    pending: Vec<&'s [u8]>,
    /// Results of verified signatures: signed bytes, DER of the signer's certificate, result.
    verified: Vec<(&'s [u8], &'s [u8], Signed)>,
    /// DER of the certificates that were revoked after the validation time, and when.
    revoked_later: Vec<(&'s [u8], Time)>,
    pub(crate) key_hashes: KeyHashes,
}

impl<'j, 's, 'a> RevocationChecker<'j, 's, 'a> {
    /// Creates a checker of the status by a policy.
    #[must_use]
    pub fn new(
        data: &'s RevocationData<'s, 'a>,
        policy: RevocationPolicy,
        signer_path: &'j SignerPath<'j, 's, 'a>,
        budget: Budget,
    ) -> Self {
        let validation_time = policy.validation_time.whole_second();
        Self {
            data,
            policy: RevocationPolicy {
                validation_time,
                ..policy
            },
            signer_path,
            budget,
            proofs: SourceProofs::default(),
            pending: Vec::new(),
            verified: Vec::new(),
            revoked_later: Vec::new(),
            key_hashes: KeyHashes::default(),
        }
    }

    /// Determines the status of `subject`, issued by `issuer`, the next certificate in a valid
    /// path.
    ///
    /// The status of the issuer should be determined before: what an issuer says after its own
    /// revocation shows nothing.
    #[must_use]
    pub fn status(
        &mut self,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> RevocationStatus {
        if self.pending.len() == MAX_DEPTH || self.is_pending(subject) {
            return RevocationStatus::Undetermined(Undetermined {
                reason: UndeterminedReason::Limit(WorkLimit::Depth),
                problems: Vec::new(),
            });
        }
        let mut findings = Findings::default();
        self.pending.push(subject.der());
        self.check_crls(&mut findings, subject, issuer);
        self.check_ocsp_responses(&mut findings, subject, issuer);
        self.pending.pop();
        let status = findings.into_status();
        if let RevocationStatus::Good(good) = &status
            && let Some(entry) = good.later
        {
            self.revoked_later
                .push((subject.der(), entry.effective_date()));
        }
        status
    }

    pub(crate) fn is_pending(&self, certificate: &Certificate<'_>) -> bool {
        self.pending.contains(&certificate.der())
    }

    /// Returns true if the certificate is known to have been revoked at `time`, after the
    /// validation time.
    pub(crate) fn was_revoked_by(&self, certificate: &Certificate<'_>, time: Time) -> bool {
        let mut known = self.revoked_later.iter();
        known.any(|(der, since)| *der == certificate.der() && *since <= time)
    }

    /// Returns what a source says about a certificate at the validation time.
    ///
    /// A revocation is certain if its date is not after that time, or if the source is not newer.
    /// One that a newer source dates later shows that the certificate was good.
    pub(crate) fn saying(&self, entry: Option<RevocationEntry>, this_update: Time) -> Saying {
        let Some(entry) = entry else {
            return Saying::Good { later: None };
        };
        let is_before = entry.effective_date() <= self.policy.validation_time;
        match (
            is_before || !self.policy.is_later(this_update),
            entry.is_final(),
        ) {
            (false, _) => Saying::Good { later: Some(entry) },
            (true, false) => Saying::OnHold(entry),
            (true, true) => Saying::Revoked(entry),
        }
    }

    /// Returns why a source is too old.
    pub(crate) fn staleness(&self, by: &StatusInformation) -> Option<ProblemKind> {
        let is_fresh = self.policy.is_fresh(by.this_update, by.next_update);
        (!is_fresh).then_some(ProblemKind::Stale(by.next_update))
    }

    /// Returns the time at which the makers of a source must have been trusted: when it was issued,
    /// or when it is first known to have been there, if that is later. A key that was broken, stolen
    /// or no longer looked after in between could have made it (ETSI EN 319 102-1 §5.6.2.1).
    pub(crate) fn proven(&self, source: RevocationSource, issued: Time) -> Time {
        let proven = match source {
            RevocationSource::Crl(index) => self.proofs.crls.get(index),
            RevocationSource::Ocsp(index) => self.proofs.ocsp_responses.get(index),
        };
        let proven = proven.copied().flatten();
        proven.map_or(issued, |proven| proven.max(issued))
    }

    /// Returns why a source that is not known to have been there while the authorities of the path
    /// were trusted cannot be used.
    pub(crate) fn lateness(&self, source: RevocationSource, issued: Time) -> Option<ProblemKind> {
        let end = self.proofs.authorities_end?;
        let proven = self.proven(source, issued);
        let is_late = proven > issued && self.policy.is_later(proven) && end < proven;
        is_late.then_some(ProblemKind::NotProven(end))
    }

    /// Verifies a signature with the key of `signer`, once for each pair.
    pub(crate) fn verify(
        &mut self,
        object: &SignedObject<'s>,
        signer: &Certificate<'s>,
    ) -> Result<(), ProblemKind> {
        let mut verified = self.verified.iter();
        let known = verified.find(|(tbs, by, _)| {
            core::ptr::eq(*tbs, object.tbs) && core::ptr::eq(*by, signer.der())
        });
        let result = if let Some((_, _, result)) = known {
            *result
        } else {
            self.budget.take_signature()?;
            let result = object.verify(signer.public_key());
            self.verified.push((object.tbs, signer.der(), result));
            result
        };
        match result {
            Signed::Yes { .. } => Ok(()),
            not => Err(ProblemKind::Signature(not)),
        }
    }
}

impl StatusInformation {
    /// Returns the information of one source.
    pub(crate) fn of(
        source: RevocationSource,
        this_update: Time,
        next_update: Option<Time>,
    ) -> Self {
        Self {
            source,
            delta: None,
            this_update,
            next_update,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::vec;

    use super::*;
    use crate::asn1::pem::{Encoded, one_certificate};

    fn der(pem: &str) -> Vec<u8> {
        let pem = Encoded::Text(pem.to_owned());
        one_certificate("certificate", &pem).unwrap()
    }

    #[test]
    fn a_status_depends_neither_on_itself_nor_on_many_others() {
        let subject = der(include_str!("../../../tests/fixtures/pki/person.pem"));
        let issuer = der(include_str!("../../../tests/fixtures/pki/issuing.pem"));
        let [subject, issuer] =
            [&subject, &issuer].map(|der| Certificate::parse("certificate", der).unwrap());
        let data = RevocationData {
            crls: &[],
            ocsp_responses: &[],
            certificates: Vec::new(),
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        let reason = |pending| {
            // 2026-06-01T00:00:00Z.
            let policy = RevocationPolicy::at(Time::from_unix_seconds(1_780_272_000));
            let mut checker = RevocationChecker::new(&data, policy, &nobody, Budget::default());
            checker.pending = pending;
            match checker.status(&subject, &issuer) {
                RevocationStatus::Undetermined(undetermined) => undetermined.reason,
                status => panic!("{status:?}"),
            }
        };
        let other = issuer.der();
        let depth = UndeterminedReason::Limit(WorkLimit::Depth);
        let none = UndeterminedReason::NoData;
        assert_eq!(reason(vec![other; MAX_DEPTH - 1]), none);
        assert_eq!(reason(vec![other; MAX_DEPTH]), depth);
        assert_eq!(reason(vec![other, subject.der()]), depth);
    }
}
