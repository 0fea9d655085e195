//! Certificate path for a CRL or an OCSP response: person, issuing CA, root, all with the key of
//! [`crate::seal`].

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::verification::PathOptions;

/// Validation time, 2026-06-01T00:00:00Z, in Unix seconds.
pub const VALIDATION_SECONDS: u32 = 1_780_272_000;

/// End-entity certificate, DER.
pub const PERSON: &[u8] = include_bytes!("../chain/person.der");

const ISSUING: &[u8] = include_bytes!("../chain/issuing.der");
const ROOT: &[u8] = include_bytes!("../chain/root.der");

/// Validation time of all targets.
#[must_use]
pub fn validation_time() -> Time {
    Time::from_unix_seconds(VALIDATION_SECONDS.into())
}

/// Options to validate the path of [`PERSON`].
#[must_use]
pub fn options() -> PathOptions {
    PathOptions {
        trust_anchors: vec![Encoded::Bytes(ROOT.to_vec())],
        intermediates: vec![Encoded::Bytes(ISSUING.to_vec())],
        ..PathOptions::at(validation_time())
    }
}
