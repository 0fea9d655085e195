//! The key encryption key (KEK): the e-service's RSA key that content keys come wrapped to.

use std::fmt;

use getrandom::SysRng;
use rsa::PrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Sizes of the modulus that are taken, in bits: iAM Smart's KEK is RSA-2048 (iAM Smart API,
/// content key); beyond 8192 an operation takes so long that it would be a way to stall a worker.
const MODULUS_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// The private half of the KEK.
///
/// RSAES-PKCS1-v1_5 (RFC 8017 §7.2) is what the gateway wraps with. `rsa` decodes it in constant
/// time and answers a wrong padding with a synthetic plaintext (draft-irtf-cfrg-rsa-guidance §7.2),
/// so a wrong padding shows only in that nothing opens with the key. The private operation is
/// blinded with the platform's random numbers. What remains is the arithmetic's own timing, which
/// that crate does not promise to be constant; where an attacker can time single callbacks
/// precisely, hold the key in a KMS or HSM and let that unwrap.
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

    /// The plaintext of a wrapped key, or what implicit rejection makes of a wrong padding;
    /// `None` for a ciphertext that has not the modulus's length or is not below it, both of which
    /// whoever sent it can see for himself.
    pub(super) fn unwrap_key(&self, wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0
            .pkcs1v15_decrypt_with_rng(&mut SysRng, wrapped)
            .ok()
            .map(Zeroizing::new)
    }

    fn checked(key: PrivateKey) -> Result<Self> {
        if !MODULUS_BITS.contains(&key.n().bit_width()) {
            return Err(invalid("an RSA key of 2048 to 8192 bits is wanted"));
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
