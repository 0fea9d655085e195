//! Rules for signed attributes (RFC 5652 §5.3, §11).

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::pki::cms::{SignedAttributes, SignedData, SignerInfo, identifier};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::detail::CmsDetail;

const FORMAT: SubIndication = SubIndication::FormatFailure;

/// Checks that signed attributes are present and well-formed (RFC 5652 §5.3).
pub(super) fn parse<'a>(
    checks: &mut Checks,
    info: &SignerInfo<'a>,
    strict_profile: bool,
) -> Option<SignedAttributes<'a>> {
    const RULE: Rule = Rule::CmsSignedAttributes;
    let Some(element) = &info.signed_attributes else {
        checks.failed(RULE, FORMAT, CmsDetail::AttributesMissing);
        return None;
    };
    match SignedAttributes::parse(element) {
        Ok(attributes) => {
            if info.attributes_reencoded {
                checks.duty(strict_profile, RULE, FORMAT, CmsDetail::AttributesReencoded);
            } else {
                checks.passed(RULE, CmsDetail::AttributesSound);
            }
            Some(attributes)
        }
        Err(Malformed(reason)) => {
            checks.failed(RULE, FORMAT, CmsDetail::AttributesMalformed { reason });
            None
        }
    }
}

/// Checks the attributes against the rest of the message.
pub(super) fn check(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
    digest: Option<&[u8]>,
) {
    check_content_type(checks, attributes, message);
    check_message_digest(checks, attributes, digest);
    check_algorithm_protection(checks, attributes, info);
}

/// Checks that contentType is present and is that of the content (RFC 5652 §11.1).
fn check_content_type(
    checks: &mut Checks,
    attributes: &SignedAttributes<'_>,
    message: &SignedData<'_>,
) {
    const RULE: Rule = Rule::CmsContentType;
    let detail = match attributes.value(identifier::CONTENT_TYPE) {
        None => CmsDetail::AttributeMissing {
            attribute: "contentType",
        },
        Some(Err(Malformed(reason))) => CmsDetail::AttributeMalformed {
            attribute: "contentType",
            reason,
        },
        Some(Ok(value))
            if value.tag != tag::OBJECT_IDENTIFIER || value.content != message.content_type =>
        {
            CmsDetail::ContentTypeDiffers
        }
        Some(Ok(value)) if value.content != identifier::DATA => CmsDetail::ContentTypeNotData,
        Some(Ok(_)) => return checks.passed(RULE, CmsDetail::ContentTypeAgrees),
    };
    checks.failed(RULE, FORMAT, detail);
}

/// Checks that messageDigest is present and is the digest of the content (RFC 5652 §11.2).
fn check_message_digest(
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
                reason,
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
fn check_algorithm_protection(
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
                reason,
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

/// Returns true if two AlgorithmIdentifiers are the same; NULL parameters equal absent ones (RFC
/// 5754 §2).
fn is_same_algorithm(one: &Element<'_>, other: &Element<'_>) -> Result<bool> {
    fn parts<'a>(element: &Element<'a>) -> Result<(&'a [u8], Reader<'a>)> {
        let mut fields = element.reader();
        let identifier = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
        fields.optional(tag::NULL)?;
        Ok((identifier, fields))
    }
    let ((identifier, parameters), (other_identifier, other_parameters)) =
        (parts(one)?, parts(other)?);
    Ok(identifier == other_identifier && parameters.0 == other_parameters.0)
}
