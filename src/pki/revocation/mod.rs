//! Revocation status of a certificate, determined from CRLs and OCSP responses (RFC 5280 §6.3,
//! RFC 6960 §3.2).
//!
//! | module | content |
//! |---|---|
//! | `crl` | CRLs: parsing, and the status of a certificate by them |
//! | `ocsp` | OCSP responses: the same |
//! | `checker` | the status of one certificate over all CRLs and responses |
//! | `policy` | what the caller asks of revocation data |
//! | `findings` | combination of the statements about one certificate |
//! | `issued_extensions`, `issued_time` | extensions and times in CRLs and OCSP responses |
//! | `pointers` | URLs of revocation data in a certificate |

mod budget;
mod checker;
pub(crate) mod crl;
mod data;
mod findings;
mod issued_extensions;
mod issued_time;
pub(crate) mod ocsp;
pub(crate) mod pointers;
mod policy;
mod problem;
mod status;

pub use budget::{Budget, WorkLimit};
pub(crate) use budget::{MAX_COMPARISONS, MAX_OCTETS, MAX_SIGNATURES};
pub(crate) use checker::MAX_DEPTH;
pub use checker::{RevocationChecker, SignerPath};
pub use crl::{
    Crl, CrlDefect, CrlReason, DistributionPoint, DistributionPointName, DistributionPoints,
    OutOfScope, ReasonFlags, RevocationEntry,
};
pub(crate) use data::SourceProofs;
pub use data::{RevocationData, RevocationSource};
pub use ocsp::request::ocsp_request;
pub use ocsp::{NotAuthorized, OcspDefect, OcspRefusal, OcspResponse};
pub use pointers::RevocationPointers;
pub use policy::{DEFAULT_MAX_AGE_MS, RevocationPolicy};
pub use problem::{Problem, ProblemKind, UndeterminedReason};
pub use status::{Good, RevocationStatus, Revoked, StatusInformation, Undetermined};
