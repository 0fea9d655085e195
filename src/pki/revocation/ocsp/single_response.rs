//! SingleResponse: the status of one certificate (RFC 6960 §4.2.1).

use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;
use crate::pki::revocation::crl::reason::CrlReason;
use crate::pki::revocation::ocsp::cert_id::CertId;
use crate::pki::revocation::ocsp::defect::OcspDefect;

/// SingleResponse (RFC 6960 §4.2.1).
#[derive(Clone, Debug)]
pub(crate) struct SingleResponse<'a> {
    pub(crate) id: CertId<'a>,
    pub(crate) status: CertStatus,
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    pub(crate) defect: Option<OcspDefect>,
}

/// CertStatus (RFC 6960 §4.2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CertStatus {
    Good,
    Revoked { time: Time, reason: CrlReason },
    Unknown,
}

impl<'a> SingleResponse<'a> {
    /// Parses `SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0] EXPLICIT OPTIONAL,
    /// singleExtensions [1] EXPLICIT OPTIONAL }`.
    pub(crate) fn parse(responses: &mut Reader<'a>) -> Result<Self> {
        let mut fields = responses.expect(tag::SEQUENCE)?.reader();
        let id = CertId::parse(&mut fields)?;
        let status = CertStatus::parse(&fields.any()?)?;
        let this_update = generalized_time(&mut fields)?;
        let next_update = fields.optional(tag::constructed(0))?;
        let extensions = fields.optional(tag::constructed(1))?;
        fields.end()?;
        let extensions = match extensions {
            Some(explicit) => tbs::parse_extensions(&explicit)?,
            None => Vec::new(),
        };
        Ok(Self {
            id,
            status,
            this_update,
            next_update: next_update.as_ref().map(explicit_time).transpose()?,
            defect: OcspDefect::of_extensions(&extensions),
        })
    }
}

impl CertStatus {
    /// Parses `CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT SEQUENCE { revocationTime,
    /// revocationReason [0] EXPLICIT CRLReason OPTIONAL }, unknown [2] IMPLICIT NULL }`.
    fn parse(choice: &Element<'_>) -> Result<Self> {
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
                let reason = reason.map(|reason| CrlReason::parse(reason.content));
                Ok(Self::Revoked {
                    time,
                    reason: reason.transpose()?.unwrap_or(CrlReason::Unspecified),
                })
            }
            _ => Err(Malformed("an answer is none of good, revoked and unknown")),
        }
    }
}

/// Parses a GeneralizedTime in the form of RFC 5280 §4.1.2.5.2 (RFC 6960 §4.2.2.1).
pub(crate) fn generalized_time(fields: &mut Reader<'_>) -> Result<Time> {
    tbs::time(fields.expect(tag::GENERALIZED_TIME)?)
}

fn explicit_time(explicit: &Element<'_>) -> Result<Time> {
    let mut explicit = explicit.reader();
    let time = generalized_time(&mut explicit)?;
    explicit.end()?;
    Ok(time)
}
