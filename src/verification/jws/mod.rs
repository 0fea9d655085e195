//! Signatures as a detached JWS (RFC 7515), for the mode in which the digest itself is signed.
//!
//! A JWS does not sign the content but its signing input: a header and the content in Base64url,
//! joined by a dot (RFC 7515 §5.1, step 8). So the digest that is sent as `hashCode` must be the
//! one of the signing input, with `NONEwithRSA`:
//!
//! 1. [`jws_signing_input`] of the content returns the string and its SHA-256 digest;
//! 2. iAM Smart signs the digest;
//! 3. [`create_jws`] combines signature and certificates.
//!
//! That is RS256 (RFC 7518 §3.3) where the digest was signed in a DigestInfo. What was signed in
//! another mode can be put on file as evidence, and never as a JWS.

mod create;
mod signing_input;
mod verify;

pub use create::{JwsInput, create_jws};
pub use signing_input::{JwsSigningInput, jws_signing_input};
pub use verify::verify_jws;
