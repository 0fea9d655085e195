//! The members of an evidence file, read and written.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::item::{Item, ItemName};
use crate::asn1::pem::{MAX_CERTIFICATES, MAX_REVOCATION_DATA};
use crate::asn1::time::Time;
use crate::encoding::from_base64;
use crate::json::{JsonObject, JsonValue};
use crate::string::decimal;
use crate::verification::input::SignatureAlgorithm;
use crate::verification::proof::judge::MAX_TIMESTAMPS;
use crate::{Error, Result};

/// Version of a file without time-stamps.
const WITHOUT_TIMESTAMPS: &str = "iamsmart-evidence-1";

/// Version of a file with time-stamps.
const WITH_TIMESTAMPS: &str = "iamsmart-evidence-2";

/// Maximum size of an evidence file in bytes: the largest CRL that is fetched (64 MiB) has 86 MiB in
/// Base64, and the rest of a file rarely 1 MiB. Reading one takes about three times its size, which a
/// WebAssembly module has (4 GiB); an edge worker's memory (128 MB) allows a third of this size.
const MAX_LENGTH: usize = 96 * 1024 * 1024;

/// Maximum number of renewals: one every three years for a century, as time-stamping certificates
/// and algorithms end.
pub(super) const MAX_RENEWALS: usize = 32;

/// Maximum size of a time-stamp token in bytes: with the certificates of its path it has 4 to 10 KB.
const MAX_TOKEN_LENGTH: usize = 1024 * 1024;

/// Maximum size of the labels of a form in bytes: those of a hundred fields in three languages have 20 KB.
pub(super) const MAX_LABELS: usize = 256 * 1024;

/// Member of a file with the labels of its form.
pub(super) const LABELS: &str = "labels";

/// Members of a file with time-stamps, and of one without.
pub(super) const SIGNATURE_TIMESTAMPS: &str = "signatureTimestamps";
pub(super) const RENEWALS: &str = "renewals";
pub(super) const TIMESTAMP: &str = "timestamp";

/// A list of validation data.
pub(super) struct List {
    pub(super) name: &'static str,
    /// The list's name in the names of its items, which are not those of the options.
    pub(super) item: &'static str,
    /// The same for the items of renewals, which are numbered in each.
    pub(super) renewals_item: &'static str,
    pub(super) most: usize,
}

pub(super) const INTERMEDIATES: List = List {
    name: "intermediates",
    item: "evidence.intermediates",
    renewals_item: "evidence.renewals.intermediates",
    most: MAX_CERTIFICATES,
};

pub(super) const CRLS: List = List {
    name: "crls",
    item: "evidence.crls",
    renewals_item: "evidence.renewals.crls",
    most: MAX_REVOCATION_DATA,
};

pub(super) const OCSP_RESPONSES: List = List {
    name: "ocspResponses",
    item: "evidence.ocspResponses",
    renewals_item: "evidence.renewals.ocspResponses",
    most: MAX_REVOCATION_DATA,
};

pub(super) const LISTS: [&List; 3] = [&INTERMEDIATES, &CRLS, &OCSP_RESPONSES];

/// The members of a file.
pub(super) struct EvidenceFile {
    pub(super) content: String,
    pub(super) digest: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) signature_algorithm: Option<SignatureAlgorithm>,
    pub(super) claimed_time: Option<Time>,
    pub(super) certificate: Vec<u8>,
    pub(super) lists: Lists,
    /// The labels of the form, in any text form.
    pub(super) labels: Option<String>,
    /// Tokens over the signature.
    pub(super) signature_timestamps: Vec<Vec<u8>>,
    pub(super) renewals: Vec<Renewal>,
}

/// Certificates, CRLs and OCSP responses that were added together.
pub(super) struct Lists {
    pub(super) intermediates: Vec<Item<'static>>,
    pub(super) crls: Vec<Item<'static>>,
    pub(super) ocsp_responses: Vec<Item<'static>>,
}

/// What was added later, and the time-stamp over it and all before it.
pub(super) struct Renewal {
    pub(super) lists: Lists,
    /// The token; `None` of the last one, if it has none yet.
    pub(super) timestamp: Option<Vec<u8>>,
}

/// The canonical forms that the time-stamps of renewals cover.
pub(super) struct RenewalTexts {
    /// Each renewal without its time-stamp.
    pub(super) open: Vec<String>,
    /// Each renewal.
    pub(super) whole: Vec<String>,
}

/// Parses the text of a file.
pub(super) fn parse(evidence: &str) -> Result<JsonObject> {
    check_length(evidence)?;
    let file =
        JsonObject::parse(evidence)?.ok_or_else(|| invalid("evidence", "is not an object"))?;
    let version = file
        .text("version")
        .ok_or_else(|| invalid("version", "is missing, or not a text"))?;
    if version != WITHOUT_TIMESTAMPS && version != WITH_TIMESTAMPS {
        return Err(Error::EvidenceVersion {
            version: version.chars().take(64).collect(),
        });
    }
    Ok(file)
}

/// Returns the text of a file.
pub(super) fn into_text(file: JsonObject) -> Result<String> {
    let text = file.into_text();
    check_length(&text)?;
    Ok(text)
}

/// Writes version and time-stamps of a new file.
pub(super) fn put_signature_timestamps(file: &mut JsonObject, tokens: &[String]) {
    if tokens.is_empty() {
        file.put("version", JsonValue::text(WITHOUT_TIMESTAMPS));
        return;
    }
    file.put("version", JsonValue::text(WITH_TIMESTAMPS));
    file.put(RENEWALS, JsonValue::texts(core::iter::empty()));
    let tokens = tokens.iter().cloned();
    file.put(SIGNATURE_TIMESTAMPS, JsonValue::texts(tokens));
}

/// Makes a file without time-stamps one that may have them.
pub(super) fn upgrade(file: &mut JsonObject) {
    if has_timestamps(file) {
        return;
    }
    file.take("version");
    file.put("version", JsonValue::text(WITH_TIMESTAMPS));
    for name in [RENEWALS, SIGNATURE_TIMESTAMPS] {
        file.take(name);
        file.put(name, JsonValue::texts(core::iter::empty()));
    }
}

/// Returns true if the version of the file has time-stamps.
pub(super) fn has_timestamps(file: &JsonObject) -> bool {
    file.text("version").as_deref() == Some(WITH_TIMESTAMPS)
}

impl EvidenceFile {
    /// Parses the members of a file. Unknown members are errors, because they could change the
    /// meaning of the others.
    pub(super) fn read(mut file: JsonObject) -> Result<Self> {
        let has_timestamps = has_timestamps(&file);
        file.take("version");
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
            lists: Lists::read(&mut file, None, &mut [0; 3])?,
            labels: labels(&mut file)?,
            signature_timestamps: if has_timestamps {
                tokens(&mut file)?
            } else {
                Vec::new()
            },
            renewals: if has_timestamps {
                renewals(&mut file)?
            } else {
                Vec::new()
            },
        };
        text(&mut file, "trustAnchorHint")?;
        unknown_member(&file)?;
        Ok(evidence)
    }
}

impl Lists {
    /// Reads the lists of a file or of a renewal; `known` is the number of items before.
    fn read(file: &mut JsonObject, renewal: Option<usize>, known: &mut [usize; 3]) -> Result<Self> {
        let [intermediates, crls, ocsp_responses] = known;
        Ok(Self {
            intermediates: items(file, &INTERMEDIATES, renewal, intermediates)?,
            crls: items(file, &CRLS, renewal, crls)?,
            ocsp_responses: items(file, &OCSP_RESPONSES, renewal, ocsp_responses)?,
        })
    }
}

impl RenewalTexts {
    /// Returns the texts of the renewals of a file that has them.
    pub(super) fn of(file: &JsonObject) -> Result<Self> {
        let mut texts = Self {
            open: Vec::new(),
            whole: Vec::new(),
        };
        for renewal in renewal_objects(file)? {
            texts.whole.push(renewal.clone().into_text());
            let mut open = renewal;
            open.take(TIMESTAMP);
            texts.open.push(open.into_text());
        }
        Ok(texts)
    }
}

/// Returns the renewals of a file as objects.
pub(super) fn renewal_objects(file: &JsonObject) -> Result<Vec<JsonObject>> {
    let value = file.value(RENEWALS).cloned();
    let items = value.and_then(JsonValue::into_items);
    let items = items.ok_or_else(|| invalid(RENEWALS, "is missing, or not a list"))?;
    if items.len() > MAX_RENEWALS {
        return Err(invalid(RENEWALS, "has more items than are read"));
    }
    let objects = items.iter().map(|item| {
        JsonObject::of(item).ok_or_else(|| invalid(RENEWALS, "has an item that is not an object"))
    });
    objects.collect()
}

fn renewals(file: &mut JsonObject) -> Result<Vec<Renewal>> {
    let objects = renewal_objects(file)?;
    file.take(RENEWALS);
    let last = objects.len().saturating_sub(1);
    let mut known = [0; 3];
    let mut renewals = Vec::new();
    for (index, mut object) in objects.into_iter().enumerate() {
        let lists = Lists::read(&mut object, Some(index), &mut known)?;
        let timestamp = match text(&mut object, TIMESTAMP)? {
            Some(text) => Some(token(&text)?),
            None if index == last => None,
            None => {
                return Err(invalid(
                    TIMESTAMP,
                    "is missing in a renewal before the last",
                ));
            }
        };
        unknown_member(&object)?;
        renewals.push(Renewal { lists, timestamp });
    }
    Ok(renewals)
}

fn labels(file: &mut JsonObject) -> Result<Option<String>> {
    let labels = text(file, LABELS)?;
    match &labels {
        Some(labels) if labels.len() > MAX_LABELS => {
            Err(invalid(LABELS, "are longer than is read"))
        }
        _ => Ok(labels),
    }
}

fn tokens(file: &mut JsonObject) -> Result<Vec<Vec<u8>>> {
    let value = file.take(SIGNATURE_TIMESTAMPS);
    let texts = value
        .and_then(JsonValue::into_texts)
        .ok_or_else(|| invalid(SIGNATURE_TIMESTAMPS, "is missing, or not a list of texts"))?;
    if texts.len() > MAX_TIMESTAMPS {
        return Err(invalid(
            SIGNATURE_TIMESTAMPS,
            "has more items than are read",
        ));
    }
    texts.iter().map(|text| token(text)).collect()
}

fn token(text: &str) -> Result<Vec<u8>> {
    if text.len() > MAX_TOKEN_LENGTH {
        return Err(invalid(TIMESTAMP, "is longer than is read"));
    }
    from_base64(TIMESTAMP, text)
}

fn items(
    file: &mut JsonObject,
    list: &List,
    renewal: Option<usize>,
    known: &mut usize,
) -> Result<Vec<Item<'static>>> {
    let name = list.name;
    let value = file.take(name).ok_or_else(|| invalid(name, "is missing"))?;
    let texts = value.into_texts();
    let texts = texts.ok_or_else(|| invalid(name, "is not a list of texts"))?;
    *known += texts.len();
    if *known > list.most {
        return Err(invalid(name, "has more items than are read"));
    }
    let place = |index| match renewal {
        None => ItemName::new(list.item, index),
        Some(renewal) => ItemName::new(list.renewals_item, renewal).part(index),
    };
    let texts = texts.iter().enumerate();
    let items = texts.map(|(index, text)| Item::of_base64(place(index), text));
    Ok(items.collect())
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

fn unknown_member(file: &JsonObject) -> Result<()> {
    match file.first_name() {
        Some(name) => Err(invalid(name, "is not known in this version of the file")),
        None => Ok(()),
    }
}

fn check_length(file: &str) -> Result<()> {
    if file.len() > MAX_LENGTH {
        let reason = ["it is longer than ", &decimal(MAX_LENGTH as u64), " bytes"].concat();
        return Err(Error::invalid_argument("evidence", &reason));
    }
    Ok(())
}

pub(super) fn invalid(name: &str, reason: &'static str) -> Error {
    Error::EvidenceInvalid {
        name: name.chars().take(64).collect(),
        reason,
    }
}
