//! Signatures as a detached JWS (RFC 7515), if the digest itself is signed.
//!
//! A JWS signature is not over the content but over the signing input: header and content in
//! Base64url, joined by a dot (RFC 7515 §5.1, step 8). The digest sent as `hashCode` must therefore
//! be that of the signing input, with `NONEwithRSA`:
//!
//! 1. [`jws_signing_input`] returns the signing input of the content and its SHA-256 digest;
//! 2. iAM Smart signs the digest;
//! 3. [`create_jws`] combines signature and certificates.
//!
//! The result is RS256 (RFC 7518 §3.3) if the digest was signed in a DigestInfo. Signatures in
//! other modes can be stored as evidence files, but not as a JWS.

//!
//! [`verify_jws`] verifies those of other signers too, in any serialization and with any signature
//! algorithm of JOSE that certificates have.
//!
//! | module | content |
//! |---|---|
//! | `signing_input`, `create` | creation of a JWS from a signature over a digest |
//! | `serialization`, `certificates` | reading of a JWS and the certificates in it |
//! | `algorithm` | signature algorithms and the form of their signatures |
//! | `header` | checks of the header |
//! | `verify` | the verdict |
//! | `detail` | sentences about JWS |

mod algorithm;
mod certificates;
mod create;
mod detail;
mod header;
mod serialization;
mod signing_input;
mod verify;

pub use create::{JwsInput, create_jws};
pub use signing_input::{JwsSigningInput, jws_signing_input};
pub use verify::verify_jws;

use crate::Error;

fn invalid(reason: &'static str) -> Error {
    Error::JwsInvalid { reason }
}
