//! Encoders for keys and algorithm identifiers, which the test suites do not contain as DER.

#![allow(dead_code, reason = "each test uses some of it")]

pub(crate) const NULL: &[u8] = &[0x05, 0x00];

/// 1.2.840.113549.1.1 (RFC 8017 Appendix C).
pub(crate) const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];

/// 2.16.840.1.101.3.4.2 (RFC 5754 §2).
pub(crate) const SHA2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2];

/// 1.3.14.3.2 (RFC 3370 §2.1).
pub(crate) const SHA1: &[u8] = &[0x2b, 0x0e, 3, 2];

/// 1.2.840.10045.4.3 (RFC 5758 §3.2).
pub(crate) const ECDSA_WITH_SHA2: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];

/// The AlgorithmIdentifier of Ed25519, of signatures and of keys (RFC 8410 §3).
pub(crate) const ED25519: &[u8] = &[0x30, 5, 0x06, 3, 0x2b, 0x65, 0x70];

pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let digits = &length[length.iter().position(|o| *o != 0).unwrap_or(length.len())..];
    let mut der = vec![tag];
    match content.len() {
        0 => der.push(0),
        1..0x80 => der.extend(digits),
        _ => {
            der.push(0x80 | u8::try_from(digits.len()).unwrap());
            der.extend(digits);
        }
    }
    der.extend(content);
    der
}

/// Encodes an INTEGER from big-endian octets, which may have leading zeros.
pub(crate) fn integer(octets: &[u8]) -> Vec<u8> {
    let start = octets.iter().position(|octet| *octet != 0);
    match start.map(|start| &octets[start..]) {
        None => tlv(0x02, &[&[0]]),
        Some(magnitude) if magnitude[0] & 0x80 != 0 => tlv(0x02, &[&[0], magnitude]),
        Some(magnitude) => tlv(0x02, &[magnitude]),
    }
}

/// Encodes an AlgorithmIdentifier whose object identifier ends in `arc`, below 128.
pub(crate) fn algorithm(prefix: &[u8], arc: u8, parameters: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&tlv(0x06, &[prefix, &[arc]]), parameters])
}

/// Encodes id-RSASSA-PSS with its parameters (RFC 4055 §3.1).
pub(crate) fn pss(hash: &[u8], mask_hash: &[u8], salt_length: usize) -> Vec<u8> {
    let mask = algorithm(PKCS1, 8, mask_hash);
    let salt_length = integer(&salt_length.to_be_bytes());
    let parameters = tlv(
        0x30,
        &[
            &tlv(0xa0, &[hash]),
            &tlv(0xa1, &[&mask]),
            &tlv(0xa2, &[&salt_length]),
        ],
    );
    algorithm(PKCS1, 10, &parameters)
}

/// Encodes a SubjectPublicKeyInfo.
pub(crate) fn key_info(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    tlv(0x30, &[algorithm, &tlv(0x03, &[&[0], key])])
}

/// Encodes a SubjectPublicKeyInfo of rsaEncryption.
pub(crate) fn rsa_key_info(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let key = tlv(0x30, &[&integer(modulus), &integer(exponent)]);
    key_info(&algorithm(PKCS1, 1, NULL), &key)
}
