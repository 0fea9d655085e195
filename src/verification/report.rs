//! The validation report (ETSI EN 319 102-1 §5.1).

use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::report::check::{Check, Checks, Outcome, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::Detail;
use crate::report::sentence::verdict::{AskedForDetail, VerdictDetail};
use crate::validation::requirements::{Requirements, Revocation};
use crate::verification::input::PathOptions;
use crate::verification::signed_hash::SignedAs;
use crate::verification::summary::CertificateSummary;
use crate::verification::timestamp::TimestampReport;

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

/// What a verdict is about.
#[derive(Clone, Copy)]
enum Subject {
    Signature,
    Timestamp,
    Certificate,
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
    /// The earliest time at which time-stamps prove that the signature was there.
    pub proven_time: Option<Time>,
    /// Until when the proof of time holds by itself: until then, another time-stamp must be over it.
    /// `None` unless the verdict is TOTAL-PASSED and a time is proven.
    pub holds_until: Option<Time>,
    /// Reports on the time-stamps over the signature that can be read.
    pub signature_timestamps: Vec<TimestampReport>,
    /// The revocation checking mode that was asked for.
    pub revocation: Revocation,
    /// The end entity.
    pub signer: Option<CertificateSummary>,
    /// The policies that the path is valid for (RFC 5280 §6.1.6, user-constrained-policy-set), as
    /// dotted identifiers; anyPolicy means all.
    pub policies: Vec<String>,
    /// The best path: end entity first; trust anchor last, if one was reached.
    pub path: Vec<CertificateSummary>,
    /// Reports on each signer of a CMS message with several of them, none of which was chosen.
    pub signers: Vec<VerificationReport>,
}

impl VerificationReport {
    pub(super) fn new(
        checks: Checks,
        requirements: &Requirements,
        signer: &Certificate<'_>,
        path: &[&Certificate<'_>],
    ) -> Self {
        Self {
            signer: Some(CertificateSummary::of(signer)),
            path: path
                .iter()
                .map(|certificate| CertificateSummary::of(certificate))
                .collect(),
            ..Self::without_signer(checks, requirements)
        }
    }

    /// Returns the report with the checks of what holds the signature before its own, such as those
    /// of a PDF file, and the verdict on both.
    #[must_use]
    pub fn with_container(self, mut checks: Checks) -> Self {
        for check in self.checks {
            checks.push(check);
        }
        let (indication, sub_indication) = verdict(&checks);
        Self {
            indication,
            sub_indication,
            checks: checks.into_vec(),
            ..self
        }
    }

    /// Returns the report on a signature of which nothing can be judged but what holds it.
    #[must_use]
    pub fn of_container(checks: Checks, options: &PathOptions) -> Self {
        Self::without_signer(checks, &options.requirements(None))
    }

    /// Returns a report without a signer's certificate.
    pub(super) fn without_signer(checks: Checks, requirements: &Requirements) -> Self {
        let (indication, sub_indication) = verdict(&checks);
        Self {
            indication,
            sub_indication,
            checks: checks.into_vec(),
            signed_as: None,
            validation_time: requirements.validation_time,
            claimed_time: requirements.claimed_time,
            proven_time: None,
            holds_until: None,
            signature_timestamps: Vec::new(),
            revocation: requirements.revocation,
            policies: Vec::new(),
            signer: None,
            path: Vec::new(),
            signers: Vec::new(),
        }
    }

    /// Adds checks, and concludes anew.
    pub(super) fn add(&mut self, added: Checks) {
        let mut checks = Checks::of(core::mem::take(&mut self.checks));
        checks.append(added);
        (self.indication, self.sub_indication) = verdict(&checks);
        self.checks = checks.into_vec();
    }

    /// Returns the verdict as sentences, including what was asked for about revocation.
    #[must_use]
    pub fn summary(&self) -> Detail {
        let subject = self.subject();
        let asked_for = self.asked_for();
        let Some(reason) = self.sub_indication else {
            let revocation = asked_for.unwrap_or(AskedForDetail::Settled).into();
            return match subject {
                Subject::Signature => VerdictDetail::SignaturePassed { revocation },
                Subject::Timestamp => VerdictDetail::TimestampPassed { revocation },
                Subject::Certificate => VerdictDetail::CertificatePassed { revocation },
            }
            .into();
        };
        let why = reason.into();
        let verdict = match (self.indication, subject) {
            (Indication::TotalFailed, Subject::Signature) => VerdictDetail::SignatureFailed { why },
            (Indication::TotalFailed, Subject::Timestamp) => VerdictDetail::TimestampFailed { why },
            (Indication::TotalFailed, Subject::Certificate) => {
                VerdictDetail::CertificateFailed { why }
            }
            (_, Subject::Signature) => VerdictDetail::SignatureUndecided { why },
            (_, Subject::Timestamp) => VerdictDetail::TimestampUndecided { why },
            (_, Subject::Certificate) => VerdictDetail::CertificateUndecided { why },
        };
        let verdict = Detail::from(verdict);
        match asked_for {
            None => verdict,
            Some(asked_for) => {
                let revocation = asked_for.into();
                VerdictDetail::WithRevocation {
                    verdict,
                    revocation,
                }
                .into()
            }
        }
    }

    /// Returns what the verdict is about.
    fn subject(&self) -> Subject {
        let mut rules = self.checks.iter().map(|check| check.name.rule());
        if rules.clone().any(|rule| rule == Rule::TimestampImprint) {
            Subject::Timestamp
        } else if rules.any(|rule| rule < Rule::Path) {
            Subject::Signature
        } else {
            Subject::Certificate
        }
    }

    /// Returns what the caller left out of the checking of revocation, if anything.
    fn asked_for(&self) -> Option<AskedForDetail> {
        let is_open = |check: &&Check| {
            let of_issued = |index| index + 1 < self.path.len();
            check.name.rule() == Rule::Revocation
                && check.outcome == Outcome::Skipped
                && check.name.certificate().is_some_and(of_issued)
        };
        match self.revocation {
            Revocation::Off => Some(AskedForDetail::NotAskedFor),
            Revocation::Soft => match self.checks.iter().filter(is_open).count() {
                0 => None,
                count => Some(AskedForDetail::Partly { count }),
            },
            Revocation::Hard => None,
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

/// The verdict that the checks of a file alone come to, before those of a signature in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileVerdict {
    /// The verdict.
    pub indication: Indication,
    /// The most serious reason.
    pub sub_indication: Option<SubIndication>,
    /// The verdict on a signature, as a sentence, if nothing else is more serious.
    pub summary: Detail,
}

/// Returns the verdict that the checks of a file alone come to.
#[must_use]
pub fn file_verdict(checks: &Checks) -> FileVerdict {
    let (indication, sub_indication) = verdict(checks);
    FileVerdict {
        indication,
        sub_indication,
        summary: match sub_indication.map(Detail::from) {
            None => AskedForDetail::Settled.into(),
            Some(why) if indication == Indication::TotalFailed => {
                VerdictDetail::SignatureFailed { why }.into()
            }
            Some(why) => VerdictDetail::SignatureUndecided { why }.into(),
        },
    }
}

/// Returns the verdict and its main reason.
fn verdict(checks: &Checks) -> (Indication, Option<SubIndication>) {
    for (outcome, indication) in [
        (Outcome::Failed, Indication::TotalFailed),
        (Outcome::Indeterminate, Indication::Indeterminate),
    ] {
        if checks.count(outcome) > 0 {
            return (indication, checks.reason(outcome));
        }
    }
    (Indication::TotalPassed, None)
}
