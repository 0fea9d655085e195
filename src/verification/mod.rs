//! Validation of returned signatures (ETSI EN 319 102-1).
//!
//! Each entry point parses its input, checks the signed data and the signature, validates the path
//! of the signer's certificate with [`validation`](crate::validation), and returns one report.
//!
//! | module | content |
//! |---|---|
//! | `input` | inputs of verification |
//! | `parsed_input` | the caller's certificates, CRLs and OCSP responses, parsed |
//! | `signature` | verification of a signature over a digest, and of a certificate alone |
//! | `advice` | what would help where it could not be decided |
//! | `claimed_time` | the time that a signature is claimed to be of |
//! | `signed_data` | check of the signed content and its digest |
//! | `signed_hash` | the modes in which iAM Smart may sign a digest |
//! | `jws` | signatures as a detached JWS |
//! | `proof` | time-stamps over a signature, and the time that they prove |
//! | `report` | the report: verdict, reason, and every check |
//! | `revocation_requests` | what to fetch before the revocation of a path can be judged |
//! | `iam_smart` | the certificate profile of iAM Smart's signers |
//! | `summary` | certificates in reports |
//! | `cms` | CMS signatures, as in PDF signing |
//! | `detail` | sentences about signed data and signatures |
//! | `timestamp` | time-stamps |
//! | `evidence` | evidence files for validation years later |

mod advice;
mod claimed_time;
mod cms;
mod detail;
mod evidence;
mod iam_smart;
mod input;
mod jws;
mod parsed_input;
mod proof;
mod report;
mod revocation_requests;
mod signature;
mod signed_data;
mod signed_hash;
mod summary;
mod timestamp;

pub use cms::{CmsInput, verify_cms};
pub use evidence::{
    EvidenceForm, EvidenceReport, FormFile, JudgedTimestamp, Limit, LimitOf, TimestampPlace,
    TimestampWorth, ValidationMaterial, create_evidence, evidence_digest, evidence_form,
    extend_evidence, label_evidence, renew_evidence, verify_evidence,
};
pub use iam_smart::CertificateProfile;
pub use input::{PathOptions, SignatureAlgorithm, SignatureInput};
pub use jws::{JwsInput, JwsSigningInput, create_jws, jws_signing_input, verify_jws};
pub use report::{FileVerdict, Indication, VerificationReport, file_verdict};
pub use revocation_requests::{RevocationRequest, revocation_requests};
pub use signature::{validate_certificate_path, verify_signature};
pub use signed_hash::SignedAs;
pub use summary::CertificateSummary;
pub use timestamp::{
    ReadTimestamp, Stamped, TimestampInput, TimestampReport, TimestampStatement, read_timestamp,
    verify_timestamp,
};
