//! The message or token of a signature, and the digest that it has to be over.

use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::ber::Reader;
use crate::pdf::signatures::{Format, PdfSignature};
use crate::pki::cms::{Envelope, SignedData};
use crate::pki::signature::hash::{Hash, Named};
use crate::pki::timestamp::TimeStampToken;

impl PdfSignature {
    /// Returns the message or token without the zeros after it; `None` if there is none.
    #[must_use]
    pub fn message(&self) -> Option<&[u8]> {
        let whole = Reader(&self.contents).any().ok()?.whole.len();
        self.contents.get(..whole)
    }

    /// Returns the digest of what is signed, by the hash function of the message's first signer or of
    /// the token's imprint; `None` if it is not one that is trusted.
    #[must_use]
    pub fn digest(&self, file: &[u8]) -> Option<Vec<u8>> {
        let message = self.message()?;
        let hash = match self.format {
            Format::Cms => hash_of_message(message)?,
            Format::TimeStamp => hash_of_token(message)?,
            Format::Other(_) => return None,
        };
        self.byte_range.as_ref().ok()?;
        let [first, second] = self.signed_parts();
        Some(hash.digest(&[file.get(first)?, file.get(second)?]))
    }
}

fn hash_of_message(message: &[u8]) -> Option<Hash> {
    let envelope = Envelope::read(message).ok()?;
    let data = SignedData::parse(&envelope).ok()?;
    let signer = data.signer_infos.first()?;
    let algorithm = AlgorithmIdentifier::parse(&signer.digest_algorithm).ok()?;
    match Hash::named(algorithm.identifier) {
        Named::Trusted(hash) => Some(hash),
        Named::Broken(_) | Named::Unknown => None,
    }
}

fn hash_of_token(token: &[u8]) -> Option<Hash> {
    TimeStampToken::read(token)
        .ok()?
        .info()
        .ok()?
        .imprint
        .hash()
}
