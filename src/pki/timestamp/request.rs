//! TimeStampReq (RFC 3161 §2.4.1).

use alloc::vec::Vec;

use crate::asn1::der::{encode, encode_to, tag};
use crate::asn1::object_identifier::ObjectIdentifier;
use crate::pki::signature::hash::Sha2;
use crate::pki::timestamp::imprint::MessageImprint;
use crate::pki::timestamp::info::MAX_NONCE;
use crate::{Error, Result};

/// A number that the authority repeats in its statement, so that an answer to an older request is
/// told apart. The content octets of a positive INTEGER.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Nonce(Vec<u8>);

/// `TimeStampReq ::= SEQUENCE { version INTEGER { v1(1) }, messageImprint MessageImprint, reqPolicy
/// TSAPolicyId OPTIONAL, nonce INTEGER OPTIONAL, certReq BOOLEAN DEFAULT FALSE, extensions [0] IMPLICIT
/// Extensions OPTIONAL }`.
#[derive(Clone, Debug)]
pub struct TimeStampRequest {
    hash: Sha2,
    digest: Vec<u8>,
    /// `reqPolicy`.
    pub policy: Option<ObjectIdentifier>,
    /// `nonce`.
    pub nonce: Option<Nonce>,
    /// `certReq`: whether the token is to hold the authority's certificate.
    pub certificate: bool,
}

impl Nonce {
    /// Number of octets of a nonce that is drawn: "64 bit" in RFC 3161 §2.4.1.
    const DRAWN: usize = 8;

    /// Draws a nonce.
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`].
    pub fn random() -> Result<Self> {
        let mut octets = [0; Self::DRAWN];
        getrandom::fill(&mut octets).map_err(|_| Error::RandomUnavailable)?;
        Self::of(&octets)
    }

    /// Returns the nonce that is this number, big-endian; leading zeros do not matter.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for no or too many octets.
    pub fn of(octets: &[u8]) -> Result<Self> {
        if octets.is_empty() || octets.len() > MAX_NONCE - 1 {
            return Err(Error::invalid_argument(
                "nonce",
                "it has not 1 to 127 bytes",
            ));
        }
        let zeros = octets.iter().take_while(|octet| **octet == 0).count();
        let mut content = octets.get(zeros..).unwrap_or_default().to_vec();
        // X.690 §8.3: two's complement.
        if content.first().is_none_or(|first| first & 0x80 != 0) {
            content.insert(0, 0);
        }
        Ok(Self(content))
    }

    /// Returns the content octets of the INTEGER.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        &self.0
    }
}

impl TimeStampRequest {
    /// Returns a request for a digest of SHA-256, SHA-384 or SHA-512, which its length tells, with the
    /// authority's certificate and without a nonce.
    ///
    /// # Errors
    /// [`Error::DigestLength`].
    pub fn of(digest: &[u8]) -> Result<Self> {
        let hash = Sha2::of_length(digest.len()).ok_or(Error::DigestLength {
            expected: Sha2::Sha256.length(),
            actual: digest.len(),
        })?;
        Ok(Self {
            hash,
            digest: digest.to_vec(),
            policy: None,
            nonce: None,
            certificate: true,
        })
    }

    /// Returns the DER, to be sent by `POST` as `application/timestamp-query` (RFC 3161 §3.4).
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a policy with a number beyond 128 bits.
    pub fn to_der(&self) -> Result<Vec<u8>> {
        let mut fields = encode(tag::INTEGER, &[1]);
        fields.extend(MessageImprint::encoded(self.hash, &self.digest));
        if let Some(policy) = &self.policy {
            let octets = policy.octets().ok_or_else(|| {
                Error::invalid_argument("policy", "it has a number beyond 128 bits")
            })?;
            encode_to(&mut fields, tag::OBJECT_IDENTIFIER, &octets);
        }
        if let Some(Nonce(octets)) = &self.nonce {
            encode_to(&mut fields, tag::INTEGER, octets);
        }
        if self.certificate {
            encode_to(&mut fields, tag::BOOLEAN, &[0xff]);
        }
        Ok(encode(tag::SEQUENCE, &fields))
    }
}
