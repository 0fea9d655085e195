//! Embedding of a signature into a prepared file (ISO 32000-2 §12.8.1, `/Contents`).

use alloc::vec::Vec;

use crate::asn1::ber::{Reader, Unread};
use crate::asn1::der::Malformed;
use crate::asn1::pem::Encoded;
use crate::pdf::byte_range::ByteRange;
use crate::pdf::timestamp::check_token;
use crate::pki::cms::{Envelope, SignedAttributes, SignedData, SignerInfo, identifier, text};
use crate::{Error, Result};

/// Names the encoding of a document time-stamp in a dictionary, before `/Contents`.
const TIMESTAMP: &[u8] = b"/SubFilter/ETSI.RFC3161";

/// Longest part of a dictionary from `/SubFilter` to `/Contents`.
const LONGEST_BEGIN: usize = 120;

/// Writes a CMS signature, or the token of a document time-stamp, into its place in a prepared file.
///
/// It has to be detached, and the `messageDigest` of each of its signers has to be the digest of what
/// the file's byte range covers; a token has to stamp it. Whether it is valid is not checked.
///
/// # Errors
/// [`Error::PdfDigestMismatch`], [`Error::PdfContentsTooSmall`], [`Error::CmsMalformed`],
/// [`Error::InvalidArgument`], [`Error::Base64Invalid`], [`Error::PemInvalid`].
pub fn embed(mut file: Vec<u8>, byte_range: [usize; 4], cms: &Encoded) -> Result<Vec<u8>> {
    let byte_range = ByteRange::parse(byte_range, file.len())?;
    let place = file.get(byte_range.contents());
    let place = place.and_then(|place| place.strip_prefix(b"<")?.strip_suffix(b">"));
    let Some(place) = place.filter(|place| place.iter().all(|digit| *digit == b'0')) else {
        return Err(Error::invalid_argument(
            "byteRange",
            "there is no empty place for a signature; pass what `preparePdf` returned",
        ));
    };
    let reserved = place.len() / 2;
    let cms = text::decode(cms)?;
    let digest = byte_range.digest(&file);
    let needed = if is_for_timestamp(&file, byte_range) {
        check_token(&cms, &digest)?
    } else {
        check(&cms, &digest)?
    };
    if needed > reserved {
        return Err(Error::PdfContentsTooSmall { needed, reserved });
    }
    let begin = byte_range.contents().start + 1;
    let octets = cms.iter().take(needed);
    let digits = octets.flat_map(|octet| [digit(octet >> 4), digit(octet & 0xf)]);
    let place = file.iter_mut().skip(begin);
    place.zip(digits).for_each(|(octet, digit)| *octet = digit);
    Ok(file)
}

/// Returns true if the dictionary is one that `prepare` wrote for a document time-stamp.
fn is_for_timestamp(file: &[u8], byte_range: ByteRange) -> bool {
    let start = byte_range.contents().start;
    let before = file.get(start.saturating_sub(LONGEST_BEGIN)..start);
    let mut windows = before.unwrap_or_default().windows(TIMESTAMP.len());
    windows.any(|found| found == TIMESTAMP)
}

fn digit(value: u8) -> u8 {
    b"0123456789abcdef"[usize::from(value)]
}

/// Checks that a message signs the digest; returns its length without what follows it.
fn check(cms: &[u8], digest: &[u8; 32]) -> Result<usize> {
    let envelope = Envelope::read(cms).map_err(unread)?;
    let data = SignedData::parse(&envelope).map_err(malformed)?;
    if data.content.is_some() {
        return Err(mismatch(
            "it has a content of its own, instead of being detached",
        ));
    }
    if data.signer_infos.is_empty() {
        return Err(malformed(Malformed("it has no signer")));
    }
    for signer in &data.signer_infos {
        if message_digest(signer)? != digest {
            return Err(mismatch("its messageDigest is another than docDigest"));
        }
    }
    let message = Reader(cms).any().map_err(unread)?;
    Ok(message.whole.len())
}

fn message_digest<'a>(signer: &SignerInfo<'a>) -> Result<&'a [u8]> {
    let attributes = signer.signed_attributes.as_ref();
    let attributes =
        attributes.ok_or(mismatch("it has no signed attributes, so no messageDigest"))?;
    let attributes = SignedAttributes::parse(attributes);
    let attributes = attributes.map_err(malformed)?;
    let digest = attributes.value(identifier::MESSAGE_DIGEST).transpose();
    let digest = digest.map_err(malformed)?;
    let digest = digest.ok_or(mismatch("it has no messageDigest"))?;
    Ok(digest.content)
}

pub(super) fn unread(unread: Unread) -> Error {
    let (Unread::Malformed(Malformed(reason)) | Unread::Limit(reason)) = unread;
    Error::CmsMalformed { reason }
}

pub(super) fn malformed(malformed: Malformed) -> Error {
    unread(malformed.into())
}

pub(super) fn mismatch(reason: &'static str) -> Error {
    Error::PdfDigestMismatch { reason }
}
