//! Where OpenSSL's verdict is another one.

use std::collections::BTreeMap;

use crate::{CASES, rows};

/// Why data newer than the validation time counts.
const NEWER: &str = "EN 319 102-1 §5.2.5: what was known later is the better proof; OpenSSL asks for \
                     what was current";

/// Cases that are good for the crate and not for OpenSSL, with the reason.
const OPENSSL_REFUSES: &[(&str, &str)] = &[
    ("crl-later", NEWER),
    (
        "crl-new-key",
        "OpenSSL asks one certificate of the CRL's issuer only",
    ),
    (
        "crl-indirect-lists-of-two-keys",
        "OpenSSL asks one certificate of the CRL's issuer only",
    ),
    ("ocsp-later", NEWER),
    (
        "ocsp-delegated-of-two-keys",
        "OpenSSL asks one certificate of the responder's name only",
    ),
    ("later-silent", NEWER),
    ("later-revoked", NEWER),
    ("later-invalid-after", NEWER),
    ("later-hold", NEWER),
    ("later-hold-before-released", NEWER),
    ("later-stale-and-silent", NEWER),
    ("later-delta", NEWER),
    ("later-list-of-later-signer", NEWER),
    ("later-list-of-signer-below", NEWER),
    (
        "expired-kept",
        "the signer expired, which is another check here",
    ),
    (
        "expired-kept-from-its-end",
        "the signer expired, which is another check here",
    ),
    ("expired-at-its-end", NEWER),
    ("expired-later-and-before", NEWER),
    ("expired-ocsp-at-its-end", NEWER),
    (
        "duty-number-critical",
        "RFC 5280 §5.2.3 binds the issuer; OpenSSL processes no critical cRLNumber",
    ),
    ("duty-time", "RFC 5280 §5.1.2.4 binds the issuer"),
    (
        "partition-issuer-alternative-name",
        "RFC 5280 §6.3.3: the names of the issuer include those of issuerAltName (openssl/openssl#32553)",
    ),
    ("ocsp-later-revoked", NEWER),
    ("ocsp-later-good", NEWER),
    ("ocsp-later-delegated", NEWER),
    ("ocsp-later-delegated-at-its-begin", NEWER),
    ("ocsp-later-delegated-at-its-end", NEWER),
    (
        "ocsp-local-time",
        "OpenSSL does not read the difference from UTC (openssl/openssl#32377)",
    ),
    (
        "ocsp-by-sha256-of-key",
        "OpenSSL knows SHA-1 of the key only",
    ),
];

/// Cases that are good for OpenSSL and not for the crate, with the reason.
const OPENSSL_TAKES: &[(&str, &str)] = &[
    ("crl-without-next-update", "without nextUpdate, age decides"),
    ("crl-algorithms-differ", "RFC 5280 §5.1.1.2"),
    ("crl-duplicate-extension", "RFC 5280 §4.2"),
    (
        "crl-issuer-in-direct",
        "RFC 5280 §5.2.5: such a list must say that it is indirect",
    ),
    (
        "crl-newer-good-older-revoked",
        "a revocation that is no hold is never taken back",
    ),
    (
        "crl-indirect-unnamed-point-other-name",
        "RFC 5280 §6.3.3 (b)(2)(i): the list's name is none of cRLIssuer (openssl/openssl#32645)",
    ),
    (
        "crl-indirect-lists-without-usage",
        "RFC 5280 §6.3.3 (f): cRLSign",
    ),
    (
        "crl-indirect-lists-revoked",
        "OpenSSL does not ask for the status of the CRL's signer",
    ),
    (
        "crl-indirect-lists-status-unknown",
        "OpenSSL does not ask for the status of the CRL's signer",
    ),
    (
        "crl-indirect-lists-without-usage-and-other-key",
        "RFC 5280 §6.3.3 (f): cRLSign",
    ),
    (
        "ocsp-several-last-revoked",
        "OpenSSL looks at the first answer about a certificate only",
    ),
    (
        "ocsp-without-next-update-old",
        "OpenSSL sets no limit to its age unless asked to (-status_age)",
    ),
    (
        "ocsp-unknown-critical",
        "RFC 6960 §4.4: critical extensions must be understood",
    ),
    (
        "ocsp-unknown-critical-in-answer",
        "RFC 6960 §4.4: critical extensions must be understood",
    ),
    (
        "ocsp-delegated-with-pointer",
        "RFC 6960 §4.2.2.2.1: where the responder's status is to be had",
    ),
    (
        "ocsp-delegated-wrong-usage",
        "RFC 5280 §4.2.1.12: digitalSignature or nonRepudiation",
    ),
    (
        "ocsp-delegated-9-certificates",
        "no more than eight certificates of a response are read",
    ),
    (
        "expired-ocsp",
        "RFC 6960 §4.4.4: a responder may forget what expired",
    ),
    (
        "expired-ocsp-not-kept",
        "RFC 6960 §4.4.4: a responder may forget what expired",
    ),
    ("entry-duplicate-extension", "RFC 5280 §4.2"),
    ("delta-removed-after-revoked", "only a hold is taken back"),
    (
        "ocsp-delegated-with-ocsp",
        "RFC 6960 §4.2.2.2.1: where the responder's status is to be had",
    ),
];

/// Cases that are revoked for one of the two, and neither revoked nor good for the other, with the
/// reason.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "crl-stale-revoked",
        "a revocation that is no hold is never taken back",
    ),
    (
        "crl-hold-with-delta-wrong-key",
        "OpenSSL gives up where a delta is not sound; the list stands without it",
    ),
    ("later-revoked-before", NEWER),
    ("later-invalid-before", NEWER),
    ("later-hold-before", NEWER),
    ("later-list-of-revoked-issuer-revoked", NEWER),
    (
        "entry-unreadable",
        "the date cannot be read, so that nothing says since when it is revoked",
    ),
    (
        "entry-unreadable-other-revoked",
        "OpenSSL reads none of a list with such an entry",
    ),
    (
        "entry-odd-reason",
        "the reason cannot be read, so that it may be a hold",
    ),
    (
        "delta-alone-revoked",
        "a revocation that is no hold is never taken back",
    ),
];

const OPENSSL_CASES: usize = 205;

#[test]
fn the_table_agrees_with_openssl() {
    let expected: BTreeMap<_, _> = rows("cases.tsv", CASES)
        .into_iter()
        .map(|row| (row[0].clone(), row[6].clone()))
        .collect();
    let (mut refused, mut taken, mut otherwise) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows("openssl.tsv", OPENSSL_CASES) {
        let [case, openssl] = &row[..] else {
            panic!("{row:?}");
        };
        let ours = &expected[case];
        let is_good = ours.starts_with("good");
        let openssl_is_good = openssl == "OK" || openssl == "good";
        if is_good && !openssl_is_good {
            refused.push(case.clone());
        } else if openssl_is_good && !is_good {
            taken.push(case.clone());
        } else if ours.starts_with("revoked") != openssl.contains("revoked") {
            otherwise.push(case.clone());
        }
    }
    let names = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(n, _)| (*n).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(refused, names(OPENSSL_REFUSES));
    assert_eq!(taken, names(OPENSSL_TAKES));
    assert_eq!(otherwise, names(OTHERWISE));
}
