//! Checks of the signer's certificate and signature.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::Malformed;
use crate::pki::certificate::Certificate;
use crate::pki::cms::identifier::RSA_ENCRYPTION;
use crate::pki::cms::signing_certificate::{Naming, Version, naming};
use crate::pki::cms::{SignedAttributes, SignerInfo};
use crate::pki::signature::algorithm::Scheme;
use crate::pki::signature::hash::{Hash, Named, Sha2};
use crate::pki::signature::outcome::{Signed, Undecided};
use crate::pki::signature::sm2::Sm2Identifier;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::detail::SignatureDetail;

/// The signer of a message.
pub(super) struct Signer<'s, 'a> {
    pub(super) info: &'s SignerInfo<'a>,
    /// `None` if they are missing or invalid; the signature then has no signed data.
    pub(super) attributes: Option<&'s SignedAttributes<'a>>,
    pub(super) certificate: &'s Certificate<'a>,
    pub(super) sm2_identifier: &'s Sm2Identifier,
}

/// Finds the signer's certificate among the intermediates. Of several, prefers one that the signed
/// attributes identify too.
pub(super) fn find<'d, 'a>(
    intermediates: &'d [Certificate<'a>],
    info: &SignerInfo<'_>,
    attributes: Option<&SignedAttributes<'_>>,
) -> Option<&'d Certificate<'a>> {
    let mut found = None;
    for certificate in intermediates {
        if !info.identifier.names(certificate) {
            continue;
        }
        let naming = attributes.and_then(|a| naming(a, Version::V2, certificate));
        if found.is_none() || naming == Some(Ok(Naming::Same)) {
            found = Some(certificate);
        }
    }
    found
}

impl Signer<'_, '_> {
    pub(super) fn check(&self, checks: &mut Checks) {
        let subject = self.certificate.subject_text();
        checks.passed(Rule::CmsSigner, CmsDetail::OneSigner { subject });
        if let Some(attributes) = self.attributes {
            self.check_signing_certificate(checks, attributes);
        }
        self.check_signature(checks);
    }

    /// Checks that the signed attributes identify no other certificate (RFC 5035 §3, RFC 2634
    /// §5.4).
    fn check_signing_certificate(&self, checks: &mut Checks, attributes: &SignedAttributes<'_>) {
        const RULE: Rule = Rule::CmsSigningCertificate;
        let namings =
            [Version::V2, Version::V1].map(|version| naming(attributes, version, self.certificate));
        if let Some(Err(Malformed(reason))) = namings.iter().flatten().find(|n| n.is_err()) {
            let detail = CmsDetail::AttributeMalformed {
                attribute: "signingCertificate",
                reason,
            };
            return checks.failed(RULE, SubIndication::FormatFailure, detail);
        }
        let says = |naming| namings.contains(&Some(Ok(naming)));
        if says(Naming::Other) {
            checks.failed(
                RULE,
                SubIndication::SigCryptoFailure,
                CmsDetail::CertificateDiffers,
            );
        } else if says(Naming::Same) {
            checks.passed(RULE, CmsDetail::CertificateNamed);
        } else if says(Naming::Unknown) {
            checks.skipped(RULE, CmsDetail::CertificateNamedWeakly);
        } else {
            checks.skipped(RULE, CmsDetail::CertificateNotNamed);
        }
    }

    fn check_signature(&self, checks: &mut Checks) {
        const RULE: Rule = Rule::Signature;
        const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
        let Some(attributes) = self.attributes else {
            return checks.skipped(RULE, CmsDetail::NothingSigned);
        };
        let Some(hash) = self.hash() else {
            return checks.skipped(RULE, CmsDetail::HashNotUsed);
        };
        let signed = match self.scheme(hash) {
            // RFC 8933 §3.1: content and attributes use the same hash function; for Ed25519,
            // SHA-512 (RFC 8419 §3.1).
            Ok(scheme) if scheme.hash().unwrap_or(Hash::Sha2(Sha2::Sha512)) != hash => {
                return checks.failed(RULE, CRYPTO, CmsDetail::HashesDiffer);
            }
            Ok(scheme) => scheme.verify_by(
                self.certificate.public_key(),
                self.sm2_identifier,
                &attributes.signed_octets(),
                self.info.signature,
            ),
            Err(signed) => signed,
        };
        match signed {
            Signed::Yes { algorithm, .. } => {
                checks.passed(RULE, CmsDetail::SignatureMade { algorithm });
            }
            Signed::No(mismatch) => {
                checks.failed(RULE, SubIndication::SigCryptoFailure, mismatch);
            }
            Signed::Refused(algorithm) => {
                checks.failed(RULE, CRYPTO, SignedDetail::Refused { algorithm });
            }
            Signed::KeyRefused(_) => checks.skipped(RULE, SignatureDetail::SignersKeyRefused),
            Signed::Undecided(undecided) => checks.indeterminate(RULE, CRYPTO, undecided),
        }
    }

    /// Returns the signature's scheme. rsaEncryption leaves the hash to digestAlgorithm (RFC 3370
    /// §3.2).
    fn scheme(&self, hash: Hash) -> Result<Scheme, Signed> {
        let algorithm = AlgorithmIdentifier::parse(&self.info.signature_algorithm)
            .map_err(|_| Signed::Undecided(Undecided::UnknownAlgorithm))?;
        if algorithm.identifier == RSA_ENCRYPTION && algorithm.has_null_or_nothing() {
            return match hash {
                Hash::Sha2(hash) => Ok(Scheme::RsaPkcs1(hash)),
                Hash::Sm3 => Err(Signed::Undecided(Undecided::Algorithm("RSA with SM3"))),
            };
        }
        Scheme::named(&algorithm)
    }

    /// Returns the hash function of digestAlgorithm, if it is trusted.
    fn hash(&self) -> Option<Hash> {
        let algorithm = AlgorithmIdentifier::parse(&self.info.digest_algorithm).ok()?;
        match Hash::named(algorithm.identifier) {
            Named::Trusted(hash) => Some(hash),
            Named::Broken(_) | Named::Unknown => None,
        }
    }
}
