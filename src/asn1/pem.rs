//! Input encodings of certificates, CRLs and OCSP responses: DER, PEM, or Base64 of either; PEM of CMS
//! messages.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::asn1::item::{unpadded, without_padding};
use crate::asn1::pem_block::{BEGIN, blocks};
use crate::encoding::from_base64;
use crate::string::{decimal, split_once_str};
use crate::{Error, Result};

/// Maximum number of certificates in one argument. The largest public root programme has about 400
/// (CCADB); every step of the path search goes through all of them.
pub(crate) const MAX_CERTIFICATES: usize = 1000;

/// Maximum number of CRLs, and of OCSP responses: several for each certificate of the longest path.
pub(crate) const MAX_REVOCATION_DATA: usize = 200;

/// Number of characters of a label that errors repeat.
pub(super) const LONGEST_LABEL: usize = 40;

/// One or more encoded objects.
#[derive(Clone, Eq, PartialEq)]
pub enum Encoded {
    /// DER, or PEM in UTF-8; for CMS messages BER, and any text.
    Bytes(Vec<u8>),
    /// PEM, or Base64 of DER or PEM; for CMS messages also the text of an S/MIME file.
    Text(String),
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Text(text) => write!(f, "Text({})", text.len()),
        }
    }
}

/// The kind of an encoded object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Accepted labels of its PEM blocks.
    pub(super) labels: &'static [&'static str],
    /// Reason in the error for a block with another label.
    other_block: &'static str,
    /// Plural name in errors.
    several: &'static str,
    /// Maximum number in one argument.
    pub(super) most: usize,
}

impl Kind {
    /// Returns the error for more than are read in the argument `name`.
    pub(crate) fn too_many(self, name: &str) -> Error {
        let most = decimal(self.most as u64);
        let reason = ["it has more than ", &most, " ", self.several].concat();
        Error::invalid_argument(name, &reason)
    }
}

/// The second label is an old one that parsers may accept (RFC 7468 §5.1).
pub(crate) const CERTIFICATE: Kind = Kind {
    labels: &["CERTIFICATE", "X509 CERTIFICATE"],
    other_block: "it has a block that is not a CERTIFICATE",
    several: "certificates",
    most: MAX_CERTIFICATES,
};

/// Certificates and certs-only messages (RFC 5652 §5): the labels of [`CERTIFICATE`] and
/// [`CMS_MESSAGE`].
pub(crate) const BUNDLE: Kind = Kind {
    labels: &[
        "CERTIFICATE",
        "X509 CERTIFICATE",
        "CMS",
        "PKCS7",
        "PKCS #7 SIGNED DATA",
    ],
    other_block: "it has a block that is neither a CERTIFICATE nor a CMS message",
    several: "certificates",
    most: MAX_CERTIFICATES,
};

/// The second label is one that some parsers accept (RFC 7468 §6).
pub(crate) const CRL: Kind = Kind {
    labels: &["X509 CRL", "CRL"],
    other_block: "it has a block that is not an X509 CRL",
    several: "CRLs",
    most: MAX_REVOCATION_DATA,
};

/// RFC 7468 defines no label; this is the one that OpenSSL and others write.
pub(crate) const OCSP_RESPONSE: Kind = Kind {
    labels: &["OCSP RESPONSE"],
    other_block: "it has a block that is not an OCSP RESPONSE",
    several: "OCSP responses",
    most: MAX_REVOCATION_DATA,
};

/// RFC 7468 §9 and §8. The last label is one that OpenSSL reads, too.
const CMS_MESSAGE: Kind = Kind {
    labels: &["CMS", "PKCS7", "PKCS #7 SIGNED DATA"],
    other_block: "it has a block that is neither CMS nor PKCS7",
    several: "CMS messages",
    most: 1,
};

/// Decodes one certificate; `name` is its name in errors.
///
/// # Errors
/// [`Error::PemInvalid`], [`Error::Base64Invalid`]; [`Error::InvalidArgument`] for more than one.
pub(crate) fn one_certificate(name: &str, input: &Encoded) -> Result<Vec<u8>> {
    let mut certificates = decode(CERTIFICATE, name, input)?;
    match (certificates.pop(), certificates.is_empty()) {
        (Some(certificate), true) => Ok(certificate),
        _ => Err(Error::invalid_argument(
            name,
            "it has more than one certificate; issuers belong in 'intermediates'",
        )),
    }
}

/// Returns true if the text has PEM blocks.
pub(crate) fn has_blocks(text: &str) -> bool {
    split_once_str(text, BEGIN).is_some()
}

/// Decodes the PEM of one CMS message.
///
/// # Errors
/// [`Error::PemInvalid`]; [`Error::InvalidArgument`] for more than one.
pub(crate) fn one_message(name: &str, text: &str) -> Result<Vec<u8>> {
    let mut messages = from_pem(CMS_MESSAGE, name, text)?;
    match (messages.pop(), messages.is_empty()) {
        (Some(message), true) => Ok(message),
        _ => Err(Error::invalid_argument(
            name,
            "it has more than one CMS message",
        )),
    }
}

/// Returns the name of a list item in errors: `crls[0]`.
pub(crate) fn numbered(list: &str, index: usize) -> String {
    [list, "[", &decimal(index as u64), "]"].concat()
}

fn decode(kind: Kind, name: &str, input: &Encoded) -> Result<Vec<Vec<u8>>> {
    match input {
        Encoded::Bytes(bytes) => from_bytes(kind, name, bytes),
        Encoded::Text(text) if has_blocks(text) => from_pem(kind, name, text),
        Encoded::Text(text) => from_bytes(kind, name, &from_base64(name, text.trim())?),
    }
}

fn from_bytes(kind: Kind, name: &str, bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    match core::str::from_utf8(bytes) {
        Ok(text) if has_blocks(text) => from_pem(kind, name, text),
        _ => Ok(vec![without_padding(bytes).to_vec()]),
    }
}

/// Parses PEM (RFC 7468). Every block must be of the given kind; text around the blocks is ignored.
fn from_pem(kind: Kind, name: &str, text: &str) -> Result<Vec<Vec<u8>>> {
    let invalid = |reason: &str| Error::PemInvalid {
        name: name.to_owned(),
        reason: reason.to_owned(),
    };
    let blocks = blocks(text).map(|block| {
        if !block.label.is_empty() && !kind.labels.contains(&block.label) {
            let found: String = block.label.chars().take(LONGEST_LABEL).collect();
            return Err(invalid(&[kind.other_block, ", but a ", &found].concat()));
        }
        block.content().map(unpadded).map_err(invalid)
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Vec<u8>>> {
        decode(CERTIFICATE, "x", &Encoded::Text(text.to_owned()))
    }

    #[test]
    fn several_blocks_with_text_around_them() {
        let text = "subject=a\r\n-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END CERTIFICATE-----\n\
                    subject=b\n-----BEGIN CERTIFICATE-----\nMA\nE=\n-----END CERTIFICATE-----";
        let expected = vec![vec![0x30, 0], vec![0x30, 1]];
        assert_eq!(read(text).unwrap(), expected);
        assert_eq!(
            decode(CERTIFICATE, "x", &Encoded::Bytes(text.into())).unwrap(),
            expected
        );
        let base64 = crate::encoding::base64(text.as_bytes());
        assert_eq!(read(&base64).unwrap(), expected);
    }

    #[test]
    fn broken_pem_is_named() {
        let rows = [
            "-----BEGIN CERTIFICATE",
            "-----BEGIN CERTIFICATE-----\nMAA=",
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CRL-----",
            "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE",
            "-----BEGIN CERTIFICATE-----\nM A A\n-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
        ];
        for text in rows {
            assert_eq!(read(text).unwrap_err().code(), "pem-invalid", "{text}");
        }
        assert_eq!(read("MAA").unwrap_err().code(), "base64-invalid");
    }
}
