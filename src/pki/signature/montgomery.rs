//! Products modulo an odd number, by Montgomery's method (Montgomery 1985; Menezes, van Oorschot and
//! Vanstone, Handbook of Applied Cryptography, §14.3.2).
//!
//! One engine carries RSA, ECDSA and Ed25519. All numbers are public, so nothing here takes constant
//! time. The crates rsa, p256, p384 and ed25519-dalek compute the same, each with arithmetic of its
//! own, and are 27 KB (Brotli) larger; this is tested against them.

use alloc::vec::Vec;

/// An odd modulus, and what is computed from it once. Limbs are of 32 bits, which WebAssembly
/// multiplies in one instruction, the lowest first.
///
/// R is 2 to the power of all bits of its limbs. Numbers are as many limbs as the modulus.
pub(crate) struct Modulus {
    pub(crate) limbs: Vec<u32>,
    bits: usize,
    /// What times the modulus ends in a limb of ones.
    negated_inverse: u32,
}

impl Modulus {
    /// From big-endian octets.
    pub(crate) fn new(modulus: &[u8]) -> Self {
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

    /// R^2 modulo the modulus, which makes a b / R of a number and b its product by R.
    pub(crate) fn radix_squared(&self) -> Vec<u32> {
        let radix_bits = 32 * self.limbs.len();
        // From the highest power of two below the modulus to 2 R.
        let highest = self.bits.saturating_sub(1);
        let mut number = vec![0; self.limbs.len()];
        if let Some(limb) = number.get_mut(highest / 32) {
            *limb = 1 << (highest % 32);
        }
        for _ in highest..=radix_bits {
            self.double(&mut number);
        }
        // 2 R stands for 2, and R^2 for 2 to the power of the radix' bits.
        let mut square = number.clone();
        for bit in bits_below_highest(radix_bits as u64) {
            self.multiply(&mut square, &number, &number);
            number.copy_from_slice(&square);
            if bit {
                self.double(&mut number);
            }
        }
        number
    }

    /// Makes `product` a b / R modulo the modulus, where a is below R and b below the modulus, or the
    /// other way round.
    pub(crate) fn multiply(&self, product: &mut [u32], a: &[u32], b: &[u32]) {
        let lowest = a.first().copied().unwrap_or(0);
        product.fill(0);
        // What is above the limbs of the sum, which is below a and the modulus after each round.
        let mut above = 0;
        for &digit in b {
            let first = product.first().copied().unwrap_or(0);
            let quotient = lowest
                .wrapping_mul(digit)
                .wrapping_add(first)
                .wrapping_mul(self.negated_inverse);
            let (mut carry, mut reducing_carry) = (0, 0);
            // The lowest limb becomes zero, and every other one moves down by one.
            let mut zero = 0;
            let mut below = &mut zero;
            for ((sum, &a), &n) in product.iter_mut().zip(a).zip(&self.limbs) {
                let added = wide(a, digit) + u64::from(*sum) + carry;
                carry = added >> 32;
                let reduced = wide(quotient, n) + u64::from(low(added)) + reducing_carry;
                reducing_carry = reduced >> 32;
                *below = low(reduced);
                below = sum;
            }
            above += carry + reducing_carry;
            *below = low(above);
            above >>= 32;
        }
        self.subtract_where_above(product, above != 0);
    }

    /// Adds a number.
    pub(crate) fn add(&self, number: &mut [u32], other: &[u32]) {
        let has_carry = add(number, other);
        self.subtract_where_above(number, has_carry);
    }

    /// Subtracts a number.
    pub(crate) fn subtract(&self, number: &mut [u32], other: &[u32]) {
        if subtract(number, other) {
            add(number, &self.limbs);
        }
    }

    fn double(&self, number: &mut [u32]) {
        let other = number.to_vec();
        self.add(number, &other);
    }

    /// Subtracts the modulus where the number is not below it.
    fn subtract_where_above(&self, number: &mut [u32], has_carry: bool) {
        if has_carry || !is_below(number, &self.limbs) {
            subtract(number, &self.limbs);
        }
    }
}

/// Whether a number is below another one of as many limbs.
pub(crate) fn is_below(number: &[u32], other: &[u32]) -> bool {
    number.iter().rev().lt(other.iter().rev())
}

/// Limbs of a big-endian number.
pub(crate) fn limbs(octets: &[u8]) -> Vec<u32> {
    let limb = |octets: &[u8]| octets.iter().fold(0, |limb, o| limb << 8 | u32::from(*o));
    octets.rchunks(4).map(limb).collect()
}

/// Big-endian octets of a number.
pub(crate) fn octets(limbs: &[u32]) -> Vec<u8> {
    limbs.iter().rev().flat_map(|l| l.to_be_bytes()).collect()
}

/// The bits of a number, from the one below its highest to the lowest.
pub(crate) fn bits_below_highest(number: u64) -> impl Iterator<Item = bool> {
    let count = 63_u32.saturating_sub(number.leading_zeros());
    (0..count).rev().map(move |place| number >> place & 1 == 1)
}

/// The bits of limbs, from the highest to the lowest.
pub(crate) fn bits(limbs: &[u32]) -> impl Iterator<Item = bool> {
    let of_limb = |limb: &u32| {
        let limb = *limb;
        (0..u32::BITS)
            .rev()
            .map(move |place| limb >> place & 1 == 1)
    };
    limbs.iter().rev().flat_map(of_limb)
}

/// Adds, and answers what is carried.
fn add(number: &mut [u32], other: &[u32]) -> bool {
    let mut carry = false;
    for (limb, &other) in number.iter_mut().zip(other) {
        let sum = u64::from(*limb) + u64::from(other) + u64::from(carry);
        *limb = low(sum);
        carry = sum >> 32 != 0;
    }
    carry
}

/// Subtracts, and answers what is borrowed.
fn subtract(number: &mut [u32], other: &[u32]) -> bool {
    let mut borrow = false;
    for (limb, &other) in number.iter_mut().zip(other) {
        let difference = u64::from(*limb)
            .wrapping_sub(u64::from(other))
            .wrapping_sub(u64::from(borrow));
        *limb = low(difference);
        borrow = difference >> 32 != 0;
    }
    borrow
}

fn wide(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is asked for")]
fn low(number: u64) -> u32 {
    number as u32
}
