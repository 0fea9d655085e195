//! MessageImprint (RFC 3161 §2.4.1).

use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Malformed, Reader, Result, encode, tag};
use crate::pki::signature::hash::{Hash, Named, Sha2};

/// `MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }`.
#[derive(Clone, Copy, Debug)]
pub struct MessageImprint<'a> {
    pub(crate) algorithm: AlgorithmIdentifier<'a>,
    /// The octets of `hashedMessage`.
    pub digest: &'a [u8],
}

impl<'a> MessageImprint<'a> {
    pub(super) fn parse(fields: &mut Reader<'a>) -> Result<Self> {
        let mut parts = fields.expect(tag::SEQUENCE)?.reader();
        let algorithm = AlgorithmIdentifier::parse(&parts.expect(tag::SEQUENCE)?)?;
        let digest = parts.expect(tag::OCTET_STRING)?.content;
        parts.end()?;
        // §2.4.1: "Its length MUST match the length of the hash value for that algorithm."
        match Hash::named(algorithm.identifier) {
            Named::Trusted(hash) if hash.length() != digest.len() => Err(Malformed(
                "its digest has not the length of its hash function",
            )),
            _ => Ok(Self { algorithm, digest }),
        }
    }

    /// Returns the hash function, if it is trusted.
    #[must_use]
    pub fn hash(&self) -> Option<Hash> {
        match Hash::named(self.algorithm.identifier) {
            Named::Trusted(hash) => Some(hash),
            Named::Broken(_) | Named::Unknown => None,
        }
    }

    /// Encodes the imprint of a digest.
    pub(super) fn encoded(hash: Sha2, digest: &[u8]) -> Vec<u8> {
        let identifier = encode(tag::OBJECT_IDENTIFIER, &hash.identifier());
        // RFC 5754 §2: implementations should leave the parameters out; RFC 3161 authorities that
        // compare octets expect the NULL that OpenSSL and others send, and all must take both.
        let algorithm = encode(
            tag::SEQUENCE,
            &[&identifier, &encode(tag::NULL, &[])[..]].concat(),
        );
        let hashed = encode(tag::OCTET_STRING, digest);
        encode(tag::SEQUENCE, &[algorithm, hashed].concat())
    }
}
