//! Checks of the signed content and its digest.

use alloc::vec::Vec;

use crate::asn1::OctetString;
use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::oid::Identifier;
use crate::pki::cms::attributes::could_be_attributes;
use crate::pki::cms::{SignedData, SignerInfo, identifier};
use crate::pki::signature::broken::BrokenHash;
use crate::pki::signature::hash::{Hash, Named, Sha2};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::detail::SignedDataDetail;
use crate::{Error, Result};

/// The hash function of digestAlgorithm.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum DigestHash {
    Trusted(Hash),
    /// The verdict cannot be good; what else was changed is still told.
    Broken(BrokenHash),
}

/// What the caller gives of the content.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::verification) struct Given<'c> {
    /// The content, if the message does not embed it.
    pub(in crate::verification) content: Option<&'c [u8]>,
    /// Its digest by the message's digest algorithm.
    pub(in crate::verification) digest: Option<&'c [u8]>,
}

/// What is known of the signed content.
#[derive(Debug, Default)]
pub(super) struct Content<'c> {
    /// The content, given or embedded; `None` also if it must not have been signed.
    pub(super) octets: Option<OctetString<'c>>,
    /// The digest that messageDigest must equal.
    pub(super) digest: Option<Vec<u8>>,
}

const RULE: Rule = Rule::SignedData;

const MISMATCH: SubIndication = SubIndication::HashFailure;

impl DigestHash {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Trusted(hash) => hash.name(),
            Self::Broken(hash) => hash.name(),
        }
    }

    const fn length(self) -> usize {
        match self {
            Self::Trusted(hash) => hash.length(),
            Self::Broken(hash) => hash.length(),
        }
    }

    fn digest(self, content: &OctetString<'_>) -> Vec<u8> {
        match self {
            Self::Trusted(hash) => hash.digest_segments(content.segments()),
            Self::Broken(hash) => hash.digest_segments(content.segments()),
        }
    }
}

/// Checks that a digest has the length of a trusted hash function.
pub(super) fn check_length(digest: &[u8]) -> Result<()> {
    // Digests of SM3 have the length of SHA-256.
    let hashes = [Sha2::Sha256, Sha2::Sha384, Sha2::Sha512];
    if hashes.iter().any(|hash| hash.length() == digest.len()) {
        Ok(())
    } else {
        Err(Error::DigestLength {
            expected: Sha2::Sha256.length(),
            actual: digest.len(),
        })
    }
}

/// Checks the digest algorithm and returns its hash function; `None` if it is not one that is
/// computed here.
pub(super) fn check_digest_algorithm(
    checks: &mut Checks,
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
    strict: bool,
) -> Option<DigestHash> {
    const RULE: Rule = Rule::CmsDigestAlgorithm;
    const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
    let Ok(algorithm) = AlgorithmIdentifier::parse(&info.digest_algorithm) else {
        let algorithm = "?".into();
        checks.indeterminate(RULE, CRYPTO, CmsDetail::DigestUnknown { algorithm });
        return None;
    };
    let identifier = algorithm.identifier;
    let hash = match Hash::named(identifier) {
        Named::Trusted(hash) => hash,
        Named::Broken(name) => {
            checks.failed(RULE, CRYPTO, CmsDetail::DigestBroken { name });
            return BrokenHash::named(name).map(DigestHash::Broken);
        }
        Named::Unknown => {
            let algorithm = Identifier(identifier).named();
            checks.indeterminate(RULE, CRYPTO, CmsDetail::DigestUnknown { algorithm });
            return None;
        }
    };
    let name = hash.name();
    if !algorithm.has_null_or_nothing() {
        let detail = CmsDetail::DigestParameters { hash: name };
        checks.indeterminate(RULE, CRYPTO, detail);
        return None;
    }
    if message.digest_algorithms.contains(&identifier) {
        checks.passed(RULE, CmsDetail::DigestMade { hash: name });
    } else {
        // RFC 5652 §5.1: verifiers may fail here, because they may have to hash in one pass.
        let detail = CmsDetail::DigestNotListed { hash: name };
        checks.duty(strict, RULE, SubIndication::FormatFailure, detail);
    }
    Some(DigestHash::Trusted(hash))
}

/// Checks the content against the digest. If they disagree, the given digest is the one to compare
/// with: it was sent for signing, and a valid signature over it shows that the content was changed,
/// not the signature forged.
pub(super) fn check<'c>(
    checks: &mut Checks,
    input: Given<'c>,
    message: &SignedData<'c>,
    hash: DigestHash,
) -> Content<'c> {
    let given = input.content.map(OctetString::whole);
    let contents = [given, message.content];
    if contents.iter().flatten().any(could_be_attributes) {
        let reason = SubIndication::FormatFailure;
        checks.failed(RULE, reason, CmsDetail::ContentLikeAttributes);
        return Content::default();
    }
    if message.content_type != identifier::DATA
        && let Some(embedded) = message.content
    {
        return check_other_type(checks, input, embedded, hash);
    }
    if let (Some(given), Some(embedded)) = (given, message.content)
        && given != embedded
    {
        return check_other_content(checks, input, [&given, &embedded], hash);
    }
    let octets = given.or(message.content);
    let computed = octets.map(|content| hash.digest(&content));
    let name = hash.name();
    match (computed.as_deref(), input.digest) {
        (None, None) => checks.indeterminate(
            RULE,
            SubIndication::SignedDataNotFound,
            CmsDetail::NothingGiven,
        ),
        (_, Some(digest)) if digest.len() != hash.length() => checks.failed(
            RULE,
            MISMATCH,
            CmsDetail::DigestOfOtherLength {
                hash: name,
                expected: hash.length(),
                actual: digest.len(),
            },
        ),
        (Some(computed), Some(digest)) if computed != digest => {
            checks.failed(
                RULE,
                MISMATCH,
                SignedDataDetail::DigestDiffers { hash: name },
            );
        }
        (Some(_), Some(_)) => {
            checks.passed(RULE, SignedDataDetail::DigestAgrees { hash: name });
        }
        (Some(_), None) if given.is_some() => {
            checks.passed(RULE, SignedDataDetail::ContentGiven { hash: name });
        }
        (Some(_), None) => checks.passed(RULE, CmsDetail::ContentEmbedded { hash: name }),
        (None, Some(_)) => checks.passed(RULE, SignedDataDetail::DigestGiven),
    }
    let agrees = input.digest.is_none() || input.digest == computed.as_deref();
    Content {
        octets: octets.filter(|_| agrees),
        digest: input.digest.map(<[u8]>::to_vec).or(computed),
    }
}

/// Checks an embedded content that is no document. What it is about, such as the digest in a
/// time-stamp token, is not read, so what was given is not what was signed even if it belongs to it.
fn check_other_type<'c>(
    checks: &mut Checks,
    input: Given<'_>,
    embedded: OctetString<'c>,
    hash: DigestHash,
) -> Content<'c> {
    let digest = hash.digest(&embedded);
    let given = input.content.map(OctetString::whole);
    if given.is_some_and(|given| given != embedded)
        || input.digest.is_some_and(|given| given != digest)
    {
        let reason = SubIndication::SigConstraintsFailure;
        checks.indeterminate(RULE, reason, CmsDetail::EmbeddedOfOtherType);
    } else {
        checks.passed(RULE, CmsDetail::ContentEmbedded { hash: hash.name() });
    }
    Content {
        octets: Some(embedded),
        digest: Some(digest),
    }
}

/// Tells what another content than the given one is.
fn check_other_content<'c>(
    checks: &mut Checks,
    input: Given<'_>,
    [given, embedded]: [&OctetString<'c>; 2],
    hash: DigestHash,
) -> Content<'c> {
    let sha1 = DigestHash::Broken(BrokenHash::Sha1);
    let is_sha1 = embedded.len() == sha1.length() && *embedded.joined() == sha1.digest(given);
    let octets = if is_sha1 {
        let reason = SubIndication::CryptoConstraintsFailure;
        checks.failed(RULE, reason, CmsDetail::EmbeddedSha1);
        embedded
    } else {
        checks.failed(RULE, MISMATCH, CmsDetail::EmbeddedDiffers);
        given
    };
    Content {
        octets: Some(*octets),
        digest: Some(
            input
                .digest
                .map_or_else(|| hash.digest(octets), <[u8]>::to_vec),
        ),
    }
}
