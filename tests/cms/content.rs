//! What was signed: content, digest, or both.

use iamsmart::report::Outcome;
use iamsmart::verification::{CmsInput, Indication, verify_cms};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::{fixture, input, verdict};

#[test]
fn a_digest_is_as_good_as_the_content() {
    let content = fixture("content.bin");
    let rows = [
        ("openssl-rsa", Sha256::digest(&content).to_vec()),
        ("openssl-sha384", Sha384::digest(&content).to_vec()),
        ("openssl-sha512", Sha512::digest(&content).to_vec()),
    ];
    for (message, digest) in &rows {
        let with = |content, digest: &[u8]| {
            let digest = Some(digest.to_vec());
            verify_cms(&CmsInput {
                content,
                digest,
                ..input(message)
            })
        };
        let passed = "TOTAL-PASSED";
        assert_eq!(verdict(&with(None, digest).unwrap()), passed);
        let both = with(Some(content.clone()), digest).unwrap();
        assert_eq!(verdict(&both), passed);

        let mut other = digest.clone();
        other[0] ^= 1;
        let report = with(None, &other).unwrap();
        let expected = "TOTAL-FAILED HASH_FAILURE cms.message-digest:failed";
        assert_eq!(verdict(&report), expected);
        let report = with(Some(content.clone()), &other).unwrap();
        let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed cms.message-digest:failed";
        assert_eq!(verdict(&report), expected);
        for length in [0, 20, 31, 33, 47, 65] {
            let error = with(None, &vec![0; length]).unwrap_err();
            assert_eq!(error.code(), "digest-length");
        }
    }
    // A digest by another algorithm than the message's.
    let report = verify_cms(&CmsInput {
        content: None,
        digest: Some(rows[2].1.clone()),
        ..input("plain")
    });
    let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed cms.message-digest:failed";
    assert_eq!(verdict(&report.unwrap()), expected);
}

#[test]
fn without_content_nothing_is_decided() {
    let without = |message| {
        verify_cms(&CmsInput {
            content: None,
            ..input(message)
        })
        .unwrap()
    };
    let expected = "INDETERMINATE SIGNED_DATA_NOT_FOUND signed-data:indeterminate";
    assert_eq!(verdict(&without("plain")), expected);
    // The embedded content suffices.
    for message in ["attached", "openssl-attached", "attached-other"] {
        assert_eq!(verdict(&without(message)), "TOTAL-PASSED", "{message}");
    }
    let expected = "TOTAL-FAILED FORMAT_FAILURE signed-data:failed";
    assert_eq!(verdict(&without("content-like-attributes")), expected);
}

#[test]
fn without_signed_attributes_the_content_is_signed() {
    let content = fixture("content.bin");
    let with = |message, content, digest| {
        let report = verify_cms(&CmsInput {
            content,
            digest,
            ..input(message)
        });
        let report = report.unwrap();
        let detail = report.check("signature").unwrap().detail.to_string();
        (verdict(&report), detail)
    };
    let digest = Some(Sha256::digest(&content).to_vec());
    for message in [
        "openssl-no-attributes",
        "no-attributes",
        "no-attributes-p256",
        "no-attributes-pss",
    ] {
        let (verdict, detail) = with(message, Some(content.clone()), None);
        assert_eq!(verdict, "TOTAL-PASSED", "{message}");
        assert!(detail.starts_with("The signature over the content was"));
        let (verdict, detail) = with(message, None, digest.clone());
        assert_eq!(verdict, "TOTAL-PASSED", "{message}");
        assert!(detail.starts_with("The signature over the digest was"));
        let (verdict, _) = with(message, None, Some(Sha256::digest(b"other").to_vec()));
        let expected = "TOTAL-FAILED SIG_CRYPTO_FAILURE signature:failed";
        assert_eq!(verdict, expected, "{message}");
        let (verdict, _) = with(message, None, None);
        let expected = "INDETERMINATE SIGNED_DATA_NOT_FOUND signed-data:indeterminate";
        assert_eq!(verdict, expected, "{message}");
    }
    // Ed25519 signs the message itself.
    let (verdict, detail) = with(
        "no-attributes-ed25519",
        None,
        Some(Sha512::digest(&content).to_vec()),
    );
    let expected = "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE signature:indeterminate";
    assert_eq!(verdict, expected);
    assert!(detail.starts_with("Only a digest is at hand"), "{detail}");
    let (verdict, _) = with("no-attributes-attached", None, None);
    assert_eq!(verdict, "TOTAL-PASSED");
}

#[test]
fn a_content_that_is_no_document_is_named() {
    let rows = [
        (
            "content-type-not-data",
            true,
            "1.2.840.113549.1.9.16.1.4 (id-ct-TSTInfo)",
        ),
        (
            "authenticode",
            false,
            "1.3.6.1.4.1.311.2.1.4 (SPC_INDIRECT_DATA)",
        ),
        ("authenticode", true, "1.3.6.1.4.1.311.2.1.4"),
    ];
    for (message, has_content, identifier) in rows {
        let mut input = input(message);
        input.content = input.content.filter(|_| has_content);
        let report = verify_cms(&input).unwrap();
        assert_eq!(report.indication, Indication::Indeterminate, "{message}");
        let check = report.check("cms.content-type").unwrap();
        let detail = check.detail.to_string();
        assert!(detail.contains(identifier), "{detail}");
        assert_eq!(report.check("signature").unwrap().outcome, Outcome::Passed);
    }
}

/// If content and digest disagree, the digest is the one that was sent for signing.
#[test]
fn where_content_and_digest_disagree_the_digest_is_what_was_signed() {
    let content = fixture("content.bin");
    let digest = Sha256::digest(&content).to_vec();
    let rows = [
        (
            content.clone(),
            digest.clone(),
            "TOTAL-PASSED",
            "The signature over the content was",
        ),
        (
            b"another".to_vec(),
            digest,
            "TOTAL-FAILED HASH_FAILURE signed-data:failed",
            "The signature over the digest was",
        ),
        (
            content,
            Sha256::digest(b"another").to_vec(),
            "TOTAL-FAILED HASH_FAILURE signed-data:failed signature:failed",
            "The signature was not made",
        ),
    ];
    for (content, digest, expected, told) in rows {
        let report = verify_cms(&CmsInput {
            content: Some(content),
            digest: Some(digest),
            ..input("no-attributes")
        });
        let report = report.unwrap();
        assert_eq!(verdict(&report), expected);
        let detail = report.check("signature").unwrap().detail.to_string();
        assert!(detail.starts_with(told), "{detail}");
    }
    let report = verify_cms(&CmsInput {
        content: Some(b"another".to_vec()),
        digest: Some(Sha256::digest(fixture("content.bin")).to_vec()),
        ..input("no-attributes-attached")
    });
    let expected = "TOTAL-FAILED HASH_FAILURE signed-data:failed";
    assert_eq!(verdict(&report.unwrap()), expected);
}

/// messageDigest as `openssl asn1parse` shows it.
#[test]
fn a_content_that_is_no_document_has_its_digest() {
    const DIGEST: [u8; 32] = [
        0x59, 0xaa, 0xac, 0x82, 0x7d, 0x7a, 0x40, 0x35, 0x6f, 0x65, 0xbd, 0xde, 0x07, 0x01, 0xf1,
        0x41, 0x78, 0xaf, 0x2b, 0x46, 0xa6, 0x4f, 0xc8, 0x48, 0x01, 0xcd, 0x21, 0x68, 0x7f, 0x80,
        0x67, 0x5c,
    ];
    let other = DIGEST.map(|octet| octet ^ 1);
    for (digest, outcome) in [(DIGEST, Outcome::Passed), (other, Outcome::Indeterminate)] {
        let report = verify_cms(&CmsInput {
            content: None,
            digest: Some(digest.to_vec()),
            ..input("authenticode")
        });
        let found = report.unwrap().check("signed-data").unwrap().outcome;
        assert_eq!(found, outcome);
    }
}

#[test]
fn what_is_known_of_the_signed_data_is_told() {
    let content = Some(fixture("content.bin"));
    let rows = [
        (
            "plain",
            content.clone(),
            "The content was given; its SHA-256 digest was computed.",
        ),
        (
            "attached",
            content,
            "The content was given; its SHA-256 digest was computed.",
        ),
        (
            "attached",
            None,
            "The message holds the content; its SHA-256 digest was computed.",
        ),
        (
            // Of 20 octets, as a SHA-1 digest.
            "pdf-sha1",
            Some(b"another".to_vec()),
            "The message holds another content than the one that was given.",
        ),
    ];
    for (message, content, expected) in rows {
        let report = verify_cms(&CmsInput {
            content,
            ..input(message)
        });
        let report = report.unwrap();
        let detail = &report.check("signed-data").unwrap().detail;
        assert_eq!(detail.to_string(), expected, "{message}");
    }
}
