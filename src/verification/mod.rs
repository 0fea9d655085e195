//! Signature validation: the verdict on a returned signature, with every check (ETSI EN 319 102-1).
//!
//! | module | what it is for |
//! |---|---|
//! | `input` | the caller's input |
//! | `parsed_input` | the same, decoded and parsed |
//! | `signature` | a signature over a digest, and a certificate alone |
//! | `signed_data` | what was signed: content, digest, and that they agree |
//! | `signed_hash` | the ways in which iAM Smart may sign a digest |
//! | `jws` | the signature as a detached JWS |
//! | `report` | the verdict, why, and every check |
//! | `iam_smart` | the certificate profile of iAM Smart's signers |
//! | `summary` | a certificate in a report |
//! | `cms` | CMS signatures, as over a PDF |
//! | `detail` | sentences about what was signed, and how |
//! | `evidence` | the evidence file: everything that is needed to validate a signature years later |

mod cms;
mod detail;
mod evidence;
mod iam_smart;
mod input;
mod jws;
mod parsed_input;
mod report;
mod signature;
mod signed_data;
mod signed_hash;
mod summary;

pub use cms::{CmsInput, verify_cms};
pub use evidence::{EvidenceReport, create_evidence, verify_evidence};
pub use iam_smart::CertificateProfile;
pub use input::{PathOptions, SignatureAlgorithm, SignatureInput};
pub use jws::{JwsInput, JwsSigningInput, create_jws, jws_signing_input, verify_jws};
pub use report::{Indication, VerificationReport};
pub use signature::{validate_certificate_path, verify_signature};
pub use signed_hash::SignedAs;
pub use summary::CertificateSummary;
