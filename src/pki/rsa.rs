//! RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2), by comparison of the whole encoded message.
//!
//! What the signature turns into under the public key is never parsed: the message that must stand
//! there is built, and the two are compared. Every parser of that message that was lenient has been
//! forged against.

use rsa::BoxedUint;
use rsa::hazmat::rsa_encrypt;
use rsa::traits::PublicKeyParts as _;

use super::public_key::{MAX_MODULUS_BITS, MIN_MODULUS_BITS};

/// DER of `DigestInfo` for SHA-256 up to the digest itself (RFC 8017 §9.2, note 1).
pub(crate) const SHA256_INFO: &[u8] = &[
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// The same where the algorithm identifier leaves out its NULL, which RFC 8017 Appendix A.2.4 has
/// verifiers accept.
pub(crate) const SHA256_INFO_WITHOUT_NULL: &[u8] = &[
    0x30, 0x2f, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x04,
    0x20,
];

/// An RSA public key that passed the rules of [`public_key`](super::public_key).
#[derive(Clone, Debug)]
pub struct RsaPublicKey(rsa::PublicKey);

/// Why a signature cannot be one of a key, whatever was signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotASignature {
    /// It has not as many octets as the modulus (RFC 8017 §8.2.2, step 1).
    Length {
        /// Octets of the modulus.
        expected: usize,
        /// Octets of the signature.
        actual: usize,
    },
    /// It is not less than the modulus (RFC 8017 §5.2.2, step 1).
    OutOfRange,
}

impl NotASignature {
    /// The reason as a full sentence.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Length { expected, actual } => format!(
                "The signature has {actual} bytes, and one of this key has {expected} (RFC 8017 \
                 §8.2.2)."
            ),
            Self::OutOfRange => "The signature is a number beyond the key's modulus (RFC 8017 \
                                 §5.2.2)."
                .to_owned(),
        }
    }
}

/// What a signature turns into under its public key: the encoded message that its maker signed.
#[derive(Clone, Debug)]
pub struct Opened(Vec<u8>);

impl RsaPublicKey {
    /// From modulus (big-endian) and exponent; `None` where they do not make a key.
    pub(super) fn new(modulus: &[u8], exponent: u64) -> Option<Self> {
        let modulus = BoxedUint::from_be_slice_vartime(modulus);
        let sizes = MIN_MODULUS_BITS..=MAX_MODULUS_BITS;
        rsa::PublicKey::new_with_size_limits(modulus, BoxedUint::from(exponent), sizes)
            .ok()
            .map(Self)
    }

    /// RSAVP1 (RFC 8017 §5.2.2).
    ///
    /// # Errors
    /// [`NotASignature`].
    pub fn open(&self, signature: &[u8]) -> Result<Opened, NotASignature> {
        let expected = self.0.size();
        if signature.len() != expected {
            return Err(NotASignature::Length {
                expected,
                actual: signature.len(),
            });
        }
        let precision = self.0.n().bits_precision();
        let representative = BoxedUint::from_be_slice(signature, precision)
            .map_err(|_| NotASignature::OutOfRange)?;
        if representative >= **self.0.n() {
            return Err(NotASignature::OutOfRange);
        }
        let message =
            rsa_encrypt(&self.0, &representative).map_err(|_| NotASignature::OutOfRange)?;
        let octets = message.to_be_bytes();
        // The number's limbs may be longer than the modulus; what is above it is zero.
        Ok(Opened(
            octets[octets.len().saturating_sub(expected)..].to_vec(),
        ))
    }
}

impl Opened {
    /// Whether it is `00 01 ff … ff 00 info digest`, padded to the modulus' length (RFC 8017 §9.2).
    #[must_use]
    pub fn is(&self, info: &[u8], digest: &[u8]) -> bool {
        // RFC 8017 §9.2, step 4: at least eight octets of padding, which a modulus of 2048 bits or
        // more always leaves room for.
        const FEWEST_PADDING_OCTETS: usize = 8;
        let fixed = 3 + info.len() + digest.len();
        let Some(padding) = self.0.len().checked_sub(fixed) else {
            return false;
        };
        if padding < FEWEST_PADDING_OCTETS {
            return false;
        }
        let padding = vec![0xff; padding];
        let expected = [&[0x00, 0x01], &padding[..], &[0x00], info, digest].concat();
        expected == self.0
    }
}
