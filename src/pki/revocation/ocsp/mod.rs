//! One OCSP response, read strictly (RFC 6960 §4.2).

pub(crate) mod responder;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Error;
use crate::asn1::der::{Element, Malformed, Reader, Result, octets_of_bits, strict, tag};
use crate::asn1::oid::{Identifier, ocsp};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs as shape;
use crate::pki::certificate::tbs::Extension;
use crate::pki::revocation::crl::entry::Reason;
use crate::pki::revocation::crl::repeats;
use crate::pki::signature::signed_object::Seal;

/// The longest response that is read, in octets. Ordinary ones have 500 to 3000; one with a thousand
/// answers and some certificates stays below this.
pub(crate) const MAX_OCTETS: usize = 256 * 1024;

/// The most certificates that are looked at beside a response: one is needed, a chain has three.
const MAX_CERTIFICATES: usize = 8;

/// One response, a view of its DER.
#[derive(Clone, Debug)]
pub struct OcspResponse<'a>(pub(crate) core::result::Result<BasicResponse<'a>, OcspRefusal>);

/// Why a response has no answers (RFC 6960 §4.2.1).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OcspRefusal {
    /// The responder could not read the request.
    MalformedRequest,
    /// The responder failed.
    InternalError,
    /// The responder wants to be asked later.
    TryLater,
    /// The responder wants signed requests.
    SigRequired,
    /// The responder does not answer this client, or not about this certificate.
    Unauthorized,
    /// A status that RFC 6960 does not know; its number.
    UnknownStatus(u8),
    /// The status says that there are answers, and there are none.
    NoAnswers,
    /// The answers are of a kind other than id-pkix-ocsp-basic; its dotted identifier.
    UnknownType(String),
}

/// BasicOCSPResponse.
#[derive(Clone, Debug)]
pub(crate) struct BasicResponse<'a> {
    pub(crate) seal: Seal<'a>,
    pub(crate) responder: ResponderId<'a>,
    pub(crate) produced_at: Time,
    answers: Reader<'a>,
    /// DER of the certificates beside it.
    pub(crate) certificates: Vec<&'a [u8]>,
    pub(crate) defect: Option<OcspDefect>,
}

/// ResponderID.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResponderId<'a> {
    /// The encoded name.
    Name(&'a [u8]),
    /// SHA-1 of the key.
    KeyHash(&'a [u8]),
}

/// Why a response that can be read says nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OcspDefect {
    /// An extension occurs twice.
    DuplicateExtension,
    /// A critical extension is not processed (RFC 6960 §4.4); its dotted identifier.
    UnknownCriticalExtension(String),
}

/// SingleResponse.
#[derive(Clone, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) id: CertId<'a>,
    pub(crate) status: AnswerStatus,
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    extensions: Option<Element<'a>>,
}

/// CertID (RFC 6960 §4.1.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct CertId<'a> {
    /// The content octets of the hash algorithm's identifier.
    pub(crate) algorithm: &'a [u8],
    pub(crate) issuer_name_hash: &'a [u8],
    pub(crate) issuer_key_hash: &'a [u8],
    pub(crate) serial: &'a [u8],
}

/// CertStatus.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AnswerStatus {
    Good,
    Revoked { time: Time, reason: Reason },
    Unknown,
}

impl<'a> OcspResponse<'a> {
    /// Reads the DER of one response and nothing else; `name` is what an error calls it.
    ///
    /// # Errors
    /// [`Error::OcspResponseMalformed`].
    pub fn read(name: &str, der: &'a [u8]) -> crate::Result<Self> {
        Self::read_strictly(der).map_err(|Malformed(reason)| Error::OcspResponseMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// `OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT
    /// SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING } OPTIONAL }`.
    fn read_strictly(der: &'a [u8]) -> Result<Self> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any response that is read"));
        }
        let response = strict(der)?;
        if response.tag != tag::SEQUENCE {
            return Err(Malformed("it is not a SEQUENCE"));
        }
        let mut fields = response.reader();
        let &[status] = fields.expect(tag::ENUMERATED)?.content else {
            return Err(Malformed("its status is not one octet"));
        };
        let bytes = fields.optional(tag::constructed(0))?;
        fields.end()?;
        let refusal = match status {
            0 => None,
            1 => Some(OcspRefusal::MalformedRequest),
            2 => Some(OcspRefusal::InternalError),
            3 => Some(OcspRefusal::TryLater),
            5 => Some(OcspRefusal::SigRequired),
            6 => Some(OcspRefusal::Unauthorized),
            other => Some(OcspRefusal::UnknownStatus(other)),
        };
        if let Some(refusal) = refusal {
            return Ok(Self(Err(refusal)));
        }
        let Some(bytes) = bytes else {
            return Ok(Self(Err(OcspRefusal::NoAnswers)));
        };
        let mut explicit = bytes.reader();
        let mut fields = explicit.expect(tag::SEQUENCE)?.reader();
        explicit.end()?;
        let kind = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
        let response = fields.expect(tag::OCTET_STRING)?.content;
        fields.end()?;
        if kind != ocsp::BASIC {
            let kind = Identifier(kind).text();
            return Ok(Self(Err(OcspRefusal::UnknownType(kind))));
        }
        BasicResponse::read(response).map(|basic| Self(Ok(basic)))
    }

    /// When it was signed; `None` where it has no answers.
    #[must_use]
    pub fn produced_at(&self) -> Option<Time> {
        self.0.as_ref().ok().map(|basic| basic.produced_at)
    }

    /// Why it has no answers.
    #[must_use]
    pub fn refusal(&self) -> Option<&OcspRefusal> {
        self.0.as_ref().err()
    }
}

impl<'a> BasicResponse<'a> {
    /// `SEQUENCE { tbsResponseData, signatureAlgorithm, signature BIT STRING,
    /// certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }`, and `ResponseData ::= SEQUENCE {
    /// version [0] DEFAULT v1, responderID, producedAt GeneralizedTime,
    /// responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT OPTIONAL }`.
    fn read(der: &'a [u8]) -> Result<Self> {
        let response = strict(der)?;
        if response.tag != tag::SEQUENCE {
            return Err(Malformed("its answers are not a SEQUENCE"));
        }
        let mut fields = response.reader();
        let data = fields.expect(tag::SEQUENCE)?;
        let seal = Seal {
            signed: data.whole,
            algorithm: shape::algorithm_identifier(&mut fields)?,
            signature: octets_of_bits(&fields.expect(tag::BIT_STRING)?)?,
        };
        let certificates = match fields.optional(tag::constructed(0))? {
            Some(explicit) => certificates(&explicit)?,
            None => Vec::new(),
        };
        fields.end()?;

        let mut fields = data.reader();
        if let Some(explicit) = fields.optional(tag::constructed(0))? {
            let mut explicit = explicit.reader();
            let version = explicit.expect(tag::INTEGER)?.content;
            explicit.end()?;
            if version != [0] {
                return Err(Malformed("its version is not 1"));
            }
        }
        let responder = ResponderId::read(&fields.any()?)?;
        let produced_at = generalized_time(&mut fields)?;
        let answers = fields.expect(tag::SEQUENCE)?.reader();
        let extensions = fields.optional(tag::constructed(1))?;
        fields.end()?;
        let extensions = extensions.as_ref().map(shape::read_extensions);

        let basic = Self {
            seal,
            responder,
            produced_at,
            answers,
            certificates,
            defect: defect(&extensions.transpose()?.unwrap_or_default()),
        };
        let mut answers = basic.answers;
        while !answers.is_empty() {
            let answer = Answer::read(&mut answers)?;
            answer.read_extensions()?;
        }
        Ok(basic)
    }

    /// The answers; ends early where one is malformed, which reading the response ruled out.
    pub(crate) fn answers(&self) -> impl Iterator<Item = Answer<'a>> + use<'a> {
        let mut answers = self.answers;
        core::iter::from_fn(move || Answer::read(&mut answers).ok())
    }
}

impl<'a> ResponderId<'a> {
    /// `CHOICE { byName [1] EXPLICIT Name, byKey [2] EXPLICIT OCTET STRING }`.
    fn read(choice: &Element<'a>) -> Result<Self> {
        let mut explicit = choice.reader();
        let responder = match choice.tag {
            BY_NAME => Self::Name(shape::name(&mut explicit)?),
            BY_KEY => Self::KeyHash(explicit.expect(tag::OCTET_STRING)?.content),
            _ => return Err(Malformed("it does not say who its responder is")),
        };
        explicit.end()?;
        Ok(responder)
    }
}

const BY_NAME: u8 = tag::constructed(1);
const BY_KEY: u8 = tag::constructed(2);

impl<'a> Answer<'a> {
    /// `SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0] EXPLICIT OPTIONAL,
    /// singleExtensions [1] EXPLICIT OPTIONAL }`.
    fn read(answers: &mut Reader<'a>) -> Result<Self> {
        let mut fields = answers.expect(tag::SEQUENCE)?.reader();
        let id = CertId::read(&mut fields)?;
        let status = AnswerStatus::read(&fields.any()?)?;
        let this_update = generalized_time(&mut fields)?;
        let next_update = fields.optional(tag::constructed(0))?;
        let extensions = fields.optional(tag::constructed(1))?;
        fields.end()?;
        Ok(Self {
            id,
            status,
            this_update,
            next_update: next_update.as_ref().map(explicit_time).transpose()?,
            extensions,
        })
    }

    fn read_extensions(&self) -> Result<Vec<Extension<'a>>> {
        let extensions = self.extensions.as_ref().map(shape::read_extensions);
        Ok(extensions.transpose()?.unwrap_or_default())
    }

    /// Why the answer cannot be relied on.
    pub(crate) fn defect(&self) -> Option<OcspDefect> {
        // Its form was checked when the response was read.
        defect(&self.read_extensions().unwrap_or_default())
    }
}

impl<'a> CertId<'a> {
    /// `SEQUENCE { hashAlgorithm, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING,
    /// serialNumber INTEGER }`.
    fn read(fields: &mut Reader<'a>) -> Result<Self> {
        let mut fields = fields.expect(tag::SEQUENCE)?.reader();
        let mut algorithm = shape::algorithm_identifier(&mut fields)?.reader();
        let id = Self {
            algorithm: algorithm.expect(tag::OBJECT_IDENTIFIER)?.content,
            issuer_name_hash: fields.expect(tag::OCTET_STRING)?.content,
            issuer_key_hash: fields.expect(tag::OCTET_STRING)?.content,
            serial: fields.expect(tag::INTEGER)?.content,
        };
        fields.end()?;
        Ok(id)
    }
}

impl AnswerStatus {
    /// `CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT SEQUENCE { revocationTime,
    /// revocationReason [0] EXPLICIT CRLReason OPTIONAL }, unknown [2] IMPLICIT NULL }`.
    fn read(choice: &Element<'_>) -> Result<Self> {
        const GOOD: u8 = tag::primitive(0);
        const REVOKED: u8 = tag::constructed(1);
        const UNKNOWN: u8 = tag::primitive(2);

        let is_empty = choice.content.is_empty();
        match choice.tag {
            GOOD if is_empty => Ok(Self::Good),
            UNKNOWN if is_empty => Ok(Self::Unknown),
            REVOKED => {
                let mut fields = choice.reader();
                let time = generalized_time(&mut fields)?;
                let reason = fields.optional(tag::constructed(0))?;
                fields.end()?;
                let reason = reason.map(|reason| Reason::read(reason.content));
                Ok(Self::Revoked {
                    time,
                    reason: reason.transpose()?.unwrap_or(Reason::Unspecified),
                })
            }
            _ => Err(Malformed("an answer is none of good, revoked and unknown")),
        }
    }
}

fn certificates<'a>(explicit: &Element<'a>) -> Result<Vec<&'a [u8]>> {
    let mut explicit = explicit.reader();
    let mut list = explicit.expect(tag::SEQUENCE)?.reader();
    explicit.end()?;
    let mut certificates = Vec::new();
    while !list.is_empty() {
        let certificate = list.expect(tag::SEQUENCE)?.whole;
        if certificates.len() < MAX_CERTIFICATES {
            certificates.push(certificate);
        }
    }
    Ok(certificates)
}

/// RFC 6960 §4.2.2.1: as RFC 5280 §4.1.2.5.2 writes it.
fn generalized_time(fields: &mut Reader<'_>) -> Result<Time> {
    shape::time(fields.expect(tag::GENERALIZED_TIME)?)
}

fn explicit_time(explicit: &Element<'_>) -> Result<Time> {
    let mut explicit = explicit.reader();
    let time = generalized_time(&mut explicit)?;
    explicit.end()?;
    Ok(time)
}

/// A nonce (RFC 9654) is taken as it is: whoever sent one compares it.
fn defect(extensions: &[Extension<'_>]) -> Option<OcspDefect> {
    if repeats(extensions) {
        return Some(OcspDefect::DuplicateExtension);
    }
    let critical = extensions.iter().filter(|e| e.critical);
    let unknown = critical
        .map(|extension| extension.identifier)
        .find(|identifier| *identifier != ocsp::NONCE)?;
    let unknown = Identifier(unknown).text();
    Some(OcspDefect::UnknownCriticalExtension(unknown))
}
