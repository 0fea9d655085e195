//! Certificates in a certs-only message (RFC 8551 §3.7), as authorities publish them (RFC 5280
//! §4.2.2.1, `.p7c`) and tools export them (`.p7b`): SignedData without content and signers
//! (RFC 5652 §5).

use alloc::borrow::{Cow, ToOwned as _};
use alloc::vec::Vec;

use crate::asn1::ber::{self, Unread};
use crate::asn1::der::{Malformed, tag};
use crate::asn1::item::{Item, Undecodable};
use crate::asn1::pem::{BUNDLE, Encoded, MAX_CERTIFICATES};
use crate::pki::cms::envelope::Envelope;
use crate::pki::cms::text;

/// Returns the DER of every certificate in one file: a certificate, PEM with certificates or
/// certs-only messages, or a certs-only message in DER or BER; `name` is its name in errors. The
/// certificates themselves are not parsed.
///
/// # Errors
/// [`CertificateMalformed`](crate::Error::CertificateMalformed) for a message that is not
/// certs-only, [`PemInvalid`](crate::Error::PemInvalid),
/// [`Base64Invalid`](crate::Error::Base64Invalid);
/// [`InvalidArgument`](crate::Error::InvalidArgument) for more than 1000 certificates.
pub fn certificates_of(name: &str, file: &Encoded) -> crate::Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    for octets in Item::octets_of(BUNDLE, name, file)? {
        if !is_content_info(&octets) {
            found.push(octets.into_owned());
            continue;
        }
        let certificates = members(&octets).map_err(|unread| {
            let reason = reason(unread).to_owned();
            let name = name.to_owned();
            crate::Error::CertificateMalformed { name, reason }
        })?;
        found.extend(certificates.into_iter().map(<[u8]>::to_vec));
    }
    if found.len() > MAX_CERTIFICATES {
        return Err(BUNDLE.too_many(name));
    }
    Ok(found)
}

/// Returns the DER of the certificates in a message with a signature, as its signer put them there:
/// nothing says that they are its signer's, or genuine.
///
/// # Errors
/// [`CmsMalformed`](crate::Error::CmsMalformed) for what is no message, or longer than the limits;
/// [`PemInvalid`](crate::Error::PemInvalid), [`Base64Invalid`](crate::Error::Base64Invalid),
/// [`InvalidArgument`](crate::Error::InvalidArgument) for text that cannot be decoded.
pub fn certificates_in(cms: &Encoded) -> crate::Result<Vec<Vec<u8>>> {
    let octets = text::decode(cms)?;
    let message = Envelope::read(&octets).map_err(|unread| crate::Error::CmsMalformed {
        reason: reason(unread),
    })?;
    let certificates = message.certificates.iter();
    Ok(certificates
        .take(MAX_CERTIFICATES)
        .map(|der| der.to_vec())
        .collect())
}

/// Returns the certificates in a list of files, those of a certs-only message as parts of its item.
///
/// # Errors
/// [`InvalidArgument`](crate::Error::InvalidArgument) for more than 1000.
pub(crate) fn all_certificates<'a>(
    list: &'static str,
    files: &'a [Encoded],
) -> crate::Result<Vec<Item<'a>>> {
    let mut all = Vec::new();
    for item in Item::all(BUNDLE, list, files)? {
        match &item.octets {
            Ok(octets) if is_content_info(octets) => add_members(&mut all, &item, octets),
            _ => all.push(item),
        }
        if all.len() > MAX_CERTIFICATES {
            return Err(BUNDLE.too_many(list));
        }
    }
    Ok(all)
}

fn add_members(all: &mut Vec<Item<'_>>, item: &Item<'_>, message: &[u8]) {
    let name = item.name;
    match members(message) {
        Ok(certificates) => all.extend(certificates.iter().enumerate().map(|(index, der)| Item {
            name: name.part(index),
            octets: Ok(Cow::Owned(der.to_vec())),
        })),
        Err(unread) => all.push(Item {
            name,
            octets: Err(Undecodable::OtherMessage(reason(unread))),
        }),
    }
}

pub(super) fn reason(unread: Unread) -> &'static str {
    let (Unread::Malformed(Malformed(reason)) | Unread::Limit(reason)) = unread;
    reason
}

/// Returns true if the octets begin as a ContentInfo (RFC 5652 §3), with an object identifier; a
/// certificate begins with another SEQUENCE.
fn is_content_info(octets: &[u8]) -> bool {
    let [tag::SEQUENCE, length, rest @ ..] = octets else {
        return false;
    };
    // X.690 §8.1.3: the octets of a length in long form follow the first one.
    let more = length.checked_sub(0x80).map_or(0, usize::from);
    rest.get(more) == Some(&tag::OBJECT_IDENTIFIER)
}

/// Returns the X.509 certificates of a certs-only message. Version, digest algorithms, content type
/// and CRLs say nothing about them, and tools differ in what they write there.
fn members(message: &[u8]) -> ber::Result<Vec<&[u8]>> {
    let message = Envelope::read(message)?;
    if !message.signer_infos.is_empty() {
        // Its certificates are what its signer put there, and nothing that an authority publishes.
        return Err(Malformed("it is a CMS message with a signer").into());
    }
    if message.certificates.is_empty() {
        return Err(Malformed("it is a CMS message without certificates").into());
    }
    Ok(message.certificates)
}
