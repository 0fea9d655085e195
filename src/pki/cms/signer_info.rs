//! One signer of a CMS envelope (RFC 5652 §5.3).

use crate::asn1::der::{Element, Malformed, Reader, Result, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::name;

/// `SignerInfo ::= SEQUENCE { version CMSVersion, sid SignerIdentifier,
/// digestAlgorithm DigestAlgorithmIdentifier, signedAttrs [0] IMPLICIT SignedAttributes OPTIONAL,
/// signatureAlgorithm SignatureAlgorithmIdentifier, signature OCTET STRING,
/// unsignedAttrs [1] IMPLICIT UnsignedAttributes OPTIONAL }`.
#[derive(Clone, Debug)]
pub struct SignerInfo<'a> {
    /// Whose certificate it is.
    pub identifier: SignerIdentifier<'a>,
    pub(crate) digest_algorithm: Element<'a>,
    /// `signedAttrs` as it stands there, `[0]`; not read yet.
    pub(crate) signed_attributes: Option<Element<'a>>,
    pub(crate) signature_algorithm: Element<'a>,
    /// The octets of `signature`.
    pub signature: &'a [u8],
    /// `unsignedAttrs` is there. It is left unread, as anyone can put anything into it.
    pub has_unsigned_attributes: bool,
}

/// How a signer's certificate is named.
#[derive(Clone, Copy, Debug)]
pub enum SignerIdentifier<'a> {
    /// `issuerAndSerialNumber`.
    IssuerAndSerialNumber {
        /// The issuer's encoded name.
        issuer: &'a [u8],
        /// The content octets of the serial number.
        serial: &'a [u8],
    },
    /// `subjectKeyIdentifier`.
    SubjectKeyIdentifier(&'a [u8]),
}

impl<'a> SignerInfo<'a> {
    pub(crate) fn parse(info: &Element<'a>) -> Result<Self> {
        if info.tag != tag::SEQUENCE {
            return Err(Malformed("a signer of it is not a SEQUENCE"));
        }
        let mut fields = info.reader();
        let version = strict(fields.expect(tag::INTEGER)?.whole)?.content;
        let identifier = SignerIdentifier::parse(&mut fields)?;
        if version != identifier.version() {
            return Err(Malformed(
                "the version of a signer does not go with how its certificate is named (RFC 5652 \
                 §5.3)",
            ));
        }
        let digest_algorithm = strict(fields.expect(tag::SEQUENCE)?.whole)?;
        let signed_attributes = fields.optional(tag::constructed(0))?;
        let signature_algorithm = strict(fields.expect(tag::SEQUENCE)?.whole)?;
        let signature = fields.expect(tag::OCTET_STRING)?.content;
        let unsigned_attributes = fields.optional(tag::constructed(1))?;
        fields.end()?;
        Ok(Self {
            identifier,
            digest_algorithm,
            signed_attributes,
            signature_algorithm,
            signature,
            has_unsigned_attributes: unsigned_attributes.is_some(),
        })
    }
}

impl<'a> SignerIdentifier<'a> {
    fn parse(fields: &mut Reader<'a>) -> Result<Self> {
        if let Some(identifier) = fields.optional(tag::primitive(0))? {
            return Ok(Self::SubjectKeyIdentifier(identifier.content));
        }
        let mut parts = strict(fields.expect(tag::SEQUENCE)?.whole)?.reader();
        let issuer = parts.expect(tag::SEQUENCE)?.whole;
        let serial = parts.expect(tag::INTEGER)?.content;
        parts.end()?;
        Ok(Self::IssuerAndSerialNumber { issuer, serial })
    }

    /// RFC 5652 §5.3: the content octets of the version that goes with it.
    fn version(&self) -> &'static [u8] {
        match self {
            Self::IssuerAndSerialNumber { .. } => &[1],
            Self::SubjectKeyIdentifier(_) => &[3],
        }
    }

    /// `certificate` is named so.
    #[must_use]
    pub fn names(&self, certificate: &Certificate<'_>) -> bool {
        match *self {
            Self::IssuerAndSerialNumber { issuer, serial } => {
                certificate.serial() == serial && name::same_name(issuer, certificate.tbs().issuer)
            }
            Self::SubjectKeyIdentifier(identifier) => {
                let mut extensions = certificate.extensions().iter();
                let own = extensions.find(|e| e.identifier == extension::SUBJECT_KEY_IDENTIFIER);
                own.and_then(|own| strict(own.value).ok())
                    .is_some_and(|own| own.tag == tag::OCTET_STRING && own.content == identifier)
            }
        }
    }
}
