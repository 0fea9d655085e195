//! Rules for signed attributes (RFC 5652 §5.3, §11).

use crate::asn1::der::{Element, Malformed, Result, tag};
use crate::asn1::oid::Identifier;
use crate::pki::cms::{SignedAttributes, SignedData, SignerInfo, identifier};
use crate::pki::signature::algorithm::RSASSA_PSS;
use crate::pki::signature::pss;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::detail::CmsDetail;

/// The signed attributes of a signer.
#[derive(Debug)]
pub(super) enum Attributes<'a> {
    /// They are there and can be read.
    Present(SignedAttributes<'a>),
    /// There are none, so the signature is over the content.
    Absent,
    /// They are malformed.
    Malformed(&'static str),
}

/// What the content of a message is to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::verification) enum ContentKind {
    /// A document, id-data.
    Document,
    /// The statement of a time-stamp authority, id-ct-TSTInfo.
    Timestamp,
}

impl ContentKind {
    const fn identifier(self) -> &'static [u8] {
        match self {
            Self::Document => identifier::DATA,
            Self::Timestamp => identifier::TST_INFO,
        }
    }
}

const FORMAT: SubIndication = SubIndication::FormatFailure;

impl<'a> Attributes<'a> {
    pub(super) fn parse(info: &SignerInfo<'a>) -> Self {
        match info.signed_attributes.as_ref().map(SignedAttributes::parse) {
            None => Self::Absent,
            Some(Ok(attributes)) => Self::Present(attributes),
            Some(Err(Malformed(reason))) => Self::Malformed(reason),
        }
    }

    pub(super) fn present(&self) -> Option<&SignedAttributes<'a>> {
        match self {
            Self::Present(attributes) => Some(attributes),
            Self::Absent | Self::Malformed(_) => None,
        }
    }

    /// Checks that signed attributes are well-formed, and present unless the content is id-data (RFC
    /// 5652 §5.3).
    pub(super) fn check_form(
        &self,
        checks: &mut Checks,
        message: &SignedData<'_>,
        info: &SignerInfo<'_>,
        strict: bool,
    ) {
        const RULE: Rule = Rule::CmsSignedAttributes;
        match self {
            Self::Absent if message.content_type == identifier::DATA => {
                checks.skipped(RULE, CmsDetail::AttributesAbsent);
            }
            Self::Absent => checks.failed(RULE, FORMAT, CmsDetail::AttributesMissing),
            Self::Malformed(reason) => {
                checks.failed(
                    RULE,
                    FORMAT,
                    CmsDetail::AttributesMalformed {
                        reason: (*reason).into(),
                    },
                );
            }
            Self::Present(_) if info.attributes_reencoded => {
                checks.duty(strict, RULE, FORMAT, CmsDetail::AttributesReencoded);
            }
            Self::Present(attributes) if attributes.is_sorted() => {
                checks.passed(RULE, CmsDetail::AttributesSound);
            }
            Self::Present(_) => checks.duty(strict, RULE, FORMAT, CmsDetail::AttributesUnsorted),
        }
    }
}

/// Checks that the content is of the type that is judged, and that the signer says the same (RFC 5652
/// §11.1).
pub(super) fn check_content_type(
    checks: &mut Checks,
    attributes: &Attributes<'_>,
    message: &SignedData<'_>,
    kind: ContentKind,
) {
    const RULE: Rule = Rule::CmsContentType;
    let value = match attributes {
        Attributes::Malformed(_) => return,
        Attributes::Absent => None,
        Attributes::Present(attributes) => Some(attributes.value(identifier::CONTENT_TYPE)),
    };
    let is_expected = message.content_type == kind.identifier();
    let detail = match value {
        Some(None) => CmsDetail::AttributeMissing {
            attribute: "contentType",
        },
        Some(Some(Err(Malformed(reason)))) => CmsDetail::AttributeMalformed {
            attribute: "contentType",
            reason: reason.into(),
        },
        Some(Some(Ok(value)))
            if value.tag != tag::OBJECT_IDENTIFIER || value.content != message.content_type =>
        {
            CmsDetail::ContentTypeDiffers
        }
        Some(Some(Ok(_))) if is_expected => {
            let detail = match kind {
                ContentKind::Document => CmsDetail::ContentTypeAgrees,
                ContentKind::Timestamp => CmsDetail::ContentTypeTimestamp,
            };
            return checks.passed(RULE, detail);
        }
        None if is_expected => return checks.passed(RULE, CmsDetail::ContentTypeData),
        Some(Some(Ok(_))) | None => {
            let content_type = Identifier(message.content_type).named();
            return checks.indeterminate(
                RULE,
                SubIndication::SigConstraintsFailure,
                CmsDetail::ContentTypeNotData { content_type },
            );
        }
    };
    checks.failed(RULE, FORMAT, detail);
}

/// Checks that messageDigest is present and is the digest of the content (RFC 5652 §11.2).
pub(super) fn check_message_digest(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    digest: Option<&[u8]>,
) {
    const RULE: Rule = Rule::CmsMessageDigest;
    const ATTRIBUTE: &str = "messageDigest";
    let value = match attributes.value(identifier::MESSAGE_DIGEST) {
        None => {
            let detail = CmsDetail::AttributeMissing {
                attribute: ATTRIBUTE,
            };
            return checks.failed(RULE, FORMAT, detail);
        }
        Some(Ok(value)) if value.tag == tag::OCTET_STRING => value.content,
        Some(malformed) => {
            let reason = match malformed {
                Ok(_) => "it is not an OCTET STRING",
                Err(Malformed(reason)) => reason,
            };
            let detail = CmsDetail::AttributeMalformed {
                attribute: ATTRIBUTE,
                reason: reason.into(),
            };
            return checks.failed(RULE, FORMAT, detail);
        }
    };
    match digest {
        None => checks.skipped(RULE, CmsDetail::DigestNotKnown),
        Some(digest) if digest == value => checks.passed(RULE, CmsDetail::MessageDigestAgrees),
        Some(_) => checks.failed(
            RULE,
            SubIndication::HashFailure,
            CmsDetail::MessageDigestDiffers,
        ),
    }
}

/// Checks that CMSAlgorithmProtection, if present, names the algorithms of the SignerInfo (RFC 6211
/// §2).
pub(super) fn check_algorithm_protection(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    info: &SignerInfo<'_>,
) {
    const RULE: Rule = Rule::CmsAlgorithmProtection;
    let Some(value) = attributes.value(identifier::ALGORITHM_PROTECTION) else {
        return checks.skipped(RULE, CmsDetail::ProtectionMissing);
    };
    match value.and_then(|value| names_algorithms_of(&value, info)) {
        Ok(true) => checks.passed(RULE, CmsDetail::ProtectionAgrees),
        Ok(false) => checks.failed(
            RULE,
            SubIndication::CryptoConstraintsFailure,
            CmsDetail::ProtectionDiffers,
        ),
        Err(Malformed(reason)) => checks.failed(
            RULE,
            FORMAT,
            CmsDetail::AttributeMalformed {
                attribute: "CMSAlgorithmProtection",
                reason: reason.into(),
            },
        ),
    }
}

/// Returns true if `CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm
/// DigestAlgorithmIdentifier, signatureAlgorithm [1] SignatureAlgorithmIdentifier OPTIONAL, … }`
/// names the algorithms of the SignerInfo. signatureAlgorithm is required in signatures.
fn names_algorithms_of(value: &Element<'_>, info: &SignerInfo<'_>) -> Result<bool> {
    if value.tag != tag::SEQUENCE {
        return Err(Malformed("it is not a SEQUENCE"));
    }
    let mut fields = value.reader();
    let digest = fields.expect(tag::SEQUENCE)?;
    let signature = fields.expect(tag::constructed(1))?;
    fields.end()?;
    Ok(is_same_algorithm(&digest, &info.digest_algorithm)?
        && is_same_algorithm(&signature, &info.signature_algorithm)?)
}

/// Returns true if two AlgorithmIdentifiers are the same "modulo encoding" (RFC 6211 §2): NULL
/// parameters equal absent ones (RFC 5754 §2), and those of RSASSA-PSS are compared by meaning.
fn is_same_algorithm(one: &Element<'_>, other: &Element<'_>) -> Result<bool> {
    fn parts<'a>(element: &Element<'a>) -> Result<(&'a [u8], Option<Element<'a>>)> {
        let mut fields = element.reader();
        let identifier = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
        let parameters = if fields.is_empty() {
            None
        } else {
            Some(fields.any()?)
        };
        fields.end()?;
        Ok((
            identifier,
            parameters.filter(|value| value.tag != tag::NULL),
        ))
    }
    let (identifier, parameters) = parts(one)?;
    let (other_identifier, other_parameters) = parts(other)?;
    Ok(identifier == other_identifier
        && match (parameters, other_parameters) {
            (None, None) => true,
            (Some(one), Some(other)) if identifier == RSASSA_PSS => {
                pss::mean_the_same(&one, &other)
            }
            (Some(one), Some(other)) => one.whole == other.whole,
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::is_same_algorithm;
    use crate::asn1::der::{encode, strict, tag};
    use crate::pki::signature::algorithm::RSASSA_PSS;

    /// id-sha256.
    const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
    const NULL: &[u8] = &[0x05, 0x00];
    const EMPTY: &[u8] = &[0x30, 0x00];
    /// saltLength 20, which is the default: in BER, RSASSA-PSS-params with nothing else.
    const SALT: &[u8] = &[0x30, 0x05, 0xa2, 0x03, 0x02, 0x01, 0x14];

    /// RFC 6211 §2: "modulo encoding", which of parameters that are unknown is the octets' own.
    #[test]
    fn algorithms_are_compared_with_their_parameters() {
        let algorithm = |identifier, parameters: &[u8]| {
            let identifier = encode(tag::OBJECT_IDENTIFIER, identifier);
            encode(tag::SEQUENCE, &[&identifier, parameters].concat())
        };
        for (one, other, is_same) in [
            ((SHA256, NULL), (SHA256, NULL), true),
            ((SHA256, NULL), (SHA256, &[][..]), true),
            ((SHA256, NULL), (SHA384, NULL), false),
            ((SHA256, NULL), (SHA256, EMPTY), false),
            ((SHA256, EMPTY), (SHA256, &[]), false),
            ((SHA256, EMPTY), (SHA256, EMPTY), true),
            ((SHA256, EMPTY), (SHA256, SALT), false),
            ((RSASSA_PSS, EMPTY), (RSASSA_PSS, SALT), true),
            ((RSASSA_PSS, EMPTY), (RSASSA_PSS, NULL), false),
        ] {
            let [one_der, other_der] = [one, other].map(|(i, p)| algorithm(i, p));
            let [a, b] = [&one_der, &other_der].map(|der| strict(der).unwrap());
            assert_eq!(
                is_same_algorithm(&a, &b),
                Ok(is_same),
                "{one:02x?} {other:02x?}"
            );
            assert_eq!(
                is_same_algorithm(&b, &a),
                Ok(is_same),
                "{one:02x?} {other:02x?}"
            );
        }
    }
}
