//! Verification of a JWS.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::item::ItemName;
use crate::encoding::{base64url, from_base64, from_base64url};
use crate::json::{JsonObject, JsonValue};
use crate::pki::certificate::Certificate;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::verification::detail::{JwsDetail, SignatureDetail};
use crate::verification::input::PathOptions;
use crate::verification::jws::signing_input::{RS256, signing_input};
use crate::verification::parsed_input::DecodedInput;
use crate::verification::report::VerificationReport;
use crate::verification::signed_hash::SignedAs;
use crate::{Error, Result};

/// Maximum size of a JWS in bytes: its payload is content, which is compared as a whole.
const MAX_LENGTH: usize = 32 * 1024 * 1024;

/// Maximum number of certificates in a JWS, the same as in a CMS message.
const MAX_CERTIFICATES: usize = 100;

/// Verifies a JWS over `content` and the path of its certificate: one signature, in either JSON
/// serialization (RFC 7515 §7.2), attached or detached, RS256, with `x5c`.
///
/// Keys are taken only from `x5c`: `jwk`, `jku`, `x5u` and `kid` are ignored.
///
/// # Errors
/// [`Error::JwsInvalid`] for JSON that is not a JWS; those of
/// [`canonicalize_json`](crate::json::canonicalize_json);
/// [`Error::Base64Invalid`], [`Error::CertificateMalformed`], [`Error::InvalidArgument`] and
/// [`Error::PemInvalid`] for the certificates.
pub fn verify_jws(jws: &str, content: &str, options: &PathOptions) -> Result<VerificationReport> {
    if jws.len() > MAX_LENGTH {
        return Err(invalid("it is longer than any JWS that is read"));
    }
    let jws = Jws::parse(jws)?;
    let mut checks = Checks::default();
    let payload = base64url(content.as_bytes());
    let is_rs256 = jws.check_header(&mut checks);
    jws.check_payload(&mut checks, &payload);

    let [certificate, intermediates @ ..] = &jws.certificates[..] else {
        let reason = SubIndication::NoSigningCertificateFound;
        checks.indeterminate(Rule::Signature, reason, JwsDetail::CertificateMissing);
        return Ok(VerificationReport::without_signer(
            checks,
            &options.requirements(None),
        ));
    };
    let end_entity = Certificate::parse("certificate", certificate)?;
    let decoded = DecodedInput::decode(options)?;
    let mut parsed = decoded.parse();
    for (index, der) in intermediates.iter().enumerate() {
        let name = ItemName::new("jws.x5c", index + 1);
        parsed.0.add_intermediate(name, der);
    }
    let holds = is_rs256 && jws.check_signature(&mut checks, &payload, end_entity.public_key());
    let requirements = options.requirements(None);
    let mut report = parsed.report(&end_entity, checks, &requirements);
    report.signed_as = holds.then_some(SignedAs::Digest);
    Ok(report)
}

/// The only signature of a JWS.
struct Jws {
    payload: Option<String>,
    /// `protected` as encoded, which is the signed form.
    protected: String,
    /// The protected header, without `x5c`.
    header: JsonObject,
    /// DER of the certificates, the signer's first.
    certificates: Vec<Vec<u8>>,
    signature: Vec<u8>,
}

impl Jws {
    /// Parses either JSON serialization. Unknown members are ignored (RFC 7515 §7.2.1 and §4).
    fn parse(text: &str) -> Result<Self> {
        let mut jws = JsonObject::parse(text)?.ok_or_else(|| invalid("it is not an object"))?;
        let payload = text_of(&mut jws, "payload")?;
        // RFC 7515 §7.2.2: the flattened serialization has no signatures.
        let mut signature = match jws.take("signatures") {
            None => jws,
            Some(_)
                if ["protected", "header", "signature"]
                    .iter()
                    .any(|name| jws.has(name)) =>
            {
                return Err(invalid("it mixes the two serializations (RFC 7515 §7.2)"));
            }
            Some(signatures) => only_object(signatures)?,
        };
        let protected = text_of(&mut signature, "protected")?
            .ok_or_else(|| invalid("it has no protected header"))?;
        let octets =
            text_of(&mut signature, "signature")?.ok_or_else(|| invalid("it has no signature"))?;
        let mut header = protected_header(&protected)?;
        let mut unprotected = match signature.take("header") {
            Some(value) => {
                JsonObject::of(&value).ok_or_else(|| invalid("'header' is not an object"))?
            }
            None => JsonObject::default(),
        };
        if header.shares_name_with(&unprotected) {
            return Err(invalid(
                "its headers have a name in common (RFC 7515 §7.2.1)",
            ));
        }
        let chain = header.take("x5c").or_else(|| unprotected.take("x5c"));
        Ok(Self {
            payload,
            header,
            certificates: chain.map_or(Ok(Vec::new()), certificate_chain)?,
            signature: from_base64url("signature", &octets)?,
            protected,
        })
    }

    /// Checks that the protected header has RS256 and no critical extension (RFC 7515 §4.1.11).
    fn check_header(&self, checks: &mut Checks) -> bool {
        const RULE: Rule = Rule::JwsHeader;
        if self.header.has("crit") {
            checks.indeterminate(RULE, SubIndication::FormatFailure, JwsDetail::Critical);
            return false;
        }
        let crypto = SubIndication::CryptoConstraintsFailure;
        match self.header.text("alg").as_deref() {
            Some("RS256") => {
                checks.passed(RULE, JwsDetail::Rs256);
                return true;
            }
            // RFC 7518 §3.6.
            Some("none") => checks.failed(RULE, crypto, JwsDetail::NoSignature),
            Some(_) => checks.indeterminate(RULE, crypto, JwsDetail::OtherAlgorithm),
            None => checks.failed(
                RULE,
                SubIndication::FormatFailure,
                JwsDetail::AlgorithmMissing,
            ),
        }
        false
    }

    fn check_payload(&self, checks: &mut Checks, payload: &str) {
        const RULE: Rule = Rule::SignedData;
        match self.payload.as_deref() {
            // A critical extension may change the payload (RFC 7797).
            _ if self.header.has("crit") => checks.skipped(RULE, SignatureDetail::DataUnknown),
            None => checks.passed(RULE, JwsDetail::ContentGiven),
            Some(attached) if attached == payload => checks.passed(RULE, JwsDetail::ContentAgrees),
            Some(_) => checks.failed(RULE, SubIndication::HashFailure, JwsDetail::ContentDiffers),
        }
    }

    fn check_signature(&self, checks: &mut Checks, payload: &str, key: &PublicKeyInfo<'_>) -> bool {
        const RULE: Rule = Rule::Signature;
        let message = signing_input(&self.protected, payload);
        let crypto = SubIndication::CryptoConstraintsFailure;
        match RS256.verify(key, message.as_bytes(), &self.signature) {
            Signed::Yes { .. } => {
                checks.passed(RULE, JwsDetail::Made);
                return true;
            }
            Signed::No(mismatch) => {
                checks.failed(RULE, SubIndication::SigCryptoFailure, mismatch);
            }
            Signed::Refused(algorithm) => {
                checks.failed(RULE, crypto, SignedDetail::Refused { algorithm });
            }
            Signed::KeyRefused(_) => checks.skipped(RULE, SignatureDetail::SignersKeyRefused),
            Signed::Undecided(undecided) => checks.indeterminate(RULE, crypto, undecided),
        }
        false
    }
}

fn only_object(signatures: JsonValue) -> Result<JsonObject> {
    let signatures = signatures
        .into_items()
        .ok_or_else(|| invalid("'signatures' is not a list"))?;
    let [signature] = &signatures[..] else {
        return Err(invalid("it has not exactly one signature"));
    };
    JsonObject::of(signature).ok_or_else(|| invalid("a signature of it is not an object"))
}

fn protected_header(protected: &str) -> Result<JsonObject> {
    let header = from_base64url("protected", protected)?;
    let header = String::from_utf8(header).map_err(|_| invalid("'protected' is not text"))?;
    JsonObject::parse(&header)?.ok_or_else(|| invalid("'protected' is not an object"))
}

/// Parses `x5c` (RFC 7515 §4.1.6): standard Base64 of DER, the signer's certificate first.
fn certificate_chain(chain: JsonValue) -> Result<Vec<Vec<u8>>> {
    let texts = chain.into_texts();
    let texts = texts.ok_or_else(|| invalid("'x5c' is not a list of texts"))?;
    if texts.len() > MAX_CERTIFICATES {
        return Err(invalid("'x5c' has more than 100 certificates"));
    }
    texts.iter().map(|text| from_base64("x5c", text)).collect()
}

fn text_of(object: &mut JsonObject, name: &str) -> Result<Option<String>> {
    let value = object.take(name);
    value
        .map(|value| {
            let text = value.into_text();
            text.ok_or_else(|| invalid("a member of it that should be a text is none"))
        })
        .transpose()
}

fn invalid(reason: &'static str) -> Error {
    Error::JwsInvalid { reason }
}
