//! The OCSP responder (RFC 6960).

use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512};
use rcgen::{PublicKeyData as _, SigningKey as _};
use time::{Duration, OffsetDateTime};

use super::hierarchy::Authority;
use super::revocation::{Level, Status, seconds};
use crate::der::{self, Reader};
use crate::protocol::identity::Identity;
use crate::protocol::signature::KeyKind;

/// id-pkix-ocsp-basic, 1.3.6.1.5.5.7.48.1.1 (RFC 6960 §4.2.1).
const BASIC: [u8; 11] = [0x06, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
/// id-pkix-ocsp-nonce, 1.3.6.1.5.5.7.48.1.2 (RFC 9654 §2.1).
const NONCE: [u8; 11] = [0x06, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2];
/// Maximum size of the nonce extension in bytes: SEQUENCE of the identifier and two OCTET STRINGs, one
/// in the other, around a nonce of 1 to 128 bytes (RFC 9654 §2.1).
const NONCE_LIMIT: usize = 3 + NONCE.len() + 3 + 3 + 128;
/// SM2-with-SM3 without parameters, 1.2.156.10197.1.501 (GM/T 0006).
const SM2_WITH_SM3: [u8; 12] = [
    0x30, 0x0a, 0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75,
];
/// sha256WithRSAEncryption with NULL (RFC 4055 §5).
const SHA256_WITH_RSA: [u8; 15] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00,
];
const SHA1_OID: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
const SHA256_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SHA384_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];

const LIFE: Duration = Duration::hours(1);
/// Maximum number of certificates in one request.
const REQUESTS: usize = 20;

/// `responseStatus` of an error response (RFC 6960 §4.2.1).
#[derive(Clone, Copy, Debug)]
enum Failure {
    MalformedRequest = 1,
    InternalError = 2,
    Unauthorized = 6,
}

/// One `Request` (RFC 6960 §4.1.1).
struct Asked<'a> {
    /// `CertID`, DER.
    cert_id: &'a [u8],
    algorithm: &'static digest::Algorithm,
    issuer_name_hash: &'a [u8],
    issuer_key_hash: &'a [u8],
    serial_number: &'a [u8],
}

impl Authority {
    /// Returns the `OCSPResponse` to an `OCSPRequest` as of `now`, both DER.
    pub(super) fn respond(&self, request: &[u8], now: OffsetDateTime) -> Vec<u8> {
        match self.basic_response(request, now) {
            Ok(basic) => {
                let bytes = der::sequence(&[BASIC.to_vec(), der::octet_string(&basic)]);
                der::sequence(&[der::value(0x0a, &[0]), der::value(0xa0, &bytes)])
            }
            Err(failure) => der::sequence(&[der::value(0x0a, &[failure as u8])]),
        }
    }

    fn basic_response(&self, request: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, Failure> {
        let (asked, nonce) = read(request).ok_or(Failure::MalformedRequest)?;
        let level = asked
            .first()
            .and_then(|first| self.level_of(first))
            // No CA of the sandbox issued the certificate (RFC 6960 §2.3).
            .ok_or(Failure::Unauthorized)?;
        let singles: Vec<Vec<u8>> = asked
            .iter()
            .map(|asked| self.single_response(asked, level, now))
            .collect();
        let key = self.responder_key(level);
        let key_hash = digest::digest(&SHA1_FOR_LEGACY_USE_ONLY, key.der_bytes());
        let mut data = vec![
            // byKey: SHA-1 of the responder's public key (RFC 6960 §4.2.1).
            der::value(0xa2, &der::octet_string(key_hash.as_ref())),
            generalized_time(now),
            der::sequence(&singles),
        ];
        if let Some(nonce) = nonce {
            data.push(der::value(0xa1, &der::sequence(&[nonce.to_vec()])));
        }
        let data = der::sequence(&data);
        let signature = key.sign(&data).map_err(|_| Failure::InternalError)?;
        let algorithm = match level.key_kind() {
            KeyKind::Rsa => SHA256_WITH_RSA.to_vec(),
            KeyKind::Sm2 => SM2_WITH_SM3.to_vec(),
        };
        let certificates = der::sequence(&[self.ca(level).responder.clone()]);
        Ok(der::sequence(&[
            data,
            algorithm,
            der::bit_string(&signature),
            der::value(0xa0, &certificates),
        ]))
    }

    /// The CA that issued the requested certificate.
    fn level_of(&self, asked: &Asked) -> Option<Level> {
        let hash = |bytes: &[u8]| digest::digest(asked.algorithm, bytes);
        Level::ALL.into_iter().find(|level| {
            let ca = self.ca(*level);
            // The CA's name is the issuer of its responder's certificate.
            Identity::of(&ca.responder)
                .is_some_and(|responder| hash(responder.issuer).as_ref() == asked.issuer_name_hash)
                && hash(&ca.public_key).as_ref() == asked.issuer_key_hash
        })
    }

    fn single_response(&self, asked: &Asked, level: Level, now: OffsetDateTime) -> Vec<u8> {
        let revocations = self.revocations();
        let status = if self.level_of(asked) == Some(level) {
            revocations.status(level, asked.serial_number)
        } else {
            Status::Unknown
        };
        let status = match status {
            Status::Good => der::value(0x80, &[]),
            Status::Revoked(revocation) => {
                let time = generalized_time(seconds(revocation.revoked_at));
                let reason = der::value(0x0a, &[revocation.reason.number()]);
                der::value(0xa1, &[time, der::value(0xa0, &reason)].concat())
            }
            Status::Unknown => der::value(0x82, &[]),
        };
        der::sequence(&[
            asked.cert_id.to_vec(),
            status,
            generalized_time(now),
            der::value(0xa0, &generalized_time(now + LIFE)),
        ])
    }
}

/// Parses the requests and the nonce extension. Ignores a signature.
fn read(request: &[u8]) -> Option<(Vec<Asked<'_>>, Option<&[u8]>)> {
    let mut tbs = Reader::new(request)
        .expect(0x30)?
        .values()
        .expect(0x30)?
        .values();
    tbs.optional(0xa0);
    tbs.optional(0xa1);
    let mut list = tbs.expect(0x30)?.values();
    let mut asked = Vec::new();
    while let Some(request) = list.any() {
        if asked.len() == REQUESTS {
            return None;
        }
        let cert_id = request.values().expect(0x30)?;
        let mut parts = cert_id.values();
        let algorithm = parts.expect(0x30)?.values().expect(0x06)?;
        asked.push(Asked {
            cert_id: cert_id.whole,
            algorithm: match algorithm.content {
                SHA1_OID => &SHA1_FOR_LEGACY_USE_ONLY,
                SHA256_OID => &SHA256,
                SHA384_OID => &SHA384,
                SHA512_OID => &SHA512,
                _ => return None,
            },
            issuer_name_hash: parts.expect(0x04)?.content,
            issuer_key_hash: parts.expect(0x04)?.content,
            serial_number: parts.expect(0x02)?.content,
        });
    }
    let nonce = tbs.optional(0xa2).and_then(|extensions| {
        let mut extensions = extensions.values().expect(0x30)?.values();
        std::iter::from_fn(|| extensions.any())
            .find(|extension| extension.content.starts_with(&NONCE))
            .map(|extension| extension.whole)
            .filter(|extension| extension.len() <= NONCE_LIMIT)
    });
    Some((asked, nonce))
}

/// GeneralizedTime in whole seconds, UTC (RFC 5280 §4.1.2.5.2).
fn generalized_time(time: OffsetDateTime) -> Vec<u8> {
    let format = time::macros::format_description!("[year][month][day][hour][minute][second]Z");
    let text = time.format(format).unwrap_or_default();
    der::value(0x18, text.as_bytes())
}
