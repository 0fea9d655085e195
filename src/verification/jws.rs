//! A signature as a detached JWS (RFC 7515), for the mode in which the digest itself is signed.
//!
//! What a JWS signs is not the content but its signing input, the Base64url of a header and of the
//! content with a dot between them (RFC 7515 §5.1, step 8). So the digest that is sent as `hashCode`
//! has to be that of the signing input, with `NONEwithRSA`:
//!
//! 1. [`jws_signing_input`] of the content gives the text and its SHA-256 digest;
//! 2. iAM Smart signs the digest;
//! 3. [`create_jws`] puts signature and certificates beside each other.
//!
//! That is RS256 (RFC 7518 §3.3) where the digest was signed in a DigestInfo. What was signed in
//! another mode can be put on file as evidence, and never as a JWS.

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::pem::{Encoded, all_certificates, one_certificate};
use crate::encoding::{base64, base64url, from_base64, from_base64url};
use crate::json::{JsonObject, JsonValue};
use crate::pki::certificate::Certificate;
use crate::pki::signature::algorithm::Scheme;
use crate::pki::signature::hash::Sha2;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::sm2::Sm2Identifier;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::verification::detail::{JwsDetail, SignatureDetail};
use crate::verification::input::PathOptions;
use crate::verification::report::VerificationReport;
use crate::verification::signed_hash;
use crate::verification::signed_hash::SignedAs;
use crate::verification::{Encodings, Evidence};
use crate::{Error, Result};

/// The protected header: the algorithm, and nothing else that the signer would have to be asked
/// about.
const PROTECTED: &str = r#"{"alg":"RS256"}"#;

/// RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
const RS256: Scheme = Scheme::RsaPkcs1(Sha2::Sha256);

/// The longest JWS that is read, in bytes: as long as an evidence file.
const MAX_LENGTH: usize = 32 * 1024 * 1024;

/// What iAM Smart is to sign so that a JWS comes of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JwsSigningInput {
    /// The JWS signing input (RFC 7515 §5.1, step 8).
    pub text: String,
    /// Its SHA-256 digest, to be sent as `hashCode` with `NONEwithRSA`: 32 bytes.
    pub digest: [u8; 32],
}

/// A signature over the digest of a [`JwsSigningInput`].
#[derive(Clone, Debug)]
pub struct JwsInput {
    /// What was signed: the JWS payload.
    pub content: String,
    /// The signature that iAM Smart returned.
    pub signature: Vec<u8>,
    /// The signer's certificate.
    pub certificate: Encoded,
    /// Those that lead to a trust anchor, each the issuer of the one before it.
    pub intermediates: Vec<Encoded>,
}

/// The signing input of a JWS over `content`.
#[must_use]
pub fn jws_signing_input(content: &str) -> JwsSigningInput {
    let text = signing_input(
        &base64url(PROTECTED.as_bytes()),
        &base64url(content.as_bytes()),
    );
    let digest = Sha256::digest(&text).into();
    JwsSigningInput { text, digest }
}

/// Writes a JWS in the flattened JSON serialization (RFC 7515 §7.2.2), detached (Appendix F), with the
/// certificates in the unprotected header (`x5c`, §4.1.6).
///
/// # Errors
/// [`Error::JwsImpossible`] where the signature is not one that a JWS can carry, with what it is;
/// [`Error::Base64Invalid`], [`Error::CertificateMalformed`], [`Error::InvalidArgument`] and
/// [`Error::PemInvalid`] for the certificates.
pub fn create_jws(input: &JwsInput) -> Result<String> {
    let certificate = one_certificate("certificate", &input.certificate)?;
    let intermediates = all_certificates("intermediates", &input.intermediates)?;
    let signer = Certificate::parse("certificate", &certificate)?;
    for (name, der) in &intermediates {
        Certificate::parse(name, der)?;
    }
    check_signature_fits(input, &signer)?;

    let chain = intermediates.iter().map(|(_, der)| der);
    let chain = core::iter::once(&certificate).chain(chain);
    let mut header = JsonObject::default();
    header.put("x5c", JsonValue::texts(chain.map(|der| base64(der))));
    let mut jws = JsonObject::default();
    jws.put("header", header.into());
    jws.put(
        "protected",
        JsonValue::text(&base64url(PROTECTED.as_bytes())),
    );
    jws.put("signature", JsonValue::text(&base64url(&input.signature)));
    Ok(jws.into_text())
}

/// A JWS that no verifier takes is not written, and which mistake was made is told.
fn check_signature_fits(input: &JwsInput, signer: &Certificate<'_>) -> Result<()> {
    let key = signer.public_key();
    let signing_input = jws_signing_input(&input.content);
    match RS256.verify(key, signing_input.text.as_bytes(), &input.signature) {
        Signed::Yes {
            lacks_null: false, ..
        } => return Ok(()),
        Signed::Yes { .. } => {
            return Err(impossible(
                "its DigestInfo leaves out the NULL that other verifiers want",
            ));
        }
        _ => {}
    }
    let mode_over = |digest| {
        let signature = signed_hash::Signature {
            octets: &input.signature,
            algorithm: None,
            digests: &[digest],
            sm2_identifier: &Sm2Identifier::default(),
        };
        signed_hash::check(&mut Checks::default(), &signature, key).map(|signed| signed.mode)
    };
    Err(impossible(match mode_over(signing_input.digest) {
        Some(SignedAs::Sha256WithRsaOverDigest) => {
            "SHA-256 was applied to the digest once more; ask for NONEwithRSA"
        }
        Some(SignedAs::DigestWithoutDigestInfo) => {
            "the digest was signed without the DigestInfo that RS256 has"
        }
        _ => {
            let content_digest = Sha256::digest(&input.content).into();
            if mode_over(content_digest).is_some() {
                "it is over the digest of the content, and not over that of the JWS signing input"
            } else {
                "it was not made with the certificate's key over the JWS signing input"
            }
        }
    }))
}

fn impossible(reason: &'static str) -> Error {
    Error::JwsImpossible { reason }
}

/// Verifies a JWS over `content` and the path of its certificate: one signature, in either JSON
/// serialization (RFC 7515 §7.2), attached or detached, RS256, with `x5c`.
///
/// Keys are taken from `x5c` and from nowhere else: `jwk`, `jku`, `x5u` and `kid` are left unread.
///
/// # Errors
/// [`Error::JwsInvalid`] for what has not the form of a JWS; what
/// [`canonicalize_json`](crate::json::canonicalize_json) answers with for what is no JSON text;
/// [`Error::Base64Invalid`], [`Error::CertificateMalformed`], [`Error::InvalidArgument`] and
/// [`Error::PemInvalid`] for the certificates.
pub fn verify_jws(jws: &str, content: &str, options: &PathOptions) -> Result<VerificationReport> {
    if jws.len() > MAX_LENGTH {
        return Err(invalid("it is longer than any JWS that is read"));
    }
    let jws = Jws::read(jws)?;
    let mut checks = Checks::default();
    let payload = base64url(content.as_bytes());
    let is_rs256 = jws.check_header(&mut checks);
    jws.check_payload(&mut checks, &payload);

    let [certificate, intermediates @ ..] = &jws.certificates[..] else {
        let reason = SubIndication::NoSigningCertificateFound;
        checks.indeterminate(Rule::Signature, reason, JwsDetail::CertificateMissing);
        return Ok(VerificationReport::without_signer(
            checks,
            options.validation_time,
        ));
    };
    let mut options = options.clone();
    options.intermediates.extend_from_slice(intermediates);
    let encodings = Encodings::decode(certificate, &options)?;
    let evidence = encodings.read()?;
    let holds = is_rs256 && jws.check_signature(&mut checks, &payload, &evidence);
    let mut report = evidence.report(checks, &options, None);
    report.signed_as = holds.then_some(SignedAs::Digest);
    Ok(report)
}

/// The one signature of a JWS.
struct Jws {
    payload: Option<String>,
    /// `protected` as it stands there: it is signed like that.
    protected: String,
    /// The protected header, without `x5c`.
    header: JsonObject,
    certificates: Vec<Encoded>,
    signature: Vec<u8>,
}

impl Jws {
    /// Members that are not known are left aside (RFC 7515 §7.2.1 and §4).
    fn read(text: &str) -> Result<Self> {
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

    /// The protected header names RS256, and no extension that would have to be understood (RFC 7515
    /// §4.1.11).
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
            // An extension may say that the payload is another one (RFC 7797).
            _ if self.header.has("crit") => checks.skipped(RULE, SignatureDetail::DataUnknown),
            None => checks.passed(RULE, JwsDetail::ContentGiven),
            Some(attached) if attached == payload => checks.passed(RULE, JwsDetail::ContentAgrees),
            Some(_) => checks.failed(RULE, SubIndication::HashFailure, JwsDetail::ContentDiffers),
        }
    }

    fn check_signature(&self, checks: &mut Checks, payload: &str, evidence: &Evidence<'_>) -> bool {
        const RULE: Rule = Rule::Signature;
        let message = signing_input(&self.protected, payload);
        let key = evidence.end_entity.public_key();
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

fn signing_input(protected: &str, payload: &str) -> String {
    [protected, ".", payload].concat()
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

/// RFC 7515 §4.1.6: standard Base64 of DER, the signer's certificate first.
fn certificate_chain(chain: JsonValue) -> Result<Vec<Encoded>> {
    let texts = chain.into_texts();
    let texts = texts.ok_or_else(|| invalid("'x5c' is not a list of texts"))?;
    texts
        .iter()
        .map(|text| from_base64("x5c", text).map(Encoded::Bytes))
        .collect()
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
