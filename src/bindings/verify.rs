//! `iamsmart/verify`: anyone who was handed a signature.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::Error;
use crate::asn1::pem::{Encoded, numbered};
use crate::asn1::time::Time;
use crate::bindings::bytes::{buffer_source, bytes, text};
use crate::bindings::error::Result;
use crate::bindings::object::{Fields, list, object};
use crate::bindings::time::{now_ms, unix_ms};
use crate::encoding::hex;
use crate::pki::certificate;
use crate::pki::certificate::Fingerprint;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::policy::inputs::PolicyInputs;
use crate::pki::signature::Sm2Identifier;
use crate::report::check::{Check, SubIndication};
use crate::report::sentence::ReportLanguage;
use crate::validation::requirements::Revocation;
use crate::verification;
use crate::verification::CertificateProfile;
use crate::verification::CertificateSummary;
use crate::verification::SignatureAlgorithm;
use crate::verification::SignedAs;
use crate::verification::{PathOptions, SignatureInput, VerificationReport};

/// Verifies a signature and the path of its certificate: `VerificationReport`.
#[wasm_bindgen(js_name = verifySignature)]
pub fn verify_signature(input: &JsValue) -> Result<JsValue> {
    let fields = Fields::of("input", input)?;
    let language = language(&fields)?;
    let input = signature_input(&fields)?;
    Ok(report(&verification::verify_signature(&input)?, language))
}

/// Validates the path of a certificate alone: `VerificationReport`.
#[wasm_bindgen(js_name = validateCertificatePath)]
pub fn validate_certificate_path(input: &JsValue) -> Result<JsValue> {
    let fields = Fields::of("input", input)?;
    let certificate = encoded("certificate", &fields.value("certificate"))?;
    let options = path_options(&fields)?;
    let language = language(&fields)?;
    let verified = verification::validate_certificate_path(&certificate, &options)?;
    Ok(report(&verified, language))
}

/// What is asked of the certificates of iAM Smart's signers: `CertificateProfile`.
#[wasm_bindgen(js_name = iamSmartProfile)]
#[must_use]
pub fn iam_smart_profile() -> JsValue {
    let profile = CertificateProfile::default();
    let fingerprints: Vec<_> = profile.anchor_fingerprints.iter().map(|f| hex(f)).collect();
    let usages = profile.key_usage.into_iter().flat_map(KeyUsage::names);
    object(&[
        ("anchorFingerprints", list_of(&fingerprints)),
        (
            "keyUsage",
            usages.map(JsValue::from).collect::<Array>().into(),
        ),
    ])
}

pub(super) fn signature_input(fields: &Fields<'_>) -> crate::Result<SignatureInput> {
    let algorithm = fields.optional_text("signatureAlgorithm")?;
    Ok(SignatureInput {
        content: present(fields.value("content")).map(content).transpose()?,
        digest: present(fields.value("digest"))
            .map(|value| bytes("digest", &value))
            .transpose()?,
        signature: bytes("signature", &fields.value("signature"))?,
        certificate: encoded("certificate", &fields.value("certificate"))?,
        signature_algorithm: algorithm
            .as_deref()
            .map(SignatureAlgorithm::parse)
            .transpose()?,
        claimed_time: unix_ms("claimedTime", &fields.value("claimedTime"))?.map(Time::from_unix_ms),
        options: path_options(fields)?,
    })
}

pub(super) fn path_options(fields: &Fields<'_>) -> crate::Result<PathOptions> {
    let validation_time = unix_ms("validationTime", &fields.value("validationTime"))?;
    let revocation = fields.optional_text("revocation")?;
    Ok(PathOptions {
        trust_anchors: encoded_list("trustAnchors", &fields.list("trustAnchors")?)?,
        intermediates: optional_encoded_list(fields, "intermediates")?,
        validation_time: Time::from_unix_ms(validation_time.unwrap_or_else(now_ms)),
        crls: optional_encoded_list(fields, "crls")?,
        ocsp_responses: optional_encoded_list(fields, "ocspResponses")?,
        revocation: revocation.as_deref().map(Revocation::parse).transpose()?,
        policies: PolicyInputs {
            initial_policy_set: texts(fields, "initialPolicySet")?,
            require_explicit_policy: fields.flag("requireExplicitPolicy")?,
            inhibit_policy_mapping: fields.flag("inhibitPolicyMapping")?,
            inhibit_any_policy: fields.flag("inhibitAnyPolicy")?,
        },
        key_usage: texts(fields, "keyUsage")?
            .as_deref()
            .map(key_usages)
            .transpose()?,
        anchor_fingerprints: fingerprints(texts(fields, "anchorFingerprints")?.as_deref())?,
        max_path_length: present(fields.value("maxPathLength"))
            .map(|value| count("maxPathLength", &value))
            .transpose()?,
        sm2_identifier: fields
            .optional_text("sm2Identifier")?
            .map_or(Ok(Sm2Identifier::default()), |text| {
                Sm2Identifier::parse(&text)
            })?,
    })
}

pub(super) fn language(fields: &Fields<'_>) -> crate::Result<ReportLanguage> {
    let language = fields.optional_text("language")?;
    language
        .as_deref()
        .map_or(Ok(ReportLanguage::default()), ReportLanguage::parse)
}

pub(super) fn present(value: JsValue) -> Option<JsValue> {
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

#[expect(clippy::needless_pass_by_value, reason = "mapped over an option")]
pub(super) fn content(value: JsValue) -> crate::Result<Vec<u8>> {
    if value.is_string() {
        text("content", &value).map(String::into_bytes)
    } else {
        buffer_source("content", &value)
    }
}

pub(super) fn encoded(name: &str, value: &JsValue) -> crate::Result<Encoded> {
    if value.is_string() {
        text(name, value).map(Encoded::Text)
    } else {
        buffer_source(name, value).map(Encoded::Bytes)
    }
}

fn encoded_list(name: &str, values: &[JsValue]) -> crate::Result<Vec<Encoded>> {
    let values = values.iter().enumerate();
    values
        .map(|(i, value)| encoded(&numbered(name, i), value))
        .collect()
}

pub(super) fn optional_encoded_list(
    fields: &Fields<'_>,
    name: &str,
) -> crate::Result<Vec<Encoded>> {
    match present(fields.value(name)) {
        Some(values) => encoded_list(name, &list(name, &values)?),
        None => Ok(Vec::new()),
    }
}

fn texts(fields: &Fields<'_>, name: &str) -> crate::Result<Option<Vec<String>>> {
    let values = present(fields.value(name))
        .map(|values| list(name, &values))
        .transpose()?;
    values
        .map(|values| values.iter().map(|value| text(name, value)).collect())
        .transpose()
}

fn key_usages(names: &[String]) -> crate::Result<Vec<KeyUsage>> {
    let usage = |name: &String| {
        KeyUsage::named(name).ok_or_else(|| {
            Error::invalid_argument(
                "keyUsage",
                "it names a usage that RFC 5280 §4.2.1.3 does not know",
            )
        })
    };
    names.iter().map(usage).collect()
}

fn fingerprints(texts: Option<&[String]>) -> crate::Result<Vec<Fingerprint>> {
    let read = |text: &String| {
        certificate::fingerprint(text).ok_or_else(|| {
            Error::invalid_argument(
                "anchorFingerprints",
                "it has a text that is not the 64 hexadecimal digits of a SHA-256 fingerprint",
            )
        })
    };
    texts.unwrap_or_default().iter().map(read).collect()
}

fn count(name: &str, value: &JsValue) -> crate::Result<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "a number that the conversion changes is refused"
    )]
    let whole = |number: f64| (f64::from(number as u32) == number).then_some(number as u32);
    value.as_f64().and_then(whole).ok_or_else(|| {
        Error::invalid_argument(name, "it is not a whole number from 0 to 4294967295")
    })
}

pub(super) fn report(report: &VerificationReport, language: ReportLanguage) -> JsValue {
    let checks = report.checks.iter().map(|found| check(found, language));
    object(&[
        ("indication", report.indication.as_str().into()),
        (
            "subIndication",
            report.sub_indication.map(SubIndication::as_str).into(),
        ),
        ("checks", checks.collect::<Array>().into()),
        ("signedAs", report.signed_as.map(SignedAs::as_str).into()),
        ("validationTime", report.validation_time.text().into()),
        ("claimedTime", report.claimed_time.map(Time::text).into()),
        ("policies", list_of(&report.policies)),
        ("signer", report.signer.as_ref().map(summary).into()),
        (
            "path",
            report.path.iter().map(summary).collect::<Array>().into(),
        ),
    ])
}

fn check(check: &Check, language: ReportLanguage) -> JsValue {
    object(&[
        ("name", check.name.text().into()),
        ("title", check.name.title().in_language(language).into()),
        ("outcome", check.outcome.as_str().into()),
        ("detail", check.detail.in_language(language).into()),
    ])
}

fn list_of(texts: &[String]) -> JsValue {
    let texts = texts.iter().map(|text| JsValue::from(text.as_str()));
    texts.collect::<Array>().into()
}

fn summary(summary: &CertificateSummary) -> JsValue {
    let key_usage = summary.key_usage.iter().map(|usage| JsValue::from(*usage));
    object(&[
        ("subject", summary.subject.as_str().into()),
        ("commonName", summary.common_name.as_deref().into()),
        ("issuer", summary.issuer.as_str().into()),
        ("serialNumber", summary.serial_number.as_str().into()),
        ("notBefore", summary.not_before.text().into()),
        ("notAfter", summary.not_after.text().into()),
        ("policies", list_of(&summary.policies)),
        ("keyUsage", key_usage.collect::<Array>().into()),
        ("knownAs", summary.known_as.into()),
        ("publicKey", summary.public_key.as_str().into()),
        ("sha256", summary.sha256.as_str().into()),
    ])
}
