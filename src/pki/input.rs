//! Certificates, CRLs and OCSP responses as callers hand them over: DER, PEM, or Base64 of either.

use std::fmt;

use crate::encoding::from_base64;
use crate::{Error, Result};

/// The most objects in one argument. The largest public programme of roots has some 400
/// (CCADB), and the search looks at all of them for every step.
const MAX_OBJECTS: usize = 1000;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// One or more encoded objects.
#[derive(Clone, Eq, PartialEq)]
pub enum Encoded {
    /// DER, or PEM text in UTF-8.
    Bytes(Vec<u8>),
    /// PEM text, or Base64 of DER or of PEM text.
    Text(String),
}

/// What is encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A certificate.
    Certificate,
    /// A certificate revocation list.
    Crl,
    /// An OCSP response.
    OcspResponse,
}

impl Kind {
    /// What RFC 7468 calls it: §5.1, where the second is an old name that parsers may take, and
    /// §6.1; the last is OpenSSL's.
    const fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Certificate => &["CERTIFICATE", "X509 CERTIFICATE"],
            Self::Crl => &["X509 CRL"],
            Self::OcspResponse => &["OCSP RESPONSE"],
        }
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Text(text) => write!(f, "Text({})", text.len()),
        }
    }
}

/// The DER of one certificate; `name` is what an error calls the argument.
///
/// # Errors
/// [`Error::PemInvalid`], [`Error::Base64Invalid`]; [`Error::InvalidArgument`] for more than one.
pub fn one_certificate(name: &str, input: &Encoded) -> Result<Vec<u8>> {
    let mut certificates = objects(name, Kind::Certificate, input)?;
    match (certificates.pop(), certificates.is_empty()) {
        (Some(certificate), true) => Ok(certificate),
        _ => Err(Error::InvalidArgument {
            name: name.to_owned(),
            reason: "it has more than one certificate; issuers belong into 'intermediates'"
                .to_owned(),
        }),
    }
}

/// The DER of every object of a list, each with what an error calls it: `trustAnchors[0]`.
///
/// # Errors
/// [`Error::PemInvalid`], [`Error::Base64Invalid`]; [`Error::InvalidArgument`] for more than 1000.
pub fn all(name: &str, kind: Kind, inputs: &[Encoded]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut all = Vec::new();
    for (i, input) in inputs.iter().enumerate() {
        let name = format!("{name}[{i}]");
        let found = objects(&name, kind, input)?;
        all.extend(found.into_iter().map(|object| (name.clone(), object)));
    }
    if all.len() > MAX_OBJECTS {
        return Err(Error::InvalidArgument {
            name: name.to_owned(),
            reason: format!("it has more than {MAX_OBJECTS} entries"),
        });
    }
    Ok(all)
}

fn objects(name: &str, kind: Kind, input: &Encoded) -> Result<Vec<Vec<u8>>> {
    match input {
        Encoded::Bytes(bytes) => from_bytes(name, kind, bytes.clone()),
        Encoded::Text(text) if text.contains(BEGIN) => from_pem(name, kind, text),
        Encoded::Text(text) => from_bytes(name, kind, from_base64(name, text.trim())?),
    }
}

fn from_bytes(name: &str, kind: Kind, bytes: Vec<u8>) -> Result<Vec<Vec<u8>>> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains(BEGIN) => from_pem(name, kind, text),
        _ => Ok(vec![bytes]),
    }
}

/// PEM (RFC 7468): every block must be of the kind; text around the blocks is no concern of ours.
fn from_pem(name: &str, kind: Kind, text: &str) -> Result<Vec<Vec<u8>>> {
    let invalid = |reason: &str| Error::PemInvalid {
        name: name.to_owned(),
        reason: reason.to_owned(),
    };
    let mut objects = Vec::new();
    let mut rest = text;
    while let Some((_, block)) = rest.split_once(BEGIN) {
        let (label, block) = block
            .split_once(DASHES)
            .ok_or_else(|| invalid("a BEGIN line is not complete"))?;
        if !kind.labels().contains(&label) {
            return Err(invalid("it has a block of another kind"));
        }
        let (body, block) = block
            .split_once(END)
            .ok_or_else(|| invalid("a block has no END line"))?;
        rest = block
            .strip_prefix(label)
            .and_then(|block| block.strip_prefix(DASHES))
            .ok_or_else(|| invalid("the END line of a block does not belong to its BEGIN line"))?;
        let body: String = body.split_ascii_whitespace().collect();
        let der = from_base64(name, &body).map_err(|_| invalid("a block is not Base64"))?;
        objects.push(der);
    }
    Ok(objects)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Vec<u8>>> {
        objects("x", Kind::Certificate, &Encoded::Text(text.to_owned()))
    }

    #[test]
    fn several_blocks_with_text_around_them() {
        let text = "subject=a\r\n-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END CERTIFICATE-----\n\
                    subject=b\n-----BEGIN CERTIFICATE-----\nMA\nE=\n-----END CERTIFICATE-----";
        let expected = vec![vec![0x30, 0], vec![0x30, 1]];
        assert_eq!(read(text).unwrap(), expected);
        assert_eq!(
            objects("x", Kind::Certificate, &Encoded::Bytes(text.into())).unwrap(),
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
