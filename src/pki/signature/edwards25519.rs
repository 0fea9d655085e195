//! The curve edwards25519 (RFC 8032 §5.1): -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19.
//!
//! A compact form for the verifier of public data; see [`montgomery`](crate::pki::signature::montgomery).

use alloc::vec::Vec;

use crate::pki::signature::field::{Element, Field};
use crate::pki::signature::group::Group;
use crate::pki::signature::hexadecimal::octets;
use crate::pki::signature::montgomery;

/// The curve with its parameters.
pub(crate) struct Edwards25519 {
    /// Numbers modulo 2^255 - 19: the coordinates.
    coordinates: Field,
    /// Numbers modulo L, the order of the base point.
    scalars: Field,
    d: Element,
    base: Point,
}

/// X / Z and Y / Z, with T = X Y / Z (RFC 8032 §5.1.4).
#[derive(Clone, Copy)]
pub(crate) struct Point {
    x: Element,
    y: Element,
    z: Element,
    t: Element,
}

/// 2^255 - 19.
const P: [u8; 32] = octets("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");

/// L (RFC 8032 §5.1).
const L: [u8; 32] = octets("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");

/// d (RFC 8032 §5.1).
const D: [u8; 32] = octets("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");

/// The coordinates of the base point B (RFC 8032 §5.1).
const X: [u8; 32] = octets("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a");
const Y: [u8; 32] = octets("6666666666666666666666666666666666666666666666666666666666666658");

/// A square root of -1: 2^((p - 1) / 4) modulo p.
const ROOT_OF_MINUS_1: [u8; 32] =
    octets("2b8324804fc1df0b2b4d00993dfbd7a72f431806ad2fe478c4ee1b274a0ea0b0");

/// (p - 5) / 8.
const ROOT_EXPONENT: [u8; 32] =
    octets("0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd");

impl Edwards25519 {
    pub(crate) fn new() -> Self {
        let coordinates = Field::new(&P);
        let element = |octets| coordinates.read(octets).unwrap_or(Element::ZERO);
        let (x, y) = (element(&X), element(&Y));
        Self {
            d: element(&D),
            base: Point {
                x,
                y,
                z: coordinates.one(),
                t: coordinates.multiply(&x, &y),
            },
            scalars: Field::new(&L),
            coordinates,
        }
    }

    /// The point that octets stand for (RFC 8032 §5.1.3), where y is below p; `None` where there is
    /// none.
    pub(crate) fn decode(&self, encoded: &[u8; 32]) -> Option<Point> {
        let field = &self.coordinates;
        let mul = |a: &Element, b: &Element| field.multiply(a, b);
        let mut y = *encoded;
        y.reverse();
        let is_odd = y[0] & 0x80 != 0;
        y[0] &= 0x7f;
        let y = field.read(&y)?;
        let one = field.one();
        let yy = mul(&y, &y);
        let u = field.subtract(&yy, &one);
        let v = field.add(&mul(&self.d, &yy), &one);
        // x = u v^3 (u v^7)^((p - 5) / 8), or that times the root of -1.
        let v3 = mul(&mul(&v, &v), &v);
        let v7 = mul(&mul(&v3, &v3), &v);
        let power = field.power(&mul(&u, &v7), &montgomery::limbs(&ROOT_EXPONENT));
        let mut x = mul(&mul(&u, &v3), &power);
        let is_root = |x: &Element| mul(&v, &mul(x, x)) == u;
        if !is_root(&x) {
            x = mul(&x, &field.read(&ROOT_OF_MINUS_1)?);
        }
        if !is_root(&x) {
            return None;
        }
        if self.is_odd(&x) != is_odd {
            x = field.subtract(&Element::ZERO, &x);
        }
        Some(Point {
            x,
            y,
            z: one,
            t: mul(&x, &y),
        })
    }

    /// The octets that a point is written as (RFC 8032 §5.1.2).
    pub(crate) fn encode(&self, point: &Point) -> Vec<u8> {
        let field = &self.coordinates;
        let inverse = field.inverse(&point.z);
        let y = field.multiply(&point.y, &inverse);
        let mut octets = montgomery::octets(&field.number(&y));
        let is_odd = self.is_odd(&field.multiply(&point.x, &inverse));
        if let Some(highest) = octets.first_mut() {
            *highest |= u8::from(is_odd) << 7;
        }
        octets.reverse();
        octets
    }

    /// Whether eight times the point is the neutral one (RFC 8032 §5.1: the cofactor is 2^3).
    pub(crate) fn has_small_order(&self, point: &Point) -> bool {
        let mut multiple = *point;
        for _ in 0..3 {
            multiple = self.add(&multiple, &multiple);
        }
        multiple.x == Element::ZERO && multiple.y == multiple.z
    }

    /// The number that 32 octets stand for, little-endian; `None` where it is not below L.
    pub(crate) fn scalar(&self, octets: &[u8]) -> Option<Element> {
        self.scalars.read(&reversed(octets))
    }

    /// The number that 64 octets stand for, little-endian, modulo L.
    pub(crate) fn reduced_scalar(&self, octets: &[u8]) -> Element {
        let number = montgomery::limbs(&reversed(octets));
        self.scalars.reduced_double(&number)
    }

    /// s B - k A.
    pub(crate) fn difference(&self, s: &Element, k: &Element, a: &Point) -> Point {
        let (s, k) = (self.scalars.number(s), self.scalars.number(k));
        let minus = |e: &Element| self.coordinates.subtract(&Element::ZERO, e);
        let negated = Point {
            x: minus(&a.x),
            t: minus(&a.t),
            ..*a
        };
        self.sum_of_multiples((&s, &self.base), (&k, &negated))
    }

    fn is_odd(&self, element: &Element) -> bool {
        let number = self.coordinates.number(element);
        number.first().is_some_and(|lowest| lowest & 1 == 1)
    }
}

impl Group for Edwards25519 {
    type Point = Point;

    fn neutral(&self) -> Point {
        let one = self.coordinates.one();
        Point {
            x: Element::ZERO,
            y: one,
            z: one,
            t: Element::ZERO,
        }
    }

    /// Complete addition (RFC 8032 §5.1.4), which doubles as well.
    #[expect(clippy::many_single_char_names, reason = "the standard's names")]
    fn add(&self, p: &Point, q: &Point) -> Point {
        let field = &self.coordinates;
        let add = |a: &Element, b: &Element| field.add(a, b);
        let sub = |a: &Element, b: &Element| field.subtract(a, b);
        let mul = |a: &Element, b: &Element| field.multiply(a, b);

        let a = mul(&sub(&p.y, &p.x), &sub(&q.y, &q.x));
        let b = mul(&add(&p.y, &p.x), &add(&q.y, &q.x));
        let c = mul(&mul(&p.t, &self.d), &q.t);
        let c = add(&c, &c);
        let d = mul(&p.z, &q.z);
        let d = add(&d, &d);
        let (e, f, g, h) = (sub(&b, &a), sub(&d, &c), add(&d, &c), add(&b, &a));
        Point {
            x: mul(&e, &f),
            y: mul(&g, &h),
            z: mul(&f, &g),
            t: mul(&e, &h),
        }
    }
}

fn reversed(octets: &[u8]) -> Vec<u8> {
    octets.iter().rev().copied().collect()
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
    use curve25519_dalek::scalar::Scalar;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use crate::pki::signature::edwards25519::Edwards25519;

    fn octets(count: usize) -> impl Strategy<Value = Vec<u8>> {
        vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], count)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn the_crate_curve25519_dalek_agrees(s in octets(32), k in octets(64), a in octets(32)) {
            let curve = Edwards25519::new();
            let s: [u8; 32] = s.try_into().unwrap();
            let number = Option::<Scalar>::from(Scalar::from_canonical_bytes(s));
            prop_assert_eq!(curve.scalar(&s).is_some(), number.is_some());
            let mut wide = [0; 64];
            wide[..32].copy_from_slice(&s);
            let (s, number) = (curve.reduced_scalar(&wide), Scalar::from_bytes_mod_order(s));
            let (k, other) = (
                curve.reduced_scalar(&k),
                Scalar::from_bytes_mod_order_wide(&k.try_into().unwrap()),
            );
            let a: [u8; 32] = a.try_into().unwrap();
            let expected = CompressedEdwardsY(a).decompress();
            let point = curve.decode(&a);
            // y is not below p once in 2^250 times, but for runs of ones.
            prop_assert_eq!(point.is_some(), expected.is_some());
            if let Some((point, expected)) = point.zip(expected) {
                prop_assert_eq!(curve.has_small_order(&point), expected.is_small_order());
                let difference =
                    EdwardsPoint::vartime_double_scalar_mul_basepoint(&other, &-expected, &number);
                let octets = curve.encode(&curve.difference(&s, &k, &point));
                prop_assert_eq!(&octets[..], &difference.compress().to_bytes()[..]);
            }
        }
    }
}
