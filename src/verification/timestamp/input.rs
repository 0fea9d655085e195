//! The input of the verification of time-stamps.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::pki::signature::hash::Hash;
use crate::pki::timestamp::Nonce;
use crate::validation::Existence;
use crate::verification::input::PathOptions;

/// A time-stamp, and what it is to be over.
#[derive(Clone, Debug)]
pub struct TimestampInput<'a> {
    /// A TimeStampToken in DER or BER, or the TimeStampResp that it came in.
    pub token: &'a [u8],
    /// What it is to be over.
    pub stamped: Stamped<'a>,
    /// The nonce of the request; `None`: any, or none.
    pub nonce: Option<Nonce>,
    /// Acceptable policies of the authority; empty: any.
    pub policies: Vec<ObjectIdentifier>,
    /// What is known to have been there by later time-stamps: if the token is among it, it is judged at
    /// that time.
    pub existence: Existence,
    /// Options of path validation. The trust anchors are those of time-stamp authorities. Of the
    /// authority's certificate, the purposes and key usages are those of RFC 3161 §2.3, whatever the
    /// options say. The certificates, CRLs and OCSP responses in the token are added to those given.
    pub options: &'a PathOptions,
}

/// What a time-stamp is to be over.
#[derive(Clone, Copy, Debug)]
pub enum Stamped<'a> {
    /// The digest by the token's own hash function.
    Digest(&'a [u8]),
    /// The concatenated parts of the content.
    Content(&'a [&'a [u8]]),
}

impl<'a> Stamped<'a> {
    /// Returns the digest.
    pub(super) fn digest(&self, hash: Hash) -> Cow<'a, [u8]> {
        match *self {
            Self::Digest(digest) => Cow::Borrowed(digest),
            Self::Content(parts) => Cow::Owned(hash.digest(parts)),
        }
    }
}
