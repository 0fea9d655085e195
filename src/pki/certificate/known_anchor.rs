//! Known trust anchors, which reports name.
//!
//! Fingerprints: `openssl x509 -noout -fingerprint -sha256` of the certificates published at
//! ecert.gov.hk and formerly in the browsers' root programmes.

use alloc::string::String;

/// SHA-256 of a whole certificate.
pub type Fingerprint = [u8; 32];

/// Hongkong Post Root CA 1.
const ROOT_CA_1: Fingerprint = [
    0xf9, 0xe6, 0x7d, 0x33, 0x6c, 0x51, 0x00, 0x2a, 0xc0, 0x54, 0xc6, 0x32, 0x02, 0x2d, 0x66, 0xdd,
    0xa2, 0xe7, 0xe3, 0xff, 0xf1, 0x0a, 0xd0, 0x61, 0xed, 0x31, 0xd8, 0xbb, 0xb4, 0x10, 0xcf, 0xb2,
];

/// Hongkong Post Root CA 2.
const ROOT_CA_2: Fingerprint = [
    0x39, 0x45, 0xe0, 0x8a, 0x8d, 0x4a, 0x05, 0x54, 0xb7, 0x60, 0x5a, 0x7b, 0x35, 0x5b, 0x10, 0x18,
    0x8e, 0x3e, 0xf8, 0x42, 0xc7, 0x6a, 0x80, 0x5c, 0x54, 0xe3, 0x65, 0x7c, 0x4d, 0x04, 0x1a, 0xaa,
];

/// Hongkong Post Root CA 3.
const ROOT_CA_3: Fingerprint = [
    0x5a, 0x2f, 0xc0, 0x3f, 0x0c, 0x83, 0xb0, 0x90, 0xbb, 0xfa, 0x40, 0x60, 0x4b, 0x09, 0x88, 0x44,
    0x6c, 0x76, 0x36, 0x18, 0x3d, 0xf9, 0x84, 0x6e, 0x17, 0x10, 0x1a, 0x44, 0x7f, 0xb8, 0xef, 0xd6,
];

const KNOWN: [(Fingerprint, &str); 3] = [
    (ROOT_CA_1, "Hongkong Post Root CA 1"),
    (ROOT_CA_2, "Hongkong Post Root CA 2"),
    (ROOT_CA_3, "Hongkong Post Root CA 3"),
];

/// The roots of Hongkong Post's current certificates: Root CA 2 for persons and organisations,
/// including iAM Smart-Certs, and Root CA 3 for servers. Root CA 1 expired in May 2023.
pub const HONGKONG_POST: [Fingerprint; 2] = [ROOT_CA_2, ROOT_CA_3];

/// Parses 64 hexadecimal digits, with or without colons between the octets.
#[must_use]
pub fn fingerprint(text: &str) -> Option<Fingerprint> {
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    let mut fingerprint = Fingerprint::default();
    if digits.len() != 2 * fingerprint.len() || !digits.bytes().all(|d| d.is_ascii_hexdigit()) {
        return None;
    }
    for (octet, digits) in fingerprint.iter_mut().zip(digits.as_bytes().chunks(2)) {
        let digits = core::str::from_utf8(digits).ok()?;
        *octet = u8::from_str_radix(digits, 16).ok()?;
    }
    Some(fingerprint)
}

/// Returns the name of the trust anchor with this fingerprint, if it is known.
#[must_use]
pub fn known_as(fingerprint: &Fingerprint) -> Option<&'static str> {
    let known = KNOWN.iter().find(|(known, _)| known == fingerprint);
    known.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_read_as_openssl_writes_them() {
        let openssl = "5A:2F:C0:3F:0C:83:B0:90:BB:FA:40:60:4B:09:88:44:\
                       6C:76:36:18:3D:F9:84:6E:17:10:1A:44:7F:B8:EF:D6";
        assert_eq!(fingerprint(openssl), Some(ROOT_CA_3));
        assert_eq!(
            fingerprint(&openssl.to_lowercase().replace(':', "")),
            Some(ROOT_CA_3)
        );
        for text in [
            "",
            "5A2F",
            &openssl[1..],
            &openssl.replace('5', "+"),
            &openssl.replace("5A", "\u{5a5a}"),
        ] {
            assert_eq!(fingerprint(text), None, "{text}");
        }
    }
}
