//! The signature that comes back.

use super::digest::Digest;
use crate::wire::Content;
use crate::{Error, Result};

/// The result of a signing request (iAM Smart API, signing). Nothing of it is verified yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SigningResult {
    /// What was signed, as the gateway says: compare it with what was requested.
    pub digest: Digest,
    /// The signature's bytes.
    pub signature: Vec<u8>,
    /// The signer's certificate, DER; the certificates above it do not come along.
    pub certificate: Vec<u8>,
    /// When it was signed, as the gateway says: Unix time in milliseconds.
    pub timestamp: i64,
}

impl SigningResult {
    /// Reads a result.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        let digest = Digest::from_bytes(&content.bytes("hashCode")?).map_err(|_| {
            Error::AnswerFieldInvalid {
                name: "hashCode".to_owned(),
            }
        })?;
        Ok(Self {
            digest,
            signature: content.bytes("signature")?,
            certificate: content.bytes("cert")?,
            timestamp: content.milliseconds(&["timestamp"])?,
        })
    }
}
