//! Tokens: CMS around `TSTInfo` (RFC 3161 §2.4.2).

use aws_lc_rs::digest::{SHA256, digest};
use time::macros::format_description;
use time::{Duration, OffsetDateTime};

use super::request::{POLICY, Request};
use crate::authority::TimestampSigner;
use crate::der;
use crate::protocol::cms::Signing;
use crate::protocol::identity::Identity;
use crate::protocol::random;

/// id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4.
const TST_INFO: &[u8] = &[
    0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x10, 1, 4,
];
const VERSION_1: [u8; 3] = [0x02, 1, 1];
/// `Accuracy` of one second.
const ACCURACY: [u8; 5] = [0x30, 3, 0x02, 1, 1];
/// How far ahead a token from the future is.
const AHEAD: Duration = Duration::DAY;

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Flaw {
    /// The imprint is of other data.
    Imprint,
    /// The nonce is another, or the first.
    Nonce,
    /// It is from the future.
    Time,
    /// One bit of it is flipped after signing.
    Signature,
    /// It is from an authority of the same name that nobody trusts.
    Authority,
    /// There is none.
    Refused,
}

/// Returns a token, DER.
pub(super) fn token(
    request: &Request,
    signer: &TimestampSigner,
    now: OffsetDateTime,
    flaw: Option<Flaw>,
) -> Option<Vec<u8>> {
    let identity = Identity::of(&signer.certificate)?;
    let mut serial: [u8; 16] = random::bytes();
    // Positive, without leading zeros.
    serial[0] = serial[0] & 0x7f | 0x40;
    let time = match flaw {
        Some(Flaw::Time) => now + AHEAD,
        _ => now,
    };
    // tsa: a GeneralName, of which directoryName is [4] (RFC 5280 §4.2.1.6).
    let name = der::value(0xa0, &der::value(0xa4, identity.subject));
    let info = der::sequence(&[
        VERSION_1.to_vec(),
        POLICY.to_vec(),
        flipped(request.imprint, flaw == Some(Flaw::Imprint)),
        der::value(0x02, &serial),
        generalized_time(time),
        ACCURACY.to_vec(),
        nonce(request, flaw == Some(Flaw::Nonce)),
        name,
    ]);
    let message_digest = digest(&SHA256, &info);
    let signing = Signing {
        key: &signer.key,
        certificate: &signer.certificate,
        content_type: TST_INFO,
        content: Some(&info),
        message_digest: message_digest.as_ref().try_into().ok()?,
        at: None,
        holds_certificate: request.wants_certificate,
    };
    // The last byte is the signature's.
    Some(flipped(&signing.sign()?, flaw == Some(Flaw::Signature)))
}

fn nonce(request: &Request, is_wrong: bool) -> Vec<u8> {
    match request.nonce {
        Some(nonce) => flipped(nonce, is_wrong),
        None if is_wrong => VERSION_1.to_vec(),
        None => Vec::new(),
    }
}

/// Flips a bit of the last byte, if it is to be.
fn flipped(bytes: &[u8], is_wrong: bool) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if is_wrong && let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    bytes
}

/// GeneralizedTime in milliseconds, UTC, without trailing zeros (RFC 3161 §2.4.2).
fn generalized_time(time: OffsetDateTime) -> Vec<u8> {
    let format =
        format_description!("[year][month][day][hour][minute][second].[subsecond digits:3]");
    let text = time.format(format).unwrap_or_default();
    let text = text.trim_end_matches('0').trim_end_matches('.');
    der::value(0x18, format!("{text}Z").as_bytes())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    #[test]
    fn a_time_has_no_trailing_zeros() {
        let text = |time| String::from_utf8(super::generalized_time(time)[2..].to_vec()).unwrap();
        assert_eq!(text(datetime!(2026-11-26 10:20:30 UTC)), "20261126102030Z");
        assert_eq!(
            text(datetime!(2026-11-26 10:20:30.25 UTC)),
            "20261126102030.25Z"
        );
        assert_eq!(
            text(datetime!(2026-11-26 10:20:00.007 UTC)),
            "20261126102000.007Z"
        );
    }
}
