//! Times in CRLs and OCSP responses.
//!
//! RFC 5280 §4.1.2.5 and §5.1.2.4 and RFC 6960 §4.2.2.1 have issuers write times with seconds,
//! without fractions, and in UTC. Some write them as X.680 §46 and §47 allow. Such a time says when
//! all the same, so it is read and the deviation noted.

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;

/// A time of a CRL or an OCSP response, rounded down to the second.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct IssuedTime {
    pub(crate) time: Time,
    /// False if it has no seconds, has fractions of seconds, or is not in UTC.
    pub(crate) is_regular: bool,
}

impl IssuedTime {
    /// Parses a UTCTime or a GeneralizedTime.
    pub(crate) fn parse(element: Element<'_>) -> Result<Self> {
        tbs::time(element).map_or_else(
            |refused| {
                let time = time_of_x680(&element).ok_or(refused)?;
                Ok(Self {
                    time,
                    is_regular: false,
                })
            },
            |time| {
                Ok(Self {
                    time,
                    is_regular: true,
                })
            },
        )
    }

    /// Parses a GeneralizedTime.
    pub(crate) fn parse_generalized(element: Element<'_>) -> Result<Self> {
        if element.tag != tag::GENERALIZED_TIME {
            return Err(Malformed("a time is of another kind than X.509 puts there"));
        }
        Self::parse(element)
    }

    /// Parses the GeneralizedTime that is the only content of `value`.
    pub(crate) fn parse_value(value: &[u8]) -> Result<Self> {
        let mut fields = Reader(value);
        let element = fields.any()?;
        fields.end()?;
        Self::parse_generalized(element)
    }
}

/// Returns the time of a UTCTime without seconds, or of a GeneralizedTime without minutes or
/// seconds or with fractions of seconds, in UTC or with the difference from it. Local time is no
/// point in time.
fn time_of_x680(element: &Element<'_>) -> Option<Time> {
    let (local, ahead_minutes) = split_zone(element.content)?;
    let year_digits = if element.tag == tag::UTC_TIME { 2 } else { 4 };
    let end = local.iter().position(|octet| matches!(octet, b'.' | b','));
    let (digits, fraction) = local.split_at(end.unwrap_or(local.len()));
    let is_fraction = fraction.len() > 1 && fraction.iter().skip(1).all(u8::is_ascii_digit);
    if !fraction.is_empty() && (digits.len() != year_digits + 10 || !is_fraction) {
        return None;
    }
    let least = if element.tag == tag::UTC_TIME { 8 } else { 6 };
    let is_length = digits.len() % 2 == 0
        && (least..=10).contains(&(digits.len() - year_digits.min(digits.len())));
    if !is_length {
        return None;
    }
    // With the seconds that are left out.
    let mut written = *b"00000000000000Z";
    written.get_mut(..digits.len())?.copy_from_slice(digits);
    let length = year_digits + 10;
    *written.get_mut(length)? = b'Z';
    let content = written.get(..=length)?;
    let time = tbs::time(Element {
        tag: element.tag,
        content,
        whole: content,
    })
    .ok()?;
    Some(Time::from_unix_ms(
        time.unix_ms().saturating_sub(ahead_minutes * 60_000),
    ))
}

/// Splits off `Z`, `+hhmm` or `-hhmm`, and returns by how many minutes the local time is ahead.
fn split_zone(content: &[u8]) -> Option<(&[u8], i64)> {
    if let Some(local) = content.strip_suffix(b"Z") {
        return Some((local, 0));
    }
    let (local, zone) = content.split_at_checked(content.len().checked_sub(5)?)?;
    let &[sign @ (b'+' | b'-'), ref digits @ ..] = zone else {
        return None;
    };
    let number = |digits: &[u8]| {
        let digits = digits.iter().all(u8::is_ascii_digit).then_some(digits)?;
        Some(
            digits
                .iter()
                .fold(0, |n, digit| n * 10 + i64::from(digit - b'0')),
        )
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (hours @ 0..24, minutes @ 0..60) = (number(hours)?, number(minutes)?) else {
        return None;
    };
    let ahead = hours * 60 + minutes;
    Some((local, if sign == b'+' { ahead } else { -ahead }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::encode;

    fn parse(tag: u8, text: &str) -> Option<(String, bool)> {
        let der = encode(tag, text.as_bytes());
        let read = IssuedTime::parse(Reader(&der).any().unwrap()).ok()?;
        Some((read.time.text(), read.is_regular))
    }

    /// Expected times: OpenSSL, `openssl asn1parse -genstr UTC:… ` and `GENTIME:…` with
    /// ASN1_TIME_to_tm, and X.680 §46.3 and §47.3 for hours alone.
    #[test]
    fn times_of_x680_are_read() {
        let rows = [
            (
                tag::UTC_TIME,
                "260301120005Z",
                "2026-03-01T12:00:05.000Z",
                true,
            ),
            (
                tag::UTC_TIME,
                "2603011200Z",
                "2026-03-01T12:00:00.000Z",
                false,
            ),
            (
                tag::UTC_TIME,
                "260301120005+0800",
                "2026-03-01T04:00:05.000Z",
                false,
            ),
            (
                tag::UTC_TIME,
                "2603011200-0130",
                "2026-03-01T13:30:00.000Z",
                false,
            ),
            (
                tag::GENERALIZED_TIME,
                "20260301120005Z",
                "2026-03-01T12:00:05.000Z",
                true,
            ),
            (
                tag::GENERALIZED_TIME,
                "20260301120005.923804Z",
                "2026-03-01T12:00:05.000Z",
                false,
            ),
            (
                tag::GENERALIZED_TIME,
                "20260301120005,5Z",
                "2026-03-01T12:00:05.000Z",
                false,
            ),
            (
                tag::GENERALIZED_TIME,
                "20260301120005.5+0800",
                "2026-03-01T04:00:05.000Z",
                false,
            ),
            (
                tag::GENERALIZED_TIME,
                "202603011200Z",
                "2026-03-01T12:00:00.000Z",
                false,
            ),
            (
                tag::GENERALIZED_TIME,
                "2026030112Z",
                "2026-03-01T12:00:00.000Z",
                false,
            ),
        ];
        for (tag, text, expected, is_regular) in rows {
            assert_eq!(
                parse(tag, text),
                Some((expected.to_owned(), is_regular)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_point_in_time_is_refused() {
        for (tag, text) in [
            (tag::UTC_TIME, ""),
            (tag::UTC_TIME, "Z"),
            (tag::UTC_TIME, "26030112Z"),
            (tag::UTC_TIME, "260301120005"),
            (tag::UTC_TIME, "18102813516Z"),
            (tag::UTC_TIME, "260301120005+2400"),
            (tag::UTC_TIME, "260301120005+080"),
            (tag::UTC_TIME, "260230120005Z"),
            (tag::UTC_TIME, "26030112000a+0800"),
            (tag::GENERALIZED_TIME, "20260301120005."),
            (tag::GENERALIZED_TIME, "20260301120005.Z"),
            (tag::GENERALIZED_TIME, "202603011200.5Z"),
            (tag::GENERALIZED_TIME, "20260301120005.5aZ"),
            (tag::GENERALIZED_TIME, "20260301Z"),
            (tag::GENERALIZED_TIME, "2026030112000500Z"),
            (tag::INTEGER, "260301120005Z"),
        ] {
            assert_eq!(parse(tag, text), None, "{text}");
        }
    }
}
