//! Forms of X.690 §8, the round trip, and hostile input.

use super::*;
use crate::asn1::der::{Malformed, strict_value};

fn read(octets: &[u8]) -> Result<Vec<u8>> {
    let element = Reader(octets).any()?;
    assert!(octets.starts_with(element.whole));
    to_der(element.whole)
}

/// Expected values: `openssl asn1parse -genconf` and the examples of X.690.
#[test]
fn every_form_comes_out_as_der() {
    let rows: &[(&[u8], &[u8])] = &[
        (&[0x30, 0x80, 0, 0], &[0x30, 0]),
        (&[0x30, 0x03, 0x02, 0x01, 5], &[0x30, 0x03, 0x02, 0x01, 5]),
        // An indefinite length inside a definite one, and the reverse.
        (&[0x30, 4, 0x30, 0x80, 0, 0], &[0x30, 2, 0x30, 0]),
        (
            &[0x30, 0x80, 0x30, 2, 5, 0, 0, 0],
            &[0x30, 4, 0x30, 2, 5, 0],
        ),
        // X.690 §8.1.3.5: long forms, with zeros.
        (
            &[0x30, 0x83, 0, 0, 5, 0x02, 0x82, 0, 1, 5],
            &[0x30, 3, 0x02, 1, 5],
        ),
        (
            &[0x04, 0x8a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7],
            &[0x04, 1, 7],
        ),
        // X.690 §8.7.3: segments, nested, empty, and in each form of length.
        (
            &[
                0xa0, 0x80, 0x24, 0x80, 0x04, 1, b'a', 0x24, 6, 0x04, 2, b'b', b'c', 0x04, 0, 0x24,
                0x80, 0, 0, 0, 0, 0, 0,
            ],
            &[0xa0, 5, 0x04, 3, b'a', b'b', b'c'],
        ),
        (&[0x24, 0], &[0x04, 0]),
        // X.690 §8.6.4.2, example.
        (
            &[
                0x23, 0x80, 0x03, 3, 0, 0x0a, 0x3b, 0x03, 5, 4, 0x5f, 0x29, 0x1c, 0xd0, 0, 0,
            ],
            &[0x03, 7, 4, 0x0a, 0x3b, 0x5f, 0x29, 0x1c, 0xd0],
        ),
        // X.690 §8.23, example: segments are octets. Others write their own tag.
        (
            &[0x3a, 0x09, 0x04, 3, b'J', b'o', b'n', 0x04, 2, b'e', b's'],
            &[0x1a, 5, b'J', b'o', b'n', b'e', b's'],
        ),
        (&[0x2c, 3, 0x0c, 1, b'x'], &[0x0c, 1, b'x']),
        // X.690 §8.1.2.4: a tag number above 30.
        (
            &[0xbf, 0x81, 0x00, 0x80, 5, 0, 0, 0],
            &[0xbf, 0x81, 0, 2, 5, 0],
        ),
        (&[0x9f, 0x1f, 0x81, 1, 7], &[0x9f, 0x1f, 1, 7]),
        // X.690 §8.2.2: any truth.
        (&[0x01, 1, 0x01], &[0x01, 1, 0xff]),
        (&[0x01, 1, 0x00], &[0x01, 1, 0x00]),
    ];
    for (ber, der) in rows {
        assert_eq!(read(ber).as_deref(), Ok(*der), "{ber:02x?}");
        assert_eq!(read(der).as_deref(), Ok(*der), "{der:02x?}");
        assert!(strict_value(der).is_ok(), "{der:02x?}");
    }
    let long = [&[0x30, 0x80, 0x04, 0x81, 0x80][..], &[7; 0x80], &[0, 0]].concat();
    let der = [&[0x30, 0x81, 0x83, 0x04, 0x81, 0x80][..], &[7; 0x80]].concat();
    assert_eq!(read(&long), Ok(der));
}

#[test]
fn what_breaks_a_rule_is_refused() {
    let rows: &[&[u8]] = &[
        &[],
        &[0x30],
        &[0x30, 0x80],
        &[0x30, 0x80, 0],
        &[0x30, 0x80, 0x30, 0x80, 0, 0],
        // An end of what is open outside.
        &[0x30, 0x80, 0x30, 4, 0x30, 0x80, 0, 0x30, 0, 0, 0, 0],
        &[0x30, 2, 0x30, 0x80, 0, 0],
        // An end that is none: where nothing indefinite is open, or with a content.
        &[0, 0],
        &[0x30, 2, 0, 0],
        &[0x30, 0x80, 0, 1, 7, 0, 0],
        &[0x30, 0x80, 0, 0x81, 0, 0, 0],
        // A simple value of indefinite length.
        &[0x04, 0x80, 0, 0],
        // Content that exceeds its element.
        &[0x30, 2, 0x04, 1],
        &[0x30, 3, 0x30, 2, 0x04, 1, 7],
        // Segments of another kind.
        &[0x24, 0x80, 0x02, 0x01, 5, 0, 0],
        &[0x24, 0x80, 0x30, 0, 0, 0],
        &[0x23, 4, 0x04, 2, 0, 7],
        &[0x23, 8, 0x03, 2, 4, 0x10, 0x03, 2, 0, 7],
        &[0x23, 2, 0x03, 0],
        // X.690 §8.1.2.4.2, §8.1.2.2, §8.1.3.5: forms of tag and length that there are not.
        &[0x9f, 0x80, 0x1f, 0],
        &[0x9f, 0x1e, 0],
        &[0x9f, 0x81],
        &[0x30, 0xff],
        // Lengths of more than 32 and 64 bits.
        &[0x04, 0x85, 1, 0, 0, 0, 0, 7],
        &[0x04, 0x84, 0xff, 0xff, 0xff, 0xff, 7],
        &[
            0x04, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 7,
        ],
        &[0x04, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7],
        &[0xbf, 0x81],
    ];
    for ber in rows {
        assert!(matches!(read(ber), Err(Unread::Malformed(_))), "{ber:02x?}");
    }
}

#[test]
fn depth_is_a_limit_and_not_a_fault() {
    let nested = |levels: usize| {
        let open = [0x30, 0x80].repeat(levels);
        [open, vec![0; 2 * levels]].concat()
    };
    assert!(read(&nested(1000)).is_ok());
    assert!(matches!(read(&nested(1001)), Err(Unread::Limit(_))));
    // To find the end takes no stack.
    assert!(Reader(&nested(1_000_000)).any().is_ok());
    assert_eq!(
        read(&[0x30, 0x80].repeat(1_000_000)),
        Err(Malformed("an element ends before its content does").into())
    );
    let octets = [0x24, 0x80].repeat(1_000_000);
    let octets = [octets, vec![0; 2_000_000]].concat();
    let element = Reader(&octets).any().unwrap();
    assert!(matches!(OctetString::read(&element), Err(Unread::Limit(_))));
}

#[test]
fn many_segments_are_not_collected() {
    let segments = [[0x04, 0].repeat(1_000_000), vec![0x04, 1, b'x']].concat();
    let octets = [&[0x24, 0x80][..], &segments, &[0, 0]].concat();
    let element = Reader(&octets).any().unwrap();
    let string = OctetString::read(&element).unwrap();
    assert_eq!(string.len(), 1);
    assert_eq!(string.segments().count(), 1_000_001);
    assert_eq!(&*string.joined(), b"x");
    assert_eq!(string, OctetString::whole(b"x"));
    assert_ne!(string, OctetString::whole(b"y"));
    assert_ne!(string, OctetString::whole(b""));
}
