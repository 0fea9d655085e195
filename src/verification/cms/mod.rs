//! Validation of CMS signatures (RFC 5652), as returned by iAM Smart's PDF signing
//! (`adbe.pkcs7.detached`, ISO 32000-1 §12.8.3.3).
//!
//! | module | content |
//! |---|---|
//! | `input` | the input |
//! | `message` | a message, and the report on each of its signers |
//! | `signers` | messages with several signers |
//! | `version` | the versions of message and signer |
//! | `content` | checks of the signed content and its digest |
//! | `attributes` | rules for the signed attributes (RFC 5652, RFC 6211) |
//! | `signing_time` | the time that the signer claims |
//! | `signer` | the signer's certificate (RFC 5035) |
//! | `signature` | the signature value |
//! | `proofs` | time-stamps over the signature value |
//! | `detail` | sentences about CMS signatures |
//!
//! The rules are stricter than the standard, because a verdict is about one document and one person:
//!
//! - With several signers, the verdict is INDETERMINATE until the caller chooses one, because anyone
//!   can add another. The report has one on each of them.
//! - The content must not be an encoding of signed attributes, because a signature over one would fit
//!   the other (draft-ietf-lamps-cms-euf-cma-signeddata).
//! - A content of another type than id-data is INDETERMINATE, because it gives the octets another
//!   meaning.
//! - Of unsigned attributes, time-stamps over the signature are read, and prove a time if the caller
//!   trusts their authority. All others are ignored, and the report says so.

pub(super) mod attributes;
pub(super) mod content;
mod detail;
mod input;
pub(super) mod message;
mod proofs;
mod signature;
mod signer;
mod signers;
mod signing_time;
mod version;

use attributes::ContentKind;
use content::Given;
use detail::CmsDetail;
pub use input::CmsInput;
use message::CmsMessage;

use crate::asn1::ber::Unread;
use crate::asn1::der::Malformed;
use crate::pki::cms::{Envelope, SignedData, text};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::parsed_input::DecodedInput;
use crate::verification::report::VerificationReport;
use crate::{Error, Result};

/// Verifies a CMS signature and the path of its signer's certificate.
///
/// The report on a message with several signers has one on each of them, unless the input chooses
/// one.
///
/// # Errors
/// [`Error::CmsMalformed`] for a message that cannot be parsed, [`Error::DigestLength`] for a
/// digest of unknown length; [`Error::InvalidArgument`] for a signer that the message does not have;
/// [`Error::Base64Invalid`], [`Error::InvalidArgument`] and [`Error::PemInvalid`] for a message or
/// certificates that cannot be decoded; [`Error::CertificateMalformed`] for the options'
/// certificates.
pub fn verify_cms(input: &CmsInput) -> Result<VerificationReport> {
    let malformed = |Malformed(reason)| Error::CmsMalformed { reason };
    if let Some(digest) = &input.digest {
        content::check_length(digest)?;
    }

    let octets = text::decode(&input.cms)?;
    let envelope = match Envelope::read(&octets) {
        Ok(envelope) => envelope,
        Err(Unread::Malformed(reason)) => return Err(malformed(reason)),
        Err(Unread::Limit(limit)) => {
            let mut checks = Checks::default();
            let reason = SubIndication::FormatFailure;
            checks.indeterminate(
                Rule::CmsMessage,
                reason,
                CmsDetail::Limit {
                    limit: limit.into(),
                },
            );
            return Ok(VerificationReport::without_signer(
                checks,
                &input.options.requirements(None),
            ));
        }
    };
    let data = SignedData::parse(&envelope).map_err(malformed)?;
    let options = &input.options;
    let mut decoded = DecodedInput::decode(options)?;
    let proofs = decoded.with_timestamp_anchors(options, |decoded| {
        proofs::of_signers(&data, options, decoded, &input.existence)
    })?;
    let given = Given {
        content: input.content.as_deref(),
        digest: input.digest.as_deref(),
    };
    let kind = ContentKind::Document;
    let existence = &input.existence;
    let mut message = CmsMessage::new(kind, given, options, existence, &data, &decoded);
    message.proofs = proofs;
    let chosen = match (input.signer, data.signer_infos.len()) {
        (None, 1) => Some(0),
        (chosen, _) => chosen,
    };
    let Some(index) = chosen else {
        let count = data.signer_infos.len();
        return Ok(signers::report(&mut message, count, &input.options));
    };
    message.report(index).ok_or_else(|| {
        Error::invalid_argument("signer", "the message has no signer with this index")
    })
}
