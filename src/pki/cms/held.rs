//! What a message holds that is judged by itself, or by which it is judged.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::pki::cms::attributes::SignedAttributes;
use crate::pki::cms::envelope::Envelope;
use crate::pki::cms::signed_data::{RevocationInfo, SignedData};
use crate::pki::cms::unsigned_attributes::signature_time_stamps;

/// Maximum number of time-stamps over a signature that are looked into: as many as are judged.
const MAX_TOKENS: usize = 16;

/// Parts of a message, and of the time-stamps over its signatures, as they stand in it: whoever has seen
/// the message has seen them.
#[derive(Default)]
pub(crate) struct Held {
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) ocsp_responses: Vec<Vec<u8>>,
    /// The time-stamps over its signatures, and the values of all signatures.
    pub(crate) signatures: Vec<Vec<u8>>,
}

impl Held {
    /// Returns the parts of a message; none of one that cannot be read.
    pub(crate) fn by(message: &[u8]) -> Self {
        let mut held = Self::default();
        held.add(message, MAX_TOKENS);
        held
    }

    /// Returns all parts.
    pub(crate) fn all(&self) -> impl Iterator<Item = &[u8]> {
        let lists = [
            &self.certificates,
            &self.crls,
            &self.ocsp_responses,
            &self.signatures,
        ];
        lists.into_iter().flatten().map(Vec::as_slice)
    }

    fn add(&mut self, message: &[u8], most_tokens: usize) {
        let Ok(envelope) = Envelope::read(message) else {
            return;
        };
        let Ok(data) = SignedData::parse(&envelope) else {
            return;
        };
        let certificates = data.certificates.iter();
        self.certificates
            .extend(certificates.map(|der| der.to_vec()));
        self.add_revocation(&data.revocation);
        for info in &data.signer_infos {
            self.signatures.push(info.signature.to_owned());
            let attributes = info.signed_attributes.as_ref().map(SignedAttributes::parse);
            if let Some(Ok(attributes)) = attributes {
                self.add_revocation(&attributes.archived_revocation());
            }
            let attributes = info.unsigned_attributes.unwrap_or_default();
            let tokens = signature_time_stamps(attributes, most_tokens);
            for token in tokens.unwrap_or_default() {
                self.signatures.push(token.to_owned());
                self.add(token, 0);
            }
        }
    }

    fn add_revocation(&mut self, found: &RevocationInfo<'_>) {
        let RevocationInfo {
            crls,
            ocsp_responses,
        } = found;
        self.crls.extend(crls.iter().map(|der| der.to_vec()));
        self.ocsp_responses
            .extend(ocsp_responses.iter().map(|der| der.to_vec()));
    }
}
