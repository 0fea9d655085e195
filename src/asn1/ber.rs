//! Conversion of the BER that CMS tools write to DER.
//!
//! RFC 5652 §2 allows BER, and streaming signers use two of its features: indefinite lengths (X.690
//! §8.1.3.6) and constructed octet strings (§8.7.3). PDF requires DER (ISO 32000-1 §12.8.3.3.1),
//! yet Bouncy Castle, for one, writes BER there. Only these two features are rewritten, from the
//! outermost element inwards, down to the first definite length. The parser rejects everything else
//! that is not DER.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::asn1::der::{Malformed, Reader, Result, encode_to, tag};

/// Maximum nesting depth of elements of indefinite length. The content of an envelope is at level
/// 6, its segments at level 7.
const MAX_DEPTH: usize = 16;

/// Tag of a constructed OCTET STRING (X.690 §8.7.3).
const OCTET_STRING_IN_PIECES: u8 = 0x24;

/// Length octet of the indefinite form (X.690 §8.1.3.6.1).
const INDEFINITE: u8 = 0x80;

/// Tag bit of a constructed encoding (X.690 §8.1.2.5).
const CONSTRUCTED: u8 = 0x20;

/// Converts the leading element to DER as far as its lengths are indefinite; copies the octets
/// after it.
pub(crate) fn to_der(octets: &[u8]) -> Result<Cow<'_, [u8]>> {
    if octets.get(1) != Some(&INDEFINITE) {
        return Ok(Cow::Borrowed(octets));
    }
    let mut rest = Reader(octets);
    let mut der = Vec::with_capacity(octets.len());
    write_element(&mut rest, &mut der, MAX_DEPTH)?;
    der.extend_from_slice(rest.0);
    Ok(Cow::Owned(der))
}

fn write_element(from: &mut Reader<'_>, to: &mut Vec<u8>, depth: usize) -> Result<()> {
    match from.0 {
        [tag, INDEFINITE, content @ ..] if tag & CONSTRUCTED != 0 => {
            let depth = depth
                .checked_sub(1)
                .ok_or(Malformed("its elements are nested too deeply"))?;
            let mut content = Reader(content);
            let mut parts = Vec::new();
            loop {
                if let [0, 0, rest @ ..] = content.0 {
                    *from = Reader(rest);
                    break;
                }
                if *tag == OCTET_STRING_IN_PIECES {
                    write_piece(&mut content, &mut parts, depth)?;
                } else {
                    write_element(&mut content, &mut parts, depth)?;
                }
            }
            let tag = match *tag {
                OCTET_STRING_IN_PIECES => tag::OCTET_STRING,
                tag => tag,
            };
            encode_to(to, tag, &parts);
        }
        _ => to.extend_from_slice(from.any()?.whole),
    }
    Ok(())
}

/// Writes the content of one segment of a constructed OCTET STRING, itself an OCTET STRING.
fn write_piece(from: &mut Reader<'_>, to: &mut Vec<u8>, depth: usize) -> Result<()> {
    let mut whole = Vec::new();
    write_element(from, &mut whole, depth)?;
    to.extend_from_slice(Reader(&whole).expect(tag::OCTET_STRING)?.content);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: `openssl asn1parse -genconf` and the examples of X.690.
    #[test]
    fn lengths_and_pieces_are_put_in_order() {
        let rows: &[(&[u8], &[u8])] = &[
            (&[0x30, 0x80, 0, 0], &[0x30, 0]),
            (&[0x30, 0x03, 0x02, 0x01, 5], &[0x30, 0x03, 0x02, 0x01, 5]),
            (
                &[0x30, 0x80, 0xa0, 0x80, 0x02, 0x01, 5, 0, 0, 0, 0, 0, 0],
                &[0x30, 0x05, 0xa0, 0x03, 0x02, 0x01, 5, 0, 0],
            ),
            (
                &[
                    0xa0, 0x80, 0x24, 0x80, 0x04, 1, b'a', 0x24, 0x80, 0x04, 2, b'b', b'c', 0, 0,
                    0, 0, 0, 0,
                ],
                &[0xa0, 5, 0x04, 3, b'a', b'b', b'c'],
            ),
        ];
        for (ber, der) in rows {
            assert_eq!(&*to_der(ber).unwrap(), *der, "{ber:02x?}");
        }
        let long = [&[0x30, 0x80, 0x04, 0x81, 0x80][..], &[7; 0x80], &[0, 0]].concat();
        let der = [&[0x30, 0x81, 0x83, 0x04, 0x81, 0x80][..], &[7; 0x80]].concat();
        assert_eq!(&*to_der(&long).unwrap(), &der[..]);
    }

    #[test]
    fn what_does_not_end_is_refused() {
        let rows: &[&[u8]] = &[
            &[0x30, 0x80],
            &[0x30, 0x80, 0],
            &[0x30, 0x80, 0x30, 0x80, 0, 0],
            &[0x04, 0x80, 0, 0],
            &[0x24, 0x80, 0x02, 0x01, 5, 0, 0],
            &[0x24, 0x80, 0x24, 0x04, 0x04, 2, b'b', b'c', 0, 0],
        ];
        for ber in rows {
            assert!(to_der(ber).is_err(), "{ber:02x?}");
        }
        assert!(to_der(&[0x30, 0x80].repeat(100_000)).is_err());
    }
}
