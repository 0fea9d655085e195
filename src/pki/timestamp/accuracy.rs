//! The time of a statement, and how accurate it is (RFC 3161 §2.4.2).

use crate::asn1::der::{Element, Malformed, Reader, Result, count, tag};
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;

/// `genTime`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GenTime {
    /// The time, rounded down to the millisecond.
    pub time: Time,
    /// The first millisecond that is not before the time as it is written.
    pub(crate) rounded_up: Time,
    /// False for a fraction of a second with trailing zeros, which DER does not have (X.690 §11.7.3)
    /// and some authorities write.
    pub is_der: bool,
}

/// `Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER (1..999) OPTIONAL, micros [1]
/// INTEGER (1..999) OPTIONAL }`: how far the time may be from the true one, either way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Accuracy {
    /// In microseconds.
    pub micros: u64,
}

impl GenTime {
    /// Parses `YYYYMMDDhhmmss[.s...]Z`. "The ASN.1 GeneralizedTime syntax can include fraction-of-second
    /// details", and "MUST include seconds" (RFC 3161 §2.4.2).
    pub(super) fn parse(element: Element<'_>) -> Result<Self> {
        const WRITTEN_OTHERWISE: Malformed =
            Malformed("its time is not written with seconds and in UTC");
        if element.tag != tag::GENERALIZED_TIME {
            return Err(Malformed("its time is not a GeneralizedTime"));
        }
        let written = element.content;
        let Some(point) = written.iter().position(|octet| *octet == b'.') else {
            let time = tbs::time(element)?;
            return Ok(Self {
                time,
                rounded_up: time,
                is_der: true,
            });
        };
        let (seconds, fraction) = written.split_at(point);
        let digits = fraction
            .strip_prefix(b".")
            .and_then(|digits| digits.strip_suffix(b"Z"))
            .filter(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
            .ok_or(WRITTEN_OTHERWISE)?;
        let whole = [seconds, b"Z"].concat();
        let whole = tbs::time(Element {
            tag: element.tag,
            content: &whole,
            whole: &whole,
        })?;
        let (first, rest) = digits.split_at(digits.len().min(3));
        let ms = first
            .iter()
            .chain(core::iter::repeat_n(&b'0', 3 - first.len()))
            .fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'));
        let is_above = rest.iter().any(|digit| *digit != b'0');
        let at = |ms: i64| Time::from_unix_ms(whole.unix_ms().saturating_add(ms));
        Ok(Self {
            time: at(ms),
            rounded_up: at(ms + i64::from(is_above)),
            is_der: digits.last() != Some(&b'0'),
        })
    }
}

impl Accuracy {
    pub(super) fn parse(accuracy: &Element<'_>) -> Result<Self> {
        let mut parts = accuracy.reader();
        let mut micros = 0_u64;
        for (tag, unit) in [
            (tag::INTEGER, 1_000_000),
            (tag::primitive(0), 1000),
            (tag::primitive(1), 1),
        ] {
            if let Some(number) = parts.optional(tag)? {
                let number = count(number.content)?;
                if unit < 1_000_000 && number > 999 {
                    return Err(Malformed(
                        "its accuracy has more than 999 of a smaller unit",
                    ));
                }
                micros = micros.saturating_add(u64::from(number) * unit);
            }
        }
        parts.end()?;
        Ok(Self { micros })
    }

    /// Returns the accuracy in milliseconds, rounded up.
    #[must_use]
    pub const fn milliseconds(self) -> u64 {
        self.micros.div_ceil(1000)
    }
}

/// Reads an optional accuracy.
pub(super) fn optional(fields: &mut Reader<'_>) -> Result<Option<Accuracy>> {
    let accuracy = fields.optional(tag::SEQUENCE)?;
    accuracy.map(|found| Accuracy::parse(&found)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::encode;

    fn gen_time(text: &str) -> Result<GenTime> {
        let der = encode(tag::GENERALIZED_TIME, text.as_bytes());
        GenTime::parse(Reader(&der).any()?)
    }

    /// Times of RFC 3161 §2.4.2, X.690 §11.7, and of authorities that write trailing zeros.
    #[test]
    fn fractions_of_seconds_are_read() {
        let rows = [
            ("19990609001326.34352Z", "1999-06-09T00:13:26.343Z", 1, true),
            ("20260601120000Z", "2026-06-01T12:00:00.000Z", 0, true),
            ("20260601120000.5Z", "2026-06-01T12:00:00.500Z", 0, true),
            ("20260601120000.050Z", "2026-06-01T12:00:00.050Z", 0, false),
            ("20260601120000.0Z", "2026-06-01T12:00:00.000Z", 0, false),
            (
                "20260601120000.1230001Z",
                "2026-06-01T12:00:00.123Z",
                1,
                true,
            ),
        ];
        for (written, time, above, is_der) in rows {
            let found = gen_time(written).unwrap();
            assert_eq!(found.time.text(), time, "{written}");
            let rounded_up = found.rounded_up.unix_ms() - found.time.unix_ms();
            assert_eq!((rounded_up, found.is_der), (above, is_der), "{written}");
        }
        for written in [
            "20260601120000",
            "202606011200Z",
            "20260601120000.Z",
            "20260601120000,5Z",
            "20260601120000.5",
            "20260601120000.5+0800",
            "20260601120000+0800",
            "20260601120060Z",
            "20260631120000Z",
            "20260601120000.5aZ",
            "20260601120000.5.5Z",
        ] {
            assert!(gen_time(written).is_err(), "{written}");
        }
    }

    #[test]
    fn accuracy_is_the_sum_of_its_parts() {
        let part = |tag, number: &[u8]| encode(tag, number);
        let rows: [(Vec<u8>, Option<u64>); 6] = [
            (Vec::new(), Some(0)),
            (part(tag::INTEGER, &[1]), Some(1_000_000)),
            (
                [
                    part(tag::INTEGER, &[2]),
                    part(tag::primitive(0), &[3]),
                    part(tag::primitive(1), &[4]),
                ]
                .concat(),
                Some(2_003_004),
            ),
            (part(tag::primitive(1), &[0x03, 0xe7]), Some(999)),
            (part(tag::primitive(0), &[0x03, 0xe8]), None),
            (part(tag::INTEGER, &[0xff]), None),
        ];
        for (parts, micros) in rows {
            let der = encode(tag::SEQUENCE, &parts);
            let found = Accuracy::parse(&Reader(&der).any().unwrap());
            assert_eq!(found.ok().map(|accuracy| accuracy.micros), micros);
        }
        let a_microsecond = Accuracy { micros: 1 };
        assert_eq!(a_microsecond.milliseconds(), 1);
    }
}
