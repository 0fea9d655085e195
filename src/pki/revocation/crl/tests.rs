//! Lists made element by element, each unlike a sound one in one part.

use alloc::format;
use alloc::vec;

use super::*;
use crate::asn1::der::encode;

/// id-at-commonName, 2.5.4.3.
const COMMON_NAME: &[u8] = &[0x55, 4, 3];
/// ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758 §3.2).
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];

/// The parts of a list that decide whether it is combined with another.
#[derive(Clone, Copy)]
struct Parts<'p> {
    issuer: &'p str,
    number: Option<&'p [u8]>,
    delta_base: Option<&'p [u8]>,
    key: &'p [u8],
    is_of_users: bool,
}

const BASE: Parts<'_> = Parts {
    issuer: "CA",
    number: Some(&[5]),
    delta_base: None,
    key: &[1],
    is_of_users: true,
};

const DELTA: Parts<'_> = Parts {
    number: Some(&[7]),
    delta_base: Some(&[5]),
    ..BASE
};

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    encode(tag::SEQUENCE, &parts.concat())
}

fn extension(identifier: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[
        encode(tag::OBJECT_IDENTIFIER, identifier),
        encode(tag::OCTET_STRING, value),
    ])
}

impl Parts<'_> {
    fn der(self) -> Vec<u8> {
        let key = encode(tag::primitive(0), self.key);
        let mut extensions = vec![extension(
            extension::AUTHORITY_KEY_IDENTIFIER,
            &sequence(&[key]),
        )];
        for (identifier, number) in [
            (extension::CRL_NUMBER, self.number),
            (extension::DELTA_CRL_INDICATOR, self.delta_base),
        ] {
            let number = number.map(|number| encode(tag::INTEGER, number));
            extensions.extend(number.map(|number| extension(identifier, &number)));
        }
        if self.is_of_users {
            let of_users = encode(tag::primitive(1), &[0xff]);
            let point = sequence(&[of_users]);
            extensions.push(extension(extension::ISSUING_DISTRIBUTION_POINT, &point));
        }
        let algorithm = sequence(&[encode(tag::OBJECT_IDENTIFIER, ECDSA)]);
        let common_name = sequence(&[
            encode(tag::OBJECT_IDENTIFIER, COMMON_NAME),
            encode(tag::UTF8_STRING, self.issuer.as_bytes()),
        ]);
        let tbs = sequence(&[
            encode(tag::INTEGER, &[1]),
            algorithm.clone(),
            sequence(&[encode(tag::SET, &common_name)]),
            encode(tag::UTC_TIME, b"260101000000Z"),
            encode(tag::UTC_TIME, b"270101000000Z"),
            encode(tag::constructed(0), &sequence(&extensions)),
        ]);
        sequence(&[tbs, algorithm, encode(tag::BIT_STRING, &[0])])
    }
}

/// The complete list's number, BaseCRLNumber, the delta's number, and whether they fit.
type Numbers = (&'static [u8], &'static [u8], &'static [u8], bool);

fn is_delta_of(delta: Parts<'_>, base: Parts<'_>) -> bool {
    let (delta, base) = (delta.der(), base.der());
    let [delta, base] = [&delta, &base].map(|der| Crl::parse("crl", der).unwrap());
    delta.is_delta_of(&base)
}

/// RFC 5280 §5.2.4: the complete list's number is BaseCRLNumber or greater, and less than the
/// delta's.
#[test]
fn a_delta_updates_the_lists_from_its_base_up_to_itself() {
    let rows: [Numbers; 12] = [
        (&[4], &[5], &[7], false),
        (&[5], &[5], &[7], true),
        (&[6], &[5], &[7], true),
        (&[7], &[5], &[7], false),
        (&[8], &[5], &[7], false),
        // 127 and 128, 255 and 256: a longer number is greater, whatever it begins with.
        (&[0x7f], &[0x7f], &[0, 0x80], true),
        (&[0x7f], &[0, 0x80], &[1, 0], false),
        (&[0, 0xff], &[0x7f], &[1, 0], true),
        (&[1, 0], &[0x7f], &[0, 0xff], false),
        // §5.2.3: not negative, and up to 20 octets.
        (&[5], &[0xff], &[7], false),
        (&[5], &[5], &[0x7f; 20], true),
        (&[5], &[5], &[0x7f; 21], false),
    ];
    for (complete, from, number, expected) in rows {
        let base = Parts {
            number: Some(complete),
            ..BASE
        };
        let delta = Parts {
            number: Some(number),
            delta_base: Some(from),
            ..DELTA
        };
        let found = is_delta_of(delta, base);
        assert_eq!(found, expected, "{complete:x?} {from:x?} {number:x?}");
    }
}

/// RFC 5280 §5.2.4: the same issuer, the same scope, the same key; and §6.3.3 (c): to a complete list.
#[test]
fn a_delta_updates_only_a_list_of_its_issuer_scope_and_key() {
    assert!(is_delta_of(DELTA, BASE));
    assert!(!is_delta_of(BASE, BASE));
    assert!(!is_delta_of(BASE, DELTA));
    let others = [
        Parts {
            issuer: "Other CA",
            ..BASE
        },
        Parts {
            number: None,
            ..BASE
        },
        Parts {
            delta_base: Some(&[4]),
            ..BASE
        },
        Parts { key: &[2], ..BASE },
        Parts {
            is_of_users: false,
            ..BASE
        },
    ];
    for (index, other) in others.into_iter().enumerate() {
        assert!(!is_delta_of(DELTA, other), "{index}");
    }
    let unnumbered = Parts {
        number: None,
        ..DELTA
    };
    assert!(!is_delta_of(unnumbered, BASE));
}

/// RFC 5280 §5.2.3.
#[test]
fn a_number_is_not_negative_and_has_up_to_20_octets() {
    let rows: [(&[u8], bool); 5] = [
        (&[0], false),
        (&[0x7f; 20], false),
        (&[0x7f; 21], true),
        (&[0x80], true),
        (&[0xff, 0x7f], true),
    ];
    for (number, is_irregular) in rows {
        let der = Parts {
            number: Some(number),
            ..BASE
        }
        .der();
        let found = Crl::parse("crl", &der).unwrap();
        let expected = is_irregular.then_some(CrlDefect::NumberIrregular);
        assert_eq!(found.defects(), expected.as_slice(), "{number:x?}");
    }
}

#[test]
fn a_list_says_when_it_is_current() {
    let der = BASE.der();
    let crl = Crl::parse("crl", &der).unwrap();
    assert_eq!(crl.this_update().text(), "2026-01-01T00:00:00.000Z");
    let next = crl.next_update().map(Time::text);
    assert_eq!(next.as_deref(), Some("2027-01-01T00:00:00.000Z"));
    assert_eq!(crl.entry_count(), 0);
}

#[test]
fn a_list_is_read_up_to_64_mib() {
    let refused = |length: usize| format!("{}", Crl::parse("crl", &vec![0; length]).unwrap_err());
    assert!(!refused(64 << 20).contains("longer than any"));
    assert!(refused((64 << 20) + 1).contains("longer than any"));
}
