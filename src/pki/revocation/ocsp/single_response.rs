//! SingleResponse: the status of one certificate (RFC 6960 §4.2.1).

use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::asn1::oid::ocsp;
use crate::asn1::time::Time;
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::crl::reason::CrlReason;
use crate::pki::revocation::issued_extensions::IssuedExtensions;
use crate::pki::revocation::issued_time::IssuedTime;
use crate::pki::revocation::ocsp::cert_id::CertId;
use crate::pki::revocation::ocsp::defect::OcspDefect;

/// SingleResponse (RFC 6960 §4.2.1).
#[derive(Clone, Debug)]
pub(crate) struct SingleResponse<'a> {
    pub(crate) id: CertId<'a>,
    pub(crate) status: CertStatus,
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    /// archiveCutoff: what expired since this time is still known (RFC 6960 §4.4.4).
    pub(crate) archive_cutoff: Option<Time>,
    pub(crate) defects: Vec<OcspDefect>,
}

/// CertStatus (RFC 6960 §4.2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CertStatus {
    Good,
    Revoked(RevocationEntry),
    Unknown,
}

impl<'a> SingleResponse<'a> {
    /// Parses `SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0] EXPLICIT OPTIONAL,
    /// singleExtensions [1] EXPLICIT OPTIONAL }`.
    pub(crate) fn parse(responses: &mut Reader<'a>) -> Result<Self> {
        let mut fields = responses.expect(tag::SEQUENCE)?.reader();
        let id = CertId::parse(&mut fields)?;
        let (status, since) = CertStatus::parse(&fields.any()?)?;
        let this_update = generalized_time(&mut fields)?;
        let next_update = fields.optional(tag::constructed(0))?;
        let next_update = next_update.as_ref().map(explicit_time).transpose()?;
        let extensions = IssuedExtensions::parse_optional(&mut fields, 1)?;
        fields.end()?;
        let mut list = extensions.list.iter();
        let cutoff = list.find(|e| e.identifier == ocsp::ARCHIVE_CUTOFF);
        let cutoff = cutoff.and_then(|cutoff| IssuedTime::parse_value(cutoff.value).ok());
        let times = [since, Some(this_update), next_update, cutoff];
        let mut defects = OcspDefect::of_extensions(&extensions);
        if times.iter().flatten().any(|time| !time.is_regular) {
            defects.push(OcspDefect::TimeIrregular);
        }
        Ok(Self {
            id,
            status,
            this_update: this_update.time,
            next_update: next_update.map(|next| next.time),
            archive_cutoff: cutoff.map(|cutoff| cutoff.time),
            defects,
        })
    }
}

impl CertStatus {
    /// Parses `CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT SEQUENCE { revocationTime,
    /// revocationReason [0] EXPLICIT CRLReason OPTIONAL }, unknown [2] IMPLICIT NULL }`, and returns
    /// revocationTime as it is written.
    fn parse(choice: &Element<'_>) -> Result<(Self, Option<IssuedTime>)> {
        const GOOD: u8 = tag::primitive(0);
        const REVOKED: u8 = tag::constructed(1);
        const UNKNOWN: u8 = tag::primitive(2);

        let is_empty = choice.content.is_empty();
        match choice.tag {
            GOOD if is_empty => Ok((Self::Good, None)),
            UNKNOWN if is_empty => Ok((Self::Unknown, None)),
            REVOKED => {
                let mut fields = choice.reader();
                let time = generalized_time(&mut fields)?;
                let reason = fields.optional(tag::constructed(0))?;
                fields.end()?;
                let reason = reason.map(|reason| CrlReason::parse(reason.content));
                let entry = RevocationEntry {
                    revocation_date: time.time,
                    reason: reason.transpose()?.unwrap_or(CrlReason::Unspecified),
                    invalidity_date: None,
                };
                Ok((Self::Revoked(entry), Some(time)))
            }
            _ => Err(Malformed("an answer is none of good, revoked and unknown")),
        }
    }
}

/// Parses a GeneralizedTime (RFC 6960 §4.2.2.1).
pub(crate) fn generalized_time(fields: &mut Reader<'_>) -> Result<IssuedTime> {
    IssuedTime::parse_generalized(fields.any()?)
}

fn explicit_time(explicit: &Element<'_>) -> Result<IssuedTime> {
    let mut explicit = explicit.reader();
    let time = generalized_time(&mut explicit)?;
    explicit.end()?;
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::strict;

    /// RFC 6960 §4.2.1: good and unknown are NULL.
    #[test]
    fn a_status_that_is_null_has_no_content() {
        let status =
            |der: &[u8]| CertStatus::parse(&strict(der).unwrap()).map(|(status, _)| status);
        assert_eq!(status(&[0x80, 0]), Ok(CertStatus::Good));
        assert_eq!(status(&[0x82, 0]), Ok(CertStatus::Unknown));
        for malformed in [&[0x80, 1, 0][..], &[0x82, 1, 0], &[0x83, 0]] {
            assert!(status(malformed).is_err(), "{malformed:02x?}");
        }
    }
}
