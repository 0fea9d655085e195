//! What an iAM Smart-Cert's key signs.

use aws_lc_rs::digest::{Digest, SHA256};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;

/// `sigAlgo` (iAM Smart API, §4). The reference has SM2 too, which is refused here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SignatureAlgorithm {
    /// The bytes of hashCode are data: SHA-256 is applied to them again. The default.
    Sha256WithRsa,
    /// The bytes of hashCode are the digest, put into a `DigestInfo` (RFC 8017 §9.2). Whether the
    /// real gateway adds the `DigestInfo` is unconfirmed.
    NoneWithRsa,
}

impl SignatureAlgorithm {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "SHA256withRSA" => Some(Self::Sha256WithRsa),
            "NONEwithRSA" => Some(Self::NoneWithRsa),
            _ => None,
        }
    }

    /// RSASSA-PKCS1-v1_5 over `hash`, the 32 bytes of hashCode.
    pub(crate) fn sign(self, key: &KeyPair, hash: &[u8; 32]) -> Option<Vec<u8>> {
        let mut signature = vec![0; key.public_modulus_len()];
        match self {
            Self::Sha256WithRsa => {
                let random = SystemRandom::new();
                key.sign(&RSA_PKCS1_SHA256, &random, hash, &mut signature)
            }
            Self::NoneWithRsa => Digest::import_less_safe(hash, &SHA256)
                .and_then(|digest| key.sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature)),
        }
        .ok()?;
        Some(signature)
    }
}

#[cfg(test)]
mod tests {
    use super::SignatureAlgorithm;
    use crate::protocol::from_base64;
    use crate::protocol::tests::vectors;
    use aws_lc_rs::rsa::KeyPair;

    #[test]
    fn signs_as_node_does() {
        let vector = &vectors()["signature"];
        let bytes = |name: &str| from_base64(vector[name].as_str().unwrap()).unwrap();
        let key = KeyPair::from_pkcs8(&bytes("key")).unwrap();
        let hash = bytes("hash").try_into().unwrap();
        for name in ["SHA256withRSA", "NONEwithRSA"] {
            let algorithm = SignatureAlgorithm::from_name(name).unwrap();
            assert_eq!(algorithm.sign(&key, &hash).unwrap(), bytes(name), "{name}");
        }
        assert_eq!(SignatureAlgorithm::from_name("SM3withSM2"), None);
    }
}
