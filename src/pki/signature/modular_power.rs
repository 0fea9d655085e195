//! Powers modulo an odd number: what RSA does with a public key.

use alloc::vec::Vec;

use crate::pki::signature::montgomery::{Modulus, bits_below_highest, limbs, octets};

/// `base` to the power of `exponent` modulo `modulus`, big-endian and as long as the modulus.
///
/// `modulus` is odd, `base` less than it, and `exponent` at least 1; for others the answer means
/// nothing. The work is bounded by 64 + 64 multiplications of numbers as long as the modulus.
pub(crate) fn modular_power(base: &[u8], exponent: u64, modulus: &[u8]) -> Vec<u8> {
    let length = modulus.len();
    let modulus = Modulus::new(modulus);
    let mut plain = limbs(base);
    plain.resize(modulus.limbs.len(), 0);
    let mut base = plain.clone();
    modulus.multiply(&mut base, &plain, &modulus.radix_squared());
    let mut power = base.clone();
    let mut product = plain;
    for bit in bits_below_highest(exponent) {
        modulus.multiply(&mut product, &power, &power);
        if bit {
            modulus.multiply(&mut power, &product, &base);
        } else {
            power.copy_from_slice(&product);
        }
    }
    let mut one = vec![0; modulus.limbs.len()];
    if let Some(lowest) = one.first_mut() {
        *lowest = 1;
    }
    modulus.multiply(&mut product, &power, &one);
    let octets = octets(&product);
    octets[octets.len().saturating_sub(length)..].to_vec()
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use rsa::BoxedUint;
    use rsa::traits::PublicKeyParts as _;

    use crate::pki::signature::modular_power::modular_power;

    /// The same by the crate rsa.
    fn expected(base: &[u8], exponent: u64, modulus: &[u8]) -> Vec<u8> {
        let number = BoxedUint::from_be_slice_vartime;
        let key = rsa::PublicKey::new_unchecked(number(modulus), BoxedUint::from(exponent));
        let precision = key.n().bits_precision();
        let base = BoxedUint::from_be_slice(base, precision).unwrap();
        let power = rsa::hazmat::rsa_encrypt(&key, &base).unwrap().to_be_bytes();
        power[power.len() - modulus.len()..].to_vec()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Moduli of every length, not of whole limbs alone, with runs of ones and zeros.
        #[test]
        fn the_crate_rsa_agrees(
            mut modulus in vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], 2..140),
            highest in 1_u8..,
            mut base in vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], 140),
            below in any::<bool>(),
            exponent in prop_oneof![1_u64..20, Just(65537), 1_u64..1 << 33],
        ) {
            modulus[0] = highest;
            *modulus.last_mut().unwrap() |= 1;
            base.truncate(modulus.len());
            if base >= modulus {
                base[0] = if below { 0 } else { highest - 1 };
            }
            prop_assert_eq!(
                modular_power(&base, exponent, &modulus),
                expected(&base, exponent, &modulus)
            );
        }
    }
}
