//! Keys that rcgen signs certificates and CRLs with.

use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize};
use rcgen::{SignatureAlgorithm, SigningKey};

use super::sm2_identifiers::with_sm2_identifiers;
use crate::protocol::signature::KeyKind;
use crate::protocol::sm2::Sm2Key;
use crate::state_directory::StateDirectory;

/// A key of a CA, an OCSP responder or a person.
pub(super) enum Key {
    Rsa(KeyPair),
    Sm2(Sm2Key),
}

impl Key {
    /// Loads the key stored under `name`, or generates and stores one.
    pub(super) fn open(
        directory: &StateDirectory,
        name: &str,
        kind: KeyKind,
    ) -> Result<Self, String> {
        match kind {
            KeyKind::Rsa => rsa_key(directory, name).map(Self::Rsa),
            KeyKind::Sm2 => sm2_key(directory, name).map(Self::Sm2),
        }
    }
}

impl PublicKeyData for Key {
    fn subject_public_key_info(&self) -> Vec<u8> {
        match self {
            Self::Rsa(key) => key.subject_public_key_info(),
            Self::Sm2(key) => key.subject_public_key_info(),
        }
    }

    fn der_bytes(&self) -> &[u8] {
        match self {
            Self::Rsa(key) => key.der_bytes(),
            Self::Sm2(key) => key.public_key(),
        }
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self {
            Self::Rsa(key) => key.algorithm(),
            Self::Sm2(_) => &PKCS_ECDSA_P256_SHA256,
        }
    }
}

impl SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let message = with_sm2_identifiers(message);
        match self {
            Self::Rsa(key) => key.sign(&message),
            Self::Sm2(key) => Ok(key.sign(&message)),
        }
    }
}

/// Loads an RSA-2048 key, or generates one with aws-lc-rs and stores it.
pub(crate) fn rsa_key(directory: &StateDirectory, name: &str) -> Result<KeyPair, String> {
    let text = directory.read_or(name, || {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)
            .map(|key| key.serialize_pem())
            .map_err(|error| format!("cannot make an RSA key: {error}"))
    })?;
    KeyPair::from_pem_and_sign_algo(&text, &PKCS_RSA_SHA256)
        .map_err(|error| format!("the key {name} cannot be read: {error}"))
}

fn sm2_key(directory: &StateDirectory, name: &str) -> Result<Sm2Key, String> {
    let text = directory.read_or(name, || {
        let key = pem::Pem::new("PRIVATE KEY", Sm2Key::generate().to_pkcs8());
        Ok(pem::encode(&key))
    })?;
    pem::parse(text)
        .ok()
        .and_then(|pem| Sm2Key::from_pkcs8(pem.contents()))
        .ok_or_else(|| format!("the key {name} cannot be read"))
}
