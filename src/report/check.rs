//! Checks and their outcomes.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::report::rule::CheckName;
use crate::report::sentence::Detail;

/// The outcome of a check.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The rule holds.
    Passed,
    /// A duty of an issuer or a signer is broken on which no step of the validation depends.
    Warning,
    /// The rule is broken.
    Failed,
    /// It could not be decided whether the rule holds.
    Indeterminate,
    /// The rule is not required, does not apply, or depends on another one that does not hold.
    Skipped,
}

impl Outcome {
    /// Returns the outcome's name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Indeterminate => "indeterminate",
            Self::Skipped => "skipped",
        }
    }
}

/// Sub-indication: why a verdict is not TOTAL-PASSED (ETSI EN 319 102-1 §5.1.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SubIndication {
    /// The signature is not in the expected format.
    FormatFailure,
    /// A digest differs from that of the data.
    HashFailure,
    /// The signature was not made with the signer's key over this data.
    SigCryptoFailure,
    /// The signer's certificate was revoked, and a proof of existence shows that the signature is
    /// not older.
    Revoked,
    /// A certificate expired, and a proof of existence shows that the signature is not older.
    Expired,
    /// The signature was made before the start of a certificate's validity period.
    NotYetValid,
    /// Attributes of the signature, or its number of signers, are not what is judged.
    SigConstraintsFailure,
    /// The times of time-stamps contradict each other, or the time of judging.
    TimestampOrderFailure,
    /// The signer's certificate is missing.
    NoSigningCertificateFound,
    /// No path leads from the certificate to a trust anchor.
    NoCertificateChainFound,
    /// The certificates do not form a path, for any other reason.
    CertificateChainGeneralFailure,
    /// A certificate of the path breaks a rule or a requirement of the caller.
    ChainConstraintsFailure,
    /// An algorithm or a key is not trusted.
    CryptoConstraintsFailure,
    /// The signed data was not provided.
    SignedDataNotFound,
    /// The signer's certificate is revoked, and no proof of existence shows that the signature is
    /// older.
    RevokedNoPoe,
    /// A CA certificate of the path is revoked, and no proof of existence shows that the signature
    /// is older.
    RevokedCaNoPoe,
    /// A certificate is outside its validity period, and no proof of existence shows that the
    /// signature is older.
    OutOfBoundsNoPoe,
    /// Nothing proves that what is judged by was there while its issuers were trusted.
    NoPoe,
    /// The missing data may become available later.
    TryLater,
}

impl SubIndication {
    /// Returns the sub-indication's name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FormatFailure => "FORMAT_FAILURE",
            Self::HashFailure => "HASH_FAILURE",
            Self::SigCryptoFailure => "SIG_CRYPTO_FAILURE",
            Self::Revoked => "REVOKED",
            Self::Expired => "EXPIRED",
            Self::NotYetValid => "NOT_YET_VALID",
            Self::SigConstraintsFailure => "SIG_CONSTRAINTS_FAILURE",
            Self::TimestampOrderFailure => "TIMESTAMP_ORDER_FAILURE",
            Self::NoSigningCertificateFound => "NO_SIGNING_CERTIFICATE_FOUND",
            Self::NoCertificateChainFound => "NO_CERTIFICATE_CHAIN_FOUND",
            Self::CertificateChainGeneralFailure => "CERTIFICATE_CHAIN_GENERAL_FAILURE",
            Self::ChainConstraintsFailure => "CHAIN_CONSTRAINTS_FAILURE",
            Self::CryptoConstraintsFailure => "CRYPTO_CONSTRAINTS_FAILURE",
            Self::SignedDataNotFound => "SIGNED_DATA_NOT_FOUND",
            Self::RevokedNoPoe => "REVOKED_NO_POE",
            Self::RevokedCaNoPoe => "REVOKED_CA_NO_POE",
            Self::OutOfBoundsNoPoe => "OUT_OF_BOUNDS_NO_POE",
            Self::NoPoe => "NO_POE",
            Self::TryLater => "TRY_LATER",
        }
    }

    /// Returns the rank of this reason; the verdict takes the reason with the lowest rank.
    ///
    /// The signature ranks before the certificates, and a forged certificate before the fields of a
    /// certificate: the dates in a forgery mean nothing.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::FormatFailure => 0,
            Self::HashFailure => 1,
            Self::SignedDataNotFound => 2,
            Self::SigCryptoFailure => 3,
            Self::SigConstraintsFailure => 4,
            Self::NoSigningCertificateFound => 5,
            Self::NoCertificateChainFound => 6,
            Self::CertificateChainGeneralFailure => 7,
            Self::CryptoConstraintsFailure => 8,
            Self::ChainConstraintsFailure => 9,
            Self::Revoked => 10,
            Self::RevokedNoPoe => 11,
            Self::RevokedCaNoPoe => 12,
            Self::NotYetValid => 13,
            Self::Expired => 14,
            Self::OutOfBoundsNoPoe => 15,
            Self::NoPoe => 16,
            Self::TimestampOrderFailure => 17,
            Self::TryLater => 18,
        }
    }
}

/// As of which times a check could be decided that could not be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AsOf {
    /// This one and later ones.
    From(Time),
    /// This one and earlier ones.
    Until(Time),
}

/// One check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// Its name.
    pub name: CheckName,
    /// Its outcome.
    pub outcome: Outcome,
    /// The finding, as full sentences.
    pub detail: Detail,
    /// The reason for the verdict, of a check that failed or is indeterminate.
    pub(crate) reason: Option<SubIndication>,
    /// What would help, of a check that is indeterminate.
    pub(crate) as_of: Option<AsOf>,
}

/// The checks of the signature and the path, then those of each certificate, in the order in which
/// they ran.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Checks(Vec<Check>);

impl Checks {
    /// Adds a check that passed.
    pub(crate) fn passed(&mut self, name: impl Into<CheckName>, detail: impl Into<Detail>) {
        self.add(name.into(), Outcome::Passed, None, detail.into());
    }

    /// Adds a check that failed.
    pub(crate) fn failed(
        &mut self,
        name: impl Into<CheckName>,
        reason: SubIndication,
        detail: impl Into<Detail>,
    ) {
        self.add(name.into(), Outcome::Failed, Some(reason), detail.into());
    }

    /// Adds a broken duty of an issuer or a signer: a failure with `strict`, else a warning.
    pub(crate) fn duty(
        &mut self,
        strict: bool,
        name: impl Into<CheckName>,
        reason: SubIndication,
        detail: impl Into<Detail>,
    ) {
        if strict {
            self.failed(name, reason, detail);
        } else {
            self.warning(name, detail);
        }
    }

    /// Adds a finding that no step of the validation depends on.
    pub(crate) fn warning(&mut self, name: impl Into<CheckName>, detail: impl Into<Detail>) {
        self.add(name.into(), Outcome::Warning, None, detail.into());
    }

    /// Adds a check that could not be decided.
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

    /// Says of a check that was added as of which times it could be decided.
    pub(crate) fn decided_as_of(&mut self, name: CheckName, as_of: AsOf) {
        let mut named = self.0.iter_mut().filter(|check| check.name == name);
        if let Some(check) = named.next() {
            check.as_of = Some(as_of);
        }
    }

    /// Adds a check that was skipped.
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
            as_of: None,
        };
        self.0.insert(index, check);
    }

    /// Returns the checks of a report.
    pub(crate) fn of(checks: Vec<Check>) -> Self {
        Self(checks)
    }

    /// Adds all of `others`.
    pub(crate) fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Adds a check of another report after all others.
    pub(crate) fn push(&mut self, check: Check) {
        self.0.push(check);
    }

    /// Returns true if there is a check with this name.
    pub(crate) fn contains(&self, name: CheckName) -> bool {
        self.0.iter().any(|check| check.name == name)
    }

    /// Returns the number of checks with this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.0
            .iter()
            .filter(|check| check.outcome == outcome)
            .count()
    }

    /// Returns the most serious reason of the checks with this outcome.
    pub(crate) fn reason(&self, outcome: Outcome) -> Option<SubIndication> {
        let of_outcome = self.0.iter().filter(|check| check.outcome == outcome);
        of_outcome
            .filter_map(|check| check.reason)
            .min_by_key(|reason| reason.rank())
    }

    /// Returns the checks.
    #[must_use]
    pub fn into_vec(self) -> Vec<Check> {
        self.0
    }
}
