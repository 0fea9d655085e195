//! Sets of reasons for revocation (RFC 5280 §4.2.1.13).

use alloc::vec::Vec;

use crate::asn1::der::{Malformed, Reader, Result, tag};

/// ReasonFlags (RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReasonFlags(u16);

impl ReasonFlags {
    /// No reason.
    pub const NONE: Self = Self(0);
    /// keyCompromise to aACompromise; bit 0 is unused.
    pub const ALL: Self = Self(0x1fe);
    pub(crate) const CERTIFICATE_HOLD: Self = Self(1 << 6);

    /// Names in RFC 5280, in the order of the bits.
    const NAMES: [&'static str; 9] = [
        "unused",
        "keyCompromise",
        "cACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        "privilegeWithdrawn",
        "aACompromise",
    ];

    /// Creates a set from its bits, bit 0 lowest.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the reasons that are not in this set.
    #[must_use]
    pub fn missing(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.intersection(other) == other
    }

    /// Returns the names of the reasons in RFC 5280.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let named = Self::NAMES.iter().enumerate();
        named
            .filter(|(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, name)| *name)
            .collect()
    }

    /// Parses `[number] ReasonFlags OPTIONAL`.
    pub(crate) fn parse_optional(fields: &mut Reader<'_>, number: u8) -> Result<Option<Self>> {
        let flags = fields.optional(tag::primitive(number))?;
        flags.map(|flags| Self::parse(flags.content)).transpose()
    }

    /// Parses the content of a BIT STRING, whose first bit is the highest of its first octet.
    fn parse(content: &[u8]) -> Result<Self> {
        let Some((unused @ 0..=7, octets)) = content.split_first() else {
            return Err(Malformed("reasons of revocation are not a bit string"));
        };
        if octets.is_empty() && *unused != 0 {
            return Err(Malformed("reasons of revocation are not a bit string"));
        }
        let is_set = |bit: usize| {
            let octet = octets.get(bit / 8);
            octet.is_some_and(|octet| octet >> (7 - bit % 8) & 1 == 1)
        };
        let bits = (0..16).filter(|bit| is_set(*bit));
        Ok(Self(bits.fold(0, |mask, bit| mask | 1 << bit)).intersection(Self::ALL))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(content: &[u8]) -> Vec<&'static str> {
        ReasonFlags::parse(content).unwrap().names()
    }

    /// The content of onlySomeReasons as pyca/cryptography 48 encodes it.
    #[test]
    fn the_first_bit_is_the_highest_of_its_octet() {
        assert_eq!(names(&[0x05, 0x60]), ["keyCompromise", "cACompromise"]);
        assert_eq!(names(&[0x01, 0x02]), ["certificateHold"]);
        assert_eq!(
            names(&[0x07, 0x10, 0x80]),
            ["affiliationChanged", "aACompromise"]
        );
        assert_eq!(
            ReasonFlags::parse(&[0x07, 0x7f, 0x80]),
            Ok(ReasonFlags::ALL)
        );
        // "unused", and bits that have no name.
        assert_eq!(names(&[0x00, 0x80, 0x7f]), [""; 0]);
        assert_eq!(names(&[0x00]), [""; 0]);
        for malformed in [&[][..], &[0x01], &[0x08, 0x60]] {
            assert!(ReasonFlags::parse(malformed).is_err(), "{malformed:02x?}");
        }
    }

    #[test]
    fn a_set_contains_its_parts_and_misses_the_rest() {
        let [compromised, held, others] = [&[0x05, 0x60][..], &[0x01, 0x02], &[0x07, 0x1d, 0x80]]
            .map(|content| ReasonFlags::parse(content).unwrap());
        let both = compromised.union(held);
        assert_eq!(both.missing(), others);
        assert_eq!(both.union(both), both);
        assert!(both.contains(compromised) && both.contains(ReasonFlags::CERTIFICATE_HOLD));
        assert!(!compromised.contains(ReasonFlags::CERTIFICATE_HOLD));
        assert!(!compromised.contains(both));
        assert_eq!(ReasonFlags::ALL.missing(), ReasonFlags::NONE);
    }
}
