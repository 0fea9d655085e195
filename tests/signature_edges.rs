//! Keys, algorithms and parameters that do not fit together.

#![cfg(feature = "verify")]

mod algorithm_der;
mod fixtures;

use algorithm_der::{
    ECDSA_WITH_SHA2, ED25519, NULL, PKCS1, SHA1, SHA2, algorithm, key_info, pss, tlv,
};
use iamsmart::asn1::{AlgorithmIdentifier, IdentifierCopy};
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::signature::Scheme;
use iamsmart::pki::signature::{KeyFlaw, KeyProblem, PublicKeyInfo};
use iamsmart::pki::signature::{Mismatch, Signed, Undecided, verify};
use sha2::{Digest as _, Sha256};

fn fixture(file: &str) -> String {
    fixtures::text(&format!("algorithms/{file}"))
}

fn der(name: &str) -> Vec<u8> {
    let pem = fixture(&format!("{name}.pem"));
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(name, &body).unwrap()
}

fn hex(text: &str) -> Vec<u8> {
    let octets = text.as_bytes().chunks(2);
    let octet = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    octets.map(octet).collect()
}

/// Returns the certificate's tbsCertificate and its signature of 256 octets.
fn signed_parts(certificate: &[u8]) -> (&[u8], &[u8]) {
    let tbs = &certificate[4..];
    let length = 4 + usize::from(tbs[2]) * 0x100 + usize::from(tbs[3]);
    (&tbs[..length], &certificate[certificate.len() - 256..])
}

/// Verifies a zero signature over an empty message with the key of a fixture's root.
fn of_algorithm(root: &str, algorithm: &[u8]) -> Signed {
    let root = der(&format!("{root}-root"));
    let root = Certificate::parse("root", &root).unwrap();
    let algorithm = AlgorithmIdentifier::from_der(algorithm).unwrap();
    verify(&algorithm, root.public_key(), b"", &[0; 256])
}

fn sha2(arc: u8) -> Vec<u8> {
    algorithm(SHA2, arc, NULL)
}

#[test]
fn an_algorithm_goes_with_keys_of_its_kind() {
    let sha256_with_rsa = algorithm(PKCS1, 11, NULL);
    let ecdsa_with_sha256 = algorithm(ECDSA_WITH_SHA2, 2, &[]);
    let rows = [
        (
            "rsa-sha256",
            &ecdsa_with_sha256[..],
            "ecdsa-with-SHA256",
            "RSA",
        ),
        ("rsa-sha256", ED25519, "Ed25519", "RSA"),
        (
            "p256-sha256",
            &sha256_with_rsa,
            "sha256WithRSAEncryption",
            "EC P-256",
        ),
        ("p384-sha384", ED25519, "Ed25519", "EC P-384"),
        (
            "ed25519",
            &ecdsa_with_sha256,
            "ecdsa-with-SHA256",
            "Ed25519",
        ),
        // RFC 4055 §1.2: such a key is for RSASSA-PSS only.
        (
            "pss-key",
            &sha256_with_rsa,
            "sha256WithRSAEncryption",
            "RSASSA-PSS",
        ),
        (
            "pss-key-sha256",
            &sha256_with_rsa,
            "sha256WithRSAEncryption",
            "RSASSA-PSS",
        ),
    ];
    for (root, algorithm, name, key) in rows {
        let expected = Mismatch::KeyKind {
            algorithm: name,
            key,
        };
        assert_eq!(
            of_algorithm(root, algorithm),
            Signed::No(expected),
            "{root}"
        );
    }
}

/// RFC 4055 §3.3. The key of `pss-key-sha256` requires SHA-256 and 32 octets of salt.
#[test]
fn a_key_limits_the_parameters_of_its_signatures() {
    let rows = [
        (pss(&sha2(2), &sha2(2), 48), Mismatch::KeyParameters),
        (pss(&sha2(1), &sha2(1), 31), Mismatch::KeyParameters),
        (pss(&sha2(1), &sha2(2), 32), Mismatch::KeyParameters),
        (pss(&sha2(1), &sha2(1), 32), Mismatch::Value),
        (pss(&sha2(1), &sha2(1), 33), Mismatch::Value),
    ];
    for (algorithm, expected) in rows {
        let signed = of_algorithm("pss-key-sha256", &algorithm);
        assert_eq!(signed, Signed::No(expected));
    }
}

#[test]
fn parameters_are_exact() {
    const PSS: Signed = Signed::Undecided(Undecided::Parameters("RSASSA-PSS"));
    const SHA_1: Signed = Signed::Refused("RSASSA-PSS with SHA-1");
    const OTHER_MASK: Signed =
        Signed::Undecided(Undecided::Parameters("RSASSA-PSS with another mask"));
    const TAKEN: Signed = Signed::No(Mismatch::Value);
    let md5 = algorithm(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2], 5, NULL);
    let mgf1 = |hash: &[u8]| tlv(0xa1, &[&algorithm(PKCS1, 8, hash)]);
    let with = |fields: &[&[u8]]| algorithm(PKCS1, 10, &tlv(0x30, fields));
    let sha1 = algorithm(SHA1, 26, NULL);
    let without_null = algorithm(SHA2, 1, &[]);
    let hash = tlv(0xa0, &[&sha2(1)]);
    let mask = mgf1(&sha2(1));
    let salt = |octets: &[u8]| tlv(0xa2, &[&tlv(0x02, &[octets])]);
    let trailer = |octets: &[u8]| tlv(0xa3, &[&tlv(0x02, &[octets])]);
    let rows = [
        ("none", algorithm(PKCS1, 10, &[]), PSS),
        ("NULL", algorithm(PKCS1, 10, NULL), PSS),
        ("all left out", with(&[]), SHA_1),
        ("SHA-1", pss(&sha1, &sha1, 20), SHA_1),
        ("MGF1 with SHA-1", pss(&sha2(1), &sha1, 32), TAKEN),
        ("MGF1 left out", with(&[&hash]), TAKEN),
        ("MGF1 with another", pss(&sha2(1), &sha2(3), 32), TAKEN),
        ("MGF1 with SHA-224", pss(&sha2(1), &sha2(4), 32), OTHER_MASK),
        ("MGF1 with MD5", pss(&sha2(1), &md5, 32), OTHER_MASK),
        (
            "MGF1 without hash",
            with(&[&hash, &tlv(0xa1, &[&algorithm(PKCS1, 8, &[])])]),
            PSS,
        ),
        (
            "another mask",
            with(&[&hash, &tlv(0xa1, &[&algorithm(PKCS1, 9, &sha2(1))])]),
            OTHER_MASK,
        ),
        ("SHA-224", pss(&sha2(4), &sha2(4), 28), PSS),
        ("salt of 20 left out", with(&[&hash, &mask]), TAKEN),
        (
            "without NULLs",
            pss(&without_null, &without_null, 32),
            TAKEN,
        ),
        ("longest salt", pss(&sha2(1), &sha2(1), 222), TAKEN),
        ("salt without room", pss(&sha2(1), &sha2(1), 223), TAKEN),
        ("salt beyond bounds", pss(&sha2(1), &sha2(1), 0x1_0000), PSS),
        ("negative salt", with(&[&hash, &mask, &salt(&[0xff])]), PSS),
        ("trailer 1", with(&[&hash, &mask, &trailer(&[1])]), TAKEN),
        ("trailer 2", with(&[&hash, &mask, &trailer(&[2])]), PSS),
        ("out of order", with(&[&mask, &hash]), PSS),
        ("twice", with(&[&hash, &hash, &mask]), PSS),
        ("RSA without NULL", algorithm(PKCS1, 11, &[]), TAKEN),
        (
            "RSA with parameters",
            algorithm(PKCS1, 11, &tlv(0x30, &[])),
            Signed::Undecided(Undecided::Parameters("sha256WithRSAEncryption")),
        ),
        (
            "ECDSA with NULL",
            algorithm(ECDSA_WITH_SHA2, 2, NULL),
            Signed::Undecided(Undecided::Parameters("ecdsa-with-SHA256")),
        ),
        (
            "Ed25519 with NULL",
            algorithm(&[0x2b, 0x65], 0x70, NULL),
            Signed::Undecided(Undecided::Parameters("Ed25519")),
        ),
        (
            "unknown",
            algorithm(&[0x2b, 0x65], 0x7f, &[]),
            Signed::Undecided(Undecided::OtherAlgorithm(IdentifierCopy::of(&[
                0x2b, 0x65, 0x7f,
            ]))),
        ),
        (
            "MD5",
            algorithm(PKCS1, 4, NULL),
            Signed::Refused("md5WithRSAEncryption"),
        ),
    ];
    for (name, algorithm, expected) in rows {
        assert_eq!(of_algorithm("rsa-sha256", &algorithm), expected, "{name}");
    }
}

#[test]
fn a_digest_stands_for_its_message() {
    let (certificate, root) = (der("rsa-sha256"), der("rsa-sha256-root"));
    let root = Certificate::parse("root", &root).unwrap();
    let (message, signature) = signed_parts(&certificate);
    let algorithm = algorithm(PKCS1, 11, NULL);
    let scheme = Scheme::named(&AlgorithmIdentifier::from_der(&algorithm).unwrap()).unwrap();
    let over = |digest: &[u8]| scheme.verify_digest(root.public_key(), digest, signature);
    let yes = Signed::Yes {
        algorithm: "sha256WithRSAEncryption",
        lacks_null: false,
    };
    assert_eq!(over(&Sha256::digest(message)), yes);
    assert_eq!(scheme.verify(root.public_key(), message, signature), yes);
    assert_eq!(over(&[0; 32]), Signed::No(Mismatch::Value));
    assert_eq!(over(&[0; 48]), Signed::Undecided(Undecided::Digest));

    let root = der("ed25519-root");
    let root = Certificate::parse("root", &root).unwrap();
    let signed = Scheme::Ed25519.verify_digest(root.public_key(), &[0; 64], &[0; 64]);
    assert_eq!(signed, Signed::Undecided(Undecided::Digest));
}

/// Points of small order: the eight whose order divides 8, two of them with two encodings, and
/// encodings with a y-coordinate of 2^255 - 19 or more (RFC 8032 §5.1.3). Other verifiers have the
/// same list.
#[test]
fn ed25519_keys_of_small_order_are_refused() {
    let rows = [
        (
            "0000000000000000000000000000000000000000000000000000000000000000",
            KeyFlaw::SmallOrder,
        ),
        (
            "0000000000000000000000000000000000000000000000000000000000000080",
            KeyFlaw::SmallOrder,
        ),
        (
            "0100000000000000000000000000000000000000000000000000000000000000",
            KeyFlaw::SmallOrder,
        ),
        (
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            KeyFlaw::SmallOrder,
        ),
        (
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            KeyFlaw::SmallOrder,
        ),
        (
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            KeyFlaw::SmallOrder,
        ),
        (
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            KeyFlaw::SmallOrder,
        ),
        (
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            KeyFlaw::SmallOrder,
        ),
        (
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            KeyFlaw::PointEncoding,
        ),
        (
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            KeyFlaw::PointEncoding,
        ),
        (
            "0200000000000000000000000000000000000000000000000000000000000000",
            KeyFlaw::NotOnCurve,
        ),
        ("00", KeyFlaw::PointEncoding),
    ];
    for (key, flaw) in rows {
        let info = key_info(ED25519, &hex(key));
        let key_of = PublicKeyInfo::from_der(&info).unwrap();
        assert_eq!(key_of.check(), Err(KeyProblem::Refused(flaw)), "{key}");
    }
    let with_parameters = key_info(&algorithm(&[0x2b, 0x65], 0x70, NULL), &[9; 32]);
    assert_eq!(
        PublicKeyInfo::from_der(&with_parameters).unwrap().check(),
        Err(KeyProblem::Refused(KeyFlaw::Parameters("RFC 8410 §3")))
    );
}

/// Made by tests/fixtures/algorithms/ed25519_small_order.py; OpenSSL accepts it.
#[test]
fn ed25519_signatures_of_small_order_are_refused() {
    let text = fixture("ed25519-small-order.txt");
    let [key, message, signature] = &text.lines().map(hex).collect::<Vec<_>>()[..] else {
        panic!("three lines");
    };
    let info = key_info(ED25519, key);
    let key = PublicKeyInfo::from_der(&info).unwrap();
    assert_eq!(key.check(), Ok(()));
    let signed = Scheme::Ed25519.verify(&key, message, signature);
    assert_eq!(signed, Signed::No(Mismatch::Value));
}
