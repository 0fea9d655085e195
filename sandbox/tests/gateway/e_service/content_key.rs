//! The content key, and envelopes under it.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};

use super::service::EService;
use super::values::{base64, from_base64, random};

/// A content key.
pub(crate) struct Key(pub(crate) [u8; 32]);

impl EService {
    pub(crate) async fn content_key(&self) -> Key {
        let answer = self.send(&self.call("/security/getKey", "")).await;
        assert_eq!(answer["code"], "D00000");
        self.unwrap(answer["content"]["secretKey"].as_str().unwrap())
    }

    pub(crate) fn unwrap(&self, secret_key: &str) -> Key {
        let plain = self.try_unwrap(secret_key).unwrap();
        Key(plain.try_into().unwrap())
    }

    /// Unwraps a key of any length.
    pub(crate) fn try_unwrap(&self, secret_key: &str) -> Option<Vec<u8>> {
        let pem = self.server.text("keyEncryptionKey");
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let kek = PrivateDecryptingKey::from_pkcs8(&from_base64(&der)).unwrap();
        let kek = Pkcs1PrivateDecryptingKey::new(kek).unwrap();
        let mut plain = vec![0; kek.min_output_size()];
        let wrapped = from_base64(secret_key);
        let plain = kek.decrypt(&wrapped, &mut plain).ok()?;
        Some(plain.to_vec())
    }
}

impl Key {
    fn cipher(&self) -> LessSafeKey {
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).unwrap())
    }

    pub(crate) fn seal(&self, plaintext: &[u8]) -> String {
        let iv: [u8; 12] = random();
        let mut sealed = plaintext.to_vec();
        self.cipher()
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .unwrap();
        base64(&[&[0, 0, 0, 12], &iv[..], &sealed].concat())
    }

    pub(crate) fn open(&self, envelope: &str) -> Vec<u8> {
        self.open_bytes(&from_base64(envelope))
    }

    /// True if the envelope is under this key.
    pub(crate) fn opens(&self, envelope: &str) -> bool {
        let envelope = from_base64(envelope);
        let iv = envelope[4..16].try_into().unwrap();
        let mut sealed = envelope[16..].to_vec();
        self.cipher()
            .open_in_place(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .is_ok()
    }

    pub(crate) fn open_bytes(&self, envelope: &[u8]) -> Vec<u8> {
        assert_eq!(envelope[..4], [0, 0, 0, 12]);
        let iv = envelope[4..16].try_into().unwrap();
        let mut sealed = envelope[16..].to_vec();
        self.cipher()
            .open_in_place(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .unwrap()
            .to_vec()
    }
}
