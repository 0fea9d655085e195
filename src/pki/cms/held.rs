//! What a message holds that is judged by itself, or by which it is judged.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::pki::cms::attributes::SignedAttributes;
use crate::pki::cms::envelope::Envelope;
use crate::pki::cms::signed_data::{RevocationInfo, SignedData};
use crate::pki::cms::unsigned_attributes::signature_time_stamps;

/// Maximum number of time-stamps over a signature that are looked into: as many as are judged.
const MAX_TOKENS: usize = 16;

/// Returns the octets of the values of a message's signatures, of its certificates, CRLs and OCSP
/// responses, of the time-stamps over its signatures, and of what is in those. All are there as they stand
/// in the message, so whoever has seen the message has seen them. What cannot be read has none.
pub(crate) fn held_by(message: &[u8]) -> Vec<Vec<u8>> {
    let mut held = Vec::new();
    add(&mut held, message, MAX_TOKENS);
    held
}

fn add(held: &mut Vec<Vec<u8>>, message: &[u8], most_tokens: usize) {
    let Ok(envelope) = Envelope::read(message) else {
        return;
    };
    let Ok(data) = SignedData::parse(&envelope) else {
        return;
    };
    held.extend(data.certificates.iter().map(|der| der.to_vec()));
    add_revocation(held, &data.revocation);
    for info in &data.signer_infos {
        held.push(info.signature.to_owned());
        let attributes = info.signed_attributes.as_ref().map(SignedAttributes::parse);
        if let Some(Ok(attributes)) = attributes {
            add_revocation(held, &attributes.archived_revocation());
        }
        let attributes = info.unsigned_attributes.unwrap_or_default();
        let tokens = signature_time_stamps(attributes, most_tokens);
        for token in tokens.unwrap_or_default() {
            held.push(token.to_owned());
            add(held, token, 0);
        }
    }
}

fn add_revocation(held: &mut Vec<Vec<u8>>, found: &RevocationInfo<'_>) {
    let all = found.crls.iter().chain(&found.ocsp_responses);
    held.extend(all.map(|der| der.to_vec()));
}
