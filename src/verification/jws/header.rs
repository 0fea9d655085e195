//! Checks of a JWS header (RFC 7515 §4).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::encoding::{base64url, hex};
use crate::pki::certificate::Certificate;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::jws::algorithm::{JwsAlgorithm, Named};
use crate::verification::jws::detail::JwsDetail;
use crate::verification::jws::serialization::Jws;

/// Maximum number of characters of a name from the header in a sentence.
const MAX_NAME: usize = 64;

/// Members that say where the key is, or which (RFC 7515 §4.1.2 to §4.1.7). `x5t` is a SHA-1 digest.
const UNUSED: &[&str] = &["jku", "jwk", "kid", "x5t", "x5u"];

/// Member names of RFC 7515 §4.1, which `crit` must not list (§4.1.11).
const STANDARD: &[&str] = &[
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
];

const CRITICAL: &str = "crit";
/// RFC 7797 §3.
const ENCODED: &str = "b64";
/// RFC 7515 §4.1.8.
pub(super) const THUMBPRINT: &str = "x5t#S256";

impl Jws {
    /// Checks that the protected header has a supported algorithm and no critical extension, and
    /// returns the algorithm.
    pub(super) fn check_header(&self, checks: &mut Checks) -> Option<JwsAlgorithm> {
        const RULE: Rule = Rule::JwsHeader;
        let format = SubIndication::FormatFailure;
        let crypto = SubIndication::CryptoConstraintsFailure;
        if let Some(malformed) = self.malformed_extensions() {
            checks.failed(RULE, format, malformed);
            return None;
        }
        if let Some(critical) = self.critical_extensions() {
            checks.indeterminate(RULE, format, critical);
            return None;
        }
        let Some(name) = self.header.text("alg") else {
            checks.failed(RULE, format, JwsDetail::AlgorithmMissing);
            return None;
        };
        match JwsAlgorithm::named(&name) {
            Named::Supported(algorithm) => {
                let detail = JwsDetail::Algorithm {
                    algorithm: algorithm.name,
                };
                checks.passed(RULE, detail);
                return Some(algorithm);
            }
            Named::NoSignature => checks.failed(RULE, crypto, JwsDetail::NoSignature),
            Named::Broken(algorithm) => {
                checks.failed(RULE, crypto, JwsDetail::BrokenAlgorithm { algorithm });
            }
            Named::Other => {
                let algorithm = shortened(&name);
                checks.indeterminate(RULE, crypto, JwsDetail::OtherAlgorithm { algorithm });
            }
        }
        None
    }

    /// Returns true if an extension may change what the payload is (RFC 7797).
    pub(super) fn has_extensions(&self) -> bool {
        [CRITICAL, ENCODED]
            .iter()
            .any(|name| self.header.has(name) || self.unprotected.has(name))
    }

    /// Reports the members that say where the key is, and are not used.
    pub(super) fn check_unused_members(&self, checks: &mut Checks) {
        let has = |name: &&&str| self.header.has(name) || self.unprotected.has(name);
        let names: Vec<_> = UNUSED
            .iter()
            .filter(has)
            .map(|name| (*name).to_owned())
            .collect();
        if !names.is_empty() {
            checks.skipped(Rule::JwsUnusedMembers, JwsDetail::Unused { names });
        }
    }

    /// Checks that `x5t#S256`, if it is there, is the digest of the signer's certificate.
    pub(super) fn check_thumbprint(
        &self,
        checks: &mut Checks,
        certificate: &Certificate<'_>,
        strict: bool,
    ) {
        const RULE: Rule = Rule::JwsThumbprint;
        if !self.header.has(THUMBPRINT) && !self.unprotected.has(THUMBPRINT) {
            return;
        }
        let digest = certificate.sha256();
        match self.thumbprint() {
            Some(text) if text == base64url(&digest) => {
                checks.passed(RULE, JwsDetail::ThumbprintAgrees);
            }
            Some(text) if is_in_other_form(&text, &digest) => {
                let detail = JwsDetail::ThumbprintForm;
                checks.duty(strict, RULE, SubIndication::FormatFailure, detail);
            }
            _ => {
                let reason = SubIndication::ChainConstraintsFailure;
                checks.failed(RULE, reason, JwsDetail::ThumbprintDiffers);
            }
        }
    }

    /// Returns `x5t#S256`; `None` if it is missing or no string.
    pub(super) fn thumbprint(&self) -> Option<String> {
        let protected = self.header.text(THUMBPRINT);
        protected.or_else(|| self.unprotected.text(THUMBPRINT))
    }

    /// Returns how `crit` or `b64` break their rules (RFC 7515 §4.1.11, RFC 7797 §6).
    fn malformed_extensions(&self) -> Option<JwsDetail> {
        if self.unprotected.has(CRITICAL) {
            return Some(JwsDetail::CriticalMalformed);
        }
        let names = if self.header.has(CRITICAL) {
            match self.critical_names() {
                Some(names) => names,
                None => return Some(JwsDetail::CriticalMalformed),
            }
        } else {
            Vec::new()
        };
        let is_listed = names.iter().any(|name| name == ENCODED);
        // "b64": true is the default, and needs no naming.
        let protected = self.header.value(ENCODED).filter(|value| !value.is_true());
        let breaks_rule = protected.is_some() && !is_listed || self.unprotected.has(ENCODED);
        breaks_rule.then_some(JwsDetail::UnencodedPayloadNotCritical)
    }

    /// Returns the names in `crit`; `None` if it is not what RFC 7515 §4.1.11 allows.
    fn critical_names(&self) -> Option<Vec<String>> {
        let names = self.header.value(CRITICAL)?.clone().into_texts()?;
        let is_extension = |name: &String| !STANDARD.contains(&&**name) && self.header.has(name);
        let is_sound = !names.is_empty() && names.iter().all(is_extension);
        is_sound.then_some(names)
    }

    /// Returns the critical extensions, none of which is supported.
    fn critical_extensions(&self) -> Option<JwsDetail> {
        let names = self.critical_names()?;
        Some(if names == [ENCODED] {
            JwsDetail::UnencodedPayload
        } else {
            let names = names.iter().map(|name| shortened(name)).collect();
            JwsDetail::Critical { names }
        })
    }
}

/// Returns true for forms of a digest that signers write beside Base64url without padding: standard
/// Base64 (MicrosoftDocs/azure-docs#95348), hexadecimal digits, and Base64url of those
/// (wso2/carbon-apimgt#5535).
fn is_in_other_form(text: &str, digest: &[u8; 32]) -> bool {
    let as_url_safe: String = text
        .chars()
        .filter(|c| *c != '=')
        .map(|c| match c {
            '+' => '-',
            '/' => '_',
            c => c,
        })
        .collect();
    let digits = hex(digest);
    let without_colons: String = text.chars().filter(|c| *c != ':').collect();
    as_url_safe == base64url(digest)
        || without_colons.eq_ignore_ascii_case(&digits)
        || as_url_safe == base64url(digits.as_bytes())
        || as_url_safe == base64url(digits.to_ascii_uppercase().as_bytes())
}

/// Returns the beginning of a name that a stranger chose.
fn shortened(name: &str) -> String {
    name.chars().take(MAX_NAME).collect()
}
