//! The curves P-256 and P-384 (SP 800-186 §3.2.1): y^2 = x^3 - 3 x + b modulo a prime.
//!
//! A compact form for the verifier of public data; see [`montgomery`](crate::pki::signature::montgomery).

use crate::pki::signature::field::{Element, Field};
use crate::pki::signature::group::Group;
use crate::pki::signature::hexadecimal::octets;

/// A curve with its parameters (SP 800-186 §3.2.1.3 and §3.2.1.4).
pub(crate) struct Weierstrass {
    /// Numbers modulo p: the coordinates.
    coordinates: Field,
    /// Numbers modulo n, the order of the generator.
    pub(crate) scalars: Field,
    b: Element,
    generator: Point,
}

/// X / Z and Y / Z; the point at infinity where Z is 0.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    x: Element,
    y: Element,
    z: Element,
}

/// p, n, b, and the generator's coordinates, big-endian.
struct Parameters<'a> {
    p: &'a [u8],
    n: &'a [u8],
    b: &'a [u8],
    x: &'a [u8],
    y: &'a [u8],
}

const P256: Parameters<'_> = Parameters {
    p: &octets::<32>("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
    n: &octets::<32>("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    b: &octets::<32>("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    x: &octets::<32>("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
    y: &octets::<32>("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
};

const P384: Parameters<'_> = Parameters {
    p: &octets::<48>(
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe\
         ffffffff0000000000000000ffffffff",
    ),
    n: &octets::<48>(
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf\
         581a0db248b0a77aecec196accc52973",
    ),
    b: &octets::<48>(
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a\
         c656398d8a2ed19d2a85c8edd3ec2aef",
    ),
    x: &octets::<48>(
        "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38\
         5502f25dbf55296c3a545e3872760ab7",
    ),
    y: &octets::<48>(
        "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0\
         0a60b1ce1d7e819d7a431d7c90ea0e5f",
    ),
};

impl Weierstrass {
    pub(crate) fn p256() -> Self {
        Self::new(&P256)
    }

    pub(crate) fn p384() -> Self {
        Self::new(&P384)
    }

    fn new(parameters: &Parameters<'_>) -> Self {
        let coordinates = Field::new(parameters.p);
        let element = |octets| coordinates.read(octets).unwrap_or(Element::ZERO);
        Self {
            b: element(parameters.b),
            generator: Point {
                x: element(parameters.x),
                y: element(parameters.y),
                z: coordinates.one(),
            },
            scalars: Field::new(parameters.n),
            coordinates,
        }
    }

    /// The point with these coordinates, big-endian; `None` where they are not below p, or it is not
    /// on the curve.
    pub(crate) fn point(&self, x: &[u8], y: &[u8]) -> Option<Point> {
        let field = &self.coordinates;
        let point = Point {
            x: field.read(x)?,
            y: field.read(y)?,
            z: field.one(),
        };
        let Point { x, y, .. } = point;
        let cubed = field.multiply(&field.multiply(&x, &x), &x);
        let right = field.add(&field.subtract(&cubed, &self.triple(&x)), &self.b);
        (field.multiply(&y, &y) == right).then_some(point)
    }

    /// The x-coordinate of a G + b Q modulo n, where G is the generator; 0 at infinity.
    pub(crate) fn x_of_sum(&self, a: &Element, b: &Element, q: &Point) -> Element {
        let (a, b) = (self.scalars.number(a), self.scalars.number(b));
        let sum = self.sum_of_multiples((&a, &self.generator), (&b, q));
        let field = &self.coordinates;
        let x = field.multiply(&sum.x, &field.inverse(&sum.z));
        self.scalars.reduced(&field.number(&x))
    }

    fn triple(&self, a: &Element) -> Element {
        self.coordinates.add(&self.coordinates.add(a, a), a)
    }
}

impl Group for Weierstrass {
    type Point = Point;

    fn neutral(&self) -> Point {
        Point {
            x: Element::ZERO,
            y: self.coordinates.one(),
            z: Element::ZERO,
        }
    }

    /// Complete addition (Renes, Costello and Batina 2016, algorithm 4), which doubles as well.
    fn add(&self, p: &Point, q: &Point) -> Point {
        let field = &self.coordinates;
        let add = |a: &Element, b: &Element| field.add(a, b);
        let sub = |a: &Element, b: &Element| field.subtract(a, b);
        let mul = |a: &Element, b: &Element| field.multiply(a, b);
        let cross = |a: [&Element; 2], b: [&Element; 2], products: &Element| {
            sub(&mul(&add(a[0], a[1]), &add(b[0], b[1])), products)
        };

        let xx = mul(&p.x, &q.x);
        let yy = mul(&p.y, &q.y);
        let zz = mul(&p.z, &q.z);
        let xy = cross([&p.x, &p.y], [&q.x, &q.y], &add(&xx, &yy));
        let yz = cross([&p.y, &p.z], [&q.y, &q.z], &add(&yy, &zz));
        let xz = cross([&p.x, &p.z], [&q.x, &q.z], &add(&xx, &zz));

        let zz3 = self.triple(&zz);
        let first = self.triple(&sub(&xz, &mul(&self.b, &zz)));
        let (minus, plus) = (sub(&yy, &first), add(&yy, &first));
        let second = self.triple(&sub(&sub(&mul(&self.b, &xz), &zz3), &xx));
        let third = sub(&self.triple(&xx), &zz3);
        Point {
            x: sub(&mul(&plus, &xy), &mul(&second, &yz)),
            y: add(&mul(&plus, &minus), &mul(&third, &second)),
            z: add(&mul(&minus, &yz), &mul(&xy, &third)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use crate::pki::signature::montgomery::octets;

    /// Holds a curve against the crate of its name, in numbers with runs of zeros and ones.
    macro_rules! the_crate_agrees {
        ($name:ident, $length:literal) => {
            #[test]
            fn $name() {
                use $name::elliptic_curve::PrimeField as _;
                use $name::elliptic_curve::point::AffineCoordinates as _;
                use $name::{ProjectivePoint, Scalar};

                let octet = || prop_oneof![Just(0), Just(0xff), any::<u8>()];
                let number = || vec(octet(), $length);
                let curve = crate::pki::signature::weierstrass::Weierstrass::$name();
                let config = ProptestConfig::with_cases(100);
                proptest!(config, |(a in number(), b in number(), c in number())| {
                    let number = |octets: &[u8]| -> Option<Scalar> {
                        Scalar::from_repr(octets.try_into().unwrap()).into_option()
                    };
                    let numbers = number(&a).zip(number(&b)).zip(number(&c));
                    let element = |octets: &[u8]| curve.scalars.read(octets);
                    prop_assert_eq!(numbers.is_some(), [&a, &b, &c].iter().all(|n| element(n).is_some()));
                    let Some(((m, n), q)) = numbers else {
                        return Ok(());
                    };
                    let q = ProjectivePoint::GENERATOR * q;
                    prop_assume!(q != ProjectivePoint::IDENTITY);
                    let affine = q.to_affine();
                    let point = curve.point(&affine.x(), &affine.y()).unwrap();
                    let sum = ProjectivePoint::GENERATOR * m + q * n;
                    let x = curve.x_of_sum(&element(&a).unwrap(), &element(&b).unwrap(), &point);
                    let x = octets(&curve.scalars.number(&x));
                    // Not below n once in 2^32 times.
                    prop_assert_eq!(&x[..], &sum.to_affine().x()[..]);
                    prop_assert!(curve.point(&affine.y(), &affine.x()).is_none());
                });
            }
        };
    }

    the_crate_agrees!(p256, 32);
    the_crate_agrees!(p384, 48);
}
