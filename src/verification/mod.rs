//! The verdict on a returned signature, with every check on the way to it.
//!
//! | module | what it is for |
//! |---|---|
//! | `input` | what a caller hands over |
//! | `signed_data` | what was signed: content, digest, and that they agree |
//! | `signed_hash` | the ways in which iAM Smart may sign a digest |
//! | `jws` | the signature as a detached JWS |
//! | `report` | the verdict, why, and every check |
//! | `iam_smart` | what is asked of the certificates of iAM Smart's signers |
//! | `summary` | what a report tells of a certificate |
//! | `cms` | a signature with its certificate in one message, as over a PDF |
//! | `detail` | sentences about what was signed, and how |
//! | `evidence` | everything that a check years later needs, as one file |

use alloc::string::String;
use alloc::vec::Vec;

mod cms;
mod detail;
mod evidence;
mod iam_smart;
mod input;
mod jws;
mod report;
mod signed_data;
mod signed_hash;
mod summary;

pub use cms::{CmsInput, verify_cms};
pub use evidence::{EvidenceReport, create_evidence, verify_evidence};
pub use iam_smart::CertificateProfile;
pub use input::{PathOptions, SignatureAlgorithm, SignatureInput};
pub use jws::{JwsInput, JwsSigningInput, create_jws, jws_signing_input, verify_jws};
pub use report::{Indication, VerificationReport};
pub use signed_hash::SignedAs;
pub use summary::CertificateSummary;

use detail::SignedDataDetail;
use signed_data::{ContentHash, Digest256};

use crate::Result;
use crate::asn1::pem::{Encoded, all_certificates, all_crls, all_ocsp_responses, one_certificate};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::report::check::Checks;
use crate::report::rule::Rule;
use crate::validation::{ValidationData, validate};

/// Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
///
/// # Errors
/// Errors are about arguments that cannot be read, and name them; whatever can be read gets a
/// report. [`crate::Error::Base64Invalid`], [`crate::Error::CertificateMalformed`],
/// [`crate::Error::CrlMalformed`], [`crate::Error::DigestLength`],
/// [`crate::Error::InvalidArgument`], [`crate::Error::OcspResponseMalformed`],
/// [`crate::Error::PemInvalid`].
pub fn verify_signature(input: &SignatureInput) -> Result<VerificationReport> {
    verify(input).map(|(report, _)| report)
}

/// The report, and the digest that was signed as far as it is known.
fn verify(input: &SignatureInput) -> Result<(VerificationReport, Option<Digest256>)> {
    let digest = input
        .digest
        .as_deref()
        .map(signed_data::digest)
        .transpose()?;
    let encodings = Encodings::decode(&input.certificate, &input.options)?;
    let evidence = encodings.read()?;

    let mut checks = Checks::default();
    let key = evidence.end_entity.public_key();
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

    let mut report = evidence.report(checks, &input.options, input.claimed_time);
    report.signed_as = signed.map(|signed| signed.mode);
    let digest = signed.map(|signed| signed.digest);
    Ok((report, digest.or(digests.first().copied())))
}

/// Validates the path of a certificate alone.
///
/// # Errors
/// As [`verify_signature`].
pub fn validate_certificate_path(
    certificate: &Encoded,
    options: &PathOptions,
) -> Result<VerificationReport> {
    let encodings = Encodings::decode(certificate, options)?;
    let evidence = encodings.read()?;
    Ok(evidence.report(Checks::default(), options, None))
}

fn check_claimed_time(checks: &mut Checks, claimed: Option<Time>, validation: Time) {
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

/// The DER of everything that was handed over, with what an error calls it.
struct Encodings {
    end_entity: Vec<u8>,
    anchors: Vec<(String, Vec<u8>)>,
    intermediates: Vec<(String, Vec<u8>)>,
    crls: Vec<(String, Vec<u8>)>,
    ocsp_responses: Vec<(String, Vec<u8>)>,
}

/// The same, read.
struct Evidence<'a> {
    end_entity: Certificate<'a>,
    data: ValidationData<'a>,
}

impl Encodings {
    fn decode(certificate: &Encoded, options: &PathOptions) -> Result<Self> {
        Ok(Self {
            end_entity: one_certificate("certificate", certificate)?,
            anchors: all_certificates("trustAnchors", &options.trust_anchors)?,
            intermediates: all_certificates("intermediates", &options.intermediates)?,
            crls: all_crls("crls", &options.crls)?,
            ocsp_responses: all_ocsp_responses("ocspResponses", &options.ocsp_responses)?,
        })
    }

    fn read(&self) -> Result<Evidence<'_>> {
        fn each<'a, T>(
            named: &'a [(String, Vec<u8>)],
            read: fn(&str, &'a [u8]) -> Result<T>,
        ) -> Result<Vec<T>> {
            named.iter().map(|(name, der)| read(name, der)).collect()
        }
        Ok(Evidence {
            end_entity: Certificate::parse("certificate", &self.end_entity)?,
            data: ValidationData {
                anchors: each(&self.anchors, Certificate::parse)?,
                intermediates: each(&self.intermediates, Certificate::parse)?,
                crls: each(&self.crls, Crl::parse)?,
                ocsp_responses: each(&self.ocsp_responses, OcspResponse::parse)?,
            },
        })
    }
}

impl Evidence<'_> {
    fn report(
        &self,
        mut checks: Checks,
        options: &PathOptions,
        claimed_time: Option<Time>,
    ) -> VerificationReport {
        let requirements = options.requirements(claimed_time);
        let found = validate(&self.end_entity, &self.data, &requirements);
        checks.append(found.checks);
        let mut report = VerificationReport::new(
            checks,
            options.validation_time,
            &self.end_entity,
            &found.path,
        );
        report.policies = found.policies;
        report.claimed_time = claimed_time;
        report
    }
}
