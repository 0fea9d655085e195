//! Values of the signatures in a message.

use alloc::vec::Vec;

use crate::asn1::der::Malformed;
use crate::asn1::pem::Encoded;
use crate::pki::cms::certificates::reason;
use crate::pki::cms::envelope::Envelope;
use crate::pki::cms::signed_data::SignedData;
use crate::pki::cms::text;
use crate::{Error, Result};

/// Returns the octets of `signature` of every signer in a message, in their order: what a time-stamp
/// of the signature is over (RFC 3161 Appendix A).
///
/// # Errors
/// [`Error::CmsMalformed`] for what is no message, or longer than the limits;
/// [`Error::PemInvalid`], [`Error::Base64Invalid`], [`Error::InvalidArgument`] for text that cannot be
/// decoded.
pub fn signatures_in(cms: &Encoded) -> Result<Vec<Vec<u8>>> {
    let octets = text::decode(cms)?;
    let envelope = Envelope::read(&octets).map_err(|unread| Error::CmsMalformed {
        reason: reason(unread),
    })?;
    let message =
        SignedData::parse(&envelope).map_err(|Malformed(reason)| Error::CmsMalformed { reason })?;
    let signers = message.signer_infos.iter();
    Ok(signers.map(|signer| signer.signature.to_vec()).collect())
}
