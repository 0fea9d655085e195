//! Signatures with the key of an iAM Smart-Cert.

use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;

use super::sm2::Sm2Key;

/// Kind of a certificate's key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum KeyKind {
    /// RSA-2048.
    Rsa,
    Sm2,
}

/// `sigAlgo` (iAM Smart API, §4; RSA with high, SM2 with medium confidence).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SignatureAlgorithm {
    /// Signs the bytes of hashCode as data, so SHA-256 is applied again. The default.
    Sha256WithRsa,
    /// Takes the bytes of hashCode as a SHA-256 digest, in a `DigestInfo` (RFC 8017 §9.2). Whether
    /// the real gateway adds the `DigestInfo` is unconfirmed.
    NoneWithRsa,
    /// Signs the bytes of hashCode as data: SM3(ZA ‖ hashCode).
    Sm3WithSm2,
    /// Takes the bytes of hashCode as an SM3 digest.
    NoneWithSm2,
}

/// A person's private key.
pub(crate) enum PersonKey {
    Rsa(KeyPair),
    Sm2(Sm2Key),
}

/// A person's private key and its certificates, DER.
pub(crate) struct Signer {
    pub(crate) key: PersonKey,
    /// The iAM Smart-Cert.
    pub(crate) certificate: Vec<u8>,
    /// A TLS server's certificate from the same CA. It is for the same key, so that nothing but its
    /// purposes is wrong.
    pub(crate) server_certificate: Vec<u8>,
}

impl SignatureAlgorithm {
    const ALL: [Self; 4] = [
        Self::Sha256WithRsa,
        Self::NoneWithRsa,
        Self::Sm3WithSm2,
        Self::NoneWithSm2,
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
            Self::Sm3WithSm2 => "SM3withSM2",
            Self::NoneWithSm2 => "NONEwithSM2",
        }
    }

    pub(crate) fn key_kind(self) -> KeyKind {
        match self {
            Self::Sha256WithRsa | Self::NoneWithRsa => KeyKind::Rsa,
            Self::Sm3WithSm2 | Self::NoneWithSm2 => KeyKind::Sm2,
        }
    }
}

impl PersonKey {
    /// Signs the 32 bytes of hashCode: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) or SM2, DER. `None` if the
    /// algorithm does not fit the key.
    pub(crate) fn sign(&self, algorithm: SignatureAlgorithm, hash: &[u8; 32]) -> Option<Vec<u8>> {
        match (self, algorithm) {
            (Self::Rsa(key), SignatureAlgorithm::Sha256WithRsa) => sign_rsa(key, hash),
            (Self::Rsa(key), SignatureAlgorithm::NoneWithRsa) => {
                let digest = Digest::import_less_safe(hash, &SHA256).ok()?;
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature)
                    .ok()?;
                Some(signature)
            }
            (Self::Sm2(key), SignatureAlgorithm::Sm3WithSm2) => Some(key.sign(hash)),
            (Self::Sm2(key), SignatureAlgorithm::NoneWithSm2) => Some(key.sign_digest(hash)),
            _ => None,
        }
    }
}

/// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2).
pub(super) fn sign_rsa(key: &KeyPair, message: &[u8]) -> Option<Vec<u8>> {
    let mut signature = vec![0; key.public_modulus_len()];
    let random = SystemRandom::new();
    key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)
        .ok()?;
    Some(signature)
}

#[cfg(test)]
mod tests {
    use super::{PersonKey, SignatureAlgorithm};
    use crate::protocol::from_base64;
    use crate::protocol::sm2::Sm2Key;
    use crate::protocol::tests::vectors;
    use aws_lc_rs::rsa::KeyPair;

    #[test]
    fn signs_as_node_does() {
        let vector = &vectors()["signature"];
        let bytes = |name: &str| from_base64(vector[name].as_str().unwrap()).unwrap();
        let key = PersonKey::Rsa(KeyPair::from_pkcs8(&bytes("key")).unwrap());
        let hash = bytes("hash").try_into().unwrap();
        for name in ["SHA256withRSA", "NONEwithRSA"] {
            let algorithm = SignatureAlgorithm::from_name(name).unwrap();
            assert_eq!(key.sign(algorithm, &hash).unwrap(), bytes(name), "{name}");
        }
        assert_eq!(SignatureAlgorithm::from_name("SHA1withRSA"), None);
    }

    /// The integration tests verify the signatures with the openssl command.
    #[test]
    fn a_key_signs_with_its_own_algorithms_only() {
        let hash = [7; 32];
        let vector = &vectors()["signature"]["key"];
        let rsa = KeyPair::from_pkcs8(&from_base64(vector.as_str().unwrap()).unwrap()).unwrap();
        for key in [PersonKey::Rsa(rsa), PersonKey::Sm2(Sm2Key::generate())] {
            let is_sm2 = matches!(key, PersonKey::Sm2(_));
            for algorithm in SignatureAlgorithm::ALL {
                let is_of_key = algorithm.name().ends_with("SM2") == is_sm2;
                assert_eq!(key.sign(algorithm, &hash).is_some(), is_of_key);
            }
        }
    }
}
