//! Digital signing, the e-service's half: what is signed, and what the user compares.

mod digest;
mod form;
mod hkic;
mod identification_code;
#[cfg(feature = "server")]
mod request;
#[cfg(feature = "server")]
mod result;

pub use crate::json::canonicalize_json;
pub use digest::{Algorithm, Digest, Hasher};
pub use form::{FormAbout, FormContent, FormEntry, canonical_form};
pub use hkic::{Hkic, hkic_hash};
pub use identification_code::{BoundTo, IdentificationCode, Joining, identification_code};
#[cfg(feature = "server")]
pub use request::{SignatureAlgorithm, SigningOutcome, SigningRequest, acknowledgement_call};
#[cfg(feature = "server")]
pub use result::SigningResult;
