//! Time-stamps (RFC 3161).

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::time::Time;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Octets};
use crate::bindings::verify::existence::{ProofOfExistence, existence_of};
use crate::bindings::verify::options::{PathOptions, identifiers};
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::write::{Fields, ToJs, set, write};
use crate::pki::timestamp;
use crate::report::sentence::ReportLanguage;
use crate::verification::{Stamped, TimestampInput};
use crate::{Result, verification};

argument! {
    /// What is asked of a time-stamp authority, beside the digest.
    pub struct TimestampRequestOptions {
        /// Number that the authority repeats, 1 to 127 bytes, big-endian; keep it for
        /// `verifyTimestamp`. Default: a random one of 8 bytes.
        #[tsify(optional)]
        nonce: Option<Bytes>,
        /// Policy that the authority is to follow, as a dotted object identifier. Default: its own.
        #[tsify(optional)]
        policy: Option<String>,
        /// True if the token is to hold the authority's certificate. Default: true.
        #[tsify(optional)]
        certificate: Option<bool>,
    }
}

result! {
    /// Request to a time-stamp authority.
    pub struct TimestampRequest {
        /// TimeStampReq in DER, to be sent by `POST` as 'application/timestamp-query' (RFC 3161 §3.4).
        request: Octets,
        /// Number that the authority has to repeat: `nonce` of `verifyTimestamp`.
        nonce: Octets,
    }
}

names! {
    /// Status of a response (RFC 3161 §2.4.2). Only 'granted' and 'grantedWithMods' come with a token.
    #[expect(missing_docs, reason = "the names are the standard's")]
    pub enum TimestampStatus {
        Granted = "granted",
        GrantedWithMods = "grantedWithMods",
        Rejection = "rejection",
        Waiting = "waiting",
        RevocationWarning = "revocationWarning",
        RevocationNotification = "revocationNotification",
    }
}

result! {
    /// Response of a time-stamp authority, as it says.
    pub struct TimestampResponse {
        /// Status.
        status: TimestampStatus,
        /// What the authority says of the status, in its own words.
        status_texts: Vec<String>,
        /// Reasons of a refusal, by their names in RFC 3161 §2.4.2: 'badAlg', 'badRequest',
        /// 'badDataFormat', 'timeNotAvailable', 'unacceptedPolicy', 'unacceptedExtension',
        /// 'addInfoNotAvailable', 'systemFailure'.
        failures: Vec<&'static str>,
        /// Token to keep and to verify, if one was granted.
        #[tsify(optional)]
        token: Option<Octets>,
        /// What the token states. Nothing of it is verified.
        #[tsify(optional)]
        statement: Option<TimestampStatement>,
    }
}

result! {
    /// Statement of a time-stamp authority (RFC 3161 §2.4.2, TSTInfo).
    pub struct TimestampStatement {
        /// Time at which the digest was there, ISO 8601.
        time: String,
        /// How far that may be from the true time, either way, in milliseconds; undefined if the
        /// authority does not say.
        #[tsify(optional)]
        accuracy_ms: Option<u32>,
        /// Policy of the authority, as a dotted object identifier.
        policy: String,
        /// Serial number in lower-case hexadecimal.
        serial_number: String,
        /// Hash function of the digest: 'SHA-256', 'SHA-384', 'SHA-512', 'SM3', or the dotted object
        /// identifier of one that is not relied on.
        hash: String,
        /// Digest that was stamped.
        digest: Octets,
        /// Number of the request, as it stands in DER.
        #[tsify(optional)]
        nonce: Option<Octets>,
        /// True if the times of two statements of this authority tell which one was first.
        ordering: bool,
        /// Name that the authority gives itself.
        #[tsify(optional)]
        authority: Option<String>,
    }
}

intersection! {
    /// Candidates and requirements of the path of an authority's certificate, and what was asked of the
    /// authority.
    pub struct VerifyTimestampOptions {
        asked: TimestampAsked,
        options: PathOptions,
    }
}

argument! {
    /// What was asked of a time-stamp authority.
    pub struct TimestampAsked {
        /// Number of the request: `nonce` of `timestampRequest`. Default: it is not compared.
        #[tsify(optional)]
        nonce: Option<Bytes>,
        /// Acceptable policies of the authority, as dotted object identifiers. Default: any.
        #[tsify(optional)]
        timestamp_policies: Option<Vec<String>>,
        /// What later time-stamps prove of the token, and of the certificates, CRLs and OCSP responses
        /// that it is judged by. At most 10,000.
        #[tsify(optional)]
        existence: Option<Vec<ProofOfExistence>>,
    }
}

/// Creates a request for a time-stamp over a digest of SHA-256, SHA-384 or SHA-512, which its length
/// tells.
///
/// @throws IamSmartError 'digest-length', 'invalid-argument', 'random-unavailable'
#[wasm_bindgen(js_name = timestampRequest)]
pub fn timestamp_request(
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string")] digest: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "TimestampRequestOptions")] options: &JsValue,
) -> Result<Js<TimestampRequest>> {
    let Bytes(digest) = read("digest", digest)?;
    let options: Option<TimestampRequestOptions> = read("options", options)?;
    let mut request = timestamp::TimeStampRequest::of(&digest)?;
    let (nonce, policy, certificate) = match options {
        Some(options) => (options.nonce, options.policy, options.certificate),
        None => (None, None, None),
    };
    let nonce = match nonce {
        Some(Bytes(octets)) => timestamp::Nonce::of(&octets)?,
        None => timestamp::Nonce::random()?,
    };
    request.policy = identifiers("policy", policy.map(|policy| vec![policy]))?
        .and_then(|mut policies| policies.pop());
    request.certificate = certificate.unwrap_or(true);
    let number = Octets(nonce.octets().to_vec());
    request.nonce = Some(nonce);
    Ok(write(&TimestampRequest {
        request: Octets(request.to_der()?),
        nonce: number,
    }))
}

/// Reads the response of a time-stamp authority, or a token as one that was granted. Nothing is
/// verified.
///
/// @throws IamSmartError 'timestamp-malformed', 'base64-invalid', 'invalid-argument'
#[wasm_bindgen(js_name = readTimestamp)]
pub fn read_timestamp(
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string")] response: &JsValue,
) -> Result<Js<TimestampResponse>> {
    let Bytes(response) = read("response", response)?;
    let found = verification::read_timestamp(&response)?;
    let failures = found.failures.iter();
    let (token, statement) = found.granted.unzip();
    Ok(write(&TimestampResponse {
        status: found.status.into(),
        status_texts: found.texts,
        failures: failures.map(|failure| failure.as_str()).collect(),
        token: token.map(Octets),
        statement: statement.map(TimestampStatement::from),
    }))
}

/// Report on a time-stamp. `signer` is its authority.
#[derive(tsify::Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TimestampReport {
    #[serde(flatten)]
    report: VerificationReport,
    /// What the authority states.
    statement: TimestampStatement,
    /// What was stamped was there at this time, ISO 8601: the time of the statement, and as much later
    /// as its accuracy allows. Undefined unless the verdict is TOTAL-PASSED.
    #[tsify(optional)]
    proven_time: Option<String>,
    /// Until when the time-stamp can be judged without another one over it, ISO 8601: the first end of
    /// a certificate of its path or of an algorithm, or later, of the time-stamps of `existence` that
    /// keep it up. Undefined unless the verdict is TOTAL-PASSED.
    #[tsify(optional)]
    holds_until: Option<String>,
}

impl TimestampReport {
    pub(super) fn of(found: verification::TimestampReport, language: ReportLanguage) -> Self {
        Self {
            report: VerificationReport::of(found.report, language),
            statement: found.statement.into(),
            proven_time: found.proven.map(Time::text),
            holds_until: found.holds_until.map(Time::text),
        }
    }
}

impl Fields for TimestampReport {
    fn set_on(&self, object: &Object) {
        self.report.set_on(object);
        set(object, "statement", &self.statement.to_js());
        set(object, "provenTime", &self.proven_time.to_js());
        set(object, "holdsUntil", &self.holds_until.to_js());
    }
}

/// Verifies a time-stamp over a digest (RFC 3161, ETSI EN 319 102-1 §5.4), and the path of its
/// authority's certificate to one of `trustAnchors`, which are those that you trust for time-stamps.
/// The authority's certificate must be for time-stamps alone, whatever `purposes` and `keyUsage` say.
/// The token's own certificates are used as intermediates, never as trust anchors.
///
/// `token` is a TimeStampToken, or the response that it came in. `digest` is that of the token's own
/// hash function: 32, 48 or 64 bytes.
///
/// @throws IamSmartError 'timestamp-malformed', or a code of `verifySignature`
#[wasm_bindgen(js_name = verifyTimestamp)]
pub fn verify_timestamp(
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string")] token: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string")] digest: &JsValue,
    options: &Js<VerifyTimestampOptions>,
) -> Result<Js<TimestampReport>> {
    let Bytes(token) = read("token", token)?;
    let Bytes(digest) = read("digest", digest)?;
    let VerifyTimestampOptions { asked, options } = read("options", options)?;
    let language = options.report_language();
    let nonce = asked
        .nonce
        .map(|Bytes(octets)| timestamp::Nonce::of(&octets));
    let policies: Option<Vec<ObjectIdentifier>> =
        identifiers("timestampPolicies", asked.timestamp_policies)?;
    let found = verification::verify_timestamp(&TimestampInput {
        token: &token,
        stamped: Stamped::Digest(&digest),
        nonce: nonce.transpose()?,
        policies: policies.unwrap_or_default(),
        existence: existence_of(asked.existence)?,
        options: &options.try_into()?,
    })?;
    Ok(write(&TimestampReport::of(found, language)))
}

impl From<verification::TimestampStatement> for TimestampStatement {
    fn from(statement: verification::TimestampStatement) -> Self {
        let accuracy = statement.accuracy_ms;
        Self {
            time: statement.time.text(),
            accuracy_ms: accuracy.map(|ms| u32::try_from(ms).unwrap_or(u32::MAX)),
            policy: statement.policy,
            serial_number: statement.serial_number,
            hash: statement.hash,
            digest: Octets(statement.digest),
            nonce: statement.nonce.map(Octets),
            ordering: statement.ordering,
            authority: statement.authority,
        }
    }
}

same_variants!(timestamp::PkiStatus => TimestampStatus {
    Granted GrantedWithMods Rejection Waiting RevocationWarning RevocationNotification
});
