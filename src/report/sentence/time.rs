//! Times in sentences.

use alloc::string::String;

use crate::asn1::time::{DAY_MS, Time, civil};
use crate::report::sentence::language::ReportLanguage;
use crate::string::decimal;

/// Offset of Hong Kong from UTC, the whole year: the last summer time was in 1979 (Hong Kong Observatory,
/// "Hong Kong Time").
const HONG_KONG_MS: i64 = 8 * 3_600_000;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Appends a time as people in Hong Kong read it, `26 November 2026 20:40:33 HKT`, to the second.
pub(super) fn append_time(text: &mut String, time: Time, language: ReportLanguage) {
    let ms = time.unix_ms().saturating_add(HONG_KONG_MS);
    let (year, month, day) = civil(ms.div_euclid(DAY_MS));
    let name = usize::try_from(month - 1).map(|index| MONTHS.get(index));
    let (0..=9999, Ok(Some(name))) = (year, name) else {
        return text.push_str(&time.text());
    };
    let [year, month, day] = [year, month, day].map(|number| decimal(number.unsigned_abs()));
    let parts: &[&str] = match language {
        ReportLanguage::English => &[&day, " ", name, " ", &year, " "],
        ReportLanguage::TraditionalChinese => &["香港時間", &year, "年", &month, "月", &day, "日"],
        ReportLanguage::SimplifiedChinese => &["香港时间", &year, "年", &month, "月", &day, "日"],
    };
    for part in parts {
        text.push_str(part);
    }
    let second = ms.rem_euclid(DAY_MS) / 1000;
    for (number, after) in [
        (second / 3600, ":"),
        (second / 60 % 60, ":"),
        (second % 60, ""),
    ] {
        if number < 10 {
            text.push('0');
        }
        text.push_str(&decimal(number.unsigned_abs()));
        text.push_str(after);
    }
    if language == ReportLanguage::English {
        text.push_str(" HKT");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts are from GNU date: `TZ=Asia/Hong_Kong date -d TIME`.
    #[test]
    fn times_are_those_of_hong_kong() {
        let written = |iso: &str, language| {
            let mut text = String::new();
            append_time(&mut text, Time::parse(iso).unwrap(), language);
            text
        };
        for (iso, english, traditional) in [
            (
                "2026-11-26T12:40:33.999Z",
                "26 November 2026 20:40:33 HKT",
                "香港時間2026年11月26日20:40:33",
            ),
            (
                "2025-12-31T16:00:00.000Z",
                "1 January 2026 00:00:00 HKT",
                "香港時間2026年1月1日00:00:00",
            ),
            (
                "1969-12-31T15:59:59.000Z",
                "31 December 1969 23:59:59 HKT",
                "香港時間1969年12月31日23:59:59",
            ),
        ] {
            assert_eq!(written(iso, ReportLanguage::English), english);
            let chinese = written(iso, ReportLanguage::TraditionalChinese);
            assert_eq!(chinese, traditional);
            let simplified = written(iso, ReportLanguage::SimplifiedChinese);
            assert_eq!(
                simplified,
                traditional.replace('時', "时").replace('間', "间")
            );
        }
        let mut text = String::new();
        let beyond = Time::from_unix_ms(i64::MAX);
        append_time(&mut text, beyond, ReportLanguage::English);
        assert_eq!(text, beyond.text());
    }
}
