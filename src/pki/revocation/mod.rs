//! Revocation status of a certificate, determined from CRLs and OCSP responses (RFC 5280 §6.3,
//! RFC 6960 §3.2).
//!
//! | module | content |
//! |---|---|
//! | `crl` | CRLs: parsing, and the status of a certificate by them |
//! | `ocsp` | OCSP responses: the same |
//! | `checker` | the status of one certificate over all CRLs and responses |
//! | `findings` | combination of the statements about one certificate |
//! | `pointers` | URLs of revocation data in a certificate |

mod budget;
mod checker;
pub(crate) mod crl;
mod data;
mod findings;
pub(crate) mod ocsp;
pub(crate) mod pointers;
mod problem;
mod status;

pub use budget::Budget;
pub use checker::{RevocationChecker, SignerPath};
pub use crl::{
    Crl, CrlDefect, CrlReason, DistributionPoint, DistributionPointName, DistributionPoints,
    OutOfScope, ReasonFlags, RevocationEntry,
};
pub use data::{RevocationData, RevocationSource};
pub use ocsp::request::ocsp_request;
pub use ocsp::{NotAuthorized, OcspDefect, OcspRefusal, OcspResponse};
pub use pointers::RevocationPointers;
pub use problem::{Problem, ProblemKind, UndeterminedReason};
pub use status::{RevocationStatus, Revoked, StatusInformation, Undetermined};
