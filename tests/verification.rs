//! Verdicts on signatures that OpenSSL made, in every mode and with many faults.

#![cfg(feature = "verify")]

mod fixtures;
mod pki_fixtures;

use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::verification::SignatureAlgorithm;
use iamsmart::verification::SignedAs;
use iamsmart::verification::{Indication, SignatureInput, verify_signature};
use pki_fixtures::{VALIDATION_TIME, assert_sound, certificate, fixture, signature_input, verdict};

#[test]
fn every_mode_is_recognised() {
    use SignedAs::{Digest, DigestWithoutDigestInfo, Sha256WithRsaOverDigest};
    let rows = [
        ("sha256-over-digest.sig", Sha256WithRsaOverDigest, false),
        (
            "sha256-over-digest-without-null.sig",
            Sha256WithRsaOverDigest,
            true,
        ),
        ("digest.sig", Digest, false),
        ("digest-without-null.sig", Digest, true),
        ("bare-digest.sig", DigestWithoutDigestInfo, false),
    ];
    for (file, mode, lacks_null) in rows {
        let mut input = signature_input(file);
        let report = verify_signature(&input).unwrap();
        assert_eq!(
            report.indication,
            Indication::TotalPassed,
            "{file}: {:#?}",
            report.checks
        );
        assert_eq!(report.signed_as, Some(mode), "{file}");
        let detail = report.check("signature").unwrap().detail.to_string();
        assert_eq!(
            detail.contains("leaves out its NULL"),
            lacks_null,
            "{file}: {detail}"
        );
        assert_sound(&report);

        for algorithm in [
            SignatureAlgorithm::Sha256WithRsa,
            SignatureAlgorithm::NoneWithRsa,
        ] {
            input.signature_algorithm = Some(algorithm);
            let fits = (algorithm == SignatureAlgorithm::Sha256WithRsa)
                == (mode == Sha256WithRsaOverDigest);
            let report = verify_signature(&input).unwrap();
            assert_eq!(
                report.signed_as,
                fits.then_some(mode),
                "{file} {algorithm:?}"
            );
            assert_eq!(
                report.indication == Indication::TotalPassed,
                fits,
                "{file} {algorithm:?}"
            );
        }
    }
}

/// The names that `signedAs` has in the package.
#[test]
fn every_mode_has_a_name() {
    for (mode, name) in [
        (
            SignedAs::Sha256WithRsaOverDigest,
            "SHA256withRSA-over-digest",
        ),
        (SignedAs::Digest, "digest"),
        (
            SignedAs::DigestWithoutDigestInfo,
            "digest-without-digest-info",
        ),
        (SignedAs::Sm3WithSm2OverDigest, "SM3withSM2-over-digest"),
        (
            SignedAs::Sm3OverDigestWithoutIdentifier,
            "SM3-over-digest-without-identifier",
        ),
        (SignedAs::Sm2Digest, "SM2-digest"),
    ] {
        assert_eq!(mode.as_str(), name);
    }
}

#[test]
fn no_bad_signature_holds() {
    let files = std::fs::read_dir(fixtures::path("pki"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let bad: Vec<_> = files
        .filter_map(|f| f.into_string().ok())
        .filter(|f| f.starts_with("bad-"))
        .collect();
    assert!(bad.len() >= 20, "{bad:?}");
    let nothing = ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE", "signature:failed");
    let nothing = (
        nothing.0.to_owned(),
        nothing.1.to_owned(),
        nothing.2.to_owned(),
    );
    for file in bad {
        let report = verify_signature(&signature_input(&file)).unwrap();
        assert_eq!(verdict(&report), nothing, "{file}");
        assert_eq!(report.signed_as, None, "{file}");
    }
    let mut empty = signature_input("digest.sig");
    empty.signature = Vec::new();
    assert_eq!(verdict(&verify_signature(&empty).unwrap()), nothing);
}

#[test]
fn signature_of_wrong_length_or_size_says_so() {
    let detail = |file| {
        let report = verify_signature(&signature_input(file)).unwrap();
        report.check("signature").unwrap().detail.to_string()
    };
    assert!(detail("bad-cut-short.sig").contains("255 bytes"));
    assert!(detail("bad-leading-zero.sig").contains("257 bytes"));
    assert!(detail("bad-plus-modulus.sig").contains("beyond the key's modulus"));
}

#[test]
fn content_and_digest_must_agree() {
    // openssl dgst -sha256 content.json
    let digest = fixture("content.sha256");

    let mut input = signature_input("sha256-over-digest.sig");
    input.digest = Some(digest.clone());
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);

    input.content = None;
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);

    let mut changed = fixture("content.json");
    changed[40] ^= 1;
    input.content = Some(changed.clone());
    let report = verify_signature(&input).unwrap();
    let expected = ("TOTAL-FAILED", "HASH_FAILURE", "signed-data:failed");
    let (indication, reason, notable) = verdict(&report);
    assert_eq!((&*indication, &*reason, &*notable), expected);
    // The signature still verifies over the digest: the content was changed.
    assert_eq!(report.check("signature").unwrap().outcome, Outcome::Passed);

    input.digest = None;
    let (indication, reason, notable) = verdict(&verify_signature(&input).unwrap());
    let expected = ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE", "signature:failed");
    assert_eq!((&*indication, &*reason, &*notable), expected);

    input.content = None;
    let report = verify_signature(&input).unwrap();
    let (indication, reason, notable) = verdict(&report);
    let expected = (
        "INDETERMINATE",
        "SIGNED_DATA_NOT_FOUND",
        "signed-data:indeterminate",
    );
    assert_eq!((&*indication, &*reason, &*notable), expected);
    assert_eq!(report.check("signature").unwrap().outcome, Outcome::Skipped);

    for length in [0, 20, 31, 33, 64] {
        input.digest = Some(vec![0; length]);
        assert_eq!(
            verify_signature(&input).unwrap_err().code(),
            "digest-length"
        );
    }
}

/// Which hash function is meant stands in the report: SHA-256 for RSA (iAM Smart API, signing).
#[test]
fn what_is_known_of_the_signed_data_is_told() {
    let content = Some(fixture("content.json"));
    let digest = Some(fixture("content.sha256"));
    let rows = [
        (
            content.clone(),
            None,
            "The content was given; its SHA-256 digest was computed.",
        ),
        (
            content.clone(),
            digest,
            "The digest is the SHA-256 digest of the content.",
        ),
        (
            content,
            Some(vec![0; 32]),
            "The digest is not the SHA-256 digest of the content: one of them was changed.",
        ),
    ];
    for (content, digest, expected) in rows {
        let input = SignatureInput {
            content,
            digest,
            ..signature_input("sha256-over-digest.sig")
        };
        let report = verify_signature(&input).unwrap();
        let detail = &report.check("signed-data").unwrap().detail;
        assert_eq!(detail.to_string(), expected);
    }
}

#[test]
fn signers_with_other_keys_are_told_apart() {
    let rows = [
        ("person-rsa-1024", "TOTAL-FAILED", Outcome::Skipped),
        ("person-exponent-1", "TOTAL-FAILED", Outcome::Skipped),
        ("person-exponent-even", "TOTAL-FAILED", Outcome::Skipped),
        ("person-p256", "INDETERMINATE", Outcome::Indeterminate),
        ("person-exponent-3", "TOTAL-FAILED", Outcome::Failed),
    ];
    for (signer, indication, outcome) in rows {
        let mut input = signature_input("digest.sig");
        input.certificate = certificate(signer);
        let report = verify_signature(&input).unwrap();
        assert_eq!(report.indication.as_str(), indication, "{signer}");
        assert_eq!(
            report.check("signature").unwrap().outcome,
            outcome,
            "{signer}"
        );
        assert_eq!(report.signed_as, None);
    }
}

/// `sigAlgo` (iAM Smart API, signing).
#[test]
fn algorithms_have_the_names_of_a_request() {
    for (name, algorithm) in [
        ("SHA256withRSA", SignatureAlgorithm::Sha256WithRsa),
        ("NONEwithRSA", SignatureAlgorithm::NoneWithRsa),
        ("SM3withSM2", SignatureAlgorithm::Sm3WithSm2),
        ("NONEwithSM2", SignatureAlgorithm::NoneWithSm2),
    ] {
        assert_eq!(SignatureAlgorithm::parse(name), Ok(algorithm));
        assert_eq!(algorithm.as_str(), name);
    }
    for name in ["", "sha256withrsa", "SHA256withSM2"] {
        let error = SignatureAlgorithm::parse(name).unwrap_err();
        assert_eq!(error.code(), "invalid-argument", "{name}");
    }
}

#[test]
fn claimed_time_is_reported_and_proves_nothing() {
    let mut input = signature_input("digest.sig");
    input.certificate = certificate("person-expired");
    // 2025-06-01, while the certificate was valid.
    let claimed = Time::from_unix_seconds(1_748_736_000);
    input.claimed_time = Some(claimed);
    let report = verify_signature(&input).unwrap();
    assert_eq!(report.claimed_time, Some(claimed));
    assert_eq!(report.validation_time, VALIDATION_TIME);
    assert_eq!(report.indication.as_str(), "INDETERMINATE");
    assert_eq!(
        report.sub_indication.unwrap().as_str(),
        "OUT_OF_BOUNDS_NO_POE"
    );
    assert_eq!(
        report.check("claimed-time").unwrap().outcome,
        Outcome::Skipped
    );
}
