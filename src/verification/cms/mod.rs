//! The verdict on a CMS signature (RFC 5652), as iAM Smart's PDF signing returns it
//! (`adbe.pkcs7.detached`, ISO 32000-1 §12.8.3.3).
//!
//! | module | what it is for |
//! |---|---|
//! | `content` | what was signed: the content, its digest, and that they agree |
//! | `attributes` | the signed attributes, by the rules of RFC 5652, RFC 5035 and RFC 6211 |
//! | `signer` | the signer's certificate and signature |
//! | `detail` | sentences about all of them |
//!
//! Held to more than the standard asks for, because this is about one document and one person:
//!
//! - There is exactly one signer. More of them make the verdict INDETERMINATE: which of them the
//!   caller means cannot be told.
//! - Signed attributes are required, and the content may not be such attributes itself
//!   (draft-ietf-lamps-cms-euf-cma-signeddata: one could pose as the other).
//! - The content type is id-data: of any other type, the octets would mean something else.
//! - Unsigned attributes (time-stamps, countersignatures) are left unread, and the report says so.

use alloc::vec::Vec;

mod attributes;
mod content;
mod detail;
mod signer;

use detail::CmsDetail;
use signer::Signer;

use crate::asn1::ber;
use crate::asn1::der::Malformed;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::{SignedAttributes, SignedData};
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

/// A CMS signature and what it is over.
#[derive(Clone, Debug)]
pub struct CmsInput {
    /// A ContentInfo that holds SignedData, in DER or BER; zeros may follow it, as in `/Contents`
    /// of a PDF.
    pub cms: Vec<u8>,
    /// What was signed, where the message does not hold it.
    pub content: Option<Vec<u8>>,
    /// Its digest by the message's digest algorithm, as it was sent as `docDigest`: 32, 48 or 64
    /// bytes.
    pub digest: Option<Vec<u8>>,
    /// Where a path is looked for, and what is asked of it. Certificates of the message are added
    /// to the intermediates, and its CRLs and OCSP responses to those given; what is to be done
    /// about revocation by default hangs on those given alone.
    pub options: PathOptions,
}

/// Verifies a CMS signature and the path of its signer's certificate.
///
/// # Errors
/// [`Error::CmsMalformed`] for a message that cannot be parsed, [`Error::DigestLength`] for a
/// digest of unknown length; [`Error::Base64Invalid`], [`Error::CertificateMalformed`],
/// [`Error::InvalidArgument`] and [`Error::PemInvalid`] for the options' certificates.
pub fn verify_cms(input: &CmsInput) -> Result<VerificationReport> {
    let malformed = |Malformed(reason)| Error::CmsMalformed { reason };
    let der = ber::to_der(&input.cms).map_err(malformed)?;
    let message = SignedData::parse(&der).map_err(malformed)?;
    if let Some(digest) = &input.digest {
        content::check_length(digest)?;
    }

    let mut checks = Checks::default();
    let [info] = &message.signer_infos[..] else {
        check_signers(&mut checks, message.signer_infos.len());
        return Ok(VerificationReport::without_signer(
            checks,
            input.options.validation_time,
        ));
    };
    let attributes = attributes::parse(&mut checks, info);
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
        let mut report = VerificationReport::without_signer(checks, validation_time);
        report.claimed_time = claimed_time;
        return Ok(report);
    };
    let signer = Signer {
        info,
        attributes: attributes.as_ref(),
        certificate,
        sm2_identifier: &input.options.sm2_identifier,
    };
    signer.check(&mut checks);
    // What the caller has given decides on the default, and not what the message holds.
    let revocation_data = decoded.has_revocation_data();
    let requirements = input.options.requirements(claimed_time, revocation_data);
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

/// Adds what the message brings along. What of it cannot be parsed is left out: whatever hangs on it
/// is missed where it is needed.
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

/// signingTime, which the signer says and nothing proves.
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
