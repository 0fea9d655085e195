//! CMS SignedData (RFC 5652 §5): detached, for `/Contents` of a PDF's signature with subfilter
//! `adbe.pkcs7.detached`, and around a time-stamp.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rsa::KeyPair;
use time::OffsetDateTime;
use time::macros::format_description;

use super::identity::Identity;
use super::signature::sign_rsa;
use crate::der;

/// id-signedData, 1.2.840.113549.1.7.2 (RFC 5652 §5.1).
const SIGNED_DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
/// id-data, 1.2.840.113549.1.7.1 (RFC 5652 §4).
const DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
/// id-contentType, 1.2.840.113549.1.9.3 (RFC 5652 §11.1).
const CONTENT_TYPE: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
/// id-messageDigest, 1.2.840.113549.1.9.4 (RFC 5652 §11.2).
const MESSAGE_DIGEST: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
/// id-signingTime, 1.2.840.113549.1.9.5 (RFC 5652 §11.3).
const SIGNING_TIME: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 5];
/// id-aa-signingCertificateV2, 1.2.840.113549.1.9.16.2.47 (RFC 5035 §3).
const SIGNING_CERTIFICATE_V2: &[u8] = &[
    0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x10, 2, 0x2f,
];
/// id-sha256 without parameters (RFC 5754 §2.2).
const SHA256_ALGORITHM: &[u8] = &[0x30, 11, 0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
/// rsaEncryption with NULL (RFC 3370 §3.2).
const RSA_ENCRYPTION: &[u8] = &[
    0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0,
];
const VERSION_1: &[u8] = &[2, 1, 1];
const VERSION_3: &[u8] = &[2, 1, 3];

/// What is signed, and by whom.
pub(crate) struct Signing<'a> {
    pub(crate) key: &'a KeyPair,
    pub(crate) certificate: &'a [u8],
    /// `eContentType`, DER.
    pub(crate) content_type: &'a [u8],
    /// `eContent`; `None` if the signature is detached.
    pub(crate) content: Option<&'a [u8]>,
    /// SHA-256 digest of the content.
    pub(crate) message_digest: &'a [u8; 32],
    /// Unix time in milliseconds of a signingTime attribute.
    pub(crate) at: Option<i64>,
    /// True if the message holds the certificate.
    pub(crate) holds_certificate: bool,
}

/// Signs a PDF: returns a `ContentInfo`, DER. `message_digest` is the SHA-256 digest of the signed
/// bytes, `at` Unix time in milliseconds.
pub(crate) fn sign(
    key: &KeyPair,
    certificate: &[u8],
    message_digest: &[u8; 32],
    at: i64,
) -> Option<Vec<u8>> {
    let signing = Signing {
        key,
        certificate,
        content_type: DATA,
        content: None,
        message_digest,
        at: Some(at),
        holds_certificate: true,
    };
    signing.sign()
}

impl Signing<'_> {
    /// Returns a `ContentInfo`, DER.
    pub(crate) fn sign(&self) -> Option<Vec<u8>> {
        let identity = Identity::of(self.certificate)?;
        let attributes = self.attributes()?;
        // The signature covers a SET; the encoding has the tag [0] instead (RFC 5652 §5.4).
        let signature = sign_rsa(self.key, &attributes)?;
        let mut signed_attributes = attributes;
        *signed_attributes.first_mut()? = 0xa0;

        let issuer_and_serial = [identity.issuer.to_vec(), identity.serial_integer.to_vec()];
        let signer_info = der::sequence(&[
            VERSION_1.to_vec(),
            der::sequence(&issuer_and_serial),
            SHA256_ALGORITHM.to_vec(),
            signed_attributes,
            RSA_ENCRYPTION.to_vec(),
            der::octet_string(&signature),
        ]);
        // RFC 5652 §5.1.
        let version = match self.content_type {
            DATA => VERSION_1,
            _ => VERSION_3,
        };
        let content = self
            .content
            .map(|content| der::value(0xa0, &der::octet_string(content)));
        let certificates = self
            .holds_certificate
            .then(|| der::value(0xa0, self.certificate));
        let signed_data = der::sequence(&[
            version.to_vec(),
            der::set(vec![SHA256_ALGORITHM.to_vec()]),
            der::sequence(&[self.content_type.to_vec(), content.unwrap_or_default()]),
            certificates.unwrap_or_default(),
            der::set(vec![signer_info]),
        ]);
        Some(der::sequence(&[
            SIGNED_DATA.to_vec(),
            der::value(0xa0, &signed_data),
        ]))
    }

    /// The signed attributes, a SET.
    fn attributes(&self) -> Option<Vec<u8>> {
        let certificate_hash = digest(&SHA256, self.certificate);
        // ESSCertIDv2 omits the default algorithm (RFC 5035 §4).
        let cert_id = der::sequence(&[der::octet_string(certificate_hash.as_ref())]);
        let signing_certificate = der::sequence(&[der::sequence(&[cert_id])]);
        let mut attributes = vec![
            attribute(CONTENT_TYPE, self.content_type.to_vec()),
            attribute(MESSAGE_DIGEST, der::octet_string(self.message_digest)),
            attribute(SIGNING_CERTIFICATE_V2, signing_certificate),
        ];
        if let Some(at) = self.at {
            attributes.push(attribute(SIGNING_TIME, utc_time(at)?));
        }
        Some(der::set(attributes))
    }
}

fn attribute(kind: &[u8], value: Vec<u8>) -> Vec<u8> {
    der::sequence(&[kind.to_vec(), der::set(vec![value])])
}

/// UTCTime, valid until 2049 (RFC 5652 §11.3).
fn utc_time(milliseconds: i64) -> Option<Vec<u8>> {
    let time = OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000)).ok()?;
    let format = format_description!("[year repr:last_two][month][day][hour][minute][second]Z");
    Some(der::value(0x17, time.format(format).ok()?.as_bytes()))
}
