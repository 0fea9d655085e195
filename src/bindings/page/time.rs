//! Points in time, as numbers: the script reads and writes the `Date`s and their texts.

/// Unix time in milliseconds, as the page's script reads it from a `Date`.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a Date's range fits into an i64"
)]
pub(super) fn from_ms(ms: f64) -> i64 {
    ms as i64
}

/// Unix time in milliseconds, for the page's script to make a `Date` of.
#[expect(
    clippy::cast_precision_loss,
    reason = "within a Date's range the cast is exact"
)]
pub(super) fn to_ms(unix_ms: i64) -> f64 {
    unix_ms as f64
}
