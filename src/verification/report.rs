//! The verdict, why, and every check (after ETSI EN 319 102-1 §5.1).

use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::report::check::{Check, Checks, Outcome, SubIndication};
use crate::verification::signed_hash::SignedAs;
use crate::verification::summary::CertificateSummary;

/// The verdict in one word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Indication {
    /// Everything that was asked for was checked, and holds.
    TotalPassed,
    /// A rule is broken.
    TotalFailed,
    /// No rule is known to be broken, and not every one could be decided.
    Indeterminate,
}

impl Indication {
    /// The indication's name in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TotalPassed => "TOTAL-PASSED",
            Self::TotalFailed => "TOTAL-FAILED",
            Self::Indeterminate => "INDETERMINATE",
        }
    }
}

/// A verdict, why, and every check on the way with its own outcome.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerificationReport {
    /// The verdict.
    pub indication: Indication,
    /// The reason that counts most; `None` where everything passed.
    pub sub_indication: Option<SubIndication>,
    /// Every check, in the order: what was signed, the signature, the path, its certificates.
    pub checks: Vec<Check>,
    /// What was signed; `None` where no mode held, and where only a certificate was validated.
    pub signed_as: Option<SignedAs>,
    /// The point in time that everything was judged at.
    pub validation_time: Time,
    /// When the signature is claimed to have been made. Nothing proves it.
    pub claimed_time: Option<Time>,
    /// The end entity.
    pub signer: Option<CertificateSummary>,
    /// The policies that the path is valid for (RFC 5280 §6.1.6, user-constrained-policy-set), as
    /// dotted identifiers; anyPolicy for every one.
    pub policies: Vec<String>,
    /// The best path that was found: end entity first; trust anchor last, where one was reached.
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

    /// Where it is not known whose certificate to look for a path from.
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

    /// The check of this name, as in `certificate[0].validity`; `None` where the report has none.
    #[must_use]
    pub fn check(&self, name: &str) -> Option<&Check> {
        let mut checks = self.checks.iter();
        checks.find(|check| check.name.to_string() == name)
    }
}
