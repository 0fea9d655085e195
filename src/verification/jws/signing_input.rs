//! The JWS signing input (RFC 7515 §5.1, step 8).

use alloc::string::String;

use sha2::{Digest as _, Sha256};

use crate::encoding::base64url;

/// The protected header. It contains only the algorithm, so it is known before signing.
pub(super) const PROTECTED: &str = r#"{"alg":"RS256"}"#;

/// The data that iAM Smart must sign for a JWS.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JwsSigningInput {
    /// The JWS signing input (RFC 7515 §5.1, step 8).
    pub text: String,
    /// Its SHA-256 digest, to be sent as `hashCode` with `NONEwithRSA`: 32 bytes.
    pub digest: [u8; 32],
}

/// Returns the signing input of a JWS over `content`.
#[must_use]
pub fn jws_signing_input(content: &str) -> JwsSigningInput {
    let text = signing_input(
        &base64url(PROTECTED.as_bytes()),
        &base64url(content.as_bytes()),
    );
    let digest = Sha256::digest(&text).into();
    JwsSigningInput { text, digest }
}

pub(super) fn signing_input(protected: &str, payload: &str) -> String {
    [protected, ".", payload].concat()
}
