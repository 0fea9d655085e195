//! Algorithms that a message names, and its signed attributes as they were signed.

use iamsmart::asn1::Encoded;
use iamsmart::report::Outcome;
use iamsmart::verification::{CmsInput, verify_cms};

use crate::{fixture, input, verdict};

/// Nobody has defined RSA with SM3; the message's octets but for the names of its hash are OpenSSL's.
#[test]
fn rsa_with_sm3_is_named() {
    // { SHA-256, NULL }, and { SM3, NULL } in as many octets: with a length in the long form.
    const SHA256: &[u8] = b"\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00";
    const SM3: &[u8] = b"\x30\x0d\x06\x81\x08\x2a\x81\x1c\xcf\x55\x01\x83\x11\x05\x00";
    let mut cms = fixture("rsa-encryption.cms");
    let places = cms.windows(SHA256.len()).enumerate();
    let places = places.filter(|(_, octets)| *octets == SHA256);
    let places: Vec<_> = places.map(|(place, _)| place).collect();
    for place in &places {
        cms[*place..place + SM3.len()].copy_from_slice(SM3);
    }
    assert_eq!(places.len(), 2, "of the message and of its signer");
    let report = verify_cms(&CmsInput {
        cms: Encoded::Bytes(cms),
        ..input("rsa-encryption")
    });
    let report = report.unwrap();
    let check = report.check("signature").unwrap();
    assert_eq!(check.outcome, Outcome::Indeterminate);
    let detail = check.detail.to_string();
    assert!(detail.contains("RSA with SM3"), "{detail}");
}

/// Neither algorithm has such parameters (RFC 3370 §3.2, RFC 5758 §3.2); NULL alone is let pass.
#[test]
fn parameters_that_an_algorithm_does_not_have_are_not_read() {
    for (message, algorithm) in [
        (
            "rsa-encryption",
            // rsaEncryption.
            &b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"[..],
        ),
        (
            "p256-with-null",
            // ecdsa-with-SHA256.
            b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02\x05\x00",
        ),
    ] {
        let mut cms = fixture(&format!("{message}.cms"));
        let mut places = cms.windows(algorithm.len()).enumerate();
        // The signer's, after those of certificates.
        let place = places.rfind(|(_, octets)| *octets == algorithm);
        let null = place.unwrap().0 + algorithm.len() - 2;
        // An empty SEQUENCE instead.
        cms[null] = 0x30;
        let report = verify_cms(&CmsInput {
            cms: Encoded::Bytes(cms),
            ..input(message)
        });
        let outcome = report.unwrap().check("signature").unwrap().outcome;
        assert_eq!(outcome, Outcome::Indeterminate, "{message}");
    }
}

/// What is signed in no order at all is forged, and not only in disorder.
#[test]
fn attributes_out_of_order_do_not_excuse_another_signature() {
    let mut cms = fixture("not-in-order.cms");
    *cms.last_mut().unwrap() ^= 1;
    let report = verify_cms(&CmsInput {
        cms: Encoded::Bytes(cms),
        ..input("not-in-order")
    });
    let report = report.unwrap();
    let expected = "TOTAL-FAILED SIG_CRYPTO_FAILURE cms.signed-attributes:warning signature:failed";
    assert_eq!(verdict(&report), expected);
}
