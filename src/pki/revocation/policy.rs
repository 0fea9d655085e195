//! What the caller asks of revocation data.

use crate::asn1::time::Time;

/// Maximum age of a source without nextUpdate, unless the caller says another: a day. Such a source
/// says that newer information is always available (RFC 6960 §4.2.2.1), and CAs take up to a day to
/// publish a revocation (CA/Browser Forum Baseline Requirements §4.9.1.1).
pub const DEFAULT_MAX_AGE_MS: u64 = 24 * 60 * 60 * 1000;

/// What the caller asks of revocation data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RevocationPolicy {
    /// The time at which certificates must not be revoked.
    pub validation_time: Time,
    /// How many milliseconds before the validation time a source without nextUpdate may have been
    /// issued.
    pub max_age_ms: u64,
}

impl RevocationPolicy {
    /// Returns the default policy.
    #[must_use]
    pub fn at(validation_time: Time) -> Self {
        Self {
            validation_time,
            max_age_ms: DEFAULT_MAX_AGE_MS,
        }
    }

    /// Returns the last moment at which a source is current (RFC 5280 §5.1.2.5, RFC 6960 §4.2.2.1).
    pub(crate) fn end(&self, this_update: Time, next_update: Option<Time>) -> Time {
        let oldest = || {
            this_update
                .unix_ms()
                .saturating_add_unsigned(self.max_age_ms)
        };
        next_update.unwrap_or_else(|| Time::from_unix_ms(oldest()))
    }

    /// Returns true if the source is current at the validation time, or was issued later: what was
    /// known later is the better proof (ETSI EN 319 102-1 §5.2.5).
    pub(crate) fn is_fresh(&self, this_update: Time, next_update: Option<Time>) -> bool {
        self.is_later(this_update) || self.validation_time <= self.end(this_update, next_update)
    }

    /// Returns true if a source was issued after the validation time.
    pub(crate) fn is_later(&self, this_update: Time) -> bool {
        self.validation_time < this_update
    }
}
