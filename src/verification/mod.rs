//! The verdict on a returned signature, with every check on the way to it.
//!
//! | module | what it is for |
//! |---|---|
//! | [`input`] | what a caller hands over |
//! | `signed_data` | what was signed: content, digest, and that they agree |
//! | [`signed_hash`] | the three ways in which iAM Smart may sign a digest |
//! | [`report`] | the verdict, why, and every check |
//! | [`summary`] | what a report tells of a certificate |
//! | `detail` | sentences about what was signed, and how |

mod detail;
pub mod input;
pub mod report;
mod signed_data;
pub mod signed_hash;
pub mod summary;

pub use input::{PathOptions, SignatureInput};
pub use report::{Indication, VerificationReport};

use detail::SignedDataDetail;

use crate::Result;
use crate::pki::certificate::Certificate;
use crate::pki::check::Checks;
use crate::pki::input::{Encoded, all_certificates, one_certificate};
use crate::pki::path;
use crate::pki::rule::Rule;
use crate::pki::time::Time;

/// Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
///
/// # Errors
/// Errors are about arguments that cannot be read, and name them; whatever can be read gets a
/// report. [`crate::Error::Base64Invalid`], [`crate::Error::CertificateMalformed`],
/// [`crate::Error::DigestLength`], [`crate::Error::InvalidArgument`], [`crate::Error::PemInvalid`].
pub fn verify_signature(input: &SignatureInput) -> Result<VerificationReport> {
    let digest = input
        .digest
        .as_deref()
        .map(signed_data::digest)
        .transpose()?;
    let certificates = Certificates::decode(&input.certificate, &input.options)?;
    let certificates = certificates.read()?;

    let mut checks = Checks::default();
    let digest = signed_data::check(&mut checks, input.content.as_deref(), digest);
    let signed_as = signed_hash::check(
        &mut checks,
        &signed_hash::Signature {
            octets: &input.signature,
            algorithm: input.signature_algorithm,
            digest,
        },
        certificates.end_entity.public_key(),
    );
    check_claimed_time(
        &mut checks,
        input.claimed_time,
        input.options.validation_time,
    );

    let mut report = certificates.report(checks, &input.options);
    report.signed_as = signed_as;
    report.claimed_time = input.claimed_time;
    Ok(report)
}

/// Validates the path of a certificate alone.
///
/// # Errors
/// As [`verify_signature`].
pub fn validate_certificate_path(
    certificate: &Encoded,
    options: &PathOptions,
) -> Result<VerificationReport> {
    let certificates = Certificates::decode(certificate, options)?;
    Ok(certificates.read()?.report(Checks::default(), options))
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

/// The DER of every certificate that was handed over, with what an error calls it.
struct Certificates {
    end_entity: Vec<u8>,
    anchors: Vec<(String, Vec<u8>)>,
    intermediates: Vec<(String, Vec<u8>)>,
}

/// The same, read.
struct ReadCertificates<'a> {
    end_entity: Certificate<'a>,
    anchors: Vec<Certificate<'a>>,
    intermediates: Vec<Certificate<'a>>,
}

impl Certificates {
    fn decode(certificate: &Encoded, options: &PathOptions) -> Result<Self> {
        Ok(Self {
            end_entity: one_certificate("certificate", certificate)?,
            anchors: all_certificates("trustAnchors", &options.trust_anchors)?,
            intermediates: all_certificates("intermediates", &options.intermediates)?,
        })
    }

    fn read(&self) -> Result<ReadCertificates<'_>> {
        fn all(named: &[(String, Vec<u8>)]) -> Result<Vec<Certificate<'_>>> {
            named
                .iter()
                .map(|(name, der)| Certificate::read(name, der))
                .collect()
        }
        Ok(ReadCertificates {
            end_entity: Certificate::read("certificate", &self.end_entity)?,
            anchors: all(&self.anchors)?,
            intermediates: all(&self.intermediates)?,
        })
    }
}

impl ReadCertificates<'_> {
    fn report(&self, mut checks: Checks, options: &PathOptions) -> VerificationReport {
        let requirements = options.requirements();
        let found = path::find(
            &self.end_entity,
            &self.anchors,
            &self.intermediates,
            &requirements,
        );
        checks.append(found.checks);
        VerificationReport::new(
            checks,
            options.validation_time,
            &self.end_entity,
            &found.path,
        )
    }
}
