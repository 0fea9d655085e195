//! Evidence files: everything that a third party needs to validate a signature years later.
//!
//! A file is one JSON object in canonical form (RFC 8785), so the same evidence has the same bytes:
//!
//! | member | content |
//! |---|---|
//! | `version` | `iamsmart-evidence-1`, which determines the other members |
//! | `content` | the signed content, a string |
//! | `digest` | the digest of the content, as sent for signing |
//! | `signature`, `signatureAlgorithm` | the signature, and the requested algorithm, if known |
//! | `certificate`, `intermediates` | the signer's certificate, and those of the path to a trust anchor |
//! | `crls`, `ocspResponses` | the revocation data |
//! | `claimedTime` | the time of the transaction, without proof |
//! | `trustAnchorHint` | the trust anchor of the path when the file was created |
//!
//! Bytes are in standard Base64. The hint is informative only: the verifier chooses the trust
//! anchors, and a file that could supply its own would prove nothing.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::item::{Item, ItemName};
use crate::asn1::pem::{MAX_CERTIFICATES, MAX_REVOCATION_DATA, one_certificate};
use crate::asn1::time::Time;
use crate::encoding::{base64, from_base64, hex};
use crate::json::{JsonObject, JsonValue};
use crate::pki::certificate::Certificate;
use crate::string::decimal;
use crate::verification::input::{PathOptions, SignatureAlgorithm, SignatureInput};
use crate::verification::parsed_input::{DecodedInput, ParsedInput};
use crate::verification::report::VerificationReport;
use crate::verification::signature::DigestSignature;
use crate::verification::signed_data;
use crate::{Error, Result};

/// Version of the file format.
const VERSION: &str = "iamsmart-evidence-1";

/// Maximum size of an evidence file in bytes: the largest CRL that is fetched (64 MiB) has 86 MiB in
/// Base64, and the rest of a file rarely 1 MiB. Reading one takes about three times its size, which a
/// WebAssembly module has (4 GiB); an edge worker's memory (128 MB) allows a third of this size.
const MAX_LENGTH: usize = 96 * 1024 * 1024;

/// A list of a file.
struct List {
    name: &'static str,
    /// The list's name in the names of its items, which are not those of the options.
    item: &'static str,
    most: usize,
}

const INTERMEDIATES: List = List {
    name: "intermediates",
    item: "evidence.intermediates",
    most: MAX_CERTIFICATES,
};

const CRLS: List = List {
    name: "crls",
    item: "evidence.crls",
    most: MAX_REVOCATION_DATA,
};

const OCSP_RESPONSES: List = List {
    name: "ocspResponses",
    item: "evidence.ocspResponses",
    most: MAX_REVOCATION_DATA,
};

/// The content of an evidence file and the report on it.
#[derive(Clone, Debug)]
pub struct EvidenceReport {
    /// The report on the signature.
    pub report: VerificationReport,
    /// The content; it was signed if the verdict is TOTAL-PASSED.
    pub content: String,
}

/// Creates an evidence file from the input, regardless of the verdict. An intermediate certificate,
/// CRL or OCSP response that cannot be read is left out: it proves nothing, and may be anything, even
/// a private key.
///
/// # Errors
/// [`Error::InvalidArgument`] if the content is missing or not UTF-8, or if the file would be too
/// large; those of [`verify_signature`](crate::verification::verify_signature).
pub fn create_evidence(input: &SignatureInput) -> Result<String> {
    let content = input.content.as_deref().map(core::str::from_utf8);
    let Some(Ok(content)) = content else {
        return Err(Error::invalid_argument(
            "content",
            "an evidence file holds the content, as text",
        ));
    };
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
    put_text("version", VERSION.to_owned());
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
    let file = file.into_text();
    check_length(&file)?;
    Ok(file)
}

/// Verifies an evidence file. Only the trust anchors of `options` are used. Certificates, CRLs and
/// OCSP responses are those of `options` and those of the file: newer ones may say more, and what is
/// in the file cannot take back what they say. Whether revocation is checked is said by `options`
/// alone, never by what the file holds.
///
/// An item of the file's lists that cannot be read is left aside, and the report names it.
///
/// # Errors
/// [`Error::EvidenceVersion`], [`Error::EvidenceInvalid`]; those of [`canonicalize_json`] for
/// invalid JSON; those of [`verify_signature`](crate::verification::verify_signature).
///
/// [`canonicalize_json`]: crate::json::canonicalize_json
pub fn verify_evidence(evidence: &str, options: &PathOptions) -> Result<EvidenceReport> {
    check_length(evidence)?;
    let file =
        JsonObject::parse(evidence)?.ok_or_else(|| invalid("evidence", "is not an object"))?;
    let file = EvidenceFile::parse(file)?;
    let signed = DigestSignature {
        content: Some(file.content.as_bytes()),
        digest: Some(signed_data::digest(&file.digest)?),
        signature: &file.signature,
        algorithm: file.signature_algorithm,
    };
    let mut decoded = DecodedInput::decode(options)?;
    add_unknown(&mut decoded.intermediates, file.intermediates);
    add_unknown(&mut decoded.crls, file.crls);
    add_unknown(&mut decoded.ocsp_responses, file.ocsp_responses);
    let end_entity = Certificate::parse("certificate", &file.certificate)?;
    let parsed = decoded.parse();
    let requirements = options.requirements(file.claimed_time);
    let identifier = &options.sm2_identifier;
    let (report, _) = signed.verify(&end_entity, &parsed, &requirements, identifier);
    Ok(EvidenceReport {
        report,
        content: file.content,
    })
}

/// The members of a file.
struct EvidenceFile {
    content: String,
    digest: Vec<u8>,
    signature: Vec<u8>,
    signature_algorithm: Option<SignatureAlgorithm>,
    claimed_time: Option<Time>,
    certificate: Vec<u8>,
    intermediates: Vec<Item<'static>>,
    crls: Vec<Item<'static>>,
    ocsp_responses: Vec<Item<'static>>,
}

impl EvidenceFile {
    /// Parses the members of a file. Unknown members are errors, because they could change the
    /// meaning of the others.
    fn parse(mut file: JsonObject) -> Result<Self> {
        let version =
            text(&mut file, "version")?.ok_or_else(|| invalid("version", "is missing"))?;
        if version != VERSION {
            return Err(Error::EvidenceVersion {
                version: version.chars().take(64).collect(),
            });
        }
        let content =
            text(&mut file, "content")?.ok_or_else(|| invalid("content", "is missing"))?;
        let algorithm = text(&mut file, "signatureAlgorithm")?;
        let claimed_time = text(&mut file, "claimedTime")?;
        let evidence = Self {
            content,
            digest: bytes(&mut file, "digest")?,
            signature: bytes(&mut file, "signature")?,
            signature_algorithm: algorithm
                .as_deref()
                .map(SignatureAlgorithm::parse)
                .transpose()?,
            claimed_time: claimed_time
                .map(|text| {
                    Time::parse(&text).ok_or_else(|| invalid("claimedTime", "is not a time in UTC"))
                })
                .transpose()?,
            certificate: bytes(&mut file, "certificate")?,
            intermediates: items(&mut file, &INTERMEDIATES)?,
            crls: items(&mut file, &CRLS)?,
            ocsp_responses: items(&mut file, &OCSP_RESPONSES)?,
        };
        text(&mut file, "trustAnchorHint")?;
        if let Some(name) = file.first_name() {
            return Err(invalid(name, "is not known in this version of the file"));
        }
        Ok(evidence)
    }
}

/// Adds the items whose octets are not there yet.
fn add_unknown(known: &mut Vec<Item<'_>>, items: Vec<Item<'static>>) {
    for item in items {
        if !known.iter().any(|known| known.octets == item.octets) {
            known.push(item);
        }
    }
}

fn check_length(file: &str) -> Result<()> {
    if file.len() > MAX_LENGTH {
        let reason = ["it is longer than ", &decimal(MAX_LENGTH as u64), " bytes"].concat();
        return Err(Error::invalid_argument("evidence", &reason));
    }
    Ok(())
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

fn text(file: &mut JsonObject, name: &str) -> Result<Option<String>> {
    let not_text = || invalid(name, "is not a text");
    let value = file.take(name);
    value
        .map(|value| value.into_text().ok_or_else(not_text))
        .transpose()
}

fn bytes(file: &mut JsonObject, name: &str) -> Result<Vec<u8>> {
    let text = text(file, name)?.ok_or_else(|| invalid(name, "is missing"))?;
    from_base64(name, &text)
}

fn items(file: &mut JsonObject, list: &List) -> Result<Vec<Item<'static>>> {
    let List { name, item, most } = *list;
    let value = file.take(name).ok_or_else(|| invalid(name, "is missing"))?;
    let texts = value.into_texts();
    let texts = texts.ok_or_else(|| invalid(name, "is not a list of texts"))?;
    if texts.len() > most {
        return Err(invalid(name, "has more items than are read"));
    }
    let texts = texts.iter().enumerate();
    let items = texts.map(|(i, text)| Item::of_base64(ItemName::new(item, i), text));
    Ok(items.collect())
}

fn invalid(name: &str, reason: &'static str) -> Error {
    Error::EvidenceInvalid {
        name: name.chars().take(64).collect(),
        reason,
    }
}
