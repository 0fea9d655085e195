//! Evidence that is kept up: validation data and time-stamps are added before what is there ends.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::item::Item;
use crate::asn1::pem::{CRL, Encoded, OCSP_RESPONSE};
use crate::encoding::base64;
use crate::json::{JsonObject, JsonValue};
use crate::pki::cms::certificates::all_certificates;
use crate::pki::signature::{Hash, Sha2};
use crate::verification::evidence::coverage::Coverage;
use crate::verification::evidence::file;
use crate::verification::evidence::file::{
    CRLS, EvidenceFile, INTERMEDIATES, LISTS, MAX_RENEWALS, OCSP_RESPONSES, RENEWALS, TIMESTAMP,
    invalid,
};
use crate::verification::evidence::stamp::Stamp;
use crate::verification::parsed_input::DecodedInput;
use crate::{Error, Result};

/// Certificates and revocation data to add to an evidence file.
#[derive(Clone, Debug, Default)]
pub struct ValidationMaterial {
    /// Certificates of the paths of signer and time-stamping authorities.
    pub intermediates: Vec<Encoded>,
    /// CRLs.
    pub crls: Vec<Encoded>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Encoded>,
}

/// Adds certificates and revocation data to an evidence file, for the next time-stamp to be over
/// them. What the file has already is not added again, and what cannot be read is left out: it proves
/// nothing, and may be anything, even a private key.
///
/// # Errors
/// [`Error::EvidenceVersion`], [`Error::EvidenceInvalid`] and those of
/// [`canonicalize_json`](crate::json::canonicalize_json) for the file; [`Error::InvalidArgument`] for
/// more items than are read, or a file that would be too large.
pub fn extend_evidence(evidence: &str, added: &ValidationMaterial) -> Result<String> {
    let mut file = open(evidence)?;
    let mut renewals = file::renewal_objects(&file)?;
    let decoded = DecodedInput {
        anchors: Vec::new(),
        intermediates: all_certificates("intermediates", &added.intermediates)?,
        crls: Item::all(CRL, "crls", &added.crls)?,
        ocsp_responses: Item::all(OCSP_RESPONSE, "ocspResponses", &added.ocsp_responses)?,
    };
    let parsed = decoded.parse();
    let Some((last, before)) = renewals.split_last_mut() else {
        return Err(invalid(RENEWALS, "is empty"));
    };
    for (list, items) in [
        (&INTERMEDIATES, &decoded.intermediates),
        (&CRLS, &decoded.crls),
        (&OCSP_RESPONSES, &decoded.ocsp_responses),
    ] {
        let mut known = texts_of(&file, list.name)?;
        for renewal in before.iter() {
            known.extend(texts_of(renewal, list.name)?);
        }
        let mut texts = texts_of(last, list.name)?;
        let read = items.iter().filter(|item| !parsed.leaves_aside(item.name));
        for octets in read.flat_map(|item| &item.octets) {
            let text = base64(octets);
            if !known.contains(&text) && !texts.contains(&text) {
                texts.push(text);
            }
        }
        let count = known.len() + texts.len();
        if count > list.most {
            let (count, most) = (count as u64, list.most as u64);
            return Err(Error::above_limit(
                list.name,
                count,
                "items in the file",
                most,
            ));
        }
        last.take(list.name);
        last.put(list.name, JsonValue::texts(texts.into_iter()));
    }
    put_renewals(&mut file, renewals);
    file::into_text(file)
}

/// Returns the digest that the next time-stamp of an evidence file is to be over.
///
/// # Errors
/// [`Error::EvidenceVersion`], [`Error::EvidenceInvalid`] and those of
/// [`canonicalize_json`](crate::json::canonicalize_json).
pub fn evidence_digest(evidence: &str, hash: Sha2) -> Result<Vec<u8>> {
    let file = open(evidence)?;
    let mut coverage = Coverage::of(&file)?;
    let last = coverage.digests(Hash::Sha2(hash)).last().cloned();
    last.ok_or_else(|| invalid(RENEWALS, "is empty"))
}

/// Adds a time-stamp over everything in an evidence file: a token, or the response that it came in.
///
/// # Errors
/// Those of [`evidence_digest`]; [`Error::TimestampMalformed`];
/// [`Error::TimestampMismatch`] for one over anything else;
/// [`Error::InvalidArgument`] for a file that would be too large.
pub fn renew_evidence(evidence: &str, token: &[u8]) -> Result<String> {
    let token = Stamp::token("token", token)?;
    let stamp = Stamp::read("token", token)?;
    let mut file = open(evidence)?;
    if Coverage::of(&file)?.digests(stamp.hash).last() != Some(&stamp.digest) {
        return Err(Error::TimestampMismatch {
            name: "token".into(),
        });
    }
    let mut renewals = file::renewal_objects(&file)?;
    if let Some(last) = renewals.last_mut() {
        last.put(TIMESTAMP, JsonValue::text(&base64(token)));
    }
    put_renewals(&mut file, renewals);
    file::into_text(file)
}

/// Parses a file, and lets it end with a renewal that has no time-stamp yet.
fn open(evidence: &str) -> Result<JsonObject> {
    let mut file = file::parse(evidence)?;
    // What could not be judged later is not stamped.
    EvidenceFile::read(file.clone())?;
    file::upgrade(&mut file);
    let mut renewals = file::renewal_objects(&file)?;
    if renewals.last().is_some_and(|last| !last.has(TIMESTAMP)) {
        return Ok(file);
    }
    if renewals.len() == MAX_RENEWALS {
        let most = MAX_RENEWALS as u64;
        return Err(Error::above_limit("evidence", most + 1, "renewals", most));
    }
    let mut renewal = JsonObject::default();
    for list in LISTS {
        renewal.put(list.name, JsonValue::texts(core::iter::empty()));
    }
    renewals.push(renewal);
    put_renewals(&mut file, renewals);
    Ok(file)
}

fn put_renewals(file: &mut JsonObject, renewals: Vec<JsonObject>) {
    file.take(RENEWALS);
    let renewals = renewals.into_iter().map(JsonValue::from);
    file.put(RENEWALS, JsonValue::items(renewals));
}

fn texts_of(object: &JsonObject, name: &'static str) -> Result<Vec<String>> {
    let value = object.value(name).cloned();
    let texts = value.and_then(JsonValue::into_texts);
    texts.ok_or_else(|| invalid(name, "is missing, or not a list of texts"))
}
