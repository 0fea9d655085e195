//! TimeStampResp (RFC 3161 §2.4.2).

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::ber::{self, Reader, Unread};
use crate::asn1::der::{self, Malformed, is_canonical_bit_string, strict, tag};
use crate::pki::timestamp::MAX_OCTETS;

/// Maximum number of texts in a status, and of characters in each.
const MAX_TEXTS: usize = 16;
const MAX_TEXT: usize = 1000;

/// `TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken TimeStampToken OPTIONAL }`;
/// `PKIStatusInfo ::= SEQUENCE { status PKIStatus, statusString PKIFreeText OPTIONAL, failInfo
/// PKIFailureInfo OPTIONAL }`.
#[derive(Clone, Debug)]
pub struct TimeStampResponse<'a> {
    /// `status`.
    pub status: PkiStatus,
    /// `statusString`, as the authority wrote it.
    pub texts: Vec<String>,
    /// `failInfo`: the bits that are set.
    pub failures: Vec<PkiFailure>,
    /// The BER of `timeStampToken`, not parsed.
    pub token: Option<&'a [u8]>,
}

/// `PKIStatus` (RFC 3161 §2.4.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PkiStatus {
    /// The token is as requested.
    Granted,
    /// The token is there, with modifications.
    GrantedWithMods,
    /// There is none.
    Rejection,
    /// The request was not processed yet.
    Waiting,
    /// A revocation is imminent.
    RevocationWarning,
    /// A revocation has occurred.
    RevocationNotification,
}

/// A bit of `PKIFailureInfo` (RFC 3161 §2.4.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PkiFailure {
    /// The hash function is not known or supported.
    BadAlg,
    /// The transaction is not permitted or supported.
    BadRequest,
    /// The data has the wrong format.
    BadDataFormat,
    /// The authority's time source is not available.
    TimeNotAvailable,
    /// The policy is not supported.
    UnacceptedPolicy,
    /// The extension is not supported.
    UnacceptedExtension,
    /// The additional information is not understood or not available.
    AddInfoNotAvailable,
    /// A system failure.
    SystemFailure,
}

impl PkiStatus {
    /// By number.
    const ALL: [Self; 6] = [
        Self::Granted,
        Self::GrantedWithMods,
        Self::Rejection,
        Self::Waiting,
        Self::RevocationWarning,
        Self::RevocationNotification,
    ];

    /// Returns true if the response must have a token: "When the status contains the value zero or one,
    /// a TimeStampToken MUST be present."
    #[must_use]
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Granted | Self::GrantedWithMods)
    }

    /// Returns the name in RFC 3161.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedWithMods => "grantedWithMods",
            Self::Rejection => "rejection",
            Self::Waiting => "waiting",
            Self::RevocationWarning => "revocationWarning",
            Self::RevocationNotification => "revocationNotification",
        }
    }
}

impl PkiFailure {
    /// With the number of the bit.
    const ALL: [(usize, Self); 8] = [
        (0, Self::BadAlg),
        (2, Self::BadRequest),
        (5, Self::BadDataFormat),
        (14, Self::TimeNotAvailable),
        (15, Self::UnacceptedPolicy),
        (16, Self::UnacceptedExtension),
        (17, Self::AddInfoNotAvailable),
        (25, Self::SystemFailure),
    ];

    /// Returns the name in RFC 3161.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadAlg => "badAlg",
            Self::BadRequest => "badRequest",
            Self::BadDataFormat => "badDataFormat",
            Self::TimeNotAvailable => "timeNotAvailable",
            Self::UnacceptedPolicy => "unacceptedPolicy",
            Self::UnacceptedExtension => "unacceptedExtension",
            Self::AddInfoNotAvailable => "addInfoNotAvailable",
            Self::SystemFailure => "systemFailure",
        }
    }
}

impl<'a> TimeStampResponse<'a> {
    /// Reads the BER of a response. A token on its own, as it is kept, is read as one that was granted.
    pub(crate) fn read(octets: &'a [u8]) -> der::Result<Self> {
        if octets.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any time-stamp may be"));
        }
        Self::fields(octets).map_err(|unread| match unread {
            Unread::Malformed(malformed) => malformed,
            Unread::Limit(limit) => Malformed(limit),
        })
    }

    fn fields(octets: &'a [u8]) -> ber::Result<Self> {
        let mut outer = Reader(octets);
        let mut fields = outer.expect(tag::SEQUENCE)?.reader();
        if fields.0.first() == Some(&tag::OBJECT_IDENTIFIER) {
            return Ok(Self {
                status: PkiStatus::Granted,
                texts: Vec::new(),
                failures: Vec::new(),
                token: Some(octets),
            });
        }
        if !outer.is_empty() {
            return Err(Malformed("bytes follow where it should end").into());
        }
        let status = ber::to_der(fields.expect(tag::SEQUENCE)?.whole)?;
        let token = if fields.is_empty() {
            None
        } else {
            Some(fields.expect(tag::SEQUENCE)?.whole)
        };
        if !fields.is_empty() {
            return Err(Malformed("bytes follow where it should end").into());
        }
        let response = Self::with_status(&status, token)?;
        if response.status.is_granted() != token.is_some() {
            return Err(Malformed(if token.is_some() {
                "it has a token although none was granted"
            } else {
                "it has no token although one was granted"
            })
            .into());
        }
        Ok(response)
    }

    fn with_status(der: &[u8], token: Option<&'a [u8]>) -> der::Result<Self> {
        let mut fields = strict(der)?.reader();
        let status = match fields.expect(tag::INTEGER)?.content {
            [number] => PkiStatus::ALL.get(usize::from(*number)).copied(),
            _ => None,
        };
        let status = status.ok_or(Malformed("its status is none of RFC 3161"))?;
        let mut texts = Vec::new();
        if let Some(list) = fields.optional(tag::SEQUENCE)? {
            let mut list = list.reader();
            while !list.is_empty() && texts.len() < MAX_TEXTS {
                let text = list.expect(tag::UTF8_STRING)?.content;
                let text = core::str::from_utf8(text)
                    .map_err(|_| Malformed("the text of its status is not UTF-8"))?;
                texts.push(text.chars().take(MAX_TEXT).collect());
            }
        }
        let failures = match fields.optional(tag::BIT_STRING)? {
            Some(bits) => failures(bits.content)?,
            None => Vec::new(),
        };
        fields.end()?;
        Ok(Self {
            status,
            texts,
            failures,
            token,
        })
    }
}

/// Reads `PKIFailureInfo`. Some authorities leave zeros at its end, which DER cuts off.
fn failures(content: &[u8]) -> der::Result<Vec<PkiFailure>> {
    if !is_canonical_bit_string(content) {
        return Err(Malformed("its failure is not a bit string"));
    }
    let octets = content.get(1..).unwrap_or_default();
    let is_set = |bit: usize| {
        let octet = octets.get(bit / 8).copied().unwrap_or_default();
        octet & (0x80 >> (bit % 8)) != 0
    };
    let known = PkiFailure::ALL.into_iter().filter(|(bit, _)| is_set(*bit));
    Ok(known.map(|(_, failure)| failure).collect())
}
