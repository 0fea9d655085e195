//! The certificates around a CRL or an OCSP response: person, issuing authority, root, all with the
//! key of [`crate::seal`].

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::verification::PathOptions;

/// 2026-06-01T00:00:00Z, in seconds.
pub const VALIDATION_SECONDS: u32 = 1_780_272_000;

/// The end entity.
pub const PERSON: &[u8] = include_bytes!("../chain/person.der");

const ISSUING: &[u8] = include_bytes!("../chain/issuing.der");
const ROOT: &[u8] = include_bytes!("../chain/root.der");

/// When everything is judged.
#[must_use]
pub fn validation_time() -> Time {
    Time::from_unix_seconds(VALIDATION_SECONDS.into())
}

/// The path of the person's certificate.
#[must_use]
pub fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![Encoded::Bytes(ROOT.to_vec())],
        intermediates: vec![Encoded::Bytes(ISSUING.to_vec())],
        ..PathOptions::at(validation_time())
    }
}
