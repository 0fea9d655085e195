//! Validation of CMS signatures (RFC 5652), as returned by iAM Smart's PDF signing
//! (`adbe.pkcs7.detached`, ISO 32000-1 §12.8.3.3).
//!
//! | module | content |
//! |---|---|
//! | `content` | checks of the signed content and its digest |
//! | `attributes` | rules for the signed attributes (RFC 5652, RFC 6211) |
//! | `signer` | checks of the signer's certificate and signature (RFC 5035) |
//! | `detail` | sentences about CMS signatures |
//!
//! The rules are stricter than the standard, because a message is about one document and one
//! person:
//!
//! - There is exactly one signer. With more, the verdict is INDETERMINATE, because it is not known
//!   which one the caller means.
//! - Signed attributes are required, and the content must not be an encoding of signed attributes,
//!   because a signature over one would fit the other (draft-ietf-lamps-cms-euf-cma-signeddata).
//! - The content type is id-data, because any other type gives the octets another meaning.
//! - Unsigned attributes (time-stamps, countersignatures) are ignored, and the report says so.

use alloc::vec::Vec;

mod attributes;
mod content;
mod detail;
mod signer;

use detail::CmsDetail;
use signer::Signer;

use crate::asn1::Encoded;
use crate::asn1::ber::Unread;
use crate::asn1::der::Malformed;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::{Envelope, SignedAttributes, SignedData, text};
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::ValidationData;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::DecodedInput;
use crate::verification::report::VerificationReport;
use crate::verification::signature::check_claimed_time;
use crate::{Error, Result};

/// A CMS signature and its content.
#[derive(Clone, Debug)]
pub struct CmsInput {
    /// A ContentInfo that holds SignedData, in DER or BER, optionally followed by zeros, as in
    /// `/Contents` of a PDF; or the text of one: PEM, Base64, or an S/MIME file of one part.
    pub cms: Encoded,
    /// The signed content, if the message does not embed it.
    pub content: Option<Vec<u8>>,
    /// The digest of the content by the message's digest algorithm, as sent in `docDigest`: 32, 48
    /// or 64 bytes.
    pub digest: Option<Vec<u8>>,
    /// Options of path validation. The certificates, CRLs and OCSP responses in the message are
    /// added to those given. The default of `revocation` depends only on those given.
    pub options: PathOptions,
}

/// Verifies a CMS signature and the path of its signer's certificate.
///
/// # Errors
/// [`Error::CmsMalformed`] for a message that cannot be parsed, [`Error::DigestLength`] for a
/// digest of unknown length; [`Error::Base64Invalid`], [`Error::InvalidArgument`] and
/// [`Error::PemInvalid`] for a message or certificates that cannot be decoded;
/// [`Error::CertificateMalformed`] for the options' certificates.
pub fn verify_cms(input: &CmsInput) -> Result<VerificationReport> {
    let malformed = |Malformed(reason)| Error::CmsMalformed { reason };
    if let Some(digest) = &input.digest {
        content::check_length(digest)?;
    }

    let octets = text::decode(&input.cms)?;
    let mut checks = Checks::default();
    let envelope = match Envelope::read(&octets) {
        Ok(envelope) => envelope,
        Err(Unread::Malformed(reason)) => return Err(malformed(reason)),
        Err(Unread::Limit(limit)) => {
            let reason = SubIndication::FormatFailure;
            checks.indeterminate(Rule::CmsMessage, reason, CmsDetail::Limit { limit });
            return Ok(VerificationReport::without_signer(
                checks,
                &input.options.requirements(None),
            ));
        }
    };
    let message = SignedData::parse(&envelope).map_err(malformed)?;

    let [info] = &message.signer_infos[..] else {
        check_signers(&mut checks, message.signer_infos.len());
        return Ok(VerificationReport::without_signer(
            checks,
            &input.options.requirements(None),
        ));
    };
    let attributes = attributes::parse(&mut checks, info, input.options.strict_profile);
    let decoded = DecodedInput::decode(&input.options)?;
    let mut parsed = decoded.parse()?;
    add_contents(&mut parsed.0, &message, attributes.as_ref());
    let digest = content::check(&mut checks, input, &message, info);
    if let Some(attributes) = &attributes {
        attributes::check(&mut checks, attributes, &message, info, digest.as_deref());
    }
    let validation_time = input.options.validation_time;
    let claimed_time = claimed_time(&mut checks, attributes.as_ref(), validation_time);
    if info.has_unsigned_attributes {
        checks.skipped(Rule::CmsUnsignedAttributes, CmsDetail::UnsignedAttributes);
    }

    let signer = signer::find(&parsed.0.intermediates, info, attributes.as_ref());
    let Some(certificate) = signer else {
        checks.indeterminate(
            Rule::CmsSigner,
            SubIndication::NoSigningCertificateFound,
            CmsDetail::CertificateMissing,
        );
        return Ok(VerificationReport::without_signer(
            checks,
            &input.options.requirements(claimed_time),
        ));
    };
    let signer = Signer {
        info,
        attributes: attributes.as_ref(),
        certificate,
        sm2_identifier: &input.options.sm2_identifier,
    };
    signer.check(&mut checks);
    let requirements = input.options.requirements(claimed_time);
    Ok(parsed.report(certificate, checks, &requirements))
}

fn check_signers(checks: &mut Checks, count: usize) {
    if count == 0 {
        checks.failed(
            Rule::CmsSigner,
            SubIndication::FormatFailure,
            CmsDetail::NoSigner,
        );
    } else {
        checks.indeterminate(
            Rule::CmsSigner,
            SubIndication::FormatFailure,
            CmsDetail::SeveralSigners { count },
        );
    }
}

/// Adds the certificates, CRLs and OCSP responses of the message. Malformed ones are left out; the
/// checks that need them report them as missing.
fn add_contents<'a>(
    data: &mut ValidationData<'a>,
    message: &SignedData<'a>,
    attributes: Option<&SignedAttributes<'a>>,
) {
    let certificates = message.certificates.iter();
    let certificates = certificates.flat_map(|der| Certificate::parse("cms", der));
    data.intermediates.extend(certificates);
    let archived = attributes
        .map(SignedAttributes::archived_revocation)
        .unwrap_or_default();
    for found in [&message.revocation, &archived] {
        let crls = found.crls.iter();
        data.crls
            .extend(crls.flat_map(|der| Crl::parse("cms", der)));
        let responses = found.ocsp_responses.iter();
        let responses = responses.flat_map(|der| OcspResponse::parse("cms", der));
        data.ocsp_responses.extend(responses);
    }
}

/// Returns signingTime, which the signer claims without proof.
fn claimed_time(
    checks: &mut Checks,
    attributes: Option<&SignedAttributes<'_>>,
    validation_time: Time,
) -> Option<Time> {
    match attributes?.signing_time()? {
        Ok(time) => {
            check_claimed_time(checks, Some(time), validation_time);
            Some(time)
        }
        Err(Malformed(reason)) => {
            checks.failed(
                Rule::ClaimedTime,
                SubIndication::FormatFailure,
                CmsDetail::AttributeMalformed {
                    attribute: "signingTime",
                    reason,
                },
            );
            None
        }
    }
}
