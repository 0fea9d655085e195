//! OCSP responses, parsed strictly (RFC 6960 §4.2).
//!
//! | module | content |
//! |---|---|
//! | `basic_response`, `single_response`, `cert_id` | the parts of a response |
//! | `check` | the status of a certificate by OCSP responses |
//! | `responder`, `key_hashes` | authorized responders |
//! | `defect` | violations of RFC 6960 |
//! | `request` | encoding of requests |

mod basic_response;
mod cert_id;
mod check;
mod defect;
pub(crate) mod key_hashes;
pub(crate) mod request;
mod responder;
mod single_response;

pub use defect::{NotAuthorized, OcspDefect};

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::Error;
use crate::asn1::der::{Malformed, Result, strict, tag};
use crate::asn1::oid::{Identifier, ocsp};
use crate::asn1::time::Time;
use crate::pki::revocation::ocsp::basic_response::BasicResponse;

/// Maximum size of an OCSPResponse in bytes. Typical sizes are 500 to 3000; one with a thousand
/// single responses and some certificates is still within the limit.
pub(crate) const MAX_OCTETS: usize = 256 * 1024;

/// An OCSPResponse, as a view of its DER.
#[derive(Clone, Debug)]
pub struct OcspResponse<'a>(pub(crate) core::result::Result<BasicResponse<'a>, OcspRefusal>);

/// The reason why an OCSPResponse has no BasicOCSPResponse (RFC 6960 §4.2.1).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OcspRefusal {
    /// The request was malformed.
    MalformedRequest,
    /// The responder had an internal error.
    InternalError,
    /// The responder is temporarily unable to respond.
    TryLater,
    /// The responder requires signed requests.
    SigRequired,
    /// The responder does not serve this client, or has no data about this certificate.
    Unauthorized,
    /// A responseStatus that RFC 6960 does not define.
    UnknownStatus(u8),
    /// The status is 'successful', but responseBytes is missing.
    NoResponseBytes,
    /// A responseType other than id-pkix-ocsp-basic; its dotted identifier.
    UnknownType(String),
}

impl<'a> OcspResponse<'a> {
    /// Parses the DER of one OCSPResponse; `name` is its name in errors.
    ///
    /// # Errors
    /// [`Error::OcspResponseMalformed`].
    pub fn parse(name: &str, der: &'a [u8]) -> crate::Result<Self> {
        Self::parse_strictly(der).map_err(|Malformed(reason)| Error::OcspResponseMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Parses `OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT
    /// SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING } OPTIONAL }`.
    fn parse_strictly(der: &'a [u8]) -> Result<Self> {
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
            return Ok(Self(Err(OcspRefusal::NoResponseBytes)));
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
        BasicResponse::parse(response).map(|basic| Self(Ok(basic)))
    }

    /// Returns producedAt; `None` without a BasicOCSPResponse.
    #[must_use]
    pub fn produced_at(&self) -> Option<Time> {
        self.0.as_ref().ok().map(|basic| basic.produced_at)
    }

    /// Returns the reason why there is no BasicOCSPResponse.
    #[must_use]
    pub fn refusal(&self) -> Option<&OcspRefusal> {
        self.0.as_ref().err()
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn a_response_is_read_up_to_256_kib() {
        let refused = |length: usize| {
            let error = OcspResponse::parse("response", &vec![0; length]).unwrap_err();
            error.to_string()
        };
        assert!(!refused(256 << 10).contains("longer than any"));
        assert!(refused((256 << 10) + 1).contains("longer than any"));
    }
}
