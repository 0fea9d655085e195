//! One check and its outcome: what a verdict is made of.

use alloc::vec::Vec;

use crate::report::rule::CheckName;
use crate::report::sentence::Detail;

/// How a check came out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The rule holds.
    Passed,
    /// The rule is broken.
    Failed,
    /// It could not be decided whether the rule holds.
    Indeterminate,
    /// The rule was not asked for, does not apply, or hangs on another one that does not hold.
    Skipped,
}

impl Outcome {
    /// The outcome's name in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Indeterminate => "indeterminate",
            Self::Skipped => "skipped",
        }
    }
}

/// Why a verdict is not TOTAL-PASSED, in the words of ETSI EN 319 102-1 §5.1.3.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SubIndication {
    /// What was handed over does not have the form it should have.
    FormatFailure,
    /// A digest is not that of the data.
    HashFailure,
    /// The signature was not made with the signer's key over this data.
    SigCryptoFailure,
    /// The signer's certificate was revoked.
    Revoked,
    /// The validation time lies after the end of a certificate's validity.
    Expired,
    /// The validation time lies before the start of a certificate's validity.
    NotYetValid,
    /// There is no certificate of the signer.
    NoSigningCertificateFound,
    /// No path leads from the certificate to a trust anchor.
    NoCertificateChainFound,
    /// The certificates do not form a path, for a reason that has no name of its own.
    CertificateChainGeneralFailure,
    /// A certificate of the path is not what the rules or the caller ask of it.
    ChainConstraintsFailure,
    /// An algorithm or a key is not fit to be trusted.
    CryptoConstraintsFailure,
    /// What was signed was not handed over.
    SignedDataNotFound,
    /// A certificate of the path other than the signer's was revoked, and when is not proven.
    RevokedCaNoPoe,
    /// A certificate is outside its validity, and no proof says that the signature is older.
    OutOfBoundsNoPoe,
    /// What is missing may be had later.
    TryLater,
}

impl SubIndication {
    /// The sub-indication's name in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FormatFailure => "FORMAT_FAILURE",
            Self::HashFailure => "HASH_FAILURE",
            Self::SigCryptoFailure => "SIG_CRYPTO_FAILURE",
            Self::Revoked => "REVOKED",
            Self::Expired => "EXPIRED",
            Self::NotYetValid => "NOT_YET_VALID",
            Self::NoSigningCertificateFound => "NO_SIGNING_CERTIFICATE_FOUND",
            Self::NoCertificateChainFound => "NO_CERTIFICATE_CHAIN_FOUND",
            Self::CertificateChainGeneralFailure => "CERTIFICATE_CHAIN_GENERAL_FAILURE",
            Self::ChainConstraintsFailure => "CHAIN_CONSTRAINTS_FAILURE",
            Self::CryptoConstraintsFailure => "CRYPTO_CONSTRAINTS_FAILURE",
            Self::SignedDataNotFound => "SIGNED_DATA_NOT_FOUND",
            Self::RevokedCaNoPoe => "REVOKED_CA_NO_POE",
            Self::OutOfBoundsNoPoe => "OUT_OF_BOUNDS_NO_POE",
            Self::TryLater => "TRY_LATER",
        }
    }

    /// Which of several reasons a verdict gives: the lowest.
    ///
    /// What the signer did comes before what the certificates say, and a certificate that is not
    /// genuine before what it says of itself: the dates of a forgery mean nothing.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::FormatFailure => 0,
            Self::HashFailure => 1,
            Self::SignedDataNotFound => 2,
            Self::SigCryptoFailure => 3,
            Self::NoSigningCertificateFound => 4,
            Self::NoCertificateChainFound => 5,
            Self::CertificateChainGeneralFailure => 6,
            Self::CryptoConstraintsFailure => 7,
            Self::ChainConstraintsFailure => 8,
            Self::Revoked => 9,
            Self::RevokedCaNoPoe => 10,
            Self::NotYetValid => 11,
            Self::Expired => 12,
            Self::OutOfBoundsNoPoe => 13,
            Self::TryLater => 14,
        }
    }
}

/// One check on the way to a verdict.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// What it is about.
    pub name: CheckName,
    /// How it came out.
    pub outcome: Outcome,
    /// What was found, in full sentences.
    pub detail: Detail,
    /// What it adds to the verdict where it did not pass.
    pub(crate) reason: Option<SubIndication>,
}

/// Checks of the whole, then those of each certificate of the path, in the order in which they were
/// made.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checks(Vec<Check>);

impl Checks {
    /// Notes that a rule holds.
    pub(crate) fn passed(&mut self, name: impl Into<CheckName>, detail: impl Into<Detail>) {
        self.add(name.into(), Outcome::Passed, None, detail.into());
    }

    /// Notes that a rule is broken.
    pub(crate) fn failed(
        &mut self,
        name: impl Into<CheckName>,
        reason: SubIndication,
        detail: impl Into<Detail>,
    ) {
        self.add(name.into(), Outcome::Failed, Some(reason), detail.into());
    }

    /// Notes that a rule could not be decided.
    pub(crate) fn indeterminate(
        &mut self,
        name: impl Into<CheckName>,
        reason: SubIndication,
        detail: impl Into<Detail>,
    ) {
        self.add(
            name.into(),
            Outcome::Indeterminate,
            Some(reason),
            detail.into(),
        );
    }

    /// Notes that a rule was left aside.
    pub(crate) fn skipped(&mut self, name: impl Into<CheckName>, detail: impl Into<Detail>) {
        self.add(name.into(), Outcome::Skipped, None, detail.into());
    }

    fn add(
        &mut self,
        name: CheckName,
        outcome: Outcome,
        reason: Option<SubIndication>,
        detail: Detail,
    ) {
        let is_before = |check: &Check| check.name.certificate() <= name.certificate();
        let index = self.0.iter().take_while(|check| is_before(check)).count();
        let check = Check {
            name,
            outcome,
            detail,
            reason,
        };
        self.0.insert(index, check);
    }

    /// Adds all of `others`.
    pub(crate) fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// True if there is a check of this name.
    pub(crate) fn contains(&self, name: CheckName) -> bool {
        self.0.iter().any(|check| check.name == name)
    }

    /// How many checks have this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.0
            .iter()
            .filter(|check| check.outcome == outcome)
            .count()
    }

    /// The reason that counts most among the checks of this outcome; `None` where there is none.
    pub(crate) fn reason(&self, outcome: Outcome) -> Option<SubIndication> {
        let of_outcome = self.0.iter().filter(|check| check.outcome == outcome);
        of_outcome
            .filter_map(|check| check.reason)
            .min_by_key(|reason| reason.rank())
    }

    /// The checks.
    #[must_use]
    pub fn into_vec(self) -> Vec<Check> {
        self.0
    }
}
