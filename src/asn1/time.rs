//! Points in time.

use alloc::string::String;
use core::fmt;

use crate::string::decimal;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, not counting leap seconds.
///
/// Displayed in ISO 8601, as `Date.prototype.toISOString` does (ECMA-262 §21.4.1.32).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Time(i64);

impl Time {
    /// Returns the point in time `ms` milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Returns the point in time `seconds` seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Returns the point in time of a year, month and day and an hour, minute and second in UTC;
    /// `None` for dates that do not exist and for leap seconds, which RFC 5280 does not support.
    #[must_use]
    pub fn from_utc(date: [i64; 3], time: [i64; 3]) -> Option<Self> {
        let [hour, minute, second] = time;
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) {
            return None;
        }
        let days = days_from_civil(date)?;
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        Some(Self::from_unix_seconds(seconds))
    }

    /// Parses a point in time in the years 0 to 9999, in the form `2026-06-01T00:00:00.000Z` only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let date = [number(0, 4)?, number(5, 7)?, number(8, 10)?];
        let time = [number(11, 13)?, number(14, 16)?, number(17, 19)?];
        let ms = number(20, 23)?;
        let parsed = Self(Self::from_utc(date, time)?.0.saturating_add(ms));
        (parsed.text() == text).then_some(parsed)
    }

    /// Returns the ISO 8601 string, `2026-06-01T00:00:00.000Z`, as a JavaScript Date does.
    #[must_use]
    pub fn text(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY_MS));
        let ms = self.0.rem_euclid(DAY_MS);
        let mut text = String::new();
        let width = if (0..=9999).contains(&year) {
            4
        } else {
            text.push(if year < 0 { '-' } else { '+' });
            6
        };
        push_digits(&mut text, year.unsigned_abs(), width);
        for (before, number, width) in [
            ('-', month, 2),
            ('-', day, 2),
            ('T', ms / 3_600_000, 2),
            (':', ms / 60_000 % 60, 2),
            (':', ms / 1000 % 60, 2),
            ('.', ms % 1000, 3),
        ] {
            text.push(before);
            push_digits(&mut text, number.unsigned_abs(), width);
        }
        text.push('Z');
        text
    }

    /// Returns the milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// Returns this point in time rounded down to the second: certificates have no fractions of
    /// seconds (RFC 5280 §4.1.2.5) and are valid to the end of their last second.
    #[must_use]
    pub const fn whole_second(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(1000)))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

fn push_digits(text: &mut String, number: u64, width: usize) {
    let digits = decimal(number);
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

/// Milliseconds of a day.
pub(crate) const DAY_MS: i64 = 86_400_000;

const DAYS_TO_1970_FROM_0000_03_01: i64 = 719_468;
const DAYS_OF_400_YEARS: i64 = 146_097;

/// Inverse of [`civil`] in the years 0 to 9999; `None` for a date that does not exist.
///
/// In 32 bits: large CRLs have a million dates, and division in 64 bits takes several times as long.
fn days_from_civil(date: [i64; 3]) -> Option<i64> {
    let [year, month, day] = date.map(|number| u32::try_from(number).ok());
    let (year @ 0..=9999, month @ 1..=12, day @ 1..) = (year?, month?, day?) else {
        return None;
    };
    if day > last_day(year, month) {
        return None;
    }
    let (is_before_march, month_from_march) = if month > 2 {
        (0, month - 3)
    } else {
        (1, month + 9)
    };
    // 400 years later, so that no year is negative.
    let year = year + 400 - is_before_march;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    Some(i64::from(days) - DAYS_OF_400_YEARS - DAYS_TO_1970_FROM_0000_03_01)
}

fn last_day(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns year, month and day of a day counted from 1970-01-01, in the proleptic Gregorian
/// calendar.
///
/// Years start in March, so a leap day is the last day of its year (Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(DAYS_TO_1970_FROM_0000_03_01);
    let era = days.div_euclid(DAYS_OF_400_YEARS);
    let day_of_era = days.rem_euclid(DAYS_OF_400_YEARS);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use crate::asn1::time::Time;

    /// Expected strings: Node 20, `new Date(ms).toISOString()`.
    #[test]
    fn text_is_that_of_a_javascript_date() {
        let rows = [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_417_315_712_000, "2014-11-30T02:48:32.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
            (-62_198_755_200_000, "-000001-01-01T00:00:00.000Z"),
            (8_640_000_000_000_000, "+275760-09-13T00:00:00.000Z"),
            (-8_640_000_000_000_000, "-271821-04-20T00:00:00.000Z"),
        ];
        for (ms, text) in rows {
            assert_eq!(Time::from_unix_ms(ms).to_string(), text);
            let has_four_digits = text.len() == 24;
            let parsed = has_four_digits.then(|| Time::from_unix_ms(ms));
            assert_eq!(Time::parse(text), parsed);
        }
    }

    #[test]
    fn only_the_text_of_a_time_is_one() {
        for text in [
            "",
            "2026-06-01",
            "2026-06-01T00:00:00Z",
            "2026-06-01T00:00:00.000",
            "2026-06-01T00:00:00.000+00:00",
            "2026-06-01 00:00:00.000Z",
            "2026-02-29T00:00:00.000Z",
            "2026-06-01T24:00:00.000Z",
            "2026-06-01T00:00:00.-01Z",
            "2026-06-01T00:00:00.000Z ",
            "+026-06-01T00:00:00.000Z",
            "2026-06-01T00:00:0０.00Z",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    /// Expected seconds: GNU date.
    #[test]
    fn calendar_dates_are_counted() {
        let rows = [
            ([1970, 1, 1], [0, 0, 0], 0),
            ([2000, 2, 29], [23, 59, 59], 951_868_799),
            ([2014, 11, 30], [2, 48, 32], 1_417_315_712),
            ([1950, 1, 1], [0, 0, 0], -631_152_000),
            ([9999, 12, 31], [23, 59, 59], 253_402_300_799),
            ([0, 1, 1], [0, 0, 0], -62_167_219_200),
        ];
        for (date, time, seconds) in rows {
            assert_eq!(
                Time::from_utc(date, time),
                Some(Time::from_unix_seconds(seconds))
            );
        }
        let beyond = [
            ([2023, 2, 29], [0, 0, 0]),
            ([1900, 2, 29], [0, 0, 0]),
            ([2024, 4, 31], [0, 0, 0]),
            ([2024, 0, 1], [0, 0, 0]),
            ([2024, 13, 1], [0, 0, 0]),
            ([2024, 1, 0], [0, 0, 0]),
            ([2024, 1, 1], [24, 0, 0]),
            ([2024, 1, 1], [0, 60, 0]),
            ([2024, 1, 1], [0, 0, 60]),
        ];
        for (date, time) in beyond {
            assert_eq!(Time::from_utc(date, time), None, "{date:?} {time:?}");
        }
    }

    #[test]
    fn extremes_do_not_panic() {
        for ms in [i64::MIN, i64::MAX] {
            assert!(!Time::from_unix_ms(ms).to_string().is_empty());
            let _ = Time::from_unix_ms(ms).whole_second();
        }
    }
}
