//! How much is done for one verdict.

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{Budget, Crl, RevocationChecker, RevocationData, RevocationPolicy};

use crate::revocation_fixtures::Objects;
use crate::{VALIDATION_TIME, person_at, summary};

#[test]
fn work_has_limits() {
    let full = Budget::default;
    let signatures = Budget {
        signatures: 0,
        ..full()
    };
    let rows = [
        ("revoked", "-", signatures.clone(), "Limit(Signatures)"),
        ("-", "revoked", signatures, "Limit(Signatures)"),
        (
            "revoked",
            "-",
            Budget {
                comparisons: 0,
                ..full()
            },
            "Limit(Comparisons)",
        ),
        (
            "revoked",
            "-",
            Budget {
                octets: 0,
                ..full()
            },
            "Limit(Octets)",
        ),
    ];
    for (crl, response, budget, limit) in rows {
        let found = person_at(crl, response, VALIDATION_TIME, budget);
        assert_eq!(found, format!("{limit} {limit}"));
    }
}

/// Returns the status of `subject` by CRLs, whose signers are certified by the issuer.
fn status_within(subject: &str, signers: &str, crls: &str, budget: Budget) -> String {
    let objects = Objects::read();
    let [issuer, subject] = ["issuing", subject].map(|name| objects.der("certificates", name));
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let signers = objects.all("certificates", signers);
    let read = |der| Certificate::parse("signer", der).unwrap();
    let signers: Vec<_> = signers.iter().map(|der| read(der)).collect();
    let crls = objects.all("crls", crls);
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &[],
        certificates: std::iter::once(&issuer).chain(&signers).collect(),
    };
    let of_issuer = |signer, _: Time, _: &mut Budget| Ok(vec![signer, &issuer]);
    let policy = RevocationPolicy::at(VALIDATION_TIME);
    let mut judge = RevocationChecker::new(&sources, policy, &of_issuer, budget);
    summary(&judge.status(&subject, &issuer))
}

/// One for the CRL, two for a distribution point and its cRLIssuer, three for each certificate that
/// may be the signer's.
#[test]
fn what_is_compared_is_counted() {
    const SIGNATURE: &str = "Unusable Signature(No(Value))";
    const LIMIT: &str = "Limit(Comparisons) Limit(Comparisons)";
    for (subject, signers, crls, comparisons, expected) in [
        ("person", "-", "wrong-key", 4, SIGNATURE),
        ("person", "-", "wrong-key", 3, LIMIT),
        ("person", "lists lists", "wrong-key", 10, SIGNATURE),
        ("person", "lists lists", "wrong-key", 9, LIMIT),
        (
            "person-indirect",
            "-",
            "indirect",
            6,
            "Unusable SignerNotFound",
        ),
        ("person-indirect", "-", "indirect", 5, LIMIT),
    ] {
        let budget = Budget {
            comparisons,
            ..Budget::default()
        };
        let found = status_within(subject, signers, crls, budget);
        assert_eq!(found, expected, "{subject} {signers} {comparisons}");
    }
}

/// RFC 5280 §5.2.1: authorityKeyIdentifier is there to tell the key that signed.
#[test]
fn the_signer_whose_key_the_list_names_is_tried_first() {
    for (signatures, expected) in [(2, "good"), (1, "Limit(Signatures)")] {
        let budget = Budget {
            signatures,
            ..Budget::default()
        };
        let signers = "lists-other-key lists";
        let found = status_within("person-indirect", signers, "indirect partition-b", budget);
        assert!(found.starts_with(expected), "{signatures}: {found}");
    }
}
