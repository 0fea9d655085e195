//! Several objects in one input: each as its kind (one byte), its length (two, big-endian) and its
//! bytes. An input that ends early ends the last of them, so every input is one of parts.

use crate::seal::Kind;

/// How an input says what an object is: the remainder of the byte by their number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Role {
    /// See [`crate::verdict::Question`].
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
    /// What was signed.
    Content = 7,
    /// Its digest.
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

    /// What it is that is signed.
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

/// Takes an input apart.
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

/// Puts an input together; `None` where a part is longer than two bytes can say.
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
