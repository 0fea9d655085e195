//! What a response or a token says, not judged.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::Malformed;
use crate::pki::timestamp::{PkiFailure, PkiStatus, TimeStampResponse, TimeStampToken};
use crate::verification::timestamp::report::TimestampStatement;
use crate::{Error, Result};

/// What the response of an authority says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadTimestamp {
    /// `status`.
    pub status: PkiStatus,
    /// `statusString`: what the authority says of the status, in its words.
    pub texts: Vec<String>,
    /// `failInfo`: why there is no token.
    pub failures: Vec<PkiFailure>,
    /// The token and what it states, if one was granted.
    pub granted: Option<(Vec<u8>, TimestampStatement)>,
}

/// Reads a TimeStampResp, or a TimeStampToken as one that was granted. Nothing is verified.
///
/// # Errors
/// [`Error::TimestampMalformed`].
pub fn read_timestamp(response: &[u8]) -> Result<ReadTimestamp> {
    read(response).map_err(|Malformed(reason)| malformed("response", reason))
}

fn read(octets: &[u8]) -> core::result::Result<ReadTimestamp, Malformed> {
    let response = TimeStampResponse::read(octets)?;
    let granted = match response.token {
        Some(octets) => {
            let token = TimeStampToken::read(octets)?;
            let statement = TimestampStatement::of(&token.info()?);
            Some((octets.to_vec(), statement))
        }
        None => None,
    };
    Ok(ReadTimestamp {
        status: response.status,
        texts: response.texts,
        failures: response.failures,
        granted,
    })
}

/// Returns the error for what is no time-stamp.
pub(super) fn malformed(name: &str, reason: &'static str) -> Error {
    Error::TimestampMalformed {
        name: name.to_owned(),
        reason,
    }
}
