//! The key encryption key (KEK): the e-service's RSA key that wraps content keys.

use std::fmt;

use getrandom::SysRng;
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Accepted modulus sizes in bits. iAM Smart's KEK is RSA-2048 (iAM Smart API, content key); above
/// 8192, an operation takes long enough to stall a worker.
const MODULUS_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// The private key of the KEK.
///
/// The gateway wraps with RSAES-PKCS1-v1_5 (RFC 8017 §7.2). The `rsa` crate decodes it in constant
/// time and returns a synthetic plaintext for an invalid padding (draft-irtf-cfrg-rsa-guidance
/// §7.2), so that an invalid padding shows only as a key that decrypts nothing. The private
/// operation is blinded with random numbers of the platform. The crate does not guarantee
/// constant-time arithmetic; if an attacker can time single callbacks precisely, keep the key in a
/// KMS or HSM and unwrap there.
pub struct KeyEncryptionKey(PrivateKey);

impl KeyEncryptionKey {
    /// Parses a PKCS#8 key (RFC 5958) in PEM (RFC 7468 §10).
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`].
    pub fn from_pem(pem: &str) -> Result<Self> {
        if pem.contains("-----BEGIN RSA PRIVATE KEY-----") {
            return Err(invalid(
                "it is a PKCS#1 key; convert it with 'openssl pkcs8 -topk8 -nocrypt'",
            ));
        }
        if pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") {
            return Err(invalid("it is encrypted; decrypt it with 'openssl pkcs8'"));
        }
        let key = PrivateKey::from_pkcs8_pem(pem.trim())
            .map_err(|_| invalid("it is not an RSA private key in PKCS#8 PEM"))?;
        Self::checked(key)
    }

    /// Parses a PKCS#8 key (RFC 5958) in DER.
    ///
    /// # Errors
    /// [`Error::KeyEncryptionKeyInvalid`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let key = PrivateKey::from_pkcs8_der(der)
            .map_err(|_| invalid("it is not an RSA private key in PKCS#8 DER"))?;
        Self::checked(key)
    }

    /// Unwraps a key; an invalid padding gives a synthetic plaintext (implicit rejection). `None`
    /// for a ciphertext that has not the modulus's length or is not below the modulus, neither of
    /// which is a secret from its sender.
    pub(super) fn unwrap_key(&self, wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0
            .pkcs1v15_decrypt_with_rng(&mut SysRng, wrapped)
            .ok()
            .map(Zeroizing::new)
    }

    fn checked(key: PrivateKey) -> Result<Self> {
        if !MODULUS_BITS.contains(&key.n().bit_width()) {
            return Err(invalid("it must be an RSA key of 2048 to 8192 bits"));
        }
        Ok(Self(key))
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyEncryptionKey(…)")
    }
}

fn invalid(reason: &str) -> Error {
    Error::KeyEncryptionKeyInvalid {
        reason: reason.to_owned(),
    }
}
