//! The revocation status of one certificate.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::revocation::crl::entry::RevocationEntry;
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::problem::{Problem, UndeterminedReason};

/// The revocation status of one certificate at the validation time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RevocationStatus {
    /// Not revoked.
    Good(Good),
    /// Revoked, or on hold.
    Revoked(Revoked),
    /// No usable CRL or OCSP response gives a status.
    Undetermined(Undetermined),
}

impl RevocationStatus {
    /// Returns the time from which the certificate is revoked for good, if a source says so, even if that
    /// is after the validation time.
    pub(crate) fn revoked_since(&self) -> Option<Time> {
        let entry = match self {
            Self::Good(good) => good.later,
            Self::Revoked(revoked) => Some(revoked.entry),
            Self::Undetermined(_) => None,
        };
        let lasting = entry.filter(|entry| entry.is_final());
        lasting.map(RevocationEntry::effective_date)
    }
}

/// The CRL or OCSP response that a status comes from, and when it applies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StatusInformation {
    /// The source; if several CRLs together cover all reasons, the one that expires first.
    pub source: RevocationSource,
    /// The delta CRL that was combined with the complete CRL.
    pub delta: Option<RevocationSource>,
    /// thisUpdate.
    pub this_update: Time,
    /// nextUpdate, if present.
    pub next_update: Option<Time>,
}

/// Not revoked at the validation time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Good {
    /// The source.
    pub by: StatusInformation,
    /// The revocation after the validation time, if one is known.
    pub later: Option<RevocationEntry>,
    /// Duties of their issuers that the sources break, and that no step of validation hangs on.
    pub duties: Vec<Problem>,
}

/// A revocation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Revoked {
    /// Revocation date and reason.
    pub entry: RevocationEntry,
    /// The source of the entry.
    pub by: StatusInformation,
}

/// The reasons why the status could not be determined.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Undetermined {
    /// The most relevant reason.
    pub reason: UndeterminedReason,
    /// The sources for the certificate that cannot be used.
    pub problems: Vec<Problem>,
}
