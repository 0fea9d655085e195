//! keyUsage (RFC 5280 §4.2.1.3).

use alloc::vec::Vec;

/// What a certificate's key may be used for: the bits of keyUsage, bit 0 lowest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// Signatures other than those on certificates and CRLs.
    pub const DIGITAL_SIGNATURE: Self = Self(1);
    /// Signatures that their maker cannot deny; X.509 calls it contentCommitment.
    pub const NON_REPUDIATION: Self = Self(1 << 1);
    /// Signatures on certificates.
    pub const KEY_CERT_SIGN: Self = Self(1 << 5);
    /// Signatures on CRLs.
    pub const CRL_SIGN: Self = Self(1 << 6);

    /// RFC 5280's names, in the order of the bits.
    const NAMES: [&'static str; 9] = [
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "cRLSign",
        "encipherOnly",
        "decipherOnly",
    ];

    /// From the bits, bit 0 lowest.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The bit that RFC 5280 calls `name`; `None` where it knows no such bit.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let bit = Self::NAMES.iter().position(|known| *known == name)?;
        Some(Self(1 << bit))
    }

    /// The bits of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if no bit is set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True if it shares a bit with `other`.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// RFC 5280's names of the bits that are set.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let named = Self::NAMES.iter().enumerate();
        named
            .filter(|(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, name)| *name)
            .collect()
    }
}
