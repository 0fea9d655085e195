//! Powers modulo an odd number, by Montgomery's method (Montgomery 1985; Menezes, van Oorschot and
//! Vanstone, Handbook of Applied Cryptography, §14.3.2): what RSA does with a public key.
//!
//! All numbers are public, so nothing here takes constant time. The crate rsa computes the same, and
//! brings 14 KB (Brotli) of big integers that nothing else in the module uses; this is 1 KB, and is
//! tested against that crate.

/// An odd modulus, and what is computed from it once. Limbs are of 32 bits, which WebAssembly
/// multiplies in one instruction, the lowest first.
struct Modulus {
    limbs: Vec<u32>,
    bits: usize,
    /// What times the modulus ends in a limb of ones.
    negated_inverse: u32,
}

/// `base` to the power of `exponent` modulo `modulus`, big-endian and as long as the modulus.
///
/// `modulus` is odd, `base` less than it, and `exponent` at least 1; for others the answer means
/// nothing. The work is bounded by 64 + 32 multiplications of numbers as long as the modulus.
pub(super) fn modular_power(base: &[u8], exponent: u64, modulus: &[u8]) -> Vec<u8> {
    let length = modulus.len();
    let modulus = Modulus::new(modulus);
    let mut base = limbs(base);
    base.resize(modulus.limbs.len(), 0);
    let base = modulus.multiply(&base, &modulus.radix_squared());
    let mut power = base.clone();
    for bit in bits_below_highest(exponent) {
        power = modulus.multiply(&power, &power);
        if bit {
            power = modulus.multiply(&power, &base);
        }
    }
    let power = modulus.multiply(&power, &modulus.number(1, 0));
    let octets: Vec<u8> = power.iter().rev().flat_map(|l| l.to_be_bytes()).collect();
    octets[octets.len().saturating_sub(length)..].to_vec()
}

impl Modulus {
    fn new(modulus: &[u8]) -> Self {
        let limbs = limbs(modulus);
        let lowest = limbs.first().copied().unwrap_or(1);
        // Newton's iteration: an odd number is its own inverse modulo 8, and each step doubles the
        // bits that are right, from 3 to 48.
        let inverse = (0..4).fold(lowest, |inverse, _| {
            inverse.wrapping_mul(2_u32.wrapping_sub(lowest.wrapping_mul(inverse)))
        });
        let zeros = limbs.last().map_or(0, |limb| limb.leading_zeros());
        Self {
            bits: 32 * limbs.len() - zeros as usize,
            negated_inverse: inverse.wrapping_neg(),
            limbs,
        }
    }

    /// `limb` at a place, and zeros around it.
    fn number(&self, limb: u32, place: usize) -> Vec<u32> {
        let mut number = vec![0; self.limbs.len()];
        if let Some(at) = number.get_mut(place) {
            *at = limb;
        }
        number
    }

    /// R^2 modulo the modulus, where R is 2 to the power of all bits of its limbs.
    fn radix_squared(&self) -> Vec<u32> {
        let radix_bits = 32 * self.limbs.len();
        // From the highest power of two below the modulus to 2 R.
        let highest = self.bits.saturating_sub(1);
        let mut number = self.number(1 << (highest % 32), highest / 32);
        for _ in highest..=radix_bits {
            self.double(&mut number);
        }
        // 2 R stands for 2, and R^2 for 2 to the power of the radix' bits.
        for bit in bits_below_highest(radix_bits as u64) {
            number = self.multiply(&number, &number);
            if bit {
                self.double(&mut number);
            }
        }
        number
    }

    /// a b / R modulo the modulus.
    fn multiply(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        let lowest = a.first().copied().unwrap_or(0);
        let mut sum = vec![0; self.limbs.len()];
        // What is above the limbs of the sum, which is below twice the modulus after each round.
        let mut above = 0;
        for &digit in b {
            let first = sum.first().copied().unwrap_or(0);
            let quotient = lowest
                .wrapping_mul(digit)
                .wrapping_add(first)
                .wrapping_mul(self.negated_inverse);
            let (mut carry, mut reducing_carry) = (0, 0);
            for ((sum, &a), &n) in sum.iter_mut().zip(a).zip(&self.limbs) {
                let added = product(a, digit) + u64::from(*sum) + carry;
                carry = added >> 32;
                let reduced = product(quotient, n) + u64::from(low(added)) + reducing_carry;
                reducing_carry = reduced >> 32;
                *sum = low(reduced);
            }
            above += carry + reducing_carry;
            // The lowest limb is zero now: down by one.
            sum.rotate_left(1);
            if let Some(highest) = sum.last_mut() {
                *highest = low(above);
            }
            above >>= 32;
        }
        self.subtract_where_above(&mut sum, above != 0);
        sum
    }

    fn double(&self, number: &mut [u32]) {
        let mut carry = 0;
        for limb in &mut *number {
            let doubled = u64::from(*limb) << 1 | carry;
            carry = doubled >> 32;
            *limb = low(doubled);
        }
        self.subtract_where_above(number, carry != 0);
    }

    /// Subtracts the modulus where the number is not below it.
    fn subtract_where_above(&self, number: &mut [u32], has_carry: bool) {
        if !has_carry && number.iter().rev().lt(self.limbs.iter().rev()) {
            return;
        }
        let mut borrow = false;
        for (limb, &n) in number.iter_mut().zip(&self.limbs) {
            let (difference, first) = limb.overflowing_sub(n);
            let (difference, second) = difference.overflowing_sub(u32::from(borrow));
            *limb = difference;
            borrow = first || second;
        }
    }
}

fn product(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is asked for")]
fn low(number: u64) -> u32 {
    number as u32
}

/// Limbs of a big-endian number.
fn limbs(octets: &[u8]) -> Vec<u32> {
    let limb = |octets: &[u8]| octets.iter().fold(0, |limb, o| limb << 8 | u32::from(*o));
    octets.rchunks(4).map(limb).collect()
}

/// The bits of a number, from the one below its highest to the lowest.
fn bits_below_highest(number: u64) -> impl Iterator<Item = bool> {
    let count = 63_u32.saturating_sub(number.leading_zeros());
    (0..count).rev().map(move |place| number >> place & 1 == 1)
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use rsa::BoxedUint;
    use rsa::traits::PublicKeyParts as _;

    use super::modular_power;

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
