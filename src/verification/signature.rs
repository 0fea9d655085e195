//! Verification of a signature over a digest, and of a certificate alone.

use alloc::vec::Vec;

use crate::asn1::pem::{Encoded, one_certificate};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::report::check::Checks;
use crate::validation::Existence;
use crate::validation::requirements::Requirements;
use crate::verification::claimed_time::check_claimed_time;
use crate::verification::input::{PathOptions, SignatureAlgorithm, SignatureInput};
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::proof::algorithms;
use crate::verification::proof::judge::{MAX_TIMESTAMPS, judge};
use crate::verification::report::VerificationReport;
use crate::verification::signed_data;
use crate::verification::signed_data::{ContentHash, Digest256};
use crate::verification::signed_hash;
use crate::{Error, Result};

/// A signature over a digest, with the content and digest given.
pub(super) struct DigestSignature<'a> {
    pub(super) content: Option<&'a [u8]>,
    pub(super) digest: Option<Digest256>,
    pub(super) signature: &'a [u8],
    pub(super) algorithm: Option<SignatureAlgorithm>,
    /// The earliest time at which it is known to have been there.
    pub(super) proven: Option<Time>,
}

/// Verifies a signature over a digest, as returned by iAM Smart, and the path of its certificate.
///
/// # Errors
/// Errors name an argument that cannot be parsed; everything else is in the report.
/// [`crate::Error::Base64Invalid`], [`crate::Error::CertificateMalformed`],
/// [`crate::Error::CrlMalformed`], [`crate::Error::DigestLength`],
/// [`crate::Error::InvalidArgument`], [`crate::Error::OcspResponseMalformed`],
/// [`crate::Error::PemInvalid`].
pub fn verify_signature(input: &SignatureInput) -> Result<VerificationReport> {
    let options = &input.options;
    let mut signed = DigestSignature::of(input)?;
    let certificate = one_certificate("certificate", &input.certificate)?;
    let mut decoded = DecodedInput::decode(options)?;
    let end_entity = Certificate::parse("certificate", &certificate)?;
    if input.timestamps.len() > MAX_TIMESTAMPS {
        return Err(Error::invalid_argument(
            "timestamps",
            "it has more than 16 time-stamps",
        ));
    }
    let tokens: Vec<_> = input.timestamps.iter().map(Vec::as_slice).collect();
    let proof = decoded.with_timestamp_anchors(options, |decoded| {
        let existence = Existence::default();
        judge(&tokens, &input.signature, options, decoded, &existence)
    })?;
    signed.proven = proof.proven;
    let parsed = decoded.parse();
    let requirements = options.requirements(input.claimed_time);
    let identifier = &options.sm2_identifier;
    let (mut report, _) = signed.verify(&end_entity, &parsed, &requirements, identifier);
    let key = end_entity.public_key();
    let found = report.signed_as.map(|mode| mode.algorithms(key));
    algorithms::check(&mut report, &found.unwrap_or_default(), options);
    proof.add_to(&mut report, false);
    Ok(report)
}

/// Validates the path of a certificate, without a signature.
///
/// # Errors
/// As [`verify_signature`].
pub fn validate_certificate_path(
    certificate: &Encoded,
    options: &PathOptions,
) -> Result<VerificationReport> {
    let certificate = one_certificate("certificate", certificate)?;
    let decoded = DecodedInput::decode(options)?;
    let end_entity = Certificate::parse("certificate", &certificate)?;
    let parsed = decoded.parse();
    let requirements = options.requirements(None);
    Ok(parsed.report(&end_entity, Checks::default(), &requirements))
}

impl<'a> DigestSignature<'a> {
    pub(super) fn of(input: &'a SignatureInput) -> Result<Self> {
        let digest = input.digest.as_deref();
        Ok(Self {
            content: input.content.as_deref(),
            digest: digest.map(signed_data::digest).transpose()?,
            signature: &input.signature,
            algorithm: input.signature_algorithm,
            proven: None,
        })
    }

    /// Returns the report and the signed digest, if known.
    pub(super) fn verify<'p>(
        &self,
        end_entity: &Certificate<'p>,
        parsed: &ParsedInput<'p>,
        requirements: &Requirements,
        sm2_identifier: &Sm2Identifier,
    ) -> (VerificationReport, Option<Digest256>) {
        let mut checks = Checks::default();
        let key = end_entity.public_key();
        let hash = ContentHash::of(key, self.algorithm);
        let digests = signed_data::check(&mut checks, self.content, self.digest, hash);
        let signed = signed_hash::check(
            &mut checks,
            &signed_hash::Signature {
                octets: self.signature,
                algorithm: self.algorithm,
                digests: &digests,
                sm2_identifier,
            },
            key,
        );
        check_claimed_time(
            &mut checks,
            requirements.claimed_time,
            requirements.validation_time,
            self.proven,
        );

        let mut report = parsed.report_proven(end_entity, checks, requirements, self.proven);
        report.signed_as = signed.map(|signed| signed.mode);
        let digest = signed.map(|signed| signed.digest);
        (report, digest.or(digests.first().copied()))
    }
}
