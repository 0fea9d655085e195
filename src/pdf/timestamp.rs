//! Time-stamps over a signature, as an unsigned attribute of it (ETSI EN 319 122-1 §5.3, RFC 5126
//! §6.1.1): level B-T.

use alloc::vec::Vec;

use crate::Result;
use crate::asn1::ber::{Element, Reader};
use crate::asn1::der::{Malformed, encode, tag};
use crate::asn1::pem::Encoded;
use crate::hash::sha256;
use crate::pdf::embed::{malformed, mismatch, unread};
use crate::pki::cms::{Envelope, SignedData, identifier, text};
use crate::pki::timestamp::TimeStampToken;

/// Returns the SHA-256 digest that a time-stamp over a CMS signature is asked for: of its signature
/// value.
///
/// # Errors
/// [`CmsMalformed`](crate::Error::CmsMalformed), also for a message that has not exactly one signer;
/// [`InvalidArgument`](crate::Error::InvalidArgument), [`Base64Invalid`](crate::Error::Base64Invalid),
/// [`PemInvalid`](crate::Error::PemInvalid).
pub fn timestamped_digest(cms: &Encoded) -> Result<[u8; 32]> {
    let cms = text::decode(cms)?;
    let envelope = Envelope::read(&cms).map_err(unread)?;
    let data = SignedData::parse(&envelope).map_err(malformed)?;
    let [signer] = &data.signer_infos[..] else {
        return Err(malformed(Malformed("it has not exactly one signer")));
    };
    Ok(sha256(&[signer.signature]))
}

/// Adds a time-stamp to a CMS signature; returns the message.
///
/// # Errors
/// Those of [`timestamped_digest`]; [`PdfDigestMismatch`](crate::Error::PdfDigestMismatch) for the time-stamp of something else.
pub fn add_timestamp(cms: &Encoded, token: &[u8]) -> Result<Vec<u8>> {
    let digest = timestamped_digest(cms)?;
    check_token(token, &digest)?;
    let cms = text::decode(cms)?;
    let token = Reader(token).any().map_err(unread)?;
    with_attribute(&cms, identifier::SIGNATURE_TIME_STAMP, token.whole).map_err(unread)
}

/// Checks that a token stamps a digest; returns its length.
pub(super) fn check_token(token: &[u8], digest: &[u8; 32]) -> Result<usize> {
    let read = TimeStampToken::read(token).map_err(malformed)?;
    let info = read.info().map_err(malformed)?;
    if info.imprint.digest != digest {
        return Err(mismatch("its time-stamp is of another digest"));
    }
    let token = Reader(token).any().map_err(unread)?;
    Ok(token.whole.len())
}

/// Returns the message with an unsigned attribute for its one signer. All else stays as encoded, but
/// the lengths around it.
fn with_attribute(cms: &[u8], kind: &[u8], value: &[u8]) -> crate::asn1::ber::Result<Vec<u8>> {
    let mut message = Reader(cms).any()?.reader();
    let content_type = message.expect(tag::OBJECT_IDENTIFIER)?;
    let data = message.expect(tag::constructed(0))?.reader().any()?;
    let fields = elements(&data)?;
    let (signers, before) = fields.split_last().ok_or(Malformed("it has no signer"))?;
    let signer = signers.reader().any()?;

    let attribute = encode(
        tag::SEQUENCE,
        &[
            encode(tag::OBJECT_IDENTIFIER, kind),
            encode(tag::SET, value),
        ]
        .concat(),
    );
    let mut fields = elements(&signer)?;
    let unsigned = fields.pop_if(|last| last.tag == tag::constructed(1));
    let mut attributes = match unsigned {
        Some(unsigned) => elements(&unsigned)?
            .iter()
            .map(|one| one.whole.to_vec())
            .collect(),
        None => Vec::new(),
    };
    attributes.push(attribute);
    // SET OF (X.690 §11.6).
    attributes.sort();
    let signer = encode(
        tag::SEQUENCE,
        &[
            whole(&fields),
            encode(tag::constructed(1), &attributes.concat()),
        ]
        .concat(),
    );
    let data = encode(
        tag::SEQUENCE,
        &[whole(before), encode(tag::SET, &signer)].concat(),
    );
    Ok(encode(
        tag::SEQUENCE,
        &[content_type.whole, &encode(tag::constructed(0), &data)[..]].concat(),
    ))
}

fn elements<'a>(parent: &Element<'a>) -> crate::asn1::ber::Result<Vec<Element<'a>>> {
    let mut reader = parent.reader();
    let mut all = Vec::new();
    while !reader.is_empty() {
        all.push(reader.any()?);
    }
    Ok(all)
}

fn whole(elements: &[Element<'_>]) -> Vec<u8> {
    let all = elements.iter().map(|element| element.whole);
    all.collect::<Vec<_>>().concat()
}
