//! The message or token of a signature, and the hash function of what it has to be over.

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

    /// Returns the hash function of the message's first signer or of the token's imprint; `None` if it
    /// is not one that is trusted.
    pub(super) fn hash(&self) -> Option<Hash> {
        let message = self.message()?;
        match self.format {
            Format::Cms => hash_of_message(message),
            Format::TimeStamp => hash_of_token(message),
            Format::Other(_) => None,
        }
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
