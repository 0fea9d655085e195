//! The validation report (ETSI EN 319 102-1 §5.1).

use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::report::check::{Check, Checks, Outcome, SubIndication};
use crate::verification::signed_hash::SignedAs;
use crate::verification::summary::CertificateSummary;

/// The main status indication (ETSI EN 319 102-1 §5.1.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Indication {
    /// Every required check passed.
    TotalPassed,
    /// A check failed.
    TotalFailed,
    /// No check failed, and at least one could not be decided.
    Indeterminate,
}

impl Indication {
    /// Returns the indication's name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TotalPassed => "TOTAL-PASSED",
            Self::TotalFailed => "TOTAL-FAILED",
            Self::Indeterminate => "INDETERMINATE",
        }
    }
}

/// The validation report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerificationReport {
    /// The verdict.
    pub indication: Indication,
    /// The most serious reason; `None` for TOTAL-PASSED.
    pub sub_indication: Option<SubIndication>,
    /// Every check, in this order: signed data, signature, path, certificates.
    pub checks: Vec<Check>,
    /// The signing mode; `None` if no mode verified, or if only a certificate was validated.
    pub signed_as: Option<SignedAs>,
    /// Validation time.
    pub validation_time: Time,
    /// Claimed signing time, without proof.
    pub claimed_time: Option<Time>,
    /// The end entity.
    pub signer: Option<CertificateSummary>,
    /// The policies that the path is valid for (RFC 5280 §6.1.6, user-constrained-policy-set), as
    /// dotted identifiers; anyPolicy means all.
    pub policies: Vec<String>,
    /// The best path: end entity first; trust anchor last, if one was reached.
    pub path: Vec<CertificateSummary>,
}

impl VerificationReport {
    pub(super) fn new(
        checks: Checks,
        validation_time: Time,
        signer: &Certificate<'_>,
        path: &[&Certificate<'_>],
    ) -> Self {
        Self {
            signer: Some(CertificateSummary::of(signer)),
            path: path
                .iter()
                .map(|certificate| CertificateSummary::of(certificate))
                .collect(),
            ..Self::without_signer(checks, validation_time)
        }
    }

    /// Returns a report without a signer's certificate.
    pub(super) fn without_signer(checks: Checks, validation_time: Time) -> Self {
        let (indication, sub_indication) = if checks.count(Outcome::Failed) > 0 {
            (Indication::TotalFailed, checks.reason(Outcome::Failed))
        } else if checks.count(Outcome::Indeterminate) > 0 {
            (
                Indication::Indeterminate,
                checks.reason(Outcome::Indeterminate),
            )
        } else {
            (Indication::TotalPassed, None)
        };
        Self {
            indication,
            sub_indication,
            checks: checks.into_vec(),
            signed_as: None,
            validation_time,
            claimed_time: None,
            policies: Vec::new(),
            signer: None,
            path: Vec::new(),
        }
    }

    /// Returns the check with this name, e.g. `certificate[0].validity`; `None` if the report has
    /// none.
    #[must_use]
    pub fn check(&self, name: &str) -> Option<&Check> {
        let mut checks = self.checks.iter();
        checks.find(|check| check.name.to_string() == name)
    }
}
