//! OCSP requests (RFC 6960 §4.1).

use alloc::vec::Vec;

use sha1::{Digest as _, Sha1};

use crate::asn1::der::{encode, tag};
use crate::pki::certificate::Certificate;
use crate::pki::revocation::ocsp::cert_id::{SHA1, key_octets};

/// Encodes the OCSPRequest for one certificate, without a nonce: `SEQUENCE { tbsRequest SEQUENCE {
/// requestList SEQUENCE OF SEQUENCE { reqCert CertID } } }`.
///
/// Uses SHA-1, which every responder supports (RFC 5019 §2.1.1) and which suffices because the
/// hashes only select the issuer. Returns `None` if `issuer` does not have the name of the
/// certificate's issuer.
#[must_use]
pub fn ocsp_request(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Option<Vec<u8>> {
    if !certificate.names_as_issuer(issuer) {
        return None;
    }
    let key = key_octets(issuer)?;
    let sequence = |parts: &[&[u8]]| encode(tag::SEQUENCE, &parts.concat());
    let hash = |octets: &[u8]| encode(tag::OCTET_STRING, &Sha1::digest(octets));
    let algorithm = [encode(tag::OBJECT_IDENTIFIER, SHA1), encode(tag::NULL, &[])];
    let identity = sequence(&[
        &encode(tag::SEQUENCE, &algorithm.concat()),
        &hash(certificate.tbs().issuer),
        &hash(key),
        &encode(tag::INTEGER, certificate.serial()),
    ]);
    let list = sequence(&[&sequence(&[&identity])]);
    Some(sequence(&[&sequence(&[&list])]))
}
