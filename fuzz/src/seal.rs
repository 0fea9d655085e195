//! Signing with a known key, so that mutated objects pass the signature check.
//!
//! A mutation breaks the signature, and code behind the signature check would never run. So every
//! mutated object is re-signed, with one key for all signers.

use ed25519_dalek::{Signer as _, SigningKey};

use crate::der::{Content, Node};

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;

/// id-Ed25519 as an AlgorithmIdentifier (RFC 8410 §3).
const ED25519: [u8; 7] = [0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70];

/// Structure of an object.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A certificate.
    Certificate,
    /// A CRL.
    Crl,
    /// An OCSP response.
    OcspResponse,
    /// Not signed by this module.
    Other,
}

/// The public key as SubjectPublicKeyInfo (RFC 8410 §4).
#[must_use]
pub fn public_key_info() -> Node {
    let mut bits = vec![0];
    bits.extend(public_key());
    Node {
        tag: SEQUENCE,
        content: Content::Nodes(vec![algorithm(), Node::octets(BIT_STRING, bits)]),
    }
}

/// The public key's 32 bytes.
#[must_use]
pub fn public_key() -> [u8; 32] {
    key().verifying_key().to_bytes()
}

/// Re-signs an object; false if it does not have the structure.
pub fn seal(kind: Kind, object: &mut Node) -> bool {
    match kind {
        Kind::Certificate | Kind::Crl => sign(object).is_some(),
        Kind::OcspResponse => sign_response(object).is_some(),
        Kind::Other => false,
    }
}

/// Replaces the keys and signatures of an object by the known key and its signatures.
pub fn adopt(kind: Kind, object: &mut Node) -> Option<()> {
    match kind {
        Kind::Certificate => {
            let fields = object.nodes_mut()?.first_mut()?.nodes_mut()?;
            let mut sequences = fields.iter_mut().filter(|field| field.tag == SEQUENCE);
            // TBSCertificate: signature, issuer, validity, subject, subjectPublicKeyInfo.
            *sequences.next()? = algorithm();
            *sequences.nth(3)? = public_key_info();
            sign(object)
        }
        Kind::Crl => {
            let fields = object.nodes_mut()?.first_mut()?.nodes_mut()?;
            // TBSCertList: version, signature.
            *fields.iter_mut().find(|field| field.tag == SEQUENCE)? = algorithm();
            sign(object)
        }
        Kind::OcspResponse => {
            for certificate in certificates_of(object) {
                adopt(Kind::Certificate, certificate)?;
            }
            sign_response(object)
        }
        Kind::Other => None,
    }
}

/// Re-signs `SEQUENCE { toBeSigned, algorithm, signature BIT STRING, … }`.
fn sign(signed: &mut Node) -> Option<()> {
    let [content, signed_with, signature, ..] = &mut signed.nodes_mut()?[..] else {
        return None;
    };
    *signed_with = algorithm();
    let mut bits = vec![0];
    bits.extend(key().sign(&content.encode()).to_bytes());
    *signature = Node::octets(BIT_STRING, bits);
    Some(())
}

/// Re-signs a BasicOCSPResponse and the certificates in it.
fn sign_response(response: &mut Node) -> Option<()> {
    for certificate in certificates_of(response) {
        sign(certificate);
    }
    sign(basic(response)?)
}

/// `OCSPResponse ::= SEQUENCE { status, [0] { SEQUENCE { type, OCTET STRING { BasicOCSPResponse } } } }`
/// (RFC 6960 §4.2.1).
fn basic(response: &mut Node) -> Option<&mut Node> {
    let bytes = response.nodes_mut()?.get_mut(1)?.nodes_mut()?;
    let octets = bytes.first_mut()?.nodes_mut()?.get_mut(1)?;
    octets.nodes_mut()?.first_mut()
}

fn certificates_of(response: &mut Node) -> impl Iterator<Item = &mut Node> {
    let listed = basic(response)
        .and_then(Node::nodes_mut)
        .and_then(|fields| fields.get_mut(3)?.nodes_mut()?.first_mut()?.nodes_mut());
    listed.into_iter().flatten()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(b"known to everybody, and nobody's")
}

fn algorithm() -> Node {
    Node::read(&ED25519).expect("it is DER")
}
