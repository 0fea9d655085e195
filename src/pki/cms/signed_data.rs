//! The envelope of a CMS signature (RFC 5652 §3 and §5.1).

use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, strict, tag};
use crate::pki::cms::identifier;
use crate::pki::cms::signer_info::SignerInfo;
use crate::pki::cms::version::SignedDataVersion;

/// Maximum number each of certificates, CRLs, OCSP responses and signers in one envelope. A path
/// has at most 16 certificates, and a signature from iAM Smart one signer.
const MAX_MEMBERS: usize = 100;

/// `SignedData ::= SEQUENCE { version CMSVersion, digestAlgorithms SET OF DigestAlgorithmIdentifier,
/// encapContentInfo EncapsulatedContentInfo, certificates [0] IMPLICIT CertificateSet OPTIONAL,
/// crls [1] IMPLICIT RevocationInfoChoices OPTIONAL, signerInfos SET OF SignerInfo }`.
#[derive(Clone, Debug)]
pub struct SignedData<'a> {
    /// `version`.
    pub version: SignedDataVersion,
    /// Content octets of the algorithms' object identifiers.
    pub digest_algorithms: Vec<&'a [u8]>,
    /// The content octets of `eContentType`.
    pub content_type: &'a [u8],
    /// `eContent`; `None` if the signature is detached. Of a content that is not id-data and not
    /// an OCTET STRING, as in PKCS #7, the octets of its value (RFC 5652 §5.2.1).
    pub content: Option<&'a [u8]>,
    /// DER of the X.509 certificates, not parsed. Other kinds (RFC 5652 §10.2.2) are left out:
    /// paths cannot contain them.
    pub certificates: Vec<&'a [u8]>,
    /// `crls`.
    pub revocation: RevocationInfo<'a>,
    /// The signers.
    pub signer_infos: Vec<SignerInfo<'a>>,
}

/// Embedded revocation data, not parsed.
#[derive(Clone, Debug, Default)]
pub struct RevocationInfo<'a> {
    /// The DER of the CRLs.
    pub crls: Vec<&'a [u8]>,
    /// The DER of the OCSP responses (RFC 5940 §2.1).
    pub ocsp_responses: Vec<&'a [u8]>,
}

impl<'a> SignedData<'a> {
    /// Parses a ContentInfo that holds SignedData.
    ///
    /// Only zero octets may follow: a PDF reserves more room than the signature takes and fills the
    /// rest with zeros (ISO 32000-1 §12.8.1, `/Contents`).
    pub(crate) fn parse(octets: &'a [u8]) -> Result<Self> {
        let mut reader = Reader(octets);
        let mut content_info = reader.expect(tag::SEQUENCE)?.reader();
        if reader.0.iter().any(|&octet| octet != 0) {
            return Err(Malformed("something other than zeros follows it"));
        }
        if content_info.expect(tag::OBJECT_IDENTIFIER)?.content != identifier::SIGNED_DATA {
            return Err(Malformed("its content type is not signed data"));
        }
        let mut explicit = content_info.expect(tag::constructed(0))?.reader();
        content_info.end()?;
        let mut fields = explicit.expect(tag::SEQUENCE)?.reader();
        explicit.end()?;

        let version = strict(fields.expect(tag::INTEGER)?.whole)?.content;
        let digest_algorithms = digest_algorithms(&fields.expect(tag::SET)?)?;
        let (content_type, content) = encapsulated_content(&fields.expect(tag::SEQUENCE)?)?;
        let certificate_set = fields.optional(tag::constructed(0))?;
        let certificates = match &certificate_set {
            Some(set) => certificates(set)?,
            None => Vec::new(),
        };
        let crls = fields.optional(tag::constructed(1))?;
        let revocation = match &crls {
            Some(set) => revocation_info(set)?,
            None => RevocationInfo::default(),
        };
        let signer_infos = members(&fields.expect(tag::SET)?)?;
        fields.end()?;
        let signer_infos = signer_infos.iter().map(SignerInfo::parse);
        let signer_infos = signer_infos.collect::<Result<Vec<_>>>()?;
        let sets = [&certificate_set, &crls];
        let due = SignedDataVersion::due(sets, content_type, &signer_infos)?;
        Ok(Self {
            version: SignedDataVersion::of(version, due),
            digest_algorithms,
            content_type,
            content,
            certificates,
            revocation,
            signer_infos,
        })
    }
}

fn digest_algorithms<'a>(set: &Element<'a>) -> Result<Vec<&'a [u8]>> {
    let algorithms = members(set)?;
    let identifier = |algorithm: &Element<'a>| {
        let algorithm = strict(algorithm.whole)?;
        Ok(algorithm.reader().expect(tag::OBJECT_IDENTIFIER)?.content)
    };
    algorithms.iter().map(identifier).collect()
}

/// Parses `EncapsulatedContentInfo ::= SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0]
/// EXPLICIT OCTET STRING OPTIONAL }`.
fn encapsulated_content<'a>(info: &Element<'a>) -> Result<(&'a [u8], Option<&'a [u8]>)> {
    let mut fields = strict(info.whole)?.reader();
    let content_type = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
    let content = match fields.optional(tag::constructed(0))? {
        Some(explicit) => {
            let mut explicit = explicit.reader();
            let content = if content_type == identifier::DATA {
                explicit.expect(tag::OCTET_STRING)?
            } else {
                explicit.any()?
            };
            explicit.end()?;
            Some(content.content)
        }
        None => None,
    };
    fields.end()?;
    Ok((content_type, content))
}

/// Parses a set of `CertificateChoices`; an untagged member is an X.509 certificate.
fn certificates<'a>(set: &Element<'a>) -> Result<Vec<&'a [u8]>> {
    let choices = members(set)?;
    let of_x509 = choices.iter().filter(|choice| choice.tag == tag::SEQUENCE);
    Ok(of_x509.map(|choice| choice.whole).collect())
}

/// Parses a set of `RevocationInfoChoice`; an untagged member is a CRL, `[1]` another format with
/// its identifier.
fn revocation_info<'a>(set: &Element<'a>) -> Result<RevocationInfo<'a>> {
    let mut found = RevocationInfo::default();
    for choice in members(set)? {
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

/// Returns the members of a set in the order found. DER requires sorting, but signers do not sort.
fn members<'a>(set: &Element<'a>) -> Result<Vec<Element<'a>>> {
    let mut reader = set.reader();
    let mut members = Vec::new();
    while !reader.is_empty() {
        if members.len() == MAX_MEMBERS {
            return Err(Malformed("a set of it has more members than are read"));
        }
        members.push(reader.any()?);
    }
    Ok(members)
}
