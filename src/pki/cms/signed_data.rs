//! The envelope of a CMS signature (RFC 5652 §3 and §5.1).

use alloc::vec::Vec;

use crate::asn1::ber::OctetString;
use crate::asn1::der::{Reader, Result, strict, strict_value, tag};
use crate::pki::cms::envelope::{EncodedSignerInfo, Envelope};
use crate::pki::cms::signer_info::SignerInfo;
use crate::pki::cms::version::SignedDataVersion;

/// Maximum number of digest algorithms: more than there are in use, and one for each signer.
const MAX_ALGORITHMS: usize = 100;

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
    /// `eContent`; `None` if the signature is detached.
    pub content: Option<OctetString<'a>>,
    /// The X.509 certificates as they stand in the message, not parsed. Other kinds (RFC 5652 §10.2.2) are left out:
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
    /// The CRLs as they stand.
    pub crls: Vec<&'a [u8]>,
    /// The OCSP responses as they stand (RFC 5940 §2.1).
    pub ocsp_responses: Vec<&'a [u8]>,
}

impl<'a> SignedData<'a> {
    /// Parses the parts of an envelope.
    pub(crate) fn parse(envelope: &'a Envelope<'a>) -> Result<Self> {
        let signer = |info: &'a EncodedSignerInfo| {
            let mut reader = Reader(&info.der);
            let mut signer = SignerInfo::parse(&reader.any()?)?;
            signer.attributes_reencoded = info.attributes_reencoded;
            Ok(signer)
        };
        let signer_infos = envelope.signer_infos.iter().map(signer);
        let signer_infos = signer_infos.collect::<Result<Vec<_>>>()?;
        let version = strict(&envelope.version)?.content;
        let content_type = strict(&envelope.content_type)?.content;
        Ok(Self {
            version: SignedDataVersion::of(version, envelope.kinds, content_type, &signer_infos),
            digest_algorithms: digest_algorithms(&envelope.digest_algorithms)?,
            content_type,
            content: envelope.content,
            certificates: envelope.certificates.clone(),
            revocation: envelope.revocation.clone(),
            signer_infos,
        })
    }
}

fn digest_algorithms(set: &[u8]) -> Result<Vec<&[u8]>> {
    let mut reader = strict_value(set)?.reader();
    let mut identifiers = Vec::new();
    while !reader.is_empty() && identifiers.len() < MAX_ALGORITHMS {
        let algorithm = reader.expect(tag::SEQUENCE)?;
        identifiers.push(algorithm.reader().expect(tag::OBJECT_IDENTIFIER)?.content);
    }
    Ok(identifiers)
}
