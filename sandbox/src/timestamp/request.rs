//! `TimeStampReq` (RFC 3161 §2.4.1).

use crate::der::{Element, Reader};

/// OID of id-sha256, its length in bytes, and the same of the others (RFC 5754 §2).
const ALGORITHMS: [(&[u8], usize); 3] = [
    (&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01], 32),
    (&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02], 48),
    (&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03], 64),
];
/// NULL, which may stand for no parameters (RFC 5754 §2).
const NULL: [u8; 2] = [0x05, 0x00];

/// The authority's policy, 2.999.2.1, DER.
pub(super) const POLICY: [u8; 6] = [0x06, 0x04, 0x88, 0x37, 0x02, 0x01];

/// A request that is granted.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Request<'a> {
    /// `MessageImprint`, DER.
    pub(super) imprint: &'a [u8],
    /// INTEGER, DER.
    pub(super) nonce: Option<&'a [u8]>,
    pub(super) wants_certificate: bool,
}

/// `PKIFailureInfo` (RFC 3161 §2.4.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FailureInfo {
    BadAlg = 0,
    BadRequest = 2,
    BadDataFormat = 5,
    TimeNotAvailable = 14,
    UnacceptedPolicy = 15,
    UnacceptedExtension = 16,
    SystemFailure = 25,
}

impl<'a> Request<'a> {
    pub(super) fn read(der: &'a [u8]) -> Result<Self, FailureInfo> {
        let parts = Parts::read(der).ok_or(FailureInfo::BadDataFormat)?;
        if parts.version != [1] {
            return Err(FailureInfo::BadRequest);
        }
        let (_, length) = ALGORITHMS
            .into_iter()
            .find(|(algorithm, _)| *algorithm == parts.algorithm)
            .ok_or(FailureInfo::BadAlg)?;
        if parts.hash.len() != length {
            return Err(FailureInfo::BadDataFormat);
        }
        if parts.policy.is_some_and(|policy| policy != POLICY) {
            return Err(FailureInfo::UnacceptedPolicy);
        }
        if parts.has_extensions {
            return Err(FailureInfo::UnacceptedExtension);
        }
        Ok(Self {
            imprint: parts.imprint,
            nonce: parts.nonce,
            wants_certificate: parts.wants_certificate,
        })
    }
}

/// A request as it stands in the bytes.
struct Parts<'a> {
    version: &'a [u8],
    imprint: &'a [u8],
    algorithm: &'a [u8],
    hash: &'a [u8],
    policy: Option<&'a [u8]>,
    nonce: Option<&'a [u8]>,
    wants_certificate: bool,
    has_extensions: bool,
}

impl<'a> Parts<'a> {
    fn read(der: &'a [u8]) -> Option<Self> {
        let mut whole = Reader::new(der);
        let mut request = whole.expect(0x30)?.values();
        let version = request.expect(0x02)?.content;
        let imprint = request.expect(0x30)?;
        let policy = request.optional(0x06);
        let nonce = request.optional(0x02);
        let wants_certificate = match request.optional(0x01) {
            None => false,
            Some(Element {
                content: [value], ..
            }) => *value != 0,
            Some(_) => return None,
        };
        let has_extensions = request.optional(0xa0).is_some();
        let mut parts = imprint.values();
        let mut algorithm = parts.expect(0x30)?.values();
        let oid = algorithm.expect(0x06)?.content;
        let parameters = algorithm.any();
        let hash = parts.expect(0x04)?.content;
        let is_whole = [whole, request, parts, algorithm]
            .iter()
            .all(Reader::is_empty);
        let is_plain = parameters.is_none_or(|parameters| parameters.whole == NULL);
        let has_number = nonce.is_none_or(|nonce| !nonce.content.is_empty());
        (is_whole && is_plain && has_number).then_some(Self {
            version,
            imprint: imprint.whole,
            algorithm: oid,
            hash,
            policy: policy.map(|policy| policy.whole),
            nonce: nonce.map(|nonce| nonce.whole),
            wants_certificate,
            has_extensions,
        })
    }
}
