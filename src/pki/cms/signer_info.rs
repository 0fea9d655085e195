//! One signer of a CMS envelope (RFC 5652 §5.3).

use crate::asn1::der::{Element, Malformed, Reader, Result, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::{Certificate, ShallowCertificate};
use crate::pki::name;

/// `SignerInfo ::= SEQUENCE { version CMSVersion, sid SignerIdentifier,
/// digestAlgorithm DigestAlgorithmIdentifier, signedAttrs [0] IMPLICIT SignedAttributes OPTIONAL,
/// signatureAlgorithm SignatureAlgorithmIdentifier, signature OCTET STRING,
/// unsignedAttrs [1] IMPLICIT UnsignedAttributes OPTIONAL }`.
#[derive(Clone, Debug)]
pub struct SignerInfo<'a> {
    /// Content octets of `version`.
    version: &'a [u8],
    /// The identifier of the signer's certificate.
    pub identifier: SignerIdentifier<'a>,
    pub(crate) digest_algorithm: Element<'a>,
    /// `signedAttrs` with its tag `[0]`, not parsed.
    pub(crate) signed_attributes: Option<Element<'a>>,
    /// True if `signedAttrs` came in another encoding than DER, which RFC 5652 §5.3 asks of the
    /// signer. They are read, and the signature is verified, over their DER (§5.4).
    pub(crate) attributes_reencoded: bool,
    pub(crate) signature_algorithm: Element<'a>,
    /// The octets of `signature`.
    pub signature: &'a [u8],
    /// The content octets of `unsignedAttrs`, in BER. Anyone can change them.
    pub(crate) unsigned_attributes: Option<&'a [u8]>,
}

/// The identifier of a signer's certificate.
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
        let digest_algorithm = strict(fields.expect(tag::SEQUENCE)?.whole)?;
        let signed_attributes = fields.optional(tag::constructed(0))?;
        let signature_algorithm = strict(fields.expect(tag::SEQUENCE)?.whole)?;
        let signature = fields.expect(tag::OCTET_STRING)?.content;
        let unsigned_attributes = fields.optional(tag::constructed(1))?;
        fields.end()?;
        Ok(Self {
            version,
            identifier,
            digest_algorithm,
            signed_attributes,
            attributes_reencoded: false,
            signature_algorithm,
            signature,
            unsigned_attributes: unsigned_attributes.map(|attributes| attributes.content),
        })
    }

    pub(crate) fn is_version_3(&self) -> bool {
        self.version == [3]
    }

    /// Returns true if the version is the one that goes with the identifier (RFC 5652 §5.3).
    pub(crate) fn has_its_version(&self) -> bool {
        self.version == self.identifier.version()
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

    /// Returns the content octets of the SignerInfo version for this identifier (RFC 5652 §5.3).
    fn version(&self) -> &'static [u8] {
        match self {
            Self::IssuerAndSerialNumber { .. } => &[1],
            Self::SubjectKeyIdentifier(_) => &[3],
        }
    }

    /// Returns true if this identifies `certificate`.
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

    /// Returns true if this identifies a certificate that cannot be read as a whole.
    #[must_use]
    pub fn names_shallow(&self, certificate: &ShallowCertificate<'_>) -> bool {
        match *self {
            Self::IssuerAndSerialNumber { issuer, serial } => {
                certificate.serial == Some(serial)
                    && certificate
                        .issuer
                        .is_some_and(|found| name::same_name(issuer, found.encoded()))
            }
            Self::SubjectKeyIdentifier(identifier) => {
                certificate.subject_key_identifier == Some(identifier)
            }
        }
    }
}
