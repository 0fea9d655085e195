//! Evidence files.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Object, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::Result;
use crate::asn1::pem::Encoded;
use crate::asn1::time::Time;
use crate::bindings::hasher::HashAlgorithm;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Bytes, Octets};
use crate::bindings::verify::options::PathOptions;
use crate::bindings::verify::report::VerificationReport;
use crate::bindings::verify::signature::VerifySignatureInput;
use crate::bindings::write::{Fields, ToJs, set, write};
use crate::encoding::base64;
use crate::pki::signature::Sha2;
use crate::report::sentence::ReportLanguage;
use crate::verification;
use crate::verification::{Limit, LimitOf, TimestampPlace, TimestampWorth};

argument! {
    /// Certificates and revocation data that are added to an evidence file.
    pub struct EvidenceMaterial {
        /// Certificates of the paths of signer and time-stamping authorities.
        #[tsify(optional)]
        intermediates: Option<Vec<Encoded>>,
        /// Complete and delta CRLs.
        #[tsify(optional)]
        crls: Option<Vec<Encoded>>,
        /// OCSP responses.
        #[tsify(optional)]
        ocsp_responses: Option<Vec<Encoded>>,
    }
}

argument! {
    /// Labels of a form for its evidence file.
    pub struct EvidenceLabels {
        /// What the form showed beside its fields, and for their values: JSON of `FormLabels`. The file holds
        /// it for display. Nothing signs it.
        #[tsify(optional)]
        labels: Option<String>,
    }
}

/// Creates an evidence file: one JSON string with content, signature, certificates, CRLs and OCSP
/// responses, which is everything that a third party needs to verify a signed form years later,
/// except the trust anchors. The file contains what was passed in, whatever the verdict on it would
/// be, but for what cannot be read. `content` is required and must be a string. `timestamps` prove when
/// the signature was there.
///
/// @throws IamSmartError 'timestamp-malformed', 'timestamp-mismatch', or a code of `verifySignature`
#[wasm_bindgen(js_name = createEvidence)]
pub fn create_evidence(
    #[wasm_bindgen(
        unchecked_param_type = "VerifySignatureInput & EvidenceLabels & { content: string }"
    )]
    input: &JsValue,
) -> Result<String> {
    let EvidenceLabels { labels } = read("input", input)?;
    let input: VerifySignatureInput = read("input", input)?;
    let evidence = verification::create_evidence(&input.try_into()?)?;
    match labels {
        Some(labels) => verification::label_evidence(&evidence, &labels),
        None => Ok(evidence),
    }
}

/// Adds certificates and revocation data to an evidence file, for the next time-stamp to be over them.
/// What the file has already is not added again.
///
/// @throws IamSmartError 'evidence-version', 'evidence-invalid', 'invalid-argument', or a code of
///   `canonicalizeJson` ('json-syntax', …)
#[wasm_bindgen(js_name = extendEvidence)]
pub fn extend_evidence(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
    material: &Js<EvidenceMaterial>,
) -> Result<String> {
    let evidence: String = read("evidence", evidence)?;
    let material: EvidenceMaterial = read("material", material)?;
    let added = verification::ValidationMaterial {
        intermediates: material.intermediates.unwrap_or_default(),
        crls: material.crls.unwrap_or_default(),
        ocsp_responses: material.ocsp_responses.unwrap_or_default(),
    };
    verification::extend_evidence(&evidence, &added)
}

/// Returns the digest that the next time-stamp of an evidence file is to be over. Default algorithm:
/// SHA-256.
///
/// @throws IamSmartError 'evidence-version', 'evidence-invalid', 'invalid-argument', or a code of
///   `canonicalizeJson` ('json-syntax', …)
#[wasm_bindgen(js_name = evidenceDigest, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn evidence_digest(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "HashAlgorithm")] algorithm: &JsValue,
) -> Result<Uint8Array> {
    let evidence: String = read("evidence", evidence)?;
    let algorithm: Option<HashAlgorithm> = read("algorithm", algorithm)?;
    let hash = algorithm.map_or(Sha2::Sha256, Sha2::from);
    Ok(Octets(verification::evidence_digest(&evidence, hash)?).array())
}

/// Adds a time-stamp over everything in an evidence file: a token over the digest of `evidenceDigest`,
/// or the response that it came in. It is not verified: `verifyTimestamp` does.
///
/// @throws IamSmartError 'timestamp-malformed', 'timestamp-mismatch' for one over anything else, or a code
///   of `evidenceDigest`
#[wasm_bindgen(js_name = renewEvidence)]
pub fn renew_evidence(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "BufferSource | string")] token: &JsValue,
) -> Result<String> {
    let evidence: String = read("evidence", evidence)?;
    let Bytes(token) = read("token", token)?;
    verification::renew_evidence(&evidence, &token)
}

/// Report on an evidence file.
#[derive(tsify::Tsify)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceReport {
    #[serde(flatten)]
    report: VerificationReport,
    /// Content in the file. It is what was signed only if the verdict is TOTAL-PASSED.
    content: String,
    /// Labels of the form in the file, for `shownForm`. Nothing signs them.
    #[tsify(optional)]
    labels: Option<String>,
    /// Time-stamps: first those over the signature, then those of renewals.
    timestamps: Vec<EvidenceTimestamp>,
    /// What ends at `holdsUntil`, by which the evidence has to be renewed: the subject of a certificate,
    /// or the name of an algorithm.
    #[tsify(optional)]
    ends_first: Option<String>,
}

result! {
    /// Time-stamp of an evidence file.
    pub struct EvidenceTimestamp {
        /// What it is over.
        over: EvidencePlace,
        /// Time that its authority states, ISO 8601; undefined if it cannot be read.
        #[tsify(optional)]
        time: Option<String>,
        /// True if it counts.
        counts: bool,
        /// What it is over was there at this time, ISO 8601. Undefined if it does not count.
        #[tsify(optional)]
        proven_time: Option<String>,
        /// Time at which it is judged, ISO 8601: that of the next one that counts, or the validation
        /// time.
        judged_at: String,
        /// Until when it had, or has, to be renewed, ISO 8601.
        #[tsify(optional)]
        holds_until: Option<String>,
        /// What ends then: the subject of a certificate, or the name of an algorithm.
        #[tsify(optional)]
        ends_first: Option<String>,
        /// Report on it; `signer` is its authority. Undefined if it cannot be read.
        #[tsify(optional)]
        report: Option<VerificationReport>,
    }
}

names! {
    /// What a time-stamp of an evidence file is over.
    pub enum EvidencePlace {
        /// The signature.
        Signature = "signature",
        /// Everything before it in the file.
        Everything = "everything",
    }
}

impl Fields for EvidenceReport {
    fn set_on(&self, object: &Object) {
        self.report.set_on(object);
        set(object, "content", &self.content.to_js());
        set(object, "labels", &self.labels.to_js());
        set(object, "timestamps", &self.timestamps.to_js());
        set(object, "endsFirst", &self.ends_first.to_js());
    }
}

/// Verifies an evidence file. Trust anchors come from `options.trustAnchors` and
/// `options.timestampAnchors`, never from the file. The CRLs and OCSP responses are those of the file
/// and those of `options`. Whether revocation is checked is said by `options.revocation`, never by what
/// the file holds. The signature is judged at the time that the file's time-stamps prove, and without
/// one that counts, at the validation time.
///
/// @throws IamSmartError 'evidence-version', 'evidence-invalid', or a code of `canonicalizeJson`
///   ('json-syntax', …) or `verifySignature`
#[wasm_bindgen(js_name = verifyEvidence)]
pub fn verify_evidence(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
    options: &Js<PathOptions>,
) -> Result<Js<EvidenceReport>> {
    let evidence: String = read("evidence", evidence)?;
    let options: PathOptions = read("options", options)?;
    let language = options.report_language();
    let verified = verification::verify_evidence(&evidence, &options.try_into()?)?;
    let timestamps = verified.timestamps.into_iter();
    let (holds_until, ends_first) = limit(verified.holds_until);
    let mut report = VerificationReport::of(verified.report, language);
    report.holds_until = holds_until;
    Ok(write(&EvidenceReport {
        report,
        content: verified.content,
        labels: verified.labels,
        timestamps: timestamps
            .map(|timestamp| EvidenceTimestamp::of(timestamp, language))
            .collect(),
        ends_first,
    }))
}

result! {
    /// Form in an evidence file.
    pub struct EvidenceForm {
        /// SHA-256 of the canonical form in UTF-8, in Base64.
        digest: String,
        /// Files, in the order of submission.
        files: Vec<EvidenceFormFile>,
    }
}

result! {
    /// File of a form in an evidence file.
    pub struct EvidenceFormFile {
        /// Name of its field.
        field: String,
        /// Its name.
        name: String,
        /// Its SHA-256 digest in Base64.
        sha256: String,
        /// Its size in bytes.
        size: f64,
    }
}

/// Returns the form in an evidence file, and its files by their digests. It is what was signed only if
/// `verifyEvidence` says TOTAL-PASSED.
///
/// @throws IamSmartError a code of `verifyEvidence`; 'evidence-invalid' too if the content is no
///   canonical form
#[wasm_bindgen(js_name = evidenceForm)]
pub fn evidence_form(
    #[wasm_bindgen(unchecked_param_type = "string")] evidence: &JsValue,
) -> Result<Js<EvidenceForm>> {
    let evidence: String = read("evidence", evidence)?;
    let form = verification::evidence_form(&evidence)?;
    let files = form.files.into_iter().map(|file| EvidenceFormFile {
        field: file.field,
        name: file.name,
        sha256: base64(&file.sha256),
        #[expect(
            clippy::cast_precision_loss,
            reason = "the canonical form has sizes below 2⁵³ only"
        )]
        size: file.size as f64,
    });
    Ok(write(&EvidenceForm {
        digest: base64(&form.digest),
        files: files.collect(),
    }))
}

impl EvidenceTimestamp {
    fn of(timestamp: verification::JudgedTimestamp, language: ReportLanguage) -> Self {
        let counts = timestamp.counts();
        let (holds_until, ends_first) = limit(timestamp.holds_until);
        let report = timestamp.report;
        Self {
            over: match timestamp.place {
                TimestampPlace::Signature(_) => EvidencePlace::Signature,
                TimestampPlace::Renewal(_) => EvidencePlace::Everything,
            },
            time: timestamp.time.map(Time::text),
            counts,
            proven_time: match timestamp.worth {
                TimestampWorth::Proves(time) => Some(time.text()),
                _ => None,
            },
            judged_at: timestamp.judged_at.text(),
            holds_until,
            ends_first,
            report: report.map(|report| VerificationReport::of(report, language)),
        }
    }
}

/// Returns when something ends first, and what.
fn limit(limit: Option<Limit>) -> (Option<String>, Option<String>) {
    let limit = limit.map(|Limit { end, of }| {
        let of = match of {
            LimitOf::Certificate(subject) => subject,
            LimitOf::Algorithm(algorithm) => algorithm.as_str().into(),
        };
        (end.text(), of)
    });
    limit.unzip()
}

same_variants!(HashAlgorithm => Sha2 { Sha256 Sha384 Sha512 });
