//! BasicOCSPResponse (RFC 6960 §4.2.1).

use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, octets_of_bits, strict, tag};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;
use crate::pki::revocation::issued_extensions::IssuedExtensions;
use crate::pki::revocation::ocsp::defect::OcspDefect;
use crate::pki::revocation::ocsp::single_response::{SingleResponse, generalized_time};
use crate::pki::signature::signed_object::SignedObject;

/// Maximum number of certificates in `certs` that are used. One is needed; a chain has three.
const MAX_CERTIFICATES: usize = 8;

const BY_NAME: u8 = tag::constructed(1);
const BY_KEY: u8 = tag::constructed(2);

/// BasicOCSPResponse with its ResponseData.
#[derive(Clone, Debug)]
pub(crate) struct BasicResponse<'a> {
    pub(crate) signed: SignedObject<'a>,
    pub(crate) responder: ResponderId<'a>,
    pub(crate) produced_at: Time,
    responses: Reader<'a>,
    /// DER of the certificates in `certs`.
    pub(crate) certificates: Vec<&'a [u8]>,
    pub(crate) defects: Vec<OcspDefect>,
}

/// ResponderID.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResponderId<'a> {
    /// byName: the encoded name.
    Name(&'a [u8]),
    /// byKey: the SHA-1 of the key.
    KeyHash(&'a [u8]),
}

impl<'a> BasicResponse<'a> {
    /// Parses `SEQUENCE { tbsResponseData, signatureAlgorithm, signature BIT STRING, certs [0]
    /// EXPLICIT SEQUENCE OF Certificate OPTIONAL }`, and `ResponseData ::= SEQUENCE { version [0]
    /// DEFAULT v1, responderID, producedAt GeneralizedTime, responses SEQUENCE OF SingleResponse,
    /// responseExtensions [1] EXPLICIT OPTIONAL }`.
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self> {
        let response = strict(der)?;
        if response.tag != tag::SEQUENCE {
            return Err(Malformed("its answers are not a SEQUENCE"));
        }
        let mut fields = response.reader();
        let data = fields.expect(tag::SEQUENCE)?;
        let signed = SignedObject {
            tbs: data.whole,
            algorithm: tbs::algorithm_identifier(&mut fields)?,
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
        let responder = ResponderId::parse(&fields.any()?)?;
        let produced_at = generalized_time(&mut fields)?;
        let responses = fields.expect(tag::SEQUENCE)?.reader();
        let extensions = IssuedExtensions::parse_optional(&mut fields, 1)?;
        fields.end()?;
        let mut defects = OcspDefect::of_extensions(&extensions);
        if !produced_at.is_regular {
            defects.push(OcspDefect::TimeIrregular);
        }

        let basic = Self {
            signed,
            responder,
            produced_at: produced_at.time,
            responses,
            certificates,
            defects,
        };
        let mut responses = basic.responses;
        while !responses.is_empty() {
            SingleResponse::parse(&mut responses)?;
        }
        Ok(basic)
    }

    /// Iterates over the single responses; stops at a malformed one, which [`Self::parse`] rules
    /// out.
    pub(crate) fn responses(&self) -> impl Iterator<Item = SingleResponse<'a>> + use<'a> {
        let mut responses = self.responses;
        core::iter::from_fn(move || SingleResponse::parse(&mut responses).ok())
    }
}

impl<'a> ResponderId<'a> {
    /// Parses `CHOICE { byName [1] EXPLICIT Name, byKey [2] EXPLICIT OCTET STRING }`.
    fn parse(choice: &Element<'a>) -> Result<Self> {
        let mut explicit = choice.reader();
        let responder = match choice.tag {
            BY_NAME => Self::Name(tbs::name(&mut explicit)?),
            BY_KEY => Self::KeyHash(explicit.expect(tag::OCTET_STRING)?.content),
            _ => return Err(Malformed("it does not say who its responder is")),
        };
        explicit.end()?;
        Ok(responder)
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
