//! Unsigned attributes (RFC 5652 §5.3).

use alloc::vec::Vec;

use crate::asn1::ber::{self, Reader};
use crate::asn1::der::tag;
use crate::pki::cms::identifier;

/// Returns the BER of each token of id-aa-signatureTimeStampToken in the content of `unsignedAttrs`
/// (ETSI EN 319 122-1 §5.3: "Several SignatureTimeStampToken instances […] can occur"), at most `most`.
pub(crate) fn signature_time_stamps(attributes: &[u8], most: usize) -> ber::Result<Vec<&[u8]>> {
    let mut attributes = Reader(attributes);
    let mut tokens = Vec::new();
    while !attributes.is_empty() {
        let mut attribute = attributes.expect(tag::SEQUENCE)?.reader();
        let identifier = attribute.expect(tag::OBJECT_IDENTIFIER)?.content;
        if identifier != identifier::SIGNATURE_TIME_STAMP {
            continue;
        }
        let mut values = attribute.expect(tag::SET)?.reader();
        while !values.is_empty() && tokens.len() < most {
            tokens.push(values.any()?.whole);
        }
    }
    Ok(tokens)
}
