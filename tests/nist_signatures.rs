//! Signatures of NIST's Cryptographic Algorithm Validation Program and of the authors of Ed25519,
//! from the Python package cryptography_vectors.

#![cfg(feature = "verify")]

mod algorithm_der;
mod vectors;

use std::collections::BTreeMap;

use algorithm_der::{
    ECDSA_WITH_SHA2, ED25519, NULL, PKCS1, SHA2, algorithm, integer, key_info, pss, rsa_key_info,
    tlv,
};
use iamsmart::asn1::AlgorithmIdentifier;
use iamsmart::pki::signature::{KeyFlaw, KeyProblem, PublicKeyInfo};
use iamsmart::pki::signature::{Signed, verify};

/// Results for the cases of a file.
#[derive(Debug, Default, Eq, PartialEq)]
struct Counts {
    passed: usize,
    failed: usize,
    /// Valid and invalid signatures with RSA keys that are too short.
    key_refused: usize,
}

/// Returns the content of a file of cryptography_vectors.
fn text(file: &str) -> String {
    let path = vectors::cryptography(&format!("asymmetric/{file}"));
    String::from_utf8(vectors::octets(&path)).unwrap()
}

/// Decodes hexadecimal digits. Numbers of P-521 have an odd number of digits if their first octet
/// is below 16.
fn hex(text: &str) -> Vec<u8> {
    let text = format!("{}{text}", &"0"[..text.len() % 2]);
    let digits = text.as_bytes().chunks(2);
    let octet = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.map(octet).collect()
}

/// Calls `hold` for each `Result`, with the header of its section and the last value of each field.
fn for_each_result(text: &str, mut hold: impl FnMut(&str, &BTreeMap<&str, &str>, bool)) {
    let mut section = "";
    let mut fields = BTreeMap::new();
    for line in text.lines() {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim().trim_end_matches(']');
        } else if let Some((name, value)) = line.split_once('=') {
            fields.insert(name.trim(), value.trim());
            if name.trim() == "Result" {
                hold(section, &fields, value.trim().starts_with('P'));
            }
        }
    }
}

/// Returns the last arc of SHA-256, SHA-384 and SHA-512.
fn arc(hash: &str) -> Option<u8> {
    match hash {
        "SHA256" | "SHA-256" => Some(1),
        "SHA384" | "SHA-384" => Some(2),
        "SHA512" | "SHA-512" => Some(3),
        _ => None,
    }
}

fn signed(algorithm: &[u8], key: &[u8], message: &[u8], signature: &[u8]) -> Signed {
    let key = PublicKeyInfo::from_der(key).unwrap();
    let algorithm = AlgorithmIdentifier::from_der(algorithm).unwrap();
    verify(&algorithm, &key, message, signature)
}

impl Counts {
    fn hold(&mut self, signed: Signed, is_valid: bool) {
        match signed {
            Signed::Yes { .. } => {
                assert!(is_valid);
                self.passed += 1;
            }
            Signed::No(_) => {
                assert!(!is_valid);
                self.failed += 1;
            }
            Signed::KeyRefused(KeyFlaw::ModulusLength(1024 | 1536)) => self.key_refused += 1,
            other => panic!("{other:?}"),
        }
    }
}

/// Returns the results of one file of RSA signatures with SHA-256, SHA-384 and SHA-512.
fn rsa(path: &str, algorithm_of: fn(u8) -> Vec<u8>) -> Counts {
    let text = text(path);
    let mut counts = Counts::default();
    for_each_result(&text, |_, fields, is_valid| {
        let Some(arc) = arc(fields["SHAAlg"]) else {
            return;
        };
        let key = rsa_key_info(&hex(fields["n"]), &hex(fields["e"]));
        let (message, signature) = (hex(fields["Msg"]), hex(fields["S"]));
        let signed = signed(&algorithm_of(arc), &key, &message, &signature);
        counts.hold(signed, is_valid);
    });
    counts
}

#[test]
fn rsa_pkcs1() {
    let counts = rsa("RSA/FIPS_186-2/SigVer15_186-3.rsp", |arc| {
        algorithm(PKCS1, 10 + arc, NULL)
    });
    let expected = Counts {
        passed: 27,
        failed: 135,
        key_refused: 108,
    };
    assert_eq!(counts, expected);
}

#[test]
fn rsa_pss() {
    const SALT_LENGTH: usize = 10;
    let counts = rsa("RSA/FIPS_186-2/SigVerPSS_186-3.rsp", |arc| {
        let hash = algorithm(SHA2, arc, NULL);
        pss(&hash, &hash, SALT_LENGTH)
    });
    let expected = Counts {
        passed: 27,
        failed: 135,
        key_refused: 108,
    };
    assert_eq!(counts, expected);
}

/// Encodes a SubjectPublicKeyInfo of P-256, P-384 or P-521; `None` for other curves.
fn ec_key_info(curve: &str, x: &[u8], y: &[u8]) -> Option<Vec<u8>> {
    const PRIME_CURVES: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1];
    const CERTICOM_CURVES: &[u8] = &[0x2b, 0x81, 4, 0];
    const KEY_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2];
    let (length, name) = match curve {
        "P-256" => (32, tlv(0x06, &[PRIME_CURVES, &[7]])),
        "P-384" => (48, tlv(0x06, &[CERTICOM_CURVES, &[34]])),
        "P-521" => (66, tlv(0x06, &[CERTICOM_CURVES, &[35]])),
        _ => return None,
    };
    let padding = |octets: &[u8]| vec![0; usize::saturating_sub(length, octets.len())];
    let padded = |octets: &[u8]| [padding(octets), octets.to_vec()].concat();
    let point = [&[4], &padded(x)[..], &padded(y)].concat();
    Some(key_info(&algorithm(KEY_TYPE, 1, &name), &point))
}

#[test]
fn ecdsa() {
    let text = text("ECDSA/FIPS_186-3/SigVer.rsp");
    let mut counts = Counts::default();
    for_each_result(&text, |section, fields, is_valid| {
        let (curve, hash) = section.split_once(',').unwrap();
        let field = |name| hex(fields[name]);
        let Some(arc) = arc(hash) else {
            return;
        };
        let Some(key) = ec_key_info(curve, &field("Qx"), &field("Qy")) else {
            return;
        };
        let signature = tlv(0x30, &[&integer(&field("R")), &integer(&field("S"))]);
        let algorithm = algorithm(ECDSA_WITH_SHA2, 1 + arc, &[]);
        let signed = signed(&algorithm, &key, &field("Msg"), &signature);
        counts.hold(signed, is_valid);
    });
    let expected = Counts {
        passed: 27,
        failed: 108,
        key_refused: 0,
    };
    assert_eq!(counts, expected);
}

/// Points off the curve, and coordinates beyond the field ("Q_x or Q_y out of range").
#[test]
fn ec_public_keys() {
    let text = text("ECDSA/FIPS_186-3/PKV.rsp");
    let mut counts = Counts::default();
    for_each_result(&text, |curve, fields, is_valid| {
        let (x, y) = (hex(fields["Qx"]), hex(fields["Qy"]));
        let Some(key) = ec_key_info(curve, &x, &y) else {
            return;
        };
        match PublicKeyInfo::from_der(&key).unwrap().check() {
            Ok(()) => {
                assert!(is_valid);
                counts.passed += 1;
            }
            Err(KeyProblem::Refused(KeyFlaw::NotOnCurve | KeyFlaw::PointEncoding)) => {
                assert!(!is_valid);
                counts.failed += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
    });
    let expected = Counts {
        passed: 12,
        failed: 24,
        key_refused: 0,
    };
    assert_eq!(counts, expected);
}

/// Lines of `seed and key : key : message : signature and message :`. Each signature verifies, and
/// none verifies with any one bit changed.
#[test]
fn ed25519() {
    let text = text("Ed25519/sign.input");
    let mut counts = Counts::default();
    for (number, line) in text.lines().enumerate() {
        let fields: Vec<Vec<u8>> = line.split(':').map(hex).collect();
        let [_, key, message, signed_message, _] = &fields[..] else {
            panic!("line {number}");
        };
        let key = key_info(ED25519, key);
        let mut signature = signed_message[..64].to_vec();
        counts.hold(signed(ED25519, &key, message, &signature), true);
        let changed = number % signature.len();
        signature[changed] ^= 1 << (number % 8);
        counts.hold(signed(ED25519, &key, message, &signature), false);
    }
    let expected = Counts {
        passed: 1024,
        failed: 1024,
        key_refused: 0,
    };
    assert_eq!(counts, expected);
}
