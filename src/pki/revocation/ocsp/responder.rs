//! Authorized responders (RFC 6960 §4.2.2.2).

use alloc::vec::Vec;

use crate::asn1::der::{strict, tag};
use crate::asn1::oid::{extension, ocsp};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::repeats;
use crate::pki::name::{MatchKey, Name};
use crate::pki::revocation::checker::RevocationChecker;
use crate::pki::revocation::ocsp::basic_response::{BasicResponse, ResponderId};
use crate::pki::revocation::ocsp::defect::NotAuthorized;
use crate::pki::revocation::ocsp::key_hashes::has_key;
use crate::pki::revocation::pointers::RevocationPointers;
use crate::pki::revocation::problem::ProblemKind;
use crate::pki::revocation::status::RevocationStatus;

type Result<T> = core::result::Result<T, ProblemKind>;

/// An authorized responder.
#[derive(Clone, Copy)]
pub(super) struct Authorized {
    /// True if its certificate or its issuer's was revoked after the validation time and before it
    /// made the response.
    pub(super) was_revoked_before: bool,
}

impl<'s, 'a: 's> RevocationChecker<'_, 's, 'a> {
    /// Checks that the response was signed by the certificate's issuer, or by a responder that this
    /// issuer designated (RFC 6960 §4.2.2.2). `proven` is when it was made, or is first known to have
    /// been there.
    pub(super) fn authorize(
        &mut self,
        response: &'s BasicResponse<'a>,
        issuer: &Certificate<'s>,
        proven: Time,
    ) -> Result<Authorized> {
        let mut problem = ProblemKind::SignerNotFound;
        let sought = Sought::by(response.responder);
        if sought.is(issuer) {
            match self.verify(&response.signed, issuer) {
                Ok(()) => return Ok(self.authorized(&[issuer], proven)),
                Err(limit @ ProblemKind::Limit(_)) => return Err(limit),
                Err(kind) => problem = kind,
            }
        }
        let included = response.certificates.iter();
        let included: Vec<_> = included
            .filter_map(|der| Certificate::parse("", der).ok())
            .collect();
        let included: Vec<_> = included.iter().filter(|one| sought.is(one)).collect();
        let found = self.delegate_among(&included, response, issuer, proven, &mut problem)?;
        if let Some(authorized) = found {
            return Ok(authorized);
        }
        let known = self.known_by(&sought);
        let found = self.delegate_among(&known, response, issuer, proven, &mut problem)?;
        found.ok_or(problem)
    }

    /// Returns the first of the certificates whose key signed the response, and that the issuer
    /// designated; keeps the problem with another.
    fn delegate_among(
        &mut self,
        candidates: &[&Certificate<'s>],
        response: &'s BasicResponse<'a>,
        issuer: &Certificate<'s>,
        proven: Time,
        problem: &mut ProblemKind,
    ) -> Result<Option<Authorized>> {
        for candidate in candidates {
            if candidate.is_same_entity(issuer) {
                continue;
            }
            let checked = self
                .verify(&response.signed, candidate)
                .and_then(|()| self.check_delegate(candidate, issuer, proven));
            match checked {
                Ok(()) => return Ok(Some(self.authorized(&[candidate, issuer], proven))),
                Err(limit @ ProblemKind::Limit(_)) => return Err(limit),
                // A problem with the certificate whose key made the signature is more specific.
                Err(kind @ ProblemKind::Signature(_)) => {
                    if *problem == ProblemKind::SignerNotFound {
                        *problem = kind;
                    }
                }
                Err(kind) => *problem = kind,
            }
        }
        Ok(None)
    }

    /// Returns the certificates of the data that are sought.
    fn known_by(&mut self, sought: &Sought<'_>) -> Vec<&'s Certificate<'a>> {
        let certificates = &self.data.certificates;
        let Sought::KeyHash(hash) = sought else {
            let certificates = certificates.iter().copied();
            return certificates.filter(|one| sought.is(one)).collect();
        };
        self.key_hashes.find(hash, certificates)
    }

    /// Returns the responder with this path, without the issuers of the issuer.
    fn authorized(&self, path: &[&Certificate<'_>], proven: Time) -> Authorized {
        let mut path = path.iter();
        Authorized {
            was_revoked_before: path.any(|one| self.was_revoked_by(one, proven)),
        }
    }

    /// Checks a responder that is not the issuer. One whose response is newer than the validation
    /// time must be valid when it makes it, and as long as it is not known to have been there.
    fn check_delegate(
        &mut self,
        delegate: &Certificate<'s>,
        issuer: &Certificate<'s>,
        proven: Time,
    ) -> Result<()> {
        let is_refused = |why| Err(ProblemKind::OcspNotAuthorized(why));
        if !delegate.names_as_issuer(issuer) || !self.is_issued(delegate, issuer)? {
            return is_refused(NotAuthorized::Issuer);
        }
        if !has_purpose(delegate) {
            return is_refused(NotAuthorized::Purpose);
        }
        let at = self.policy.validation_time.max(proven);
        if at < delegate.not_before() || at > delegate.not_after() {
            return is_refused(NotAuthorized::Validity);
        }
        // RFC 5280 §4.2.1.12: the bits consistent with id-kp-OCSPSigning.
        let signing = KeyUsage::DIGITAL_SIGNATURE.union(KeyUsage::NON_REPUDIATION);
        if delegate
            .key_usage()
            .is_some_and(|usage| !usage.intersects(signing))
        {
            return is_refused(NotAuthorized::Usage);
        }
        if !has_sound_extensions(delegate) {
            return is_refused(NotAuthorized::Extensions);
        }
        self.check_delegate_status(delegate, issuer)
    }

    /// Checks the delegate's status (RFC 6960 §4.2.2.2.1). The issuer can exempt the delegate,
    /// point to its status, or leave it to local policy; in the last case only a known revocation
    /// counts.
    fn check_delegate_status(
        &mut self,
        delegate: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        // A responder cannot give its own status.
        if self.is_pending(delegate) {
            return Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Undetermined));
        }
        if delegate.has_extension(ocsp::NO_CHECK) {
            return Ok(());
        }
        // caIssuers alone says where the issuer's certificate is, not how to ask for the status.
        let is_published = delegate.has_extension(extension::CRL_DISTRIBUTION_POINTS)
            || !RevocationPointers::of(delegate).ocsp.is_empty();
        match self.status(delegate, issuer) {
            RevocationStatus::Revoked(_) => {
                Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Revoked))
            }
            RevocationStatus::Undetermined(_) if is_published => {
                Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Undetermined))
            }
            RevocationStatus::Good(_) | RevocationStatus::Undetermined(_) => Ok(()),
        }
    }

    /// Returns true if `issuer` signed the certificate.
    fn is_issued(
        &mut self,
        certificate: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<bool> {
        match self.verify(certificate.signed_object(), issuer) {
            Err(limit @ ProblemKind::Limit(_)) => Err(limit),
            verified => Ok(verified.is_ok() && certificate.has_consistent_algorithm()),
        }
    }
}

/// What certificates are compared with, made once: there may be a thousand.
enum Sought<'a> {
    /// `None` for a name that no certificate can have.
    Name(Option<MatchKey>),
    KeyHash(&'a [u8]),
}

impl<'a> Sought<'a> {
    fn by(responder: ResponderId<'a>) -> Self {
        match responder {
            ResponderId::Name(name) => {
                Self::Name(Name::parse(name).ok().map(|name| name.match_key()))
            }
            ResponderId::KeyHash(hash) => Self::KeyHash(hash),
        }
    }

    fn is(&self, certificate: &Certificate<'_>) -> bool {
        match self {
            Self::Name(name) => *name == Some(certificate.subject_key()),
            Self::KeyHash(hash) => has_key(certificate, hash),
        }
    }
}

/// Returns true if extKeyUsage includes id-kp-OCSPSigning; anyExtendedKeyUsage is not enough (RFC
/// 6960 §4.2.2.2).
fn has_purpose(certificate: &Certificate<'_>) -> bool {
    let mut extensions = certificate.extensions().iter();
    let purposes = extensions.find(|e| e.identifier == extension::EXTENDED_KEY_USAGE);
    let Some(Ok(purposes)) = purposes.map(|purposes| strict(purposes.value)) else {
        return false;
    };
    let mut purposes = purposes.reader();
    while let Ok(purpose) = purposes.expect(tag::OBJECT_IDENTIFIER) {
        if purpose.content == ocsp::SIGNING {
            return true;
        }
    }
    false
}

/// Returns true if all critical extensions are processed and none occurs twice (RFC 5280 §4.2).
fn has_sound_extensions(certificate: &Certificate<'_>) -> bool {
    const PROCESSED: [&[u8]; 5] = [
        extension::BASIC_CONSTRAINTS,
        extension::EXTENDED_KEY_USAGE,
        extension::KEY_USAGE,
        extension::SUBJECT_ALT_NAME,
        ocsp::NO_CHECK,
    ];
    let extensions = certificate.extensions();
    let mut critical = extensions.iter().filter(|e| e.critical);
    critical.all(|e| PROCESSED.contains(&e.identifier))
        && !repeats(extensions)
        && certificate.unreadable_extensions().is_empty()
}
