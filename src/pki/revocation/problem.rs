//! Problems with CRLs and OCSP responses.

use crate::asn1::time::Time;
use crate::pki::revocation::budget::WorkLimit;
use crate::pki::revocation::crl::{CrlDefect, OutOfScope, ReasonFlags};
use crate::pki::revocation::data::RevocationSource;
use crate::pki::revocation::ocsp::{NotAuthorized, OcspDefect, OcspRefusal};
use crate::pki::signature::outcome::Signed;

/// The reason why one source cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// The source.
    pub source: RevocationSource,
    /// The kind of problem.
    pub kind: ProblemKind,
}

/// The kind of problem with a source for a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ProblemKind {
    /// The CRL breaks a rule of RFC 5280 §5.
    CrlDefect(CrlDefect),
    /// The CRL names the certificate in an entry that cannot be read.
    CrlEntryUnreadable,
    /// The CRL does not cover this certificate.
    CrlOutOfScope(OutOfScope),
    /// The CRL covers only these reasons, and no other CRL covers the rest.
    CrlSomeReasons(ReasonFlags),
    /// The base of the delta CRL is missing or unusable.
    DeltaWithoutBase,
    /// The response is an error response, or contains no basic response.
    OcspRefusal(OcspRefusal),
    /// The response, or its single response, breaks a rule of RFC 6960.
    OcspDefect(OcspDefect),
    /// The response is about other certificates.
    OcspOtherCertificates,
    /// The responder does not know the certificate (RFC 6960 §2.2, 'unknown').
    OcspUnknown,
    /// The signer is not an authorized responder for the certificate's issuer (RFC 6960 §4.2.2.2).
    OcspNotAuthorized(NotAuthorized),
    /// The source expired at this time; `None`: it has no nextUpdate and is too old.
    Stale(Option<Time>),
    /// The source was issued after the certificate expired at this time, and does not say that it
    /// still covers it (RFC 5280 §3.3).
    AfterExpiry(Time),
    /// The source is not known to have been there before an authority of the path ended at this time.
    NotProven(Time),
    /// The signer's certificate is missing.
    SignerNotFound,
    /// The signature was not made with the key of any certificate of the signer, or cannot be
    /// verified; never [`Signed::Yes`].
    Signature(Signed),
    /// The signer's keyUsage does not include cRLSign.
    SignerUsage,
    /// No path leads from the signer's certificate to the trust anchor (RFC 5280 §6.3.3 (f)).
    SignerPath,
    /// A certificate of the signer's path is revoked.
    SignerRevoked,
    /// The revocation status of the signer's path could not be determined.
    SignerUndetermined,
    /// A limit on the work was reached.
    Limit(WorkLimit),
}

/// The reason why the status could not be determined.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UndeterminedReason {
    /// A limit on the work was reached.
    Limit(WorkLimit),
    /// A CRL names the certificate in an entry that cannot be read.
    EntryUnreadable,
    /// The responder does not know the certificate.
    Unknown,
    /// The CRLs cover only some reasons for revocation.
    SomeReasons,
    /// The data has expired.
    Stale,
    /// The data was issued after the certificate expired.
    AfterExpiry,
    /// The data cannot be used.
    Unusable,
    /// There is no data about the certificate.
    NoData,
}

impl From<WorkLimit> for ProblemKind {
    fn from(limit: WorkLimit) -> Self {
        Self::Limit(limit)
    }
}

impl UndeterminedReason {
    /// Returns the rank of this reason, most relevant first.
    pub(crate) const fn rank(self) -> u8 {
        match self {
            Self::Limit(_) => 0,
            Self::EntryUnreadable => 1,
            Self::Unknown => 2,
            Self::SomeReasons => 3,
            Self::Stale => 4,
            Self::AfterExpiry => 5,
            Self::Unusable => 6,
            Self::NoData => 7,
        }
    }
}

impl ProblemKind {
    /// Returns the reason that this problem gives for an undetermined status.
    pub(crate) fn reason(&self) -> UndeterminedReason {
        match self {
            Self::Limit(limit) => UndeterminedReason::Limit(*limit),
            Self::CrlEntryUnreadable => UndeterminedReason::EntryUnreadable,
            Self::OcspUnknown => UndeterminedReason::Unknown,
            Self::CrlSomeReasons(_) => UndeterminedReason::SomeReasons,
            Self::Stale(_) => UndeterminedReason::Stale,
            Self::AfterExpiry(_) => UndeterminedReason::AfterExpiry,
            // Such a source concerns other certificates.
            Self::CrlOutOfScope(_) | Self::OcspOtherCertificates => UndeterminedReason::NoData,
            _ => UndeterminedReason::Unusable,
        }
    }
}
