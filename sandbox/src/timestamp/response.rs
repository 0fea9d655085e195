//! `TimeStampResp` (RFC 3161 §2.4.2).

use super::request::FailureInfo;
use crate::der;

/// `granted`.
const GRANTED: [u8; 3] = [0x02, 1, 0];
/// `rejection`.
const REJECTION: [u8; 3] = [0x02, 1, 2];
const UTF8_STRING: u8 = 0x0c;

/// A response with a token.
pub(super) fn granted(token: &[u8]) -> Vec<u8> {
    der::sequence(&[der::sequence(&[GRANTED.to_vec()]), token.to_vec()])
}

/// A response without one.
pub(super) fn refused(failure: FailureInfo) -> Vec<u8> {
    let text = der::value(UTF8_STRING, failure.text().as_bytes());
    let info = failure.info();
    der::sequence(&[der::sequence(&[
        REJECTION.to_vec(),
        der::sequence(&[text]),
        info,
    ])])
}

impl FailureInfo {
    /// A BIT STRING in which this one bit is set; it ends there (X.690 §11.2.2).
    fn info(self) -> Vec<u8> {
        let bit = self as u8;
        let mut content = vec![0; usize::from(bit / 8) + 2];
        if let [unused, .., last] = &mut content[..] {
            *unused = 7 - bit % 8;
            *last = 0x80 >> (bit % 8);
        }
        der::value(0x03, &content)
    }

    fn text(self) -> &'static str {
        match self {
            Self::BadAlg => "the imprint's algorithm is none of SHA-256, SHA-384 and SHA-512",
            Self::BadRequest => "the version is not 1",
            Self::BadDataFormat => "this is no TimeStampReq, or its imprint has another length",
            Self::TimeNotAvailable => "there is no time at present: a fault that was asked for",
            Self::UnacceptedPolicy => "the policy is not 2.999.2.1",
            Self::UnacceptedExtension => "no extensions are supported",
            Self::SystemFailure => "the token could not be signed",
        }
    }
}
