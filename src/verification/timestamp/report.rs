//! The report on a time-stamp.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::Identifier;
use crate::asn1::time::Time;
use crate::encoding::hex;
use crate::pki::name::general_name::GeneralName;
use crate::pki::timestamp::{Accuracy, TstInfo};
use crate::verification::report::VerificationReport;

/// The report on a time-stamp.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimestampReport {
    /// The verdict and every check; `signer` is the authority.
    pub report: VerificationReport,
    /// What the authority states.
    pub statement: TimestampStatement,
    /// What was stamped was there at this time: that of the statement, and as much later as its
    /// accuracy allows. `None` unless the verdict is TOTAL-PASSED.
    pub proven: Option<Time>,
    /// The last second at which the time-stamp can be judged without another one over it: the first end
    /// of a certificate of its path or of an algorithm, or later, the end of the proof that it was there
    /// before. `None` unless the verdict is TOTAL-PASSED.
    pub holds_until: Option<Time>,
}

/// What an authority states (RFC 3161 §2.4.2, TSTInfo).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TimestampStatement {
    /// `genTime`, rounded down to the millisecond.
    pub time: Time,
    /// `accuracy` in milliseconds, rounded up.
    pub accuracy_ms: Option<u64>,
    /// `policy`, as a dotted identifier.
    pub policy: String,
    /// `serialNumber` in lower-case hexadecimal, two's complement.
    pub serial_number: String,
    /// The name of the hash function, 'SHA-256'; its dotted identifier for one that is not trusted.
    pub hash: String,
    /// `hashedMessage`.
    pub digest: Vec<u8>,
    /// The content octets of `nonce`.
    pub nonce: Option<Vec<u8>>,
    /// `ordering`: the times of two such statements tell which one was first.
    pub ordering: bool,
    /// `tsa`: the authority's name, as it states it.
    pub authority: Option<String>,
}

impl TimestampStatement {
    pub(super) fn of(info: &TstInfo<'_>) -> Self {
        Self {
            time: info.gen_time.time,
            accuracy_ms: info.accuracy.map(Accuracy::milliseconds),
            policy: Identifier(info.policy).text(),
            serial_number: hex(match info.serial {
                [0, magnitude @ ..] if !magnitude.is_empty() => magnitude,
                serial => serial,
            }),
            hash: match info.imprint.hash() {
                Some(hash) => hash.name().into(),
                None => Identifier(info.imprint.algorithm.identifier).text(),
            },
            digest: info.imprint.digest.to_vec(),
            nonce: info.nonce.map(<[u8]>::to_vec),
            ordering: info.ordering,
            authority: info.authority.as_ref().map(GeneralName::text),
        }
    }
}

/// Returns the last moment at which what is stamped may have come into being.
pub(super) fn latest(info: &TstInfo<'_>) -> Time {
    let accuracy = info.accuracy.map_or(0, Accuracy::milliseconds);
    let at = info.gen_time.rounded_up.unix_ms();
    Time::from_unix_ms(at.saturating_add_unsigned(accuracy))
}
