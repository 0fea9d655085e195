//! Numbers modulo a prime: the coordinates of points on curves, and what points are multiplied by.

use alloc::vec::Vec;

use crate::pki::signature::montgomery::{Modulus, bits, is_below, limbs};

/// The numbers modulo a prime of 256 or 384 bits, or a few less.
pub(crate) struct Field {
    prime: Modulus,
    /// R, where R is that of the prime.
    radix: Element,
}

/// A number below the prime: that number times R modulo the prime, in as many limbs as the prime has,
/// and zeros above them.
///
/// Being one type for all fields, its arithmetic is compiled once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Element([u32; MOST_LIMBS]);

/// 384 bits.
const MOST_LIMBS: usize = 12;

impl Field {
    /// From the prime, big-endian.
    pub(crate) fn new(prime: &[u8]) -> Self {
        let prime = Modulus::new(prime);
        let mut radix = Element::ZERO;
        let squared = prime.radix_squared();
        for (limb, squared) in radix.0.iter_mut().zip(squared) {
            *limb = squared;
        }
        Self { prime, radix }
    }

    /// A number that is written as long as the prime, big-endian; `None` where it is not below the
    /// prime.
    pub(crate) fn read(&self, octets: &[u8]) -> Option<Element> {
        let number = limbs(octets);
        is_below(&number, &self.prime.limbs).then(|| self.reduced(&number))
    }

    /// A number of as many limbs as the prime, modulo the prime.
    pub(crate) fn reduced(&self, number: &[u32]) -> Element {
        self.product(number, self.limbs(&self.radix))
    }

    /// A number of twice as many limbs as the prime, modulo the prime.
    pub(crate) fn reduced_double(&self, number: &[u32]) -> Element {
        let (low, high) = number.split_at(number.len() / 2);
        let high = self.multiply(&self.reduced(high), &self.radix);
        self.add(&high, &self.reduced(low))
    }

    /// The number itself, in as many limbs as the prime.
    pub(crate) fn number(&self, element: &Element) -> Vec<u32> {
        let mut one = Element::ZERO;
        one.0[0] = 1;
        self.limbs(&self.multiply(element, &one)).to_vec()
    }

    /// 1.
    pub(crate) fn one(&self) -> Element {
        let mut one = Element::ZERO;
        one.0[0] = 1;
        self.multiply(&one, &self.radix)
    }

    pub(crate) fn add(&self, a: &Element, b: &Element) -> Element {
        let mut sum = *a;
        self.prime.add(self.limbs_mut(&mut sum), self.limbs(b));
        sum
    }

    pub(crate) fn subtract(&self, a: &Element, b: &Element) -> Element {
        let mut difference = *a;
        let limbs = self.limbs_mut(&mut difference);
        self.prime.subtract(limbs, self.limbs(b));
        difference
    }

    pub(crate) fn multiply(&self, a: &Element, b: &Element) -> Element {
        self.product(self.limbs(a), self.limbs(b))
    }

    /// `base` to the power of a number.
    pub(crate) fn power(&self, base: &Element, exponent: &[u32]) -> Element {
        let mut power = self.one();
        for bit in bits(exponent) {
            power = self.multiply(&power, &power);
            if bit {
                power = self.multiply(&power, base);
            }
        }
        power
    }

    /// 1 / `element`, by Fermat's little theorem; 0 for 0.
    pub(crate) fn inverse(&self, element: &Element) -> Element {
        let mut exponent = self.prime.limbs.clone();
        if let Some(lowest) = exponent.first_mut() {
            // No prime here ends in a limb of 0 or 1.
            *lowest = lowest.wrapping_sub(2);
        }
        self.power(element, &exponent)
    }

    fn product(&self, a: &[u32], b: &[u32]) -> Element {
        let mut product = Element::ZERO;
        self.prime.multiply(self.limbs_mut(&mut product), a, b);
        product
    }

    fn limbs<'e>(&self, element: &'e Element) -> &'e [u32] {
        let count = self.prime.limbs.len();
        element.0.get(..count).unwrap_or_default()
    }

    fn limbs_mut<'e>(&self, element: &'e mut Element) -> &'e mut [u32] {
        let count = self.prime.limbs.len();
        element.0.get_mut(..count).unwrap_or_default()
    }
}

impl Element {
    pub(crate) const ZERO: Self = Self([0; MOST_LIMBS]);
}
