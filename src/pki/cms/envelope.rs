//! The envelope of a CMS signature in BER (RFC 5652 §3, §5.1).
//!
//! RFC 5652 §5.3 asks for DER in the signed attributes only. The envelope is therefore read as BER,
//! and each part is kept in the form that its use needs:
//!
//! | part | form |
//! |---|---|
//! | content | a view of its segments, never copied |
//! | certificates, CRLs, OCSP responses | their own octets, which their issuers signed |
//! | signed attributes | DER, which is what was signed, whatever came (RFC 5652 §5.4) |
//! | unsigned attributes | their own octets |
//! | all others | DER |

use alloc::vec::Vec;

use crate::asn1::ber::{self, Element, OctetString, Reader, Unread};
use crate::asn1::der::{Malformed, encode, encode_to, strict_value, tag};
use crate::pki::cms::identifier;
use crate::pki::cms::signed_data::RevocationInfo;
use crate::pki::cms::version::Kinds;

/// Maximum number of certificates, as of intermediates that a caller gives.
const MAX_CERTIFICATES: usize = 1000;

/// Maximum number each of CRLs, of OCSP responses, and of other revocation data.
const MAX_REVOCATION_DATA: usize = 1000;

/// Maximum number of signers, each of which is judged. A signature from iAM Smart has one.
const MAX_SIGNERS: usize = 100;

/// `SignedData` in the forms above.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    /// The DER of `version`.
    pub(super) version: Vec<u8>,
    /// The DER of `digestAlgorithms`.
    pub(super) digest_algorithms: Vec<u8>,
    /// The DER of `eContentType`.
    pub(crate) content_type: Vec<u8>,
    pub(crate) content: Option<OctetString<'a>>,
    pub(super) certificates: Vec<&'a [u8]>,
    pub(super) revocation: RevocationInfo<'a>,
    pub(super) signer_infos: Vec<EncodedSignerInfo>,
    pub(super) kinds: Kinds,
}

/// One SignerInfo.
#[derive(Clone, Debug)]
pub(super) struct EncodedSignerInfo {
    /// Its DER, but for the content of `unsignedAttrs`.
    pub(super) der: Vec<u8>,
    /// True if `signedAttrs` came in another encoding than DER.
    pub(super) attributes_reencoded: bool,
}

impl<'a> Envelope<'a> {
    /// Reads a ContentInfo that holds SignedData.
    ///
    /// Only zero octets may follow, and a line end: a PDF reserves more room than the signature takes
    /// and fills the rest with zeros (ISO 32000-1 §12.8.1, `/Contents`), and some tools end every
    /// file with a line end.
    pub(crate) fn read(octets: &'a [u8]) -> ber::Result<Self> {
        let mut reader = Reader(octets);
        let mut content_info = content_info(&mut reader)?;
        let after = reader.0.strip_suffix(b"\n").unwrap_or(reader.0);
        let after = after.strip_suffix(b"\r").unwrap_or(after);
        if after.iter().any(|&octet| octet != 0) {
            return Err(Malformed("something other than zeros follows it").into());
        }
        let content_type = content_info.expect(tag::OBJECT_IDENTIFIER)?.content;
        if content_type != identifier::SIGNED_DATA {
            return Err(Malformed(other_content(content_type)).into());
        }
        let mut explicit = content_info.expect(tag::constructed(0))?.reader();
        content_info.end()?;
        let mut fields = explicit.expect(tag::SEQUENCE)?.reader();
        explicit.end()?;

        let version = ber::to_der(fields.expect(tag::INTEGER)?.whole)?;
        let digest_algorithms = ber::to_der(fields.expect(tag::SET)?.whole)?;
        let encapsulated = fields.expect(tag::SEQUENCE)?;
        let (content_type, content) = encapsulated_content(encapsulated.reader())?;
        let mut kinds = Kinds::default();
        let certificates = match fields.optional(tag::constructed(0))? {
            Some(set) => certificates(&set, &mut kinds)?,
            None => Vec::new(),
        };
        let revocation = match fields.optional(tag::constructed(1))? {
            Some(set) => revocation_info(&set, &mut kinds)?,
            None => RevocationInfo::default(),
        };
        let signers = fields.expect(tag::SET)?;
        fields.end()?;
        let limit = "messages of 100 signers are read";
        let signer_infos = members(&signers, MAX_SIGNERS, limit)?;
        Ok(Self {
            version,
            digest_algorithms,
            content_type,
            content,
            certificates,
            revocation,
            signer_infos: signer_infos
                .iter()
                .map(EncodedSignerInfo::of)
                .collect::<ber::Result<_>>()?,
            kinds,
        })
    }
}

impl EncodedSignerInfo {
    /// Fields are told apart by place and tag; those that are out of place are left to the parser.
    fn of(info: &Element<'_>) -> ber::Result<Self> {
        const SIGNED: u8 = tag::constructed(0);
        const UNSIGNED: u8 = tag::constructed(1);

        let mut attributes_reencoded = false;
        if info.tag != tag::SEQUENCE {
            let der = ber::to_der(info.whole)?;
            return Ok(Self {
                der,
                attributes_reencoded,
            });
        }
        let mut fields = Vec::new();
        let mut reader = info.reader();
        let mut place = 0;
        while !reader.is_empty() {
            let field = reader.any()?;
            match (place, field.tag) {
                (1, SIGNED) => {
                    let key_identifier = OctetString::read(&field)?.joined();
                    encode_to(&mut fields, tag::primitive(0), &key_identifier);
                }
                (3, SIGNED) => {
                    let der = signed_attributes(&field)?;
                    attributes_reencoded = der != field.whole;
                    fields.extend_from_slice(&der);
                }
                (_, UNSIGNED) => encode_to(&mut fields, UNSIGNED, field.content),
                _ => fields.extend_from_slice(&ber::to_der(field.whole)?),
            }
            place += 1;
        }
        Ok(Self {
            der: encode(tag::SEQUENCE, &fields),
            attributes_reencoded,
        })
    }
}

/// Reads the fields of ContentInfo.
fn content_info<'a>(reader: &mut Reader<'a>) -> ber::Result<Reader<'a>> {
    if reader.is_empty() {
        return Err(Malformed("it is empty").into());
    }
    let fields = reader.expect(tag::SEQUENCE)?.reader();
    match fields.0.first() {
        Some(&tag::INTEGER) => {
            Err(Malformed("it is a SEQUENCE that starts with a number, not a ContentInfo").into())
        }
        Some(&tag::SEQUENCE) => Err(Malformed(
            "it is a SEQUENCE of SEQUENCEs as a certificate is, not a ContentInfo",
        )
        .into()),
        _ => Ok(fields),
    }
}

/// Says what a ContentInfo holds instead of SignedData.
fn other_content(content_type: &[u8]) -> &'static str {
    match content_type {
        identifier::DATA => "its content type is not signed data but data: it has no signature",
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3] => {
            "its content type is not signed data but enveloped data: it is encrypted, and what is \
             signed is inside"
        }
        _ => "its content type is not signed data",
    }
}

/// Reads `EncapsulatedContentInfo ::= SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0]
/// EXPLICIT OCTET STRING OPTIONAL }`.
///
/// In PKCS #7 the content of other types than data may be any value (RFC 2315 §7). Its content
/// octets are those that are digested (RFC 5652 §5.2.1).
fn encapsulated_content(mut fields: Reader<'_>) -> ber::Result<(Vec<u8>, Option<OctetString<'_>>)> {
    const IN_SEGMENTS: u8 = tag::OCTET_STRING | 0x20;

    let content_type = fields.expect(tag::OBJECT_IDENTIFIER)?;
    let content = match fields.optional(tag::constructed(0))? {
        Some(explicit) => {
            let mut explicit = explicit.reader();
            let content = explicit.any()?;
            explicit.end()?;
            Some(match content.tag {
                tag::OCTET_STRING | IN_SEGMENTS => OctetString::read(&content)?,
                _ if content_type.content == identifier::DATA => {
                    return Err(Malformed("its content is not an OCTET STRING").into());
                }
                _ => OctetString::whole(content.content),
            })
        }
        None => None,
    };
    fields.end()?;
    Ok((ber::to_der(content_type.whole)?, content))
}

/// Reads a set of `CertificateChoices`; an untagged member is an X.509 certificate.
fn certificates<'a>(set: &Element<'a>, kinds: &mut Kinds) -> ber::Result<Vec<&'a [u8]>> {
    let limit = "messages of 1000 certificates are read";
    let choices = members(set, MAX_CERTIFICATES, limit)?;
    for choice in &choices {
        kinds.note_certificate(choice.tag);
    }
    let of_x509 = choices.iter().filter(|choice| choice.tag == tag::SEQUENCE);
    Ok(of_x509.map(|choice| choice.whole).collect())
}

/// Reads a set of `RevocationInfoChoice`; an untagged member is a CRL, `[1]` another format with
/// its identifier.
fn revocation_info<'a>(set: &Element<'a>, kinds: &mut Kinds) -> ber::Result<RevocationInfo<'a>> {
    let limit = "messages of 1000 CRLs and OCSP responses are read";
    let mut found = RevocationInfo::default();
    for choice in members(set, MAX_REVOCATION_DATA, limit)? {
        kinds.note_revocation_info(choice.tag);
        if choice.tag == tag::SEQUENCE {
            found.crls.push(choice.whole);
        } else if choice.tag == tag::constructed(1) {
            let mut other = choice.reader();
            let format = other.expect(tag::OBJECT_IDENTIFIER)?.content;
            let info = other.any()?;
            other.end()?;
            if format == identifier::OCSP_RESPONSE {
                found.ocsp_responses.push(info.whole);
            }
        }
    }
    Ok(found)
}

/// Returns the DER of `signedAttrs`. What cannot be turned into DER remains, for the checks of the
/// attributes to name.
fn signed_attributes(attributes: &Element<'_>) -> ber::Result<Vec<u8>> {
    if strict_value(attributes.whole).is_ok() {
        return Ok(attributes.whole.to_vec());
    }
    match ber::to_der(attributes.whole) {
        Err(Unread::Malformed(_)) => Ok(encode(attributes.tag, attributes.content)),
        der => der,
    }
}

/// Returns the members of a set in the order found: only DER sorts them.
fn members<'a>(
    set: &Element<'a>,
    most: usize,
    limit: &'static str,
) -> ber::Result<Vec<Element<'a>>> {
    let mut reader = set.reader();
    let mut members = Vec::new();
    while !reader.is_empty() {
        if members.len() == most {
            return Err(Unread::Limit(limit));
        }
        members.push(reader.any()?);
    }
    Ok(members)
}
