//! Verification of a signature over a digest, and of a certificate alone.

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::report::check::Checks;
use crate::report::rule::Rule;
use crate::verification::detail::SignedDataDetail;
use crate::verification::input::{PathOptions, SignatureInput};
use crate::verification::parsed_input::DecodedInput;
use crate::verification::report::VerificationReport;
use crate::verification::signed_data;
use crate::verification::signed_data::{ContentHash, Digest256};
use crate::verification::signed_hash;

/// Verifies a signature over a digest, as returned by iAM Smart, and the path of its certificate.
///
/// # Errors
/// Errors name an argument that cannot be parsed; everything else is in the report.
/// [`crate::Error::Base64Invalid`], [`crate::Error::CertificateMalformed`],
/// [`crate::Error::CrlMalformed`], [`crate::Error::DigestLength`],
/// [`crate::Error::InvalidArgument`], [`crate::Error::OcspResponseMalformed`],
/// [`crate::Error::PemInvalid`].
pub fn verify_signature(input: &SignatureInput) -> Result<VerificationReport> {
    verify(input).map(|(report, _)| report)
}

/// Returns the report and the signed digest, if known.
pub(super) fn verify(input: &SignatureInput) -> Result<(VerificationReport, Option<Digest256>)> {
    let digest = input
        .digest
        .as_deref()
        .map(signed_data::digest)
        .transpose()?;
    let decoded = DecodedInput::decode(&input.certificate, &input.options)?;
    let parsed = decoded.parse()?;

    let mut checks = Checks::default();
    let key = parsed.end_entity.public_key();
    let digests = signed_data::check(
        &mut checks,
        input.content.as_deref(),
        digest,
        ContentHash::of(key, input.signature_algorithm),
    );
    let signed = signed_hash::check(
        &mut checks,
        &signed_hash::Signature {
            octets: &input.signature,
            algorithm: input.signature_algorithm,
            digests: &digests,
            sm2_identifier: &input.options.sm2_identifier,
        },
        key,
    );
    check_claimed_time(
        &mut checks,
        input.claimed_time,
        input.options.validation_time,
    );

    let mut report = parsed.report(checks, &input.options, input.claimed_time);
    report.signed_as = signed.map(|signed| signed.mode);
    let digest = signed.map(|signed| signed.digest);
    Ok((report, digest.or(digests.first().copied())))
}

/// Validates the path of a certificate, without a signature.
///
/// # Errors
/// As [`verify_signature`].
pub fn validate_certificate_path(
    certificate: &Encoded,
    options: &PathOptions,
) -> Result<VerificationReport> {
    let decoded = DecodedInput::decode(certificate, options)?;
    let parsed = decoded.parse()?;
    Ok(parsed.report(Checks::default(), options, None))
}

/// Adds the claimed signing time, which is not proven, to the checks.
pub(super) fn check_claimed_time(checks: &mut Checks, claimed: Option<Time>, validation: Time) {
    if let Some(claimed) = claimed {
        checks.skipped(
            Rule::ClaimedTime,
            SignedDataDetail::TimeClaimed {
                claimed,
                validation,
            },
        );
    }
}
