//! Verification of a JWS.

use alloc::string::String;

use crate::Result;
use crate::encoding::{base64url, from_base64url};
use crate::pki::certificate::Certificate;
use crate::pki::signature::outcome::Signed;
use crate::pki::signature::public_key::PublicKeyInfo;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::signature::SignedDetail;
use crate::verification::detail::SignatureDetail;
use crate::verification::input::PathOptions;
use crate::verification::jws::algorithm::{JwsAlgorithm, RS256};
use crate::verification::jws::detail::JwsDetail;
use crate::verification::jws::serialization::Jws;
use crate::verification::jws::signing_input::signing_input;
use crate::verification::parsed_input::DecodedInput;
use crate::verification::report::VerificationReport;
use crate::verification::signed_hash::SignedAs;

/// Verifies a JWS and the path of its certificate: one signature in any serialization (RFC 7515
/// §7), attached or detached, with `x5c`. `content` is the payload; it may be left out if the JWS
/// is attached.
///
/// The certificate is the first in `x5c`, or one among the intermediates with the digest in
/// `x5t#S256`. `jwk`, `jku`, `x5u`, `x5t` and `kid` are ignored, and the report says so.
///
/// # Errors
/// [`JwsInvalid`](crate::Error::JwsInvalid) for what is not a JWS; those of
/// [`canonicalize_json`](crate::json::canonicalize_json);
/// [`Base64UrlInvalid`](crate::Error::Base64UrlInvalid);
/// [`Base64Invalid`](crate::Error::Base64Invalid),
/// [`CertificateMalformed`](crate::Error::CertificateMalformed),
/// [`InvalidArgument`](crate::Error::InvalidArgument) and [`PemInvalid`](crate::Error::PemInvalid)
/// for the certificates.
pub fn verify_jws(
    jws: &str,
    content: Option<&[u8]>,
    options: &PathOptions,
) -> Result<VerificationReport> {
    let jws = Jws::parse(jws)?;
    let strict = options.strict_profile;
    let mut checks = Checks::default();
    let algorithm = jws.check_header(&mut checks);
    let payload = jws.check_payload(&mut checks, content)?;

    let decoded = DecodedInput::decode(options)?;
    let mut parsed = decoded.parse();
    let given = parsed.0.intermediates.len();
    if let Some(Ok(der)) = jws.chain.certificates.first().map(|first| &first.octets) {
        // The signer's certificate is the very thing that is asked about.
        Certificate::parse("x5c", der)?;
    }
    parsed.add_intermediates(&jws.chain.certificates);
    if let Some(form) = jws.chain.odd_form.clone() {
        let reason = SubIndication::FormatFailure;
        let detail = JwsDetail::CertificatesForm { form: form.into() };
        checks.duty(strict, Rule::JwsCertificates, reason, detail);
    }
    jws.check_unused_members(&mut checks);
    let requirements = options.requirements(None);
    let Some(signer) = jws.signer(&parsed.0.intermediates, given) else {
        let detail = match jws.thumbprint() {
            Some(_) => JwsDetail::CertificateNotGiven,
            None => JwsDetail::CertificateMissing,
        };
        let reason = SubIndication::NoSigningCertificateFound;
        checks.indeterminate(Rule::Signature, reason, detail);
        return Ok(VerificationReport::without_signer(checks, &requirements));
    };
    jws.check_thumbprint(&mut checks, signer, strict);
    let holds = algorithm.filter(|algorithm| {
        jws.check_signature(
            &mut checks,
            *algorithm,
            payload.as_deref(),
            signer.public_key(),
        )
    });
    let mut report = parsed.report(signer, checks, &requirements);
    let is_rs256 = holds.is_some_and(|algorithm| algorithm.name == RS256.name);
    report.signed_as = is_rs256.then_some(SignedAs::Digest);
    Ok(report)
}

impl Jws {
    /// Returns the signer's certificate: the first of `x5c`, after those `given`, or of those given
    /// the one with the digest in `x5t#S256`.
    fn signer<'a, 'b>(
        &self,
        certificates: &'b [Certificate<'a>],
        given: usize,
    ) -> Option<&'b Certificate<'a>> {
        if !self.chain.certificates.is_empty() {
            return certificates.get(given);
        }
        let thumbprint = self.thumbprint()?;
        let mut certificates = certificates.iter();
        certificates.find(|one| base64url(&one.sha256()) == thumbprint)
    }

    /// Checks what was signed and returns it in Base64url; `None` if that is not known.
    fn check_payload(&self, checks: &mut Checks, content: Option<&[u8]>) -> Result<Option<String>> {
        const RULE: Rule = Rule::SignedData;
        let given = content.map(base64url);
        match (&self.payload, given) {
            // An extension may change what the payload is (RFC 7797).
            _ if self.has_extensions() => {
                checks.skipped(RULE, SignatureDetail::DataUnknown);
                Ok(None)
            }
            (None, None) => {
                let reason = SubIndication::SignedDataNotFound;
                checks.indeterminate(RULE, reason, JwsDetail::NothingGiven);
                Ok(None)
            }
            (None, given) => {
                checks.passed(RULE, JwsDetail::ContentGiven);
                Ok(given)
            }
            (Some(attached), None) => {
                from_base64url("payload", attached)?;
                checks.passed(RULE, JwsDetail::ContentHeld);
                Ok(Some(attached.clone()))
            }
            (Some(attached), Some(given)) => {
                if *attached == given {
                    checks.passed(RULE, JwsDetail::ContentAgrees);
                } else {
                    checks.failed(RULE, SubIndication::HashFailure, JwsDetail::ContentDiffers);
                }
                Ok(Some(given))
            }
        }
    }

    fn check_signature(
        &self,
        checks: &mut Checks,
        algorithm: JwsAlgorithm,
        payload: Option<&str>,
        key: &PublicKeyInfo<'_>,
    ) -> bool {
        const RULE: Rule = Rule::Signature;
        let Some(payload) = payload else {
            checks.skipped(RULE, SignatureDetail::DataUnknown);
            return false;
        };
        let message = signing_input(&self.protected, payload);
        let crypto = SubIndication::CryptoConstraintsFailure;
        match algorithm.verify(key, message.as_bytes(), &self.signature) {
            Signed::Yes { .. } => {
                let algorithm = algorithm.name;
                checks.passed(RULE, JwsDetail::Made { algorithm });
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
