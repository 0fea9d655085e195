//! CertID, the identifier of a certificate in OCSP (RFC 6960 §4.1.1).

use alloc::vec::Vec;

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::asn1::der::{Reader, Result, octets_of_bits, tag};
use crate::pki::certificate::Certificate;
use crate::pki::certificate::tbs;

/// id-sha1, 1.3.14.3.2.26 (RFC 3370 §2.1).
pub(crate) const SHA1: &[u8] = &[0x2b, 0x0e, 3, 2, 26];
/// id-sha256, id-sha384 and id-sha512, 2.16.840.1.101.3.4.2.1 to 3 (RFC 5754 §2).
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1];
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 2];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 3];

/// CertID (RFC 6960 §4.1.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct CertId<'a> {
    /// The content octets of the hash algorithm's identifier.
    pub(crate) algorithm: &'a [u8],
    pub(crate) issuer_name_hash: &'a [u8],
    pub(crate) issuer_key_hash: &'a [u8],
    pub(crate) serial: &'a [u8],
}

impl<'a> CertId<'a> {
    /// Parses `SEQUENCE { hashAlgorithm, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING,
    /// serialNumber INTEGER }`.
    pub(crate) fn parse(fields: &mut Reader<'a>) -> Result<Self> {
        let mut fields = fields.expect(tag::SEQUENCE)?.reader();
        let mut algorithm = tbs::algorithm_identifier(&mut fields)?.reader();
        let id = Self {
            algorithm: algorithm.expect(tag::OBJECT_IDENTIFIER)?.content,
            issuer_name_hash: fields.expect(tag::OCTET_STRING)?.content,
            issuer_key_hash: fields.expect(tag::OCTET_STRING)?.content,
            serial: fields.expect(tag::INTEGER)?.content,
        };
        fields.end()?;
        Ok(id)
    }

    /// Returns true if this identifies `subject`. The hashes only select an issuer by name and key,
    /// so SHA-1 suffices: the response must be signed on behalf of that issuer anyway.
    pub(crate) fn is_of(&self, subject: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        if self.serial != subject.serial() {
            return false;
        }
        let Some(key) = key_octets(issuer) else {
            return false;
        };
        let name = subject.tbs().issuer;
        let (name, key) = match self.algorithm {
            SHA1 => hashes::<Sha1>(name, key),
            SHA256 => hashes::<Sha256>(name, key),
            SHA384 => hashes::<Sha384>(name, key),
            SHA512 => hashes::<Sha512>(name, key),
            _ => return false,
        };
        self.issuer_name_hash == name && self.issuer_key_hash == key
    }
}

fn hashes<D: Digest>(name: &[u8], key: &[u8]) -> (Vec<u8>, Vec<u8>) {
    (D::digest(name).to_vec(), D::digest(key).to_vec())
}

/// Returns the octets of subjectPublicKey, without tag, length and unused bits (RFC 6960 §4.1.1).
pub(crate) fn key_octets<'a>(certificate: &Certificate<'a>) -> Option<&'a [u8]> {
    let mut fields = certificate.tbs().public_key_info.reader();
    fields.expect(tag::SEQUENCE).ok()?;
    let key = fields.expect(tag::BIT_STRING).ok()?;
    octets_of_bits(&key).ok()
}
