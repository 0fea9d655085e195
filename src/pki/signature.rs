//! The signature of one certificate under another's key.

use sha2::{Digest as _, Sha256};

use super::certificate::Certificate;
use super::der::{Element, tag};
use super::public_key::KeyProblem;
use super::rsa::{SHA256_INFO, SHA256_INFO_WITHOUT_NULL};

/// What came of checking the signature of a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Signed {
    /// Made with the issuer's key.
    Yes(String),
    /// Not made with the issuer's key.
    No(String),
    /// Made with an algorithm that is never trusted.
    Refused(String),
    /// The issuer's key is refused, so there is nothing to check with.
    KeyRefused,
    /// Algorithm or key are not processed in this version.
    Unsupported(String),
}

/// What a signature algorithm identifier stands for here.
enum Algorithm {
    Sha256WithRsa,
    Broken(&'static str),
    Unsupported(&'static str),
}

/// sha256WithRSAEncryption, 1.2.840.113549.1.1.11 (RFC 4055 §5), as content octets.
const SHA256_WITH_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];

/// Algorithms over hashes for which two texts of one digest are known (RFC 6194, RFC 6151,
/// RFC 6149): whoever has a certificate signed may have had another one signed with it.
const BROKEN: &[(&[u8], &str)] = &[
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 2],
        "md2WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4],
        "md5WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5],
        "sha1WithRSAEncryption",
    ),
    (&[0x2b, 0x0e, 3, 2, 29], "sha1WithRSASignature"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3], "dsa-with-sha1"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], "ecdsa-with-SHA1"),
];

/// Sound algorithms, named so that a report can say which one it met.
const UNSUPPORTED: &[(&[u8], &str)] = &[
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10],
        "RSASSA-PSS",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12],
        "sha384WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13],
        "sha512WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
        "ecdsa-with-SHA256",
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3],
        "ecdsa-with-SHA384",
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4],
        "ecdsa-with-SHA512",
    ),
    (&[0x2b, 0x65, 0x70], "Ed25519"),
    (&[0x2b, 0x65, 0x71], "Ed448"),
];

/// Checks the signature of `certificate` with the key of `issuer`.
///
/// The algorithm is the one outside of what was signed; that the one inside is the same is a rule
/// of its own (RFC 5280 §4.1.1.2).
#[must_use]
pub fn check(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Signed {
    match algorithm(&certificate.shape().outer_algorithm) {
        Algorithm::Sha256WithRsa => check_sha256_with_rsa(certificate, issuer),
        Algorithm::Broken(name) => Signed::Refused(format!(
            "The certificate is signed with {name}, which is never trusted: its hash is broken."
        )),
        Algorithm::Unsupported(name) => Signed::Unsupported(format!(
            "The certificate is signed with {name}, which is not processed in this version."
        )),
    }
}

fn check_sha256_with_rsa(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Signed {
    let key = match issuer.public_key().to_rsa() {
        Ok(key) => key,
        Err(KeyProblem::Refused(_)) => return Signed::KeyRefused,
        Err(KeyProblem::Unsupported(_)) => {
            return Signed::No(
                "The certificate is signed with RSA, and its issuer's key is of another kind."
                    .to_owned(),
            );
        }
    };
    let opened = match key.open(certificate.shape().signature) {
        Ok(opened) => opened,
        Err(not_a_signature) => return Signed::No(not_a_signature.sentence()),
    };
    let digest = Sha256::digest(certificate.shape().tbs);
    if opened.is(SHA256_INFO, &digest) {
        return Signed::Yes(
            "The certificate is signed with its issuer's key (sha256WithRSAEncryption).".to_owned(),
        );
    }
    if opened.is(SHA256_INFO_WITHOUT_NULL, &digest) {
        return Signed::Yes(
            "The certificate is signed with its issuer's key (sha256WithRSAEncryption; the signed \
             algorithm identifier leaves out its NULL)."
                .to_owned(),
        );
    }
    Signed::No(
        "The certificate is not signed with its issuer's key, or was changed afterwards."
            .to_owned(),
    )
}

/// Reads a signature's AlgorithmIdentifier, whose structure was checked.
fn algorithm(element: &Element<'_>) -> Algorithm {
    let mut parts = element.reader();
    let Ok(identifier) = parts.expect(tag::OBJECT_IDENTIFIER) else {
        return Algorithm::Unsupported("an algorithm without identifier");
    };
    // RFC 4055 §5: the parameters are NULL, and leaving them out must be accepted.
    let has_rsa_parameters =
        parts.is_empty() || parts.optional(tag::NULL).is_ok_and(|null| null.is_some());
    let named = |names: &[(&[u8], &'static str)]| {
        names
            .iter()
            .find(|(octets, _)| *octets == identifier.content)
            .map(|(_, name)| *name)
    };
    if identifier.content == SHA256_WITH_RSA {
        return if has_rsa_parameters {
            Algorithm::Sha256WithRsa
        } else {
            Algorithm::Unsupported("sha256WithRSAEncryption with parameters")
        };
    }
    if let Some(name) = named(BROKEN) {
        return Algorithm::Broken(name);
    }
    Algorithm::Unsupported(named(UNSUPPORTED).unwrap_or("an algorithm without a name here"))
}
