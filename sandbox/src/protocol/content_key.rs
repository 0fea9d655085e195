//! The content encryption key (CEK), its wrapping with the service's key encryption key (KEK), and
//! the envelope of request and response contents (iAM Smart API, §2; high confidence).

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};

use super::{base64, from_base64, random};

/// Start of every envelope: the length of its IV, 12, as four bytes.
const PREFIX: [u8; 4] = [0, 0, 0, 12];
const TAG_LENGTH: usize = 16;

/// An AES-256-GCM key, 32 random bytes.
pub(crate) struct ContentKey {
    bytes: [u8; 32],
    cipher: LessSafeKey,
}

impl ContentKey {
    pub(crate) fn generate() -> Self {
        Self::from_bytes(random::bytes())
    }

    fn from_bytes(bytes: [u8; 32]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, &bytes).expect("32 bytes are an AES-256 key");
        Self {
            bytes,
            cipher: LessSafeKey::new(key),
        }
    }

    /// The key itself, for a log that opens what it shows.
    pub(crate) fn to_base64(&self) -> String {
        base64(&self.bytes)
    }

    /// `secretKey`: the key encrypted with RSAES-PKCS1-v1_5 (RFC 8017 §7.2), in Base64.
    pub(crate) fn wrap(&self, kek: &PublicEncryptingKey) -> Option<String> {
        wrap(kek, &self.bytes)
    }

    /// Like [`Self::wrap`], but encrypts the key's Base64, 44 characters, as in callbacks of one
    /// sandbox (iAM Smart API, §2; medium confidence).
    pub(crate) fn wrap_as_text(&self, kek: &PublicEncryptingKey) -> Option<String> {
        wrap(kek, base64(&self.bytes).as_bytes())
    }

    /// Encrypts to Base64 of `00 00 00 0C`, IV, ciphertext and tag.
    pub(crate) fn seal(&self, plaintext: &[u8]) -> Option<String> {
        let iv: [u8; NONCE_LEN] = random::bytes();
        let mut sealed = plaintext.to_vec();
        let nonce = Nonce::assume_unique_for_key(iv);
        self.cipher
            .seal_in_place_append_tag(nonce, Aad::empty(), &mut sealed)
            .ok()?;
        Some(base64(&[&PREFIX[..], &iv, &sealed].concat()))
    }

    /// Decrypts an envelope; `None` if it is malformed or under another key.
    pub(crate) fn open(&self, envelope: &str) -> Option<Vec<u8>> {
        let envelope = from_base64(envelope)?;
        let rest = envelope.strip_prefix(&PREFIX)?;
        let (iv, sealed) = rest.split_first_chunk::<NONCE_LEN>()?;
        if sealed.len() < TAG_LENGTH {
            return None;
        }
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*iv);
        let plaintext = self
            .cipher
            .open_in_place(nonce, Aad::empty(), &mut sealed)
            .ok()?;
        Some(plaintext.to_vec())
    }
}

fn wrap(kek: &PublicEncryptingKey, plain: &[u8]) -> Option<String> {
    let kek = Pkcs1PublicEncryptingKey::new(kek.clone()).ok()?;
    let mut wrapped = vec![0; kek.ciphertext_size()];
    let wrapped = kek.encrypt(plain, &mut wrapped).ok()?;
    Some(base64(wrapped))
}

#[cfg(test)]
mod tests {
    use super::ContentKey;
    use crate::protocol::tests::vectors;
    use crate::protocol::{base64, from_base64};
    use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};

    #[test]
    fn opens_what_node_sealed_and_nothing_else() {
        let vector = &vectors()["envelope"];
        let text = |name: &str| vector[name].as_str().unwrap();
        let key = ContentKey::from_bytes(from_base64(text("key")).unwrap().try_into().unwrap());
        assert_eq!(
            key.open(text("content")).unwrap(),
            text("plaintext").as_bytes()
        );

        let whole = from_base64(text("content")).unwrap();
        for length in 0..whole.len() {
            assert_eq!(key.open(&base64(&whole[..length])), None, "{length} bytes");
        }
        for position in 0..whole.len() {
            let mut changed = whole.clone();
            changed[position] ^= 1;
            assert_eq!(key.open(&base64(&changed)), None, "byte {position}");
        }
        assert_eq!(ContentKey::generate().open(text("content")), None);
        assert_eq!(key.open(&key.seal(b"").unwrap()).unwrap(), b"");
    }

    /// PKCS#1 v1.5 encryption is randomised, so the test decrypts. The integration tests decrypt
    /// with the openssl command.
    #[test]
    fn wraps_32_raw_bytes() {
        let private = PrivateDecryptingKey::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let key = ContentKey::generate();
        let wrapped = from_base64(&key.wrap(&private.public_key()).unwrap()).unwrap();
        assert_eq!(wrapped.len(), 256);
        let private = Pkcs1PrivateDecryptingKey::new(private).unwrap();
        let mut plain = vec![0; private.min_output_size()];
        assert_eq!(private.decrypt(&wrapped, &mut plain).unwrap(), key.bytes);
    }
}
