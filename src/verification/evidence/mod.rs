//! Evidence files: everything that a third party needs to validate a signature years later.
//!
//! A file is one JSON object in canonical form (RFC 8785), so the same evidence has the same bytes:
//!
//! | member | content |
//! |---|---|
//! | `version` | `iamsmart-evidence-1` without time-stamps, `iamsmart-evidence-2` with them |
//! | `content` | the signed content, a string |
//! | `digest` | the digest of the content, as sent for signing |
//! | `signature`, `signatureAlgorithm` | the signature, and the requested algorithm, if known |
//! | `certificate`, `intermediates` | the signer's certificate, and those of the path to a trust anchor |
//! | `crls`, `ocspResponses` | the revocation data |
//! | `claimedTime` | the time of the transaction, without proof |
//! | `trustAnchorHint` | the trust anchor of the path when the file was created |
//! | `labels` | what the form showed beside its fields, unsigned; only if the e-service gave them |
//! | `signatureTimestamps` | time-stamps over the signature |
//! | `renewals` | what was added later: `intermediates`, `crls`, `ocspResponses`, and the `timestamp` over it and all before it |
//!
//! Bytes are in standard Base64. The hint is informative only: the verifier chooses the trust
//! anchors, and a file that could supply its own would prove nothing.
//!
//! | module | content |
//! |---|---|
//! | `file` | the members, read and written |
//! | `coverage` | what each time-stamp is over |
//! | `renewal` | adding validation data and time-stamps |
//! | `stamp` | a token, as far as a file needs it |
//! | `chain` | the time-stamps, judged from the last to the first |
//! | `holding` | until when something can be judged by itself |
//! | `form` | the form in a file, and its files by their digests |
//! | `labels` | adding the labels of the form |
//! | `detail` | sentences about time-stamps of a file |

mod chain;
mod coverage;
mod detail;
mod file;
mod form;
pub(super) mod holding;
mod labels;
mod renewal;
pub(super) mod stamp;

pub use chain::{JudgedTimestamp, TimestampPlace, TimestampWorth};
pub use form::{EvidenceForm, FormFile, evidence_form};
pub use holding::{Limit, LimitOf};
pub use labels::label_evidence;
pub use renewal::{ValidationMaterial, evidence_digest, extend_evidence, renew_evidence};

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::item::{Item, ItemName};
use crate::asn1::pem::{numbered, one_certificate};
use crate::asn1::time::Time;
use crate::encoding::{base64, hex};
use crate::json::{JsonObject, JsonValue};
use crate::pki::certificate::Certificate;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::Detail;
use crate::validation::{Algorithm, AlgorithmEnds};
use crate::verification::evidence::chain::{Chain, Material};
use crate::verification::evidence::detail::EvidenceDetail;
use crate::verification::evidence::file::EvidenceFile;
use crate::verification::evidence::stamp::Stamp;
use crate::verification::input::{PathOptions, SignatureInput};
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::proof::judge::MAX_TIMESTAMPS;
use crate::verification::report::{Indication, VerificationReport};
use crate::verification::signature::DigestSignature;
use crate::verification::signed_data;
use crate::{Error, Result};

/// The content of an evidence file and the report on it.
#[derive(Clone, Debug)]
pub struct EvidenceReport {
    /// The report on the signature, with a check for each time-stamp.
    pub report: VerificationReport,
    /// The content; it was signed if the verdict is TOTAL-PASSED.
    pub content: String,
    /// The labels of the form, as the e-service gave them. Nothing signs them.
    pub labels: Option<String>,
    /// The time-stamps, first those over the signature, then those of renewals.
    pub timestamps: Vec<JudgedTimestamp>,
    /// The earliest time at which a time-stamp that counts proves that the signature was there.
    pub proven_time: Option<Time>,
    /// Until when the verdict holds without another renewal: the first end of what the last time-stamp
    /// that counts rests upon, or without one, the signature. Revocation data of then is taken for granted. `None` unless the verdict is TOTAL-PASSED.
    pub holds_until: Option<Limit>,
}

/// Creates an evidence file from the input, regardless of the verdict. An intermediate certificate,
/// CRL or OCSP response that cannot be read is left out: it proves nothing, and may be anything, even
/// a private key.
///
/// The input's time-stamps are those over the signature.
///
/// # Errors
/// [`Error::TimestampMalformed`], and [`Error::TimestampMismatch`] for one over anything but the
/// signature; [`Error::InvalidArgument`] if the content is missing or not UTF-8, or if the file would be too
/// large; those of [`verify_signature`](crate::verification::verify_signature).
pub fn create_evidence(input: &SignatureInput) -> Result<String> {
    let content = input.content.as_deref().map(core::str::from_utf8);
    let Some(Ok(content)) = content else {
        return Err(Error::invalid_argument(
            "content",
            "an evidence file holds the content, as text",
        ));
    };
    let tokens = signature_timestamps(input)?;
    let signed = DigestSignature::of(input)?;
    let certificate = one_certificate("certificate", &input.certificate)?;
    let decoded = DecodedInput::decode(&input.options)?;
    let end_entity = Certificate::parse("certificate", &certificate)?;
    let parsed = decoded.parse();
    let requirements = input.options.requirements(input.claimed_time);
    let identifier = &input.options.sm2_identifier;
    let (report, digest) = signed.verify(&end_entity, &parsed, &requirements, identifier);

    let mut file = JsonObject::default();
    let mut put_text = |name, text: String| file.put(name, JsonValue::text(&text));
    put_text("content", content.to_owned());
    if let Some(digest) = digest {
        put_text("digest", base64(&digest));
    }
    put_text("signature", base64(&input.signature));
    put_text("certificate", base64(&certificate));
    if let Some(algorithm) = input.signature_algorithm {
        put_text("signatureAlgorithm", algorithm.as_str().to_owned());
    }
    if let Some(time) = input.claimed_time {
        put_text("claimedTime", claimed_time_text(time)?);
    }
    if let Some(anchor) = reached_anchor(&report, &parsed) {
        put_text("trustAnchorHint", base64(anchor));
    }
    let mut put_list = |name, items: &[Item<'_>]| {
        let read = items.iter().filter(|item| !parsed.leaves_aside(item.name));
        let octets = read.flat_map(|item| &item.octets);
        file.put(name, JsonValue::texts(octets.map(|octets| base64(octets))));
    };
    put_list("intermediates", &decoded.intermediates);
    put_list("crls", &decoded.crls);
    put_list("ocspResponses", &decoded.ocsp_responses);
    file::put_signature_timestamps(&mut file, &tokens);
    file::into_text(file)
}

/// Verifies an evidence file. Only the trust anchors of `options` are used. Certificates, CRLs and
/// OCSP responses are those of `options` and those of the file: newer ones may say more, and what is
/// in the file cannot take back what they say. Whether revocation is checked is said by `options`
/// alone, never by what the file holds.
///
/// The signature is judged at the time that its time-stamps prove; without one that counts, at the
/// validation time. CRLs and OCSP responses count if they are known to have been there while their
/// makers were trusted, by the time-stamps over them.
///
/// An item of the file's lists that cannot be read is left aside, and the report names it.
///
/// # Errors
/// [`Error::EvidenceVersion`], [`Error::EvidenceInvalid`]; those of [`canonicalize_json`] for
/// invalid JSON; those of [`verify_signature`](crate::verification::verify_signature).
///
/// [`canonicalize_json`]: crate::json::canonicalize_json
pub fn verify_evidence(evidence: &str, options: &PathOptions) -> Result<EvidenceReport> {
    let object = file::parse(evidence)?;
    let (object, mut file) = if file::has_timestamps(&object) {
        let file = EvidenceFile::read(object.clone())?;
        (Some(object), file)
    } else {
        (None, EvidenceFile::read(object)?)
    };
    let digest = signed_data::digest(&file.digest)?;
    let default_ends = AlgorithmEnds::default();
    let ends = options.algorithm_ends.as_ref().unwrap_or(&default_ends);
    let mut decoded = DecodedInput::decode(options)?;
    let material = Material::of(&mut decoded, &mut file);
    let chain = decoded.with_timestamp_anchors(options, |decoded| {
        Chain::judge(object.as_ref(), &file, decoded, &material, options, ends)
    })?;
    let signed = DigestSignature {
        content: Some(file.content.as_bytes()),
        digest: Some(digest),
        signature: &file.signature,
        algorithm: file.signature_algorithm,
        proven: chain.proven,
    };
    let end_entity = Certificate::parse("certificate", &file.certificate)?;
    let mut parsed = decoded.parse();
    if chain.proven.is_some() {
        parsed.0.proofs = material.proofs(&chain, options.validation_time);
        parsed.0.existence = material.existence(&chain);
    }
    let requirements = options.requirements(file.claimed_time);
    let identifier = &options.sm2_identifier;
    let (mut report, _) = signed.verify(&end_entity, &parsed, &requirements, identifier);
    let key = end_entity.public_key();
    let algorithms = report.signed_as.map(|mode| mode.algorithms(key));
    let algorithms = algorithms.unwrap_or_default();
    let limit = holding::limit_of(&report, &algorithms, ends);
    if options.algorithm_ends.is_some() {
        let mut checks = Checks::default();
        let judged_at = chain.proven.unwrap_or(options.validation_time);
        check_algorithm(&mut checks, ends.first(algorithms), judged_at);
        report.add(checks);
    }
    let has_passed = report.indication == Indication::TotalPassed;
    let mut checks = Checks::default();
    for timestamp in &chain.timestamps {
        timestamp.check(&mut checks, has_passed);
    }
    report.add(checks);
    let has_passed = report.indication == Indication::TotalPassed;
    let limit = match chain.proven {
        Some(_) if chain.has_renewal() => chain.holds_until,
        // Nothing proves that certificates and CRLs were there while their authorities were trusted.
        Some(_) => holding::first(chain.holds_until, holding::of_authorities(&report)),
        None => limit,
    };
    let limit = limit.filter(|_| has_passed);
    report.proven_time = chain.proven;
    report.holds_until = limit
        .as_ref()
        .filter(|_| chain.proven.is_some())
        .map(|limit| limit.end);
    Ok(EvidenceReport {
        report,
        content: file.content,
        labels: file.labels,
        timestamps: chain.timestamps,
        proven_time: chain.proven,
        holds_until: limit,
    })
}

/// Returns the tokens over the signature, in Base64.
fn signature_timestamps(input: &SignatureInput) -> Result<Vec<String>> {
    let count = input.timestamps.len();
    if count > MAX_TIMESTAMPS {
        let (count, most) = (count as u64, MAX_TIMESTAMPS as u64);
        return Err(Error::above_limit("timestamps", count, "items", most));
    }
    let tokens = input.timestamps.iter().enumerate();
    tokens
        .map(|(index, token)| {
            let name = numbered("timestamps", index);
            let token = Stamp::token(&name, token)?;
            let stamp = Stamp::read(&name, token)?;
            if stamp.hash.digest(&[&input.signature]) != stamp.digest {
                return Err(Error::TimestampMismatch { name });
            }
            Ok(base64(token))
        })
        .collect()
}

/// Checks that no algorithm of the signature had ended by the time at which it is judged.
fn check_algorithm(checks: &mut Checks, first: Option<(Algorithm, Time)>, judged: Time) {
    let Some((algorithm, ended)) = first.filter(|(_, end)| *end < judged) else {
        return;
    };
    let detail = EvidenceDetail::AlgorithmEnded {
        algorithm: algorithm.as_str(),
        ended,
        judged,
    };
    let reason = SubIndication::CryptoConstraintsFailure;
    checks.indeterminate(Rule::SignatureAlgorithm, reason, detail);
}

impl JudgedTimestamp {
    /// Adds the check of this time-stamp. One that does not count keeps the verdict open only if the
    /// signature does not stand without it.
    fn check(&self, checks: &mut Checks, signature_has_passed: bool) {
        let name = Rule::EvidenceTimestamp.of_item(self.place.item());
        let time = self.time.unwrap_or(self.judged_at);
        let judged = self.judged_at;
        let authority = || {
            let signer = self
                .report
                .as_ref()
                .and_then(|report| report.signer.as_ref());
            signer.map_or_else(String::new, |signer| {
                signer
                    .common_name
                    .as_ref()
                    .unwrap_or(&signer.subject)
                    .clone()
            })
        };
        let detail = match &self.worth {
            TimestampWorth::Proves(proven) => {
                let (authority, proven) = (authority(), *proven);
                let detail = match self.place {
                    TimestampPlace::Signature(_) => EvidenceDetail::SignatureProven {
                        authority,
                        proven,
                        judged,
                    },
                    TimestampPlace::Renewal(_) => EvidenceDetail::RenewalProven {
                        authority,
                        proven,
                        judged,
                    },
                };
                return checks.passed(name, detail);
            }
            TimestampWorth::OverSomethingElse => {
                let detail = EvidenceDetail::OverSomethingElse { time };
                return checks.failed(name, SubIndication::HashFailure, detail);
            }
            TimestampWorth::Ended(limit) => EvidenceDetail::Ended {
                time,
                ended: limit.end,
                why: limit.into(),
                judged,
            },
            TimestampWorth::Unreadable(reason) => EvidenceDetail::Unreadable {
                reason: (*reason).into(),
            },
            TimestampWorth::NotValid => EvidenceDetail::NotValid {
                time,
                judged,
                why: self.why(),
            },
        };
        if signature_has_passed {
            checks.warning(name, detail);
        } else {
            checks.indeterminate(name, SubIndication::NoPoe, detail);
        }
    }

    /// Returns why the time-stamp is not valid, as part of a sentence.
    fn why(&self) -> Detail {
        let report = self.report.as_ref();
        let reason = report.and_then(|report| report.sub_indication);
        reason.unwrap_or(SubIndication::NoPoe).into()
    }
}

impl TimestampPlace {
    fn item(self) -> ItemName {
        match self {
            Self::Signature(index) => ItemName::new("evidence.signatureTimestamps", index),
            Self::Renewal(index) => ItemName::new("evidence.renewals", index),
        }
    }
}

/// Returns the trust anchor at the end of the report's path.
fn reached_anchor<'d>(report: &VerificationReport, parsed: &ParsedInput<'d>) -> Option<&'d [u8]> {
    let last = &report.path.last()?.sha256;
    let mut anchors = parsed.0.anchors.iter().map(Certificate::der);
    anchors.find(|der| *last == hex(&Sha256::digest(der)))
}

fn claimed_time_text(time: Time) -> Result<String> {
    let text = time.text();
    if Time::parse(&text).is_none() {
        return Err(Error::invalid_argument(
            "claimedTime",
            "its year has not four digits",
        ));
    }
    Ok(text)
}
