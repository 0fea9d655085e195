//! The structure of a certificate (RFC 5280 §4.1), field by field, with nothing left over.

use super::der::{Element, Malformed, Reader, Result, octets_of_bits, strict, tag};

/// The parts of a certificate that are compared or hashed byte for byte.
#[derive(Clone, Debug)]
pub(crate) struct Shape<'a> {
    /// `tbsCertificate`: what the issuer signed.
    pub(crate) tbs: &'a [u8],
    /// `tbsCertificate.signature`, the algorithm as the issuer signed it.
    pub(crate) inner_algorithm: &'a [u8],
    /// `signatureAlgorithm`, the algorithm as it stands outside of what is signed.
    pub(crate) outer_algorithm: Element<'a>,
    /// The octets of `signatureValue`.
    pub(crate) signature: &'a [u8],
    /// The content octets of `serialNumber`, two's complement.
    pub(crate) serial: &'a [u8],
    /// `issuer`.
    pub(crate) issuer: &'a [u8],
    /// `subject`.
    pub(crate) subject: &'a [u8],
    /// `subjectPublicKeyInfo`.
    pub(crate) public_key_info: Element<'a>,
    /// `issuerUniqueID` or `subjectUniqueID` is there.
    pub(crate) has_unique_id: bool,
    /// `extensions` is there.
    pub(crate) has_extensions: bool,
}

impl<'a> Shape<'a> {
    pub(crate) fn read(der: &'a [u8]) -> Result<Self> {
        let certificate = strict(der)?;
        if certificate.tag != tag::SEQUENCE {
            return Err(Malformed("it is not a SEQUENCE"));
        }
        let mut fields = certificate.reader();
        let tbs = fields.expect(tag::SEQUENCE)?;
        let outer_algorithm = algorithm_identifier(&mut fields)?;
        let signature = octets_of_bits(&fields.expect(tag::BIT_STRING)?)?;
        fields.end()?;

        let mut fields = tbs.reader();
        if let Some(version) = fields.optional(tag::constructed(0))? {
            let mut version = version.reader();
            version.expect(tag::INTEGER)?;
            version.end()?;
        }
        let serial = fields.expect(tag::INTEGER)?.content;
        let inner_algorithm = algorithm_identifier(&mut fields)?.whole;
        let issuer = name(&mut fields)?;
        validity(&mut fields)?;
        let subject = name(&mut fields)?;
        let public_key_info = public_key_info(&mut fields)?;
        let issuer_unique_id = fields.optional(tag::primitive(1))?;
        let subject_unique_id = fields.optional(tag::primitive(2))?;
        let extensions = fields.optional(tag::constructed(3))?;
        fields.end()?;
        if let Some(extensions) = extensions {
            check_extensions(&extensions)?;
        }

        Ok(Self {
            tbs: tbs.whole,
            inner_algorithm,
            outer_algorithm,
            signature,
            serial,
            issuer,
            subject,
            public_key_info,
            has_unique_id: issuer_unique_id.is_some() || subject_unique_id.is_some(),
            has_extensions: extensions.is_some(),
        })
    }
}

/// `AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }`.
fn algorithm_identifier<'a>(fields: &mut Reader<'a>) -> Result<Element<'a>> {
    let identifier = fields.expect(tag::SEQUENCE)?;
    let mut parts = identifier.reader();
    parts.expect(tag::OBJECT_IDENTIFIER)?;
    if !parts.is_empty() {
        parts.any()?;
    }
    parts.end()?;
    Ok(identifier)
}

/// `Name ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }`.
fn name<'a>(fields: &mut Reader<'a>) -> Result<&'a [u8]> {
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

/// `Validity ::= SEQUENCE { notBefore Time, notAfter Time }`.
fn validity(fields: &mut Reader<'_>) -> Result<()> {
    let mut times = fields.expect(tag::SEQUENCE)?.reader();
    for _ in 0..2 {
        let time = times.any()?;
        // RFC 5280 §4.1.2.5.1 and §4.1.2.5.2: with seconds, in UTC, without fractions.
        let digits = match time.tag {
            tag::UTC_TIME => 12,
            tag::GENERALIZED_TIME => 14,
            _ => return Err(Malformed("a time is of another kind than X.509 puts there")),
        };
        let is_time = time.content.len() == digits + 1
            && time.content.ends_with(b"Z")
            && time.content[..digits].iter().all(u8::is_ascii_digit);
        if !is_time {
            return Err(Malformed("a time is not written with seconds and in UTC"));
        }
    }
    times.end()
}

/// `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }`.
fn public_key_info<'a>(fields: &mut Reader<'a>) -> Result<Element<'a>> {
    let info = fields.expect(tag::SEQUENCE)?;
    let mut parts = info.reader();
    algorithm_identifier(&mut parts)?;
    parts.expect(tag::BIT_STRING)?;
    parts.end()?;
    Ok(info)
}

/// `[3] EXPLICIT SEQUENCE SIZE (1..MAX) OF SEQUENCE { extnID OBJECT IDENTIFIER,
/// critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`.
fn check_extensions(explicit: &Element<'_>) -> Result<()> {
    let mut explicit = explicit.reader();
    let mut extensions = explicit.expect(tag::SEQUENCE)?.reader();
    explicit.end()?;
    if extensions.is_empty() {
        return Err(Malformed("its list of extensions is empty"));
    }
    while !extensions.is_empty() {
        let mut extension = extensions.expect(tag::SEQUENCE)?.reader();
        extension.expect(tag::OBJECT_IDENTIFIER)?;
        extension.optional(tag::BOOLEAN)?;
        extension.expect(tag::OCTET_STRING)?;
        extension.end()?;
    }
    Ok(())
}
