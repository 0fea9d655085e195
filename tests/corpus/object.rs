//! The objects in a file: which they are by their outer form, and whether the crate reads them.

use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::Crl;
use iamsmart::pki::revocation::OcspResponse;
use iamsmart::verification::{CmsInput, PathOptions, verify_cms};

/// What an object is by its outer form, whether it can be read or not.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    Certificate,
    Cms,
    Crl,
    OcspResponse,
}

/// One object of a file.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) octets: Vec<u8>,
}

impl Kind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Cms => "CMS",
            Self::Crl => "CRL",
            Self::OcspResponse => "OCSP response",
        }
    }

    fn of_label(label: &str) -> Option<Self> {
        match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => Some(Self::Certificate),
            "CMS" | "PKCS7" | "PKCS #7 SIGNED DATA" => Some(Self::Cms),
            "X509 CRL" | "CRL" => Some(Self::Crl),
            "OCSP RESPONSE" => Some(Self::OcspResponse),
            _ => None,
        }
    }

    /// Returns the kind of an object in DER or BER by the tags of its first parts.
    fn of_octets(octets: &[u8]) -> Option<Self> {
        const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
        let (0x30, body) = element(octets)? else {
            return None;
        };
        if body.starts_with(SIGNED_DATA) {
            return Some(Self::Cms);
        }
        let (first, tbs) = element(body)?;
        match first {
            // OCSPResponse: responseStatus, ENUMERATED of one octet.
            0x0a if body.get(1) == Some(&1) => Some(Self::OcspResponse),
            0x30 => Self::of_tbs(tbs),
            _ => None,
        }
    }

    /// A certificate has two names around its validity, a CRL one name and a time after it.
    fn of_tbs(tbs: &[u8]) -> Option<Self> {
        let mut tags = Vec::new();
        let mut rest = tbs;
        while let Some((tag, body)) = element(rest) {
            tags.push(tag);
            let end = body.as_ptr() as usize - rest.as_ptr() as usize + body.len();
            rest = rest.get(end..)?;
        }
        match tags[..] {
            [0xa0, 0x02, 0x30, 0x30, 0x30, 0x30, 0x30, ..] | [0x02, 0x30, 0x30, 0x30, 0x30, 0x30, ..] => {
                Some(Self::Certificate)
            }
            [0x02, 0x30, 0x30, 0x17 | 0x18, ..] | [0x30, 0x30, 0x17 | 0x18, ..] => Some(Self::Crl),
            _ => None,
        }
    }
}

/// Returns tag and content of the element at the start, in any form of BER's lengths; of an
/// indefinite one, all that follows.
fn element(octets: &[u8]) -> Option<(u8, &[u8])> {
    let (&tag, rest) = octets.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0x80 => (rest.len(), rest),
        0..=0x7f => (usize::from(first), rest),
        _ => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let digits = digits.iter();
            let length = digits.fold(0_usize, |n, &digit| n.wrapping_shl(8) | usize::from(digit));
            (length, rest)
        }
    };
    Some((tag, rest.get(..length)?))
}

impl Object {
    /// Returns the objects of a file: those of its PEM blocks, or the file itself.
    pub(crate) fn all(file: &[u8]) -> Vec<Self> {
        let text = String::from_utf8_lossy(file);
        if text.contains("-----BEGIN ") {
            return text.split("-----BEGIN ").skip(1).filter_map(block).collect();
        }
        let object = Kind::of_octets(file).map(|kind| Self {
            kind,
            octets: file.to_vec(),
        });
        object.into_iter().collect()
    }

    /// Returns why the crate cannot read the object.
    pub(crate) fn unreadable(&self) -> Option<String> {
        let read = match self.kind {
            Kind::Certificate => return unreadable_certificate(&self.octets),
            Kind::Crl => Crl::parse("it", &self.octets).err(),
            Kind::OcspResponse => OcspResponse::parse("it", &self.octets).err(),
            Kind::Cms => {
                let input = CmsInput {
                    cms: self.octets.clone(),
                    content: None,
                    digest: None,
                    options: PathOptions::at(Time::from_unix_seconds(1_790_000_000)),
                };
                verify_cms(&input).err()
            }
        };
        read.map(|error| error.to_string())
    }
}

/// Returns why the certificate, or one of its extensions, cannot be read.
fn unreadable_certificate(der: &[u8]) -> Option<String> {
    match Certificate::parse("it", der) {
        Err(error) => Some(error.to_string()),
        Ok(certificate) => {
            let unreadable = certificate.unreadable_extensions().first()?;
            let [.., last] = unreadable.identifier else {
                return None;
            };
            Some(format!("extension …{last}: {}", unreadable.reason))
        }
    }
}

/// Returns the object of a PEM block, from its label on; `None` for those of other kinds and those
/// that are no Base64.
fn block(text: &str) -> Option<Object> {
    let (label, text) = text.split_once("-----")?;
    let kind = Kind::of_label(label)?;
    let (body, _) = text.split_once("-----END")?;
    let body: String = body.split_ascii_whitespace().collect();
    let octets = from_base64("block", &body).ok()?;
    Some(Object { kind, octets })
}
