//! A strict DER parser (X.690 §10 and §11).
//!
//! Two parsers of the same signed bytes must never read different values. [`strict`] therefore
//! first checks that every byte is DER, which has exactly one encoding of each value. All other
//! parsers read through this module.

mod element;
mod encode;
mod integer;
mod malformed;
mod strict;
pub(crate) mod tag;

pub(crate) use element::{Element, Reader};
pub(crate) use encode::{encode, encode_to, length_to};
pub(crate) use integer::count;
pub(crate) use malformed::{Malformed, Result};
pub(crate) use strict::is_canonical_bit_string;
pub(crate) use strict::{octets_of_bits, strict, strict_value, untidiness};

#[cfg(test)]
pub(crate) mod tests {
    use super::strict::MAX_DEPTH;
    use super::*;

    /// Encodes an element with `tag` and the concatenated `parts`.
    pub(crate) fn encoded(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let length = match u8::try_from(content.len()) {
            Ok(short @ 0..=0x7f) => vec![short],
            Ok(length) => vec![0x81, length],
            Err(_) => {
                let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
                vec![0x82, high, low]
            }
        };
        [vec![tag], length, content].concat()
    }

    /// Each row breaks the rule of X.690 that it names.
    #[test]
    fn ber_that_is_not_der_is_refused() {
        let rows: &[(&str, &[u8])] = &[
            ("empty", &[]),
            ("no length", &[0x30]),
            ("cut short", &[0x30, 0x02, 0x05]),
            ("trailing", &[0x05, 0x00, 0x00]),
            ("8.1.3.6 indefinite", &[0x30, 0x80, 0x00, 0x00]),
            (
                "10.1 long form of a short length",
                &[0x04, 0x81, 0x01, 0x00],
            ),
            (
                "10.1 leading zero of a length",
                &[0x04, 0x82, 0x00, 0x01, 0x00],
            ),
            (
                "length of four octets",
                &[0x04, 0x84, 0x01, 0x00, 0x00, 0x00],
            ),
            ("8.1.2.4 high tag number", &[0x1f, 0x21, 0x00]),
            ("8.2.1 truth value", &[0x01, 0x02, 0x00, 0x00]),
            ("8.3.2 padded number", &[0x02, 0x02, 0x00, 0x01]),
            ("8.3.2 padded negative number", &[0x02, 0x02, 0xff, 0x80]),
            ("8.3.1 empty number", &[0x02, 0x00]),
            ("8.6.2.2 unused bits", &[0x03, 0x02, 0x08, 0x00]),
            ("8.6.2.3 unused bits of nothing", &[0x03, 0x01, 0x01]),
            ("11.2.1 unused bits set", &[0x03, 0x02, 0x01, 0x01]),
            ("8.8.2 NULL with content", &[0x05, 0x01, 0x00]),
            ("8.19.2 identifier padded", &[0x06, 0x02, 0x80, 0x01]),
            ("8.19.2 identifier cut short", &[0x06, 0x02, 0x2a, 0x86]),
            (
                "10.2 constructed octet string",
                &[0x24, 0x04, 0x04, 0x02, 0x00, 0x00],
            ),
            ("primitive sequence", &[0x10, 0x00]),
        ];
        for (rule, der) in rows {
            assert!(strict(der).is_err(), "{rule}");
        }
    }

    #[test]
    fn what_has_one_reading_is_untidy_at_most() {
        let untidiness = |der: &[u8]| untidiness(&strict(der).unwrap());
        let truth = Some("a truth value is neither 00 nor ff");
        assert_eq!(untidiness(&[0x01, 0x01, 0x01]), truth);
        assert_eq!(untidiness(&[0x30, 0x05, 0x05, 0, 0x01, 0x01, 0x7f]), truth);
        let text = Some("a text is not UTF-8");
        assert_eq!(untidiness(&[0x31, 0x03, 0x0c, 0x01, 0xe9]), text);
        for tidy in [&[0x01, 0x01, 0x00][..], &[0x01, 0x01, 0xff], &[0x0c, 0x00]] {
            assert_eq!(untidiness(tidy), None);
        }
    }

    #[test]
    fn counts_are_not_negative_and_not_cut() {
        assert_eq!(count(&[0]), Ok(0));
        assert_eq!(count(&[0x00, 0x80]), Ok(128));
        assert_eq!(count(&[0x00, 0xff, 0xff, 0xff, 0xff]), Ok(u32::MAX));
        assert_eq!(count(&[0x01, 0, 0, 0, 0]), Ok(u32::MAX));
        assert!(count(&[0xff]).is_err());
        assert!(count(&[0x00, 0x01]).is_err());
        assert!(count(&[]).is_err());
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            (0..levels).fold(vec![0x05, 0x00], |inner, _| {
                let mut outer = vec![0x30, u8::try_from(inner.len()).unwrap()];
                outer.extend(inner);
                outer
            })
        };
        assert!(strict(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(
            strict(&nested(MAX_DEPTH + 1)).unwrap_err(),
            Malformed("its elements are nested too deeply")
        );
    }
}
