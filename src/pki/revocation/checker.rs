//! The revocation status of certificates.
//!
//! `crl::check` and `ocsp::check` add the methods that evaluate CRLs and OCSP responses to
//! [`RevocationChecker`]. The signer of a CRL or a response has a certificate, whose status the
//! checker determines in turn.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::budget::Budget;
use crate::pki::revocation::data::RevocationData;
use crate::pki::revocation::findings::Findings;
use crate::pki::revocation::problem::{ProblemKind, UndeterminedReason};
use crate::pki::revocation::status::{RevocationStatus, Undetermined};
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::signed_object::SignedObject;

/// Maximum number of certificates whose status depends on one another. A CRL with its own signer
/// makes 2; PKITS has 3.
const MAX_DEPTH: usize = 6;

/// Finds the path of a CRL signer, from its certificate to the trust anchor of the checked
/// certificate, both included; `None` if there is none. It checks all rules except revocation:
/// [`RevocationChecker`] determines the status of the path's certificates.
pub type SignerPath<'j, 's, 'a> =
    dyn Fn(&'s Certificate<'a>, &mut Budget) -> Option<Vec<&'s Certificate<'a>>> + 'j;

/// Determines the status of certificates from one set of data, at one time.
pub struct RevocationChecker<'j, 's, 'a> {
    pub(crate) data: &'s RevocationData<'s, 'a>,
    /// Validation time, in whole seconds.
    pub(crate) time: Time,
    pub(crate) signer_path: &'j SignerPath<'j, 's, 'a>,
    /// The remaining budget.
    pub budget: Budget,
    /// DER of the certificates whose status is being determined; a status must not depend on
    /// itself.
    pending: Vec<&'s [u8]>,
    /// Results of verified signatures: signed bytes, DER of the signer's certificate, result.
    verified: Vec<(&'s [u8], &'s [u8], Signed)>,
}

impl<'j, 's, 'a> RevocationChecker<'j, 's, 'a> {
    /// Creates a checker of the status at `time`.
    #[must_use]
    pub fn new(
        data: &'s RevocationData<'s, 'a>,
        time: Time,
        signer_path: &'j SignerPath<'j, 's, 'a>,
        budget: Budget,
    ) -> Self {
        Self {
            data,
            time: time.whole_second(),
            signer_path,
            budget,
            pending: Vec::new(),
            verified: Vec::new(),
        }
    }

    /// Determines the status of `subject`, issued by `issuer`, the next certificate in a valid
    /// path.
    #[must_use]
    pub fn status(
        &mut self,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> RevocationStatus {
        if self.pending.len() == MAX_DEPTH || self.is_pending(subject) {
            return RevocationStatus::Undetermined(Undetermined {
                reason: UndeterminedReason::Limit,
                problems: Vec::new(),
            });
        }
        let mut findings = Findings::default();
        self.pending.push(subject.der());
        self.check_crls(&mut findings, subject, issuer);
        self.check_ocsp_responses(&mut findings, subject, issuer);
        self.pending.pop();
        findings.into_status()
    }

    pub(crate) fn is_pending(&self, certificate: &Certificate<'_>) -> bool {
        self.pending.contains(&certificate.der())
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
            Budget::take(&mut self.budget.signatures, 1).ok_or(ProblemKind::Limit)?;
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
