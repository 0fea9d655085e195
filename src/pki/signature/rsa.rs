//! RSA signatures (RFC 8017 §8), verified by comparing the whole encoded message.
//!
//! The encoded message of an RSASSA-PKCS1-v1_5 signature is never parsed. Verification builds the
//! expected message and compares the two, because lenient parsers of the message have allowed
//! forgeries.

use alloc::vec::Vec;

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};

use crate::pki::signature::hash::Sha2;
use crate::pki::signature::outcome::Mismatch;
use crate::pki::signature::pss::PssParameters;

/// Prefix of a signed SHA-256 digest.
pub(crate) const SHA256_INFO: &[u8] = Sha2::Sha256.digest_info();

/// The same prefix without the NULL.
pub(crate) const SHA256_INFO_WITHOUT_NULL: &[u8] = Sha2::Sha256.digest_info_without_null();

/// An RSA public key that passed the rules of [`rsa_key`](crate::pki::signature::rsa_key).
#[derive(Clone, Copy, Debug)]
pub struct RsaPublicKey<'a> {
    /// The modulus, big-endian, without leading zeros.
    pub(crate) modulus: &'a [u8],
    pub(crate) modulus_bits: usize,
    pub(crate) exponent: u64,
}

/// The encoded message that RSAVP1 recovers from a signature.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The encoded message, as long as the modulus.
    message: Vec<u8>,
    modulus_bits: usize,
}

impl RsaPublicKey<'_> {
    /// Recovers the encoded message from a signature by RSAVP1 (RFC 8017 §5.2.2).
    ///
    /// # Errors
    /// [`Mismatch::Length`] and [`Mismatch::OutOfRange`].
    pub fn open(&self, signature: &[u8]) -> Result<Opened, Mismatch> {
        let expected = self.modulus.len();
        if signature.len() != expected {
            return Err(Mismatch::Length {
                expected,
                actual: signature.len(),
            });
        }
        if signature >= self.modulus {
            return Err(Mismatch::OutOfRange);
        }
        Ok(Opened {
            // Every key that passed the rules is odd.
            message: self.power(signature).ok_or(Mismatch::Value)?,
            modulus_bits: self.modulus_bits,
        })
    }

    /// Returns `signature` to the power of the exponent modulo the modulus, as long as the modulus;
    /// `None` for an even modulus.
    ///
    /// Variable-time arithmetic suffices, because all inputs are public, and takes half the time of
    /// the constant-time `rsa::hazmat`.
    fn power(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let modulus = BoxedUint::from_be_slice_vartime(self.modulus);
        let parameters = BoxedMontyParams::new_vartime(Odd::new(modulus).into_option()?);
        let base = BoxedUint::from_be_slice_vartime(signature);
        let base = BoxedMontyForm::new(base, &parameters);
        let mut power = base.clone();
        for bit in (0..self.exponent.ilog2()).rev() {
            power = power.square();
            if self.exponent >> bit & 1 == 1 {
                power *= &base;
            }
        }
        let octets = power.retrieve().to_be_bytes();
        let start = octets.len().checked_sub(self.modulus.len())?;
        octets.get(start..).map(<[u8]>::to_vec)
    }
}

impl Opened {
    /// Returns true if the message is `00 01 ff … ff 00 info digest`, padded to the modulus' length
    /// (RFC 8017 §9.2).
    #[must_use]
    pub fn is(&self, info: &[u8], digest: &[u8]) -> bool {
        // RFC 8017 §9.2, step 4: at least eight octets of padding, for which a modulus of 2048 bits
        // or more always has room.
        const FEWEST_PADDING_OCTETS: usize = 8;
        let fixed = 3 + info.len() + digest.len();
        let Some(padding) = self.message.len().checked_sub(fixed) else {
            return false;
        };
        if padding < FEWEST_PADDING_OCTETS {
            return false;
        }
        let padding = vec![0xff; padding];
        let expected = [&[0x00, 0x01], &padding[..], &[0x00], info, digest].concat();
        expected == self.message
    }

    /// Returns true if the message is a valid RSASSA-PSS encoding of `digest` (RFC 8017 §9.1.2).
    #[must_use]
    pub fn is_pss(&self, parameters: PssParameters, digest: &[u8]) -> bool {
        parameters.hold(&self.message, self.modulus_bits, digest)
    }
}
