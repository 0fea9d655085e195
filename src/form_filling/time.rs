//! Dates and timestamps in the API's formats.

use serde_json::Value;

use crate::form_filling::object::Field;

/// The range of a JavaScript Date (ECMA-262 §21.4.1.1), in milliseconds.
const FARTHEST_MS: i64 = 8_640_000_000_000_000;

const DAY_MS: i64 = 86_400_000;

/// A day of the Gregorian calendar: `yyyyMMdd` in the API (iAM Smart API, form filling, fields),
/// ISO 8601 `yyyy-MM-dd` in JavaScript.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Parses `19960128` or `1996-01-28`; `None` for any other string.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => text.split('-').collect(),
            _ => text.to_owned(),
        };
        if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let date = Self {
            year: digits.get(..4)?.parse().ok()?,
            month: digits.get(4..6)?.parse().ok()?,
            day: digits.get(6..)?.parse().ok()?,
        };
        let leap = date.year.is_multiple_of(4)
            && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
        let days = match date.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&date.day).then_some(date)
    }

    /// Formats the date in ISO 8601, e.g. `1996-01-28`.
    #[must_use]
    pub fn to_iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Field for Date {
    fn read(value: Value) -> Result<Self, Value> {
        value.as_str().and_then(Self::parse).ok_or(value)
    }

    fn wire(&self, _: &str) -> Value {
        self.to_iso().replace('-', "").into()
    }

    fn plain(&self) -> Value {
        self.to_iso().into()
    }
}

/// A point in time: Unix time in milliseconds in the API, an ISO 8601 string in UTC in JavaScript.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Creates a timestamp from Unix time in milliseconds; `None` out of the range of a JavaScript
    /// Date.
    #[must_use]
    pub fn from_unix_ms(ms: i64) -> Option<Self> {
        (-FARTHEST_MS..=FARTHEST_MS)
            .contains(&ms)
            .then_some(Self(ms))
    }

    /// Formats the timestamp in ISO 8601 like `Date.prototype.toISOString` (ECMA-262 §21.4.4.36).
    #[must_use]
    pub fn to_iso(self) -> String {
        let (days, ms) = (self.0.div_euclid(DAY_MS), self.0.rem_euclid(DAY_MS));
        let (year, month, day) = civil(days);
        let year = match year {
            0..=9999 => format!("{year:04}"),
            _ => format!("{year:+07}"),
        };
        let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
        let (seconds, ms) = (ms / 1000 % 60, ms % 1000);
        format!("{year}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{ms:03}Z")
    }
}

impl Field for Timestamp {
    fn read(value: Value) -> Result<Self, Value> {
        let ms = match &value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        ms.and_then(Self::from_unix_ms).ok_or(value)
    }

    fn wire(&self, _: &str) -> Value {
        self.0.into()
    }

    fn plain(&self) -> Value {
        self.to_iso().into()
    }
}

/// Converts a number of days since 1 January 1970 to year, month and day. Years start in March, so
/// that the leap day is the last day of a year; 400 years have 146,097 days.
fn civil(days: i64) -> (i64, i64, i64) {
    // 1 March of year 0 is 719,468 days before 1 January 1970.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Starting in March, each five months have 153 days.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (year, month + 3)
    } else {
        (year + 1, month - 9)
    };
    (year + 400 * era, month, day)
}
