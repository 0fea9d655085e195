//! Several objects in one input, each as kind (one byte), length (two bytes, big-endian) and bytes.
//! If the input ends early, so does its last object: every input is valid.

use crate::seal::Kind;

/// Kind of an object: the kind byte modulo the number of roles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Role {
    /// Encoded options, see [`crate::verdict::Question`].
    Options = 0,
    /// The end entity.
    Certificate = 1,
    /// A trust anchor.
    Anchor = 2,
    /// An intermediate certificate.
    Intermediate = 3,
    /// A CRL.
    Crl = 4,
    /// An OCSP response.
    OcspResponse = 5,
    /// The signature.
    Signature = 6,
    /// Signed content.
    Content = 7,
    /// Digest of the signed content.
    Digest = 8,
}

const ROLES: [Role; 9] = [
    Role::Options,
    Role::Certificate,
    Role::Anchor,
    Role::Intermediate,
    Role::Crl,
    Role::OcspResponse,
    Role::Signature,
    Role::Content,
    Role::Digest,
];

impl Role {
    fn of(byte: u8) -> Self {
        ROLES[usize::from(byte) % ROLES.len()]
    }

    /// Structure to re-sign.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Certificate | Self::Anchor | Self::Intermediate => Kind::Certificate,
            Self::Crl => Kind::Crl,
            Self::OcspResponse => Kind::OcspResponse,
            Self::Options | Self::Signature | Self::Content | Self::Digest => Kind::Other,
        }
    }
}

/// Splits an input into its objects.
#[must_use]
pub fn split(mut input: &[u8]) -> Vec<(Role, Vec<u8>)> {
    let mut parts = Vec::new();
    while let [role, high, low, rest @ ..] = input {
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(rest.len());
        let (part, rest) = rest.split_at(length);
        parts.push((Role::of(*role), part.to_vec()));
        input = rest;
    }
    parts
}

/// Joins objects to an input; `None` if one is longer than 65,535 bytes.
#[must_use]
pub fn join(parts: &[(Role, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut input = Vec::new();
    for (role, part) in parts {
        input.push(*role as u8);
        input.extend(u16::try_from(part.len()).ok()?.to_be_bytes());
        input.extend(part);
    }
    Some(input)
}
