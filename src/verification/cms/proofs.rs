//! Time-stamps over the signature values of a message (ETSI EN 319 122-1 §5.3).

use alloc::vec::Vec;

use crate::Result;
use crate::asn1::item::{Item, ItemName};
use crate::pki::cms::{SignedData, unsigned_attributes};
use crate::validation::Existence;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::DecodedInput;
use crate::verification::proof::judge::{MAX_TIMESTAMPS, judge};
use crate::verification::proof::signature_proof::SignatureProof;

/// Judges the time-stamps over the signature of each signer. The message's certificates, CRLs and OCSP
/// responses may be those of the authority.
pub(super) fn of_signers(
    data: &SignedData<'_>,
    options: &PathOptions,
    decoded: &DecodedInput<'_>,
    existence: &Existence,
) -> Result<Vec<SignatureProof>> {
    let mut left = MAX_TIMESTAMPS;
    let mut proofs = Vec::new();
    let mut with_message = None;
    for info in &data.signer_infos {
        let attributes = info.unsigned_attributes.unwrap_or_default();
        // What cannot be read proves nothing, and anyone can have put it there.
        let tokens = unsigned_attributes::signature_time_stamps(attributes, left);
        let tokens = tokens.unwrap_or_default();
        left -= tokens.len();
        let decoded = if tokens.is_empty() {
            decoded
        } else {
            with_message.get_or_insert_with(|| with_contents(decoded, data))
        };
        proofs.push(judge(&tokens, info.signature, options, decoded, existence)?);
    }
    Ok(proofs)
}

fn with_contents<'d>(decoded: &'d DecodedInput<'_>, data: &SignedData<'d>) -> DecodedInput<'d> {
    let revocation = &data.revocation;
    DecodedInput {
        anchors: views(&decoded.anchors, "", &[]),
        intermediates: views(
            &decoded.intermediates,
            "cms.certificates",
            &data.certificates,
        ),
        crls: views(&decoded.crls, "cms.crls", &revocation.crls),
        ocsp_responses: views(
            &decoded.ocsp_responses,
            "cms.ocspResponses",
            &revocation.ocsp_responses,
        ),
    }
}

/// Returns items without copying their octets, and those of a list of the message.
fn views<'d>(items: &'d [Item<'_>], list: &'static str, more: &[&'d [u8]]) -> Vec<Item<'d>> {
    let items = items.iter().map(Item::view);
    let more = more.iter().enumerate();
    let more = more.map(|(index, octets)| Item::of_octets(ItemName::new(list, index), octets));
    items.chain(more).collect()
}
