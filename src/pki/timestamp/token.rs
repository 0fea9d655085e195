//! TimeStampToken (RFC 3161 §2.4.2).

use alloc::borrow::Cow;

use crate::asn1::ber::{OctetString, Unread};
use crate::asn1::der::{Malformed, Result, strict};
use crate::pki::cms::{Envelope, identifier};
use crate::pki::timestamp::MAX_OCTETS;
use crate::pki::timestamp::info::TstInfo;

/// `TimeStampToken ::= ContentInfo`: a CMS message whose content is a TSTInfo.
#[derive(Clone, Debug)]
pub struct TimeStampToken<'a> {
    pub(crate) envelope: Envelope<'a>,
    /// The DER of TSTInfo.
    content: Cow<'a, [u8]>,
}

impl<'a> TimeStampToken<'a> {
    /// Reads the BER of a token.
    pub(crate) fn read(octets: &'a [u8]) -> Result<Self> {
        if octets.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any time-stamp may be"));
        }
        let envelope = match Envelope::read(octets) {
            Ok(envelope) => envelope,
            Err(Unread::Malformed(malformed)) => return Err(malformed),
            Err(Unread::Limit(limit)) => return Err(Malformed(limit)),
        };
        if strict(&envelope.content_type)?.content != identifier::TST_INFO {
            return Err(Malformed(
                "its content is not that of a time-stamp (id-ct-TSTInfo)",
            ));
        }
        let content = envelope.content.as_ref().map(OctetString::joined);
        let content = content.ok_or(Malformed("it has no content"))?;
        Ok(Self { envelope, content })
    }

    /// Parses what the authority states.
    pub(crate) fn info(&self) -> Result<TstInfo<'_>> {
        TstInfo::parse(&self.content)
    }
}
