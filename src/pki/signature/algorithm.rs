//! Signature algorithms in certificates, CRLs, OCSP responses and CMS.

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::oid::IdentifierCopy;
use crate::pki::signature::hash::{Hash, Sha2};
use crate::pki::signature::outcome::{Signed, Undecided};
use crate::pki::signature::pss;
use crate::pki::signature::pss::{MaskHash, PssParameters};

/// A supported signature algorithm with its parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    RsaPkcs1(Sha2),
    /// RSASSA-PSS (RFC 8017 §8.1).
    RsaPss(PssParameters),
    /// ECDSA (FIPS 186-5 §6).
    Ecdsa(Sha2),
    /// Ed25519 (RFC 8032 §5.1), which signs the message itself.
    Ed25519,
    /// SM2 with SM3 (GB/T 32918.2-2016), which signs the digest of the signer's identifier and key
    /// and of the message.
    Sm2,
}

/// 1.2.840.113549.1.1 (RFC 8017 Appendix C), without the last arc.
const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];

/// ecdsa-with-SHA2, 1.2.840.10045.4.3 (RFC 5758 §3.2), without the last arc.
const ECDSA_WITH_SHA2: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];

/// id-Ed25519, 1.3.101.112 (RFC 8410 §3).
pub(crate) const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// id-RSASSA-PSS, 1.2.840.113549.1.1.10 (RFC 4055 §3).
pub(crate) const RSASSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];

/// SM2 with SM3, 1.2.156.10197.1.501 (GM/T 0006-2012).
const SM2_WITH_SM3: &[u8] = &[0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75];

/// Algorithms over hashes with known collisions (RFC 6194, RFC 6151, RFC 6150, RFC 6149): a
/// signature over one certificate may also fit another.
const BROKEN: &[(&[u8], &str)] = &[
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 2],
        "md2WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 3],
        "md4WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4],
        "md5WithRSAEncryption",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5],
        "sha1WithRSAEncryption",
    ),
    (&[0x2b, 0x0e, 3, 2, 3], "md5WithRSA"),
    (&[0x2b, 0x0e, 3, 2, 29], "sha1WithRSASignature"),
    (&[0x2b, 0x0e, 3, 2, 27], "dsaWithSHA1"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3], "dsa-with-sha1"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], "ecdsa-with-SHA1"),
];

impl Scheme {
    /// Returns the algorithm of an AlgorithmIdentifier.
    ///
    /// # Errors
    /// [`Signed::Refused`] and [`Signed::Undecided`], which do not depend on the key or the signed
    /// data.
    pub fn named(algorithm: &AlgorithmIdentifier<'_>) -> Result<Self, Signed> {
        let identifier = algorithm.identifier;
        if identifier == RSASSA_PSS {
            return pss::parse(algorithm.parameters).map(Self::RsaPss);
        }
        let scheme = match identifier.split_last() {
            Some((11, PKCS1)) => Self::RsaPkcs1(Sha2::Sha256),
            Some((12, PKCS1)) => Self::RsaPkcs1(Sha2::Sha384),
            Some((13, PKCS1)) => Self::RsaPkcs1(Sha2::Sha512),
            Some((2, ECDSA_WITH_SHA2)) => Self::Ecdsa(Sha2::Sha256),
            Some((3, ECDSA_WITH_SHA2)) => Self::Ecdsa(Sha2::Sha384),
            Some((4, ECDSA_WITH_SHA2)) => Self::Ecdsa(Sha2::Sha512),
            _ if identifier == ED25519 => Self::Ed25519,
            _ if identifier == SM2_WITH_SM3 => Self::Sm2,
            _ => return Err(name_of(identifier)),
        };
        let has_its_parameters = match scheme {
            Self::RsaPkcs1(_) | Self::RsaPss(_) => algorithm.has_null_or_nothing(),
            // RFC 5758 §3.2 and RFC 8410 §3: absent; OpenSSL and Bouncy Castle omit them for SM2
            // too.
            Self::Ecdsa(_) | Self::Ed25519 | Self::Sm2 => algorithm.parameters.is_none(),
        };
        if has_its_parameters {
            Ok(scheme)
        } else {
            Err(Signed::Undecided(Undecided::Parameters(scheme.name())))
        }
    }

    /// Returns the hash function; `None` for Ed25519, which signs the message itself. SM2 hashes
    /// more than the message.
    #[must_use]
    pub const fn hash(self) -> Option<Hash> {
        match self {
            Self::RsaPkcs1(hash) | Self::Ecdsa(hash) => Some(Hash::Sha2(hash)),
            Self::RsaPss(parameters) => Some(Hash::Sha2(parameters.hash)),
            Self::Ed25519 => None,
            Self::Sm2 => Some(Hash::Sm3),
        }
    }

    /// Returns the algorithm's name: that of its object identifier, for RSASSA-PSS with the hash,
    /// and with that of the mask if it is another.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RsaPkcs1(Sha2::Sha256) => "sha256WithRSAEncryption",
            Self::RsaPkcs1(Sha2::Sha384) => "sha384WithRSAEncryption",
            Self::RsaPkcs1(Sha2::Sha512) => "sha512WithRSAEncryption",
            Self::RsaPss(parameters) => name_of_pss(parameters.hash, parameters.mask_hash),
            Self::Ecdsa(Sha2::Sha256) => "ecdsa-with-SHA256",
            Self::Ecdsa(Sha2::Sha384) => "ecdsa-with-SHA384",
            Self::Ecdsa(Sha2::Sha512) => "ecdsa-with-SHA512",
            Self::Ed25519 => "Ed25519",
            Self::Sm2 => "SM2-with-SM3",
        }
    }
}

const fn name_of_pss(hash: Sha2, mask_hash: MaskHash) -> &'static str {
    use Sha2::{Sha256, Sha384, Sha512};
    match (hash, mask_hash) {
        (Sha256, MaskHash::Sha2(Sha256)) => "RSASSA-PSS with SHA-256",
        (Sha384, MaskHash::Sha2(Sha384)) => "RSASSA-PSS with SHA-384",
        (Sha512, MaskHash::Sha2(Sha512)) => "RSASSA-PSS with SHA-512",
        (Sha256, MaskHash::Sha1) => "RSASSA-PSS with SHA-256, masked by SHA-1",
        (Sha256, MaskHash::Sha2(Sha384)) => "RSASSA-PSS with SHA-256, masked by SHA-384",
        (Sha256, MaskHash::Sha2(Sha512)) => "RSASSA-PSS with SHA-256, masked by SHA-512",
        (Sha384, MaskHash::Sha1) => "RSASSA-PSS with SHA-384, masked by SHA-1",
        (Sha384, MaskHash::Sha2(Sha256)) => "RSASSA-PSS with SHA-384, masked by SHA-256",
        (Sha384, MaskHash::Sha2(Sha512)) => "RSASSA-PSS with SHA-384, masked by SHA-512",
        (Sha512, MaskHash::Sha1) => "RSASSA-PSS with SHA-512, masked by SHA-1",
        (Sha512, MaskHash::Sha2(Sha256)) => "RSASSA-PSS with SHA-512, masked by SHA-256",
        (Sha512, MaskHash::Sha2(Sha384)) => "RSASSA-PSS with SHA-512, masked by SHA-384",
    }
}

/// Returns the result for an algorithm that is no [`Scheme`].
fn name_of(identifier: &[u8]) -> Signed {
    match BROKEN.iter().find(|(octets, _)| *octets == identifier) {
        Some((_, name)) => Signed::Refused(name),
        None => Signed::Undecided(Undecided::OtherAlgorithm(IdentifierCopy::of(identifier))),
    }
}
