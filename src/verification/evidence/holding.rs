//! Until when a signature or a time-stamp can be judged by itself.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::signature::Scheme;
use crate::validation::{Algorithm, AlgorithmEnds};
use crate::verification::report::VerificationReport;
use crate::verification::summary::CertificateSummary;

/// The first end of what something rests upon.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Limit {
    /// The last moment.
    pub end: Time,
    /// What ends.
    pub of: LimitOf,
}

/// What ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LimitOf {
    /// The certificate of this subject.
    Certificate(String),
    /// An algorithm.
    Algorithm(Algorithm),
}

/// Returns the first end of the certificates of a report's path, of the algorithms that they are signed
/// with, and of these; `None` if there is no path.
pub(in crate::verification) fn limit_of(
    report: &VerificationReport,
    algorithms: &[Algorithm],
    ends: &AlgorithmEnds,
) -> Option<Limit> {
    let path: Vec<Certificate<'_>> = report
        .path
        .iter()
        .filter_map(|summary| Certificate::parse("", &summary.der).ok())
        .collect();
    let first = first_certificate(&report.path)?;
    let mut algorithms = algorithms.to_vec();
    for (certificate, issuer) in path.iter().zip(path.iter().skip(1)) {
        let signed = AlgorithmIdentifier::parse(&certificate.signed_object().algorithm);
        if let Some(Ok(scheme)) = signed.as_ref().ok().map(Scheme::named) {
            algorithms.extend(Algorithm::of_signature(scheme, issuer.public_key()));
        }
    }
    let algorithm = ends.first(algorithms).map(|(algorithm, end)| Limit {
        end,
        of: LimitOf::Algorithm(algorithm),
    });
    match algorithm {
        Some(algorithm) if algorithm.end < first.end => Some(algorithm),
        _ => Some(first),
    }
}

/// Returns the first end of the authorities of a report's path.
pub(super) fn of_authorities(report: &VerificationReport) -> Option<Limit> {
    first_certificate(report.path.get(1..)?)
}

/// Returns the first of two ends.
pub(super) fn first(one: Option<Limit>, other: Option<Limit>) -> Option<Limit> {
    one.into_iter().chain(other).min_by_key(|limit| limit.end)
}

fn first_certificate(path: &[CertificateSummary]) -> Option<Limit> {
    let certificates = path.iter().map(|certificate| Limit {
        end: certificate.not_after,
        of: LimitOf::Certificate(certificate.subject.clone()),
    });
    certificates.min_by_key(|limit| limit.end)
}
