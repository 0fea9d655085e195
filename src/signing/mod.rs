//! Digital signing by the e-service: content and digests, identification code, requests, results.
//!
//! [`canonical_form`] computes the digest of a form, [`Hasher`] of a file or of JSON from
//! [`canonicalize_json`]. A [`SigningRequest`], [`PdfSigningRequest`] or [`BulkSigningRequest`]
//! creates the call that asks a user to sign; [`identification_code`] returns the four digits that
//! page and app display. [`SigningResult`], [`PdfSigningResult`] and [`BulkSigningResult`] parse
//! the results, and [`acknowledgement_call`] reports the outcome to the gateway.
//!
//! Nothing here verifies a signature: see [`verification`](crate::verification).

#[cfg(feature = "server")]
mod acknowledgement;
#[cfg(feature = "server")]
mod bulk;
#[cfg(feature = "server")]
mod bulk_progress;
mod digest;
mod form;
#[cfg(feature = "server")]
mod form_difference;
mod identification_code;
mod multipart;
#[cfg(feature = "server")]
mod request;
#[cfg(feature = "server")]
mod result;
#[cfg(feature = "server")]
mod sig_algo;
#[cfg(feature = "server")]
mod step_up;

pub use crate::hkic::{Hkic, hkic_hash};
pub use crate::json::canonicalize_json;
#[cfg(feature = "server")]
pub use crate::wire::SigningOutcome;
#[cfg(feature = "server")]
pub use acknowledgement::acknowledgement_call;
#[cfg(feature = "server")]
pub use bulk::{BulkContent, BulkDocument, BulkSigningRequest, DigestEncoding};
#[cfg(feature = "server")]
pub use bulk_progress::{BulkExpected, BulkPart, BulkProgress, MAX_DOCUMENTS, Place};
pub use digest::{Digest, DigestAlgorithm, Hasher};
pub use form::{FormAbout, FormContent, FormEntry, canonical_form};
#[cfg(feature = "server")]
pub use form_difference::{Differing, FormDifference, form_difference};
pub use identification_code::{BoundTo, IdentificationCode, Joining, identification_code};
#[cfg(feature = "server")]
pub use request::{PdfSigningRequest, Signing, SigningRequest};
#[cfg(feature = "server")]
pub use result::{BulkSignature, BulkSigningResult, PdfSigningResult, SigningResult};
#[cfg(feature = "server")]
pub use sig_algo::SigAlgo;
#[cfg(feature = "server")]
pub use step_up::{StepUp, StepUpMethod};
