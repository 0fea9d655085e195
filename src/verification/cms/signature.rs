//! Check of the signature value (RFC 5652 §5.6).

use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::pki::cms::identifier::{EC_PUBLIC_KEY, RSA_ENCRYPTION};
use crate::pki::cms::{SignedAttributes, SignerInfo};
use crate::pki::signature::algorithm::Scheme;
use crate::pki::signature::broken::BrokenHash;
use crate::pki::signature::hash::{Hash, Sha2};
use crate::pki::signature::outcome::{Mismatch, Signed, Undecided};
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::validation::Algorithm;
use crate::verification::cms::attributes::Attributes;
use crate::verification::cms::content::{Content, DigestHash};
use crate::verification::cms::detail::CmsDetail;
use crate::verification::detail::SignatureDetail;

/// A signature value with what it is over.
pub(super) struct Signature<'s, 'a> {
    pub(super) info: &'s SignerInfo<'a>,
    pub(super) attributes: &'s Attributes<'a>,
    pub(super) content: &'s Content<'a>,
    /// The hash function of digestAlgorithm; `None` if it is not one that is computed here.
    pub(super) hash: Option<DigestHash>,
    pub(super) key: &'s PublicKeyInfo<'a>,
    pub(super) sm2_identifier: &'s Sm2Identifier,
    pub(super) strict: bool,
}

/// What the signature is over (RFC 5652 §5.4).
enum Covered<'s, 'a> {
    Attributes(&'s SignedAttributes<'a>),
    /// The content, whose digest is known.
    Content(&'s [u8]),
    /// The content, of which only the digest is known.
    Digest(&'s [u8]),
}

const RULE: Rule = Rule::Signature;

const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;

impl<'s, 'a> Signature<'s, 'a> {
    pub(super) fn check(&self, checks: &mut Checks) {
        let Some(covered) = self.covered() else {
            return checks.skipped(RULE, CmsDetail::NothingSigned);
        };
        let hash = match self.hash {
            Some(DigestHash::Trusted(hash)) => hash,
            Some(DigestHash::Broken(hash)) => return self.check_broken(checks, &covered, hash),
            None => return checks.skipped(RULE, CmsDetail::HashNotUsed),
        };
        let scheme = match self.scheme(checks, hash) {
            Ok(scheme) => scheme,
            Err(signed) => return conclude(checks, signed, &covered),
        };
        // RFC 8933 §3.1: content and attributes use the same hash function; for Ed25519, SHA-512
        // (RFC 8419 §3.1).
        if scheme.hash().unwrap_or(Hash::Sha2(Sha2::Sha512)) != hash {
            let detail = CmsDetail::HashesDiffer {
                digest: hash.name(),
                signature: scheme.name(),
            };
            return checks.failed(RULE, CRYPTO, detail);
        }
        let signed = self.verify(scheme, &covered);
        if signed == Signed::No(Mismatch::Value)
            && let Covered::Attributes(attributes) = covered
            && !attributes.is_sorted()
            && self.is_over(scheme, &attributes.octets_as_sent())
        {
            let reason = SubIndication::FormatFailure;
            return checks.failed(RULE, reason, CmsDetail::SignedUnsorted);
        }
        conclude(checks, signed, &covered);
    }

    /// Returns the algorithms that the signature rests upon, as far as they are known.
    pub(super) fn algorithms(&self) -> Vec<Algorithm> {
        let Some(DigestHash::Trusted(hash)) = self.hash else {
            return Vec::new();
        };
        let mut algorithms = vec![Algorithm::of_hash(hash)];
        if let Ok(scheme) = self.scheme(&mut Checks::default(), hash) {
            algorithms.extend(Algorithm::of_signature(scheme, self.key));
        }
        algorithms
    }

    fn covered(&self) -> Option<Covered<'s, 'a>> {
        match self.attributes {
            Attributes::Present(attributes) => Some(Covered::Attributes(attributes)),
            Attributes::Absent => {
                let digest = self.content.digest.as_deref()?;
                Some(match self.content.octets {
                    Some(_) => Covered::Content(digest),
                    None => Covered::Digest(digest),
                })
            }
            Attributes::Malformed(_) => None,
        }
    }

    fn verify(&self, scheme: Scheme, covered: &Covered<'_, '_>) -> Signed {
        let message = match (covered, self.content.octets) {
            (Covered::Attributes(attributes), _) => {
                return self.verify_message(scheme, &attributes.signed_octets());
            }
            // These sign the message itself; of the others, the digest is already there.
            (Covered::Content(_), Some(content))
                if matches!(scheme, Scheme::Ed25519 | Scheme::Sm2) =>
            {
                return self.verify_message(scheme, &content.joined());
            }
            (Covered::Content(digest) | Covered::Digest(digest), _) => digest,
        };
        scheme.verify_digest(self.key, message, self.info.signature)
    }

    fn verify_message(&self, scheme: Scheme, message: &[u8]) -> Signed {
        scheme.verify_by(self.key, self.sm2_identifier, message, self.info.signature)
    }

    fn is_over(&self, scheme: Scheme, message: &[u8]) -> bool {
        matches!(self.verify_message(scheme, message), Signed::Yes { .. })
    }

    /// Tells whether a signature with a broken hash is intact, without relying on it.
    fn check_broken(&self, checks: &mut Checks, covered: &Covered<'_, '_>, hash: BrokenHash) {
        let algorithm = AlgorithmIdentifier::parse(&self.info.signature_algorithm);
        let is_rsa = algorithm.is_ok_and(|algorithm| {
            algorithm.identifier == RSA_ENCRYPTION || hash.is_of_rsa(algorithm.identifier)
        });
        if !is_rsa {
            return checks.skipped(RULE, CmsDetail::HashNotUsed);
        }
        let digest = match covered {
            Covered::Attributes(attributes) => hash.digest(&attributes.signed_octets()),
            Covered::Content(digest) | Covered::Digest(digest) => digest.to_vec(),
        };
        match hash.fits(self.key, &digest, self.info.signature) {
            None => checks.skipped(RULE, CmsDetail::HashNotUsed),
            Some(true) => {
                let hash = hash.name();
                checks.failed(RULE, CRYPTO, CmsDetail::BrokenHashFits { hash });
            }
            Some(false) => {
                checks.failed(RULE, SubIndication::SigCryptoFailure, Mismatch::Value);
            }
        }
    }

    /// Returns the signature's scheme.
    fn scheme(&self, checks: &mut Checks, hash: Hash) -> Result<Scheme, Signed> {
        let algorithm = AlgorithmIdentifier::parse(&self.info.signature_algorithm)
            .map_err(|_| Signed::Undecided(Undecided::UnknownAlgorithm))?;
        match (algorithm.identifier, hash) {
            // rsaEncryption leaves the hash to digestAlgorithm (RFC 3370 §3.2).
            (RSA_ENCRYPTION, _) if !algorithm.has_null_or_nothing() => {
                Err(Signed::Undecided(Undecided::Parameters("rsaEncryption")))
            }
            (RSA_ENCRYPTION, Hash::Sha2(hash)) => Ok(Scheme::RsaPkcs1(hash)),
            (RSA_ENCRYPTION, Hash::Sm3) => {
                Err(Signed::Undecided(Undecided::Algorithm("RSA with SM3")))
            }
            // Several PDF writers name the key instead of the algorithm; no other algorithm goes
            // with such a key and a hash of SHA-2.
            (EC_PUBLIC_KEY, Hash::Sha2(hash)) => {
                self.duty(checks, CmsDetail::KeyNamedAsAlgorithm);
                Ok(Scheme::Ecdsa(hash))
            }
            _ => {
                let bare = AlgorithmIdentifier {
                    parameters: None,
                    ..algorithm
                };
                match (Scheme::named(&algorithm), Scheme::named(&bare)) {
                    (Err(_), Ok(scheme @ Scheme::Ecdsa(_))) if algorithm.has_null_or_nothing() => {
                        let algorithm = scheme.name();
                        self.duty(checks, CmsDetail::ParametersForNothing { algorithm });
                        Ok(scheme)
                    }
                    (named, _) => named,
                }
            }
        }
    }

    fn duty(&self, checks: &mut Checks, detail: CmsDetail) {
        checks.duty(self.strict, Rule::CmsSignatureAlgorithm, CRYPTO, detail);
    }
}

fn conclude(checks: &mut Checks, signed: Signed, covered: &Covered<'_, '_>) {
    match signed {
        Signed::Yes { algorithm, .. } => {
            let detail = match covered {
                Covered::Attributes(_) => CmsDetail::SignatureMade { algorithm },
                Covered::Content(_) => CmsDetail::ContentSigned { algorithm },
                Covered::Digest(_) => CmsDetail::DigestSigned { algorithm },
            };
            checks.passed(RULE, detail);
        }
        Signed::No(mismatch) => checks.failed(RULE, SubIndication::SigCryptoFailure, mismatch),
        Signed::Refused(algorithm) => {
            checks.failed(RULE, CRYPTO, SignedDetail::Refused { algorithm });
        }
        Signed::KeyRefused(_) => checks.skipped(RULE, SignatureDetail::SignersKeyRefused),
        Signed::Undecided(undecided) => checks.indeterminate(RULE, CRYPTO, undecided),
    }
}
