//! What a report says of a message.

use iamsmart::asn1::Time;
use iamsmart::report::Outcome;
use iamsmart::verification::verify_cms;

use crate::{VALIDATION_TIME, input};

#[test]
fn sentences_say_what_is_wrong() {
    let rows = [
        (
            "signer-certificate-unreadable",
            "cms.signer",
            "cannot be read: a time is not written with seconds and in UTC (in 'validity')",
        ),
        (
            "signer-certificate-unreadable-key-identifier",
            "cms.signer",
            "cannot be read: a time is not written with seconds and in UTC (in 'validity')",
        ),
        (
            "signer-certificate-missing",
            "cms.signer",
            "neither in the message nor among the intermediates",
        ),
        ("sha1", "signature", "fits the signer's key"),
        (
            "sha1",
            "cms.digest-algorithm",
            "SHA-1, which is never trusted",
        ),
        ("sha1-other-key", "signature", "not made with this key"),
        (
            "sha1-other-content",
            "cms.message-digest",
            "is not that of the content",
        ),
        (
            "sha3-digest",
            "cms.digest-algorithm",
            "2.16.840.1.101.3.4.2.8 (SHA3-256)",
        ),
        (
            "digest-named-as-signature",
            "cms.digest-algorithm",
            "1.2.840.113549.1.1.11 (sha256WithRSAEncryption)",
        ),
        ("unknown-signature-algorithm", "signature", "2.999.7"),
        ("pss-mask-sha1", "signature", "SHA-256, masked by SHA-1"),
        ("pss-mask-sha224", "signature", "with another mask"),
        (
            "digest-sha512-signature-sha256",
            "signature",
            "sha256WithRSAEncryption and the digest algorithm SHA-512",
        ),
        ("not-in-order", "signature", "not in the order of DER"),
        ("pdf-sha1", "signed-data", "adbe.pkcs7.sha1"),
        (
            "version-3",
            "cms.version",
            "of version 3; what it holds is of version 1",
        ),
        ("signing-time-of-text", "claimed-time", "of another kind"),
    ];
    for (message, name, words) in rows {
        let report = verify_cms(&input(message)).unwrap();
        let detail = report.check(name).unwrap().detail.to_string();
        assert!(detail.contains(words), "{message}: {detail}");
    }
}

#[test]
fn the_report_says_what_was_looked_at() {
    let report = verify_cms(&input("unsigned-attributes")).unwrap();
    let outcome = |name| report.check(name).map(|check| check.outcome);
    assert_eq!(outcome("cms.unsigned-attributes"), Some(Outcome::Skipped));
    assert_eq!(outcome("cms.signing-certificate"), Some(Outcome::Skipped));
    assert_eq!(outcome("cms.algorithm-protection"), Some(Outcome::Skipped));
    // date -u -d '2026-05-01 09:30' +%s
    let claimed = Time::from_unix_seconds(1_777_627_800);
    assert_eq!(report.claimed_time, Some(claimed));
    assert_eq!(outcome("claimed-time"), Some(Outcome::Skipped));
    assert_eq!(report.validation_time, VALIDATION_TIME);
    assert_eq!(report.path.len(), 3);
    let signer = report.signer.unwrap();
    assert_eq!(signer.common_name.as_deref(), Some("CHAN, Tai Man"));

    let outcome = |message, name| {
        verify_cms(&input(message))
            .unwrap()
            .check(name)
            .unwrap()
            .outcome
    };
    for (message, name, expected) in [
        ("openssl-cades", "cms.signing-certificate", Outcome::Passed),
        (
            "signing-certificate-v2-sha1",
            "cms.signing-certificate",
            Outcome::Skipped,
        ),
        (
            "signing-certificate-v1",
            "cms.signing-certificate",
            Outcome::Skipped,
        ),
        (
            "algorithm-protection",
            "cms.algorithm-protection",
            Outcome::Passed,
        ),
    ] {
        assert_eq!(outcome(message, name), expected, "{message}");
    }
}
