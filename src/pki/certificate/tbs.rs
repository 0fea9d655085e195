//! TBSCertificate, field by field (RFC 5280 §4.1), and the types that CRLs and OCSP responses share
//! with it.

use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, is_canonical_bit_string, tag};
use crate::asn1::time::Time;

/// Maximum number of extensions. RFC 5280 defines 17, and real certificates have about ten. Each is
/// compared with every other.
const MAX_EXTENSIONS: usize = 100;

/// `TBSCertificate ::= SEQUENCE { version [0], serialNumber, signature, issuer, validity, subject,
/// subjectPublicKeyInfo, issuerUniqueID [1], subjectUniqueID [2], extensions [3] }` (RFC 5280 §4.1).
#[derive(Clone, Debug)]
pub(crate) struct TbsCertificate<'a> {
    /// `version` as encoded: one less than the version number.
    pub(crate) version: &'a [u8],
    /// The content octets of `serialNumber`, two's complement.
    pub(crate) serial: &'a [u8],
    /// `signature`: the signed copy of the signature algorithm.
    pub(crate) signature: &'a [u8],
    /// `issuer`.
    pub(crate) issuer: &'a [u8],
    /// `validity.notBefore`.
    pub(crate) not_before: Time,
    /// `validity.notAfter`.
    pub(crate) not_after: Time,
    /// `subject`.
    pub(crate) subject: &'a [u8],
    /// `subjectPublicKeyInfo`.
    pub(crate) public_key_info: Element<'a>,
    /// The content octets of `issuerUniqueID`.
    pub(crate) issuer_unique_id: Option<&'a [u8]>,
    /// The content octets of `subjectUniqueID`.
    pub(crate) subject_unique_id: Option<&'a [u8]>,
    /// `extensions`, in order.
    pub(crate) extensions: Vec<Extension<'a>>,
}

/// One extension (RFC 5280 §4.2).
#[derive(Clone, Copy, Debug)]
pub struct Extension<'a> {
    /// The content octets of `extnID`.
    pub identifier: &'a [u8],
    /// `critical`.
    pub critical: bool,
    /// The octets of `extnValue`.
    pub value: &'a [u8],
}

impl<'a> TbsCertificate<'a> {
    pub(crate) fn parse(tbs: &Element<'a>) -> Result<Self> {
        let mut fields = tbs.reader();
        // Version ::= INTEGER, DEFAULT v1(0).
        let version = match fields.optional(tag::constructed(0))? {
            Some(explicit) => {
                let mut explicit = explicit.reader();
                let version = explicit.expect(tag::INTEGER)?.content;
                explicit.end()?;
                version
            }
            None => &[0],
        };
        let serial = fields.expect(tag::INTEGER)?.content;
        let signature = algorithm_identifier(&mut fields)?.whole;
        let issuer = name(&mut fields)?;
        let (not_before, not_after) = validity(&mut fields)?;
        let subject = name(&mut fields)?;
        let public_key_info = public_key_info(&mut fields)?;
        let issuer_unique_id = unique_id(&mut fields, 1)?;
        let subject_unique_id = unique_id(&mut fields, 2)?;
        let extensions = match fields.optional(tag::constructed(3))? {
            Some(explicit) => parse_extensions(&explicit)?,
            None => Vec::new(),
        };
        fields.end()?;

        Ok(Self {
            version,
            serial,
            signature,
            issuer,
            not_before,
            not_after,
            subject,
            public_key_info,
            issuer_unique_id,
            subject_unique_id,
            extensions,
        })
    }
}

/// Parses `AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL
/// }`.
pub(crate) fn algorithm_identifier<'a>(fields: &mut Reader<'a>) -> Result<Element<'a>> {
    let identifier = fields.expect(tag::SEQUENCE)?;
    let mut parts = identifier.reader();
    parts.expect(tag::OBJECT_IDENTIFIER)?;
    if !parts.is_empty() {
        parts.any()?;
    }
    parts.end()?;
    Ok(identifier)
}

/// Parses `Name ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY
/// }`.
pub(crate) fn name<'a>(fields: &mut Reader<'a>) -> Result<&'a [u8]> {
    let name = fields.expect(tag::SEQUENCE)?;
    let mut rdns = name.reader();
    while !rdns.is_empty() {
        let mut attributes = rdns.expect(tag::SET)?.reader();
        if attributes.is_empty() {
            return Err(Malformed("a relative distinguished name is empty"));
        }
        while !attributes.is_empty() {
            let mut attribute = attributes.expect(tag::SEQUENCE)?.reader();
            attribute.expect(tag::OBJECT_IDENTIFIER)?;
            attribute.any()?;
            attribute.end()?;
        }
    }
    Ok(name.whole)
}

/// Parses `Validity ::= SEQUENCE { notBefore Time, notAfter Time }`.
pub(super) fn validity(fields: &mut Reader<'_>) -> Result<(Time, Time)> {
    let mut times = fields.expect(tag::SEQUENCE)?.reader();
    let not_before = time(times.any()?)?;
    let not_after = time(times.any()?)?;
    times.end()?;
    Ok((not_before, not_after))
}

/// Parses a time with seconds, in UTC, without fractions (RFC 5280 §4.1.2.5.1, §4.1.2.5.2).
pub(crate) fn time(time: Element<'_>) -> Result<Time> {
    const WRITTEN_OTHERWISE: Malformed = Malformed("a time is not written with seconds and in UTC");
    let year_digits = match time.tag {
        tag::UTC_TIME => 2,
        tag::GENERALIZED_TIME => 4,
        _ => return Err(Malformed("a time is of another kind than X.509 puts there")),
    };
    let digits = time.content.strip_suffix(b"Z").ok_or(WRITTEN_OTHERWISE)?;
    if digits.len() != year_digits + 10 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(WRITTEN_OTHERWISE);
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0, |n, digit| n * 10 + i64::from(digit - b'0'))
    };
    let (year, rest) = digits.split_at(year_digits);
    let year = match (time.tag, number(year)) {
        (tag::UTC_TIME, year @ 0..50) => 2000 + year,
        (tag::UTC_TIME, year) => 1900 + year,
        (_, year) => year,
    };
    let (fields, _) = rest.as_chunks::<2>();
    let &[month, day, hour, minute, second] = fields else {
        return Err(WRITTEN_OTHERWISE);
    };
    let [month, day, hour, minute, second] =
        [month, day, hour, minute, second].map(|digits| number(&digits));
    Time::from_utc([year, month, day], [hour, minute, second])
        .ok_or(Malformed("a time is none of the calendar"))
}

/// Parses `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT
/// STRING }`.
fn public_key_info<'a>(fields: &mut Reader<'a>) -> Result<Element<'a>> {
    let info = fields.expect(tag::SEQUENCE)?;
    let mut parts = info.reader();
    algorithm_identifier(&mut parts)?;
    parts.expect(tag::BIT_STRING)?;
    parts.end()?;
    Ok(info)
}

/// Parses `[number] IMPLICIT UniqueIdentifier OPTIONAL`, a BIT STRING, and returns its content
/// octets.
fn unique_id<'a>(fields: &mut Reader<'a>, number: u8) -> Result<Option<&'a [u8]>> {
    let Some(id) = fields.optional(tag::primitive(number))? else {
        return Ok(None);
    };
    if is_canonical_bit_string(id.content) {
        Ok(Some(id.content))
    } else {
        Err(Malformed("a unique identifier is not a bit string"))
    }
}

/// Parses `[n] EXPLICIT SEQUENCE SIZE (1..MAX) OF Extension`.
pub(crate) fn parse_extensions<'a>(explicit: &Element<'a>) -> Result<Vec<Extension<'a>>> {
    let mut explicit = explicit.reader();
    let mut list = explicit.expect(tag::SEQUENCE)?.reader();
    explicit.end()?;
    let mut extensions = Vec::new();
    while !list.is_empty() {
        extensions.push(extension(&mut list)?);
    }
    if extensions.len() > MAX_EXTENSIONS {
        return Err(Malformed(
            "it has more extensions than any certificate needs",
        ));
    }
    if extensions.is_empty() {
        return Err(Malformed("its list of extensions is empty"));
    }
    Ok(extensions)
}

/// Parses `Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE,
/// extnValue OCTET STRING }`.
pub(crate) fn extension<'a>(list: &mut Reader<'a>) -> Result<Extension<'a>> {
    let mut extension = list.expect(tag::SEQUENCE)?.reader();
    let identifier = extension.expect(tag::OBJECT_IDENTIFIER)?.content;
    let critical = extension.optional(tag::BOOLEAN)?;
    let value = extension.expect(tag::OCTET_STRING)?.content;
    extension.end()?;
    Ok(Extension {
        identifier,
        critical: critical.is_some_and(|critical| critical.content != [0]),
        value,
    })
}

/// Returns true if an extension occurs twice.
pub(crate) fn repeats(extensions: &[Extension<'_>]) -> bool {
    let mut rest = extensions;
    while let Some((first, after)) = rest.split_first() {
        if after
            .iter()
            .any(|other| other.identifier == first.identifier)
        {
            return true;
        }
        rest = after;
    }
    false
}
