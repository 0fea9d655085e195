//! What OCSP responses say about one certificate, and who may say so (RFC 6960 §3.2, §4.2.2.2).

use alloc::vec::Vec;

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::asn1::der::{octets_of_bits, strict, tag};
use crate::asn1::oid::{extension, ocsp};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::name;
use crate::pki::revocation::crl::entry::Entry;
use crate::pki::revocation::crl::repeats;
use crate::pki::revocation::crl::scope::Reasons;
use crate::pki::revocation::ocsp::{Answer, AnswerStatus, BasicResponse, CertId, ResponderId};
use crate::pki::revocation::{Evidence, Findings, Judge, ProblemKind, Source, Status};
use crate::pki::signature::signed_object::Seal;

/// How far the clock of a responder may be ahead: it answers at the moment that it is asked. As in
/// OpenSSL's `ocsp` command.
const CLOCK_SKEW_MS: i64 = 5 * 60 * 1000;

/// How long an answer counts that does not say when there will be a newer one, which means that
/// there always is (RFC 6960 §4.2.2.1). A day is what authorities take to publish a revocation.
const AGE_WITHOUT_NEXT_UPDATE_MS: i64 = 24 * 60 * 60 * 1000;

/// Why a responder may not speak for the issuer of a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotAuthorized {
    /// Its certificate was not issued by that issuer itself, with the key that it issued the other
    /// certificate with.
    Issuer,
    /// Its certificate does not list id-kp-OCSPSigning among its purposes.
    Purpose,
    /// Its certificate's keyUsage allows neither digitalSignature nor nonRepudiation.
    Usage,
    /// Its certificate has expired, or is not valid yet.
    Validity,
    /// Its certificate has a critical extension that is not processed, or one extension twice.
    Extensions,
    /// Its certificate was revoked.
    Revoked,
    /// Its certificate says where its status is to be had, and that status is not known.
    Undetermined,
}

type Result<T> = core::result::Result<T, ProblemKind>;

impl<'s, 'a: 's> Judge<'_, 's, 'a> {
    pub(crate) fn ask_ocsp(
        &mut self,
        findings: &mut Findings,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) {
        for (index, response) in self.sources.ocsp_responses.iter().enumerate() {
            let source = Source::Ocsp(index);
            let asked = match &response.0 {
                // It may have been about any certificate.
                Err(refusal) => Err(ProblemKind::OcspRefusal(refusal.clone())),
                Ok(basic) => self.ask_response(findings, source, basic, subject, issuer),
            };
            if let Err(kind) = asked {
                findings.problem(source, kind);
            }
        }
    }

    fn ask_response(
        &mut self,
        findings: &mut Findings,
        source: Source,
        response: &'s BasicResponse<'a>,
        subject: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let mut responder = None;
        for answer in response.answers() {
            if !answer.id.is_of(subject, issuer) {
                continue;
            }
            let by = Evidence {
                source,
                delta: None,
                this_update: answer.this_update,
                next_update: answer.next_update,
            };
            let defect = response.defect.clone().or_else(|| answer.defect());
            if let Some(defect) = defect {
                findings.problem(source, ProblemKind::OcspDefect(defect));
                continue;
            }
            let entry = entry(answer.status);
            let revoked = entry.filter(|entry| entry.is_final());
            // Later news of a revocation that had happened by then is news all the same.
            let obstacle = self
                .answer_obstacle(response, &answer)
                .filter(|_| revoked.is_none_or(|entry| self.time < entry.revocation_date));
            if let Some(obstacle) = obstacle {
                findings.problem(source, obstacle);
                continue;
            }
            // The response has one signature, and is believed or not as a whole.
            let believed = responder.get_or_insert_with(|| self.authorize(response, issuer));
            if let Err(kind) = believed {
                return Err(kind.clone());
            }
            match (revoked, answer.status) {
                (Some(entry), _) => findings.revoked(entry, by),
                (None, AnswerStatus::Unknown) => findings.unknown(source, answer.this_update),
                _ => findings.statement(Reasons::ALL, entry, by),
            }
        }
        Ok(())
    }

    fn answer_obstacle(
        &self,
        response: &BasicResponse<'_>,
        answer: &Answer<'_>,
    ) -> Option<ProblemKind> {
        let later = |time: Time, ms| Time::from_unix_ms(time.unix_ms().saturating_add(ms));
        let latest = later(self.time, CLOCK_SKEW_MS);
        let made = response.produced_at.max(answer.this_update);
        if made > latest {
            return Some(ProblemKind::NotYetValid(made));
        }
        let last = answer
            .next_update
            .unwrap_or_else(|| later(answer.this_update, AGE_WITHOUT_NEXT_UPDATE_MS));
        (self.time > last).then_some(ProblemKind::Stale(answer.next_update))
    }

    /// RFC 6960 §4.2.2.2: the response is signed by the certificate's issuer, or by somebody whom
    /// that issuer itself named for it.
    fn authorize(
        &mut self,
        response: &'s BasicResponse<'a>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let mut problem = ProblemKind::SignerNotFound;
        if response.responder.is(issuer) {
            match self.check_seal(&response.seal, issuer) {
                Ok(()) => return Ok(()),
                Err(ProblemKind::Limit) => return Err(ProblemKind::Limit),
                Err(kind) => problem = kind,
            }
        }
        let beside = response.certificates.iter();
        let beside: Vec<_> = beside
            .filter_map(|der| Certificate::read("", der).ok())
            .collect();
        let sources = self.sources;
        let candidates = beside.iter().chain(sources.certificates.iter().copied());
        for candidate in candidates {
            if !response.responder.is(candidate) || candidate.is_same_entity(issuer) {
                continue;
            }
            let believed = self
                .check_seal(&response.seal, candidate)
                .and_then(|()| self.check_delegate(candidate, issuer));
            match believed {
                Ok(()) => return Ok(()),
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
        Err(problem)
    }

    fn check_delegate(
        &mut self,
        delegate: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        let is_refused = |why| Err(ProblemKind::OcspNotAuthorized(why));
        if !delegate.names_as_issuer(issuer) || !self.is_issued(delegate, issuer)? {
            return is_refused(NotAuthorized::Issuer);
        }
        if !has_purpose(delegate) {
            return is_refused(NotAuthorized::Purpose);
        }
        if self.time < delegate.not_before() || self.time > delegate.not_after() {
            return is_refused(NotAuthorized::Validity);
        }
        // RFC 5280 §4.2.1.12: what goes with id-kp-OCSPSigning.
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

    /// RFC 6960 §4.2.2.2.1: the issuer asks not to check it, says where to, or leaves it to us, and
    /// then what is known counts.
    fn check_delegate_status(
        &mut self,
        delegate: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<()> {
        // Nobody's word about himself counts.
        if self.is_open(delegate) {
            return Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Undetermined));
        }
        if delegate.has_extension(ocsp::NO_CHECK) {
            return Ok(());
        }
        let says_where = delegate.has_extension(extension::CRL_DISTRIBUTION_POINTS)
            || delegate.has_extension(extension::AUTHORITY_INFO_ACCESS);
        match self.status(delegate, issuer) {
            Status::Revoked(_) => Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Revoked)),
            Status::Undetermined(_) if says_where => {
                Err(ProblemKind::OcspNotAuthorized(NotAuthorized::Undetermined))
            }
            Status::Good(_) | Status::Undetermined(_) => Ok(()),
        }
    }

    /// Whether `issuer`'s key made the signature of a certificate.
    fn is_issued(
        &mut self,
        certificate: &Certificate<'s>,
        issuer: &Certificate<'s>,
    ) -> Result<bool> {
        let shape = certificate.shape();
        let seal = Seal {
            signed: shape.tbs,
            algorithm: shape.outer_algorithm,
            signature: shape.signature,
        };
        match self.check_seal(&seal, issuer) {
            Err(ProblemKind::Limit) => Err(ProblemKind::Limit),
            // RFC 5280 §4.1.1.2: the algorithm inside is the one outside.
            checked => Ok(checked.is_ok() && shape.inner_algorithm == seal.algorithm.whole),
        }
    }
}

fn entry(status: AnswerStatus) -> Option<Entry> {
    match status {
        AnswerStatus::Revoked { time, reason } => Some(Entry {
            revocation_date: time,
            reason,
            invalidity_date: None,
        }),
        AnswerStatus::Good | AnswerStatus::Unknown => None,
    }
}

impl ResponderId<'_> {
    fn is(self, certificate: &Certificate<'_>) -> bool {
        match self {
            Self::Name(name) => name::same_name(name, certificate.shape().subject),
            Self::KeyHash(hash) => {
                key_octets(certificate).is_some_and(|key| hash == &Sha1::digest(key)[..])
            }
        }
    }
}

impl CertId<'_> {
    /// Whether it names `subject`. A hash here picks out an issuer by its name and key and proves
    /// nothing, so SHA-1 will do: the answer must be signed on behalf of that issuer anyway.
    fn is_of(&self, subject: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        if self.serial != subject.serial() {
            return false;
        }
        let Some(key) = key_octets(issuer) else {
            return false;
        };
        let name = subject.shape().issuer;
        let (name, key) = match self.algorithm {
            SHA1 => hashes::<Sha1>(name, key),
            SHA256 => hashes::<Sha256>(name, key),
            SHA384 => hashes::<Sha384>(name, key),
            SHA512 => hashes::<Sha512>(name, key),
            _ => return false,
        };
        self.issuer_name_hash == name && self.issuer_key_hash == key
    }
}

/// id-sha1, 1.3.14.3.2.26 (RFC 3370 §2.1).
pub(crate) const SHA1: &[u8] = &[0x2b, 0x0e, 3, 2, 26];
/// id-sha256, id-sha384 and id-sha512, 2.16.840.1.101.3.4.2.1 to 3 (RFC 5754 §2).
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1];
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 2];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 3];

fn hashes<D: Digest>(name: &[u8], key: &[u8]) -> (Vec<u8>, Vec<u8>) {
    (D::digest(name).to_vec(), D::digest(key).to_vec())
}

/// The octets of subjectPublicKey, without tag, length and unused bits (RFC 6960 §4.1.1).
pub(crate) fn key_octets<'a>(certificate: &Certificate<'a>) -> Option<&'a [u8]> {
    let mut fields = certificate.shape().public_key_info.reader();
    fields.expect(tag::SEQUENCE).ok()?;
    let key = fields.expect(tag::BIT_STRING).ok()?;
    octets_of_bits(&key).ok()
}

/// RFC 6960 §4.2.2.2: id-kp-OCSPSigning itself; anyExtendedKeyUsage does not stand for it.
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

/// RFC 5280 §4.2.
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
    critical.all(|e| PROCESSED.contains(&e.identifier)) && !repeats(extensions)
}
