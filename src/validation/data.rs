//! Validation data: certificates and revocation data.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Error;
use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::pki::certificate::{Certificate, ShallowCertificate};
use crate::pki::name;
use crate::pki::name::Name;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::pki::revocation::{RevocationSource, SourceProofs};
use crate::report::check::Checks;
use crate::report::rule::Rule;
use crate::report::sentence::unreadable::UnreadableDetail;
use crate::validation::existence::Existence;
use crate::validation::known_signatures::KnownSignatures;

/// Validation data, parsed (ETSI EN 319 102-1 §3.1).
///
/// One item that cannot be read does not spoil the others: it is left aside, and the report names
/// it. The verdict depends on it only if the path or a revocation status does, which is then
/// missing.
#[derive(Debug, Default)]
pub struct ValidationData<'a> {
    /// Trust anchors.
    pub anchors: Vec<Certificate<'a>>,
    /// Intermediate certificates.
    pub intermediates: Vec<Certificate<'a>>,
    /// CRLs.
    pub crls: Vec<Crl<'a>>,
    /// OCSP responses.
    pub ocsp_responses: Vec<OcspResponse<'a>>,
    /// The places in the input of CRLs and OCSP responses, which others that are left aside do not
    /// move.
    pub(crate) names: SourceNames,
    /// The DER of the CRLs that can be read.
    crl_octets: Vec<&'a [u8]>,
    /// The DER of the OCSP responses that can be read.
    ocsp_octets: Vec<&'a [u8]>,
    /// When CRLs and OCSP responses are first known to have been there, by their places in the input.
    /// The others are taken as if they had been there when they were issued.
    pub(crate) proofs: Vec<(ItemName, Time)>,
    /// What is known to have been there, where what is judged is of the past.
    pub existence: Existence,
    /// What cannot be read.
    pub unreadable: Vec<Unreadable<'a>>,
    /// Signatures of certificates that were verified already.
    pub(crate) signatures: KnownSignatures,
}

/// The places in the input of the CRLs and OCSP responses that can be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceNames {
    crls: Vec<ItemName>,
    ocsp_responses: Vec<ItemName>,
}

/// An item that cannot be read.
#[derive(Clone, Debug)]
pub struct Unreadable<'a> {
    /// Its place in the input.
    pub name: ItemName,
    /// What can be read of it, if it should be a certificate.
    pub certificate: ShallowCertificate<'a>,
    /// What is wrong with it, as a clause; empty if it is not a certificate.
    pub reason: String,
    detail: UnreadableDetail,
}

impl<'a> ValidationData<'a> {
    /// Adds a trust anchor.
    pub(crate) fn add_anchor(&mut self, name: ItemName, der: &'a [u8]) {
        match Certificate::parse("", der) {
            Ok(certificate) => self.anchors.push(certificate),
            Err(error) => self.leave_aside(Unreadable::certificate(name, der, &error)),
        }
    }

    /// Adds an intermediate certificate.
    pub(crate) fn add_intermediate(&mut self, name: ItemName, der: &'a [u8]) {
        match Certificate::parse("", der) {
            Ok(certificate) => self.intermediates.push(certificate),
            Err(error) => self.leave_aside(Unreadable::certificate(name, der, &error)),
        }
    }

    /// Adds a CRL.
    pub(crate) fn add_crl(&mut self, name: ItemName, der: &'a [u8]) {
        match Crl::parse("", der) {
            Ok(crl) => {
                self.crls.push(crl);
                self.crl_octets.push(der);
                self.names.crls.push(name);
            }
            Err(error) => self.leave_aside(Unreadable::new(
                name,
                UnreadableDetail::Crl {
                    item: name,
                    reason: reason(&error).into(),
                },
            )),
        }
    }

    /// Adds an OCSP response.
    pub(crate) fn add_ocsp_response(&mut self, name: ItemName, der: &'a [u8]) {
        match OcspResponse::parse("", der) {
            Ok(response) => {
                self.ocsp_responses.push(response);
                self.ocsp_octets.push(der);
                self.names.ocsp_responses.push(name);
            }
            Err(error) => self.leave_aside(Unreadable::new(
                name,
                UnreadableDetail::OcspResponse {
                    item: name,
                    reason: reason(&error).into(),
                },
            )),
        }
    }

    /// Adds an item that cannot be read.
    pub(crate) fn leave_aside(&mut self, unreadable: Unreadable<'a>) {
        self.unreadable.push(unreadable);
    }

    /// Names in the report what is left aside.
    pub(crate) fn check_unreadable(&self, checks: &mut Checks) {
        for unreadable in &self.unreadable {
            let name = Rule::Unreadable.of_item(unreadable.name);
            checks.warning(name, unreadable.detail.clone());
        }
    }

    /// Returns when sources are first known to have been there, below authorities of which the first
    /// ends at `authorities_end`. Judged at a later time, `judged_at`, those of which nothing is known
    /// are there only then.
    pub(crate) fn source_proofs(
        &self,
        authorities_end: Option<Time>,
        judged_at: Option<Time>,
    ) -> SourceProofs {
        let proven = |names: &[ItemName], octets: &[&[u8]]| {
            let sources = names.iter().zip(octets);
            sources
                .map(|(name, octets)| {
                    let mut proofs = self.proofs.iter();
                    let named = proofs.find(|(proven, _)| proven == name);
                    match (named, judged_at) {
                        (Some((_, time)), _) => Some(*time),
                        (None, Some(now)) => Some(self.existence.of(octets).unwrap_or(now)),
                        (None, None) => None,
                    }
                })
                .collect()
        };
        SourceProofs {
            crls: proven(&self.names.crls, &self.crl_octets),
            ocsp_responses: proven(&self.names.ocsp_responses, &self.ocsp_octets),
            authorities_end,
        }
    }

    /// Returns the first unreadable certificate with this subject.
    pub(crate) fn unreadable_certificate_of(&self, subject: &Name<'_>) -> Option<&Unreadable<'a>> {
        self.unreadable.iter().find(|unreadable| {
            let found = unreadable.certificate.subject;
            found.is_some_and(|found| name::same_name(found.encoded(), subject.encoded()))
        })
    }
}

impl SourceNames {
    /// Returns the place in the input of a source.
    pub(crate) fn of(&self, source: RevocationSource) -> ItemName {
        let (list, names, index) = match source {
            RevocationSource::Crl(index) => ("crls", &self.crls, index),
            RevocationSource::Ocsp(index) => ("ocspResponses", &self.ocsp_responses, index),
        };
        let name = names.get(index).copied();
        name.unwrap_or(ItemName::new(list, index))
    }
}

impl<'a> Unreadable<'a> {
    pub(crate) fn new(name: ItemName, detail: UnreadableDetail) -> Self {
        Self {
            name,
            certificate: ShallowCertificate::default(),
            reason: String::new(),
            detail,
        }
    }

    fn certificate(name: ItemName, der: &'a [u8], error: &Error) -> Self {
        let certificate = ShallowCertificate::read(der);
        let reason = reason(error);
        let detail = match certificate.subject {
            Some(subject) => UnreadableDetail::CertificateOf {
                item: name,
                subject: name::to_text(&subject),
                reason: reason.clone().into(),
            },
            None => UnreadableDetail::Certificate {
                item: name,
                reason: reason.clone().into(),
            },
        };
        Self {
            name,
            certificate,
            reason,
            detail,
        }
    }
}

/// Returns the clause of an error that says what is wrong.
fn reason(error: &Error) -> String {
    match error {
        Error::CertificateMalformed { reason, .. }
        | Error::CrlMalformed { reason, .. }
        | Error::OcspResponseMalformed { reason, .. } => reason.clone(),
        _ => error.message(),
    }
}
