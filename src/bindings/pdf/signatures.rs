//! The signatures of a PDF file, before their messages are judged.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::pdf::prepare::Whole;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Language, Octets};
use crate::bindings::write::write;
use crate::encoding::hex;
use crate::hash::sha256;
use crate::pdf::{self, Allowance, ChangeKind, Format, PdfSignature, StoredItem};
use crate::report::{self, Checks, ReportLanguage};
use crate::verification::file_verdict;

result! {
    /// Signatures of a PDF file, and what it holds to validate them.
    pub struct PdfFacts {
        /// Each signature and time-stamp, in the order of the revisions that they sign.
        signatures: Vec<PdfSignatureFacts>,
        /// Certificates of the document security stores and of the messages.
        certificates: Vec<Octets>,
        /// CRLs of them.
        crls: Vec<Octets>,
        /// OCSP responses of them.
        ocsp_responses: Vec<Octets>,
    }
}

result! {
    /// What a file says about one of its signatures.
    pub struct PdfSignatureFacts {
        /// Fully qualified name of the signature field.
        field_name: String,
        /// What it is.
        kind: PdfSignatureKind,
        /// CMS message or time-stamp token, if there is one that can be judged.
        #[tsify(optional)]
        message: Option<Octets>,
        /// Digest that the message has to be over.
        #[tsify(optional)]
        digest: Option<Octets>,
        /// Revision that it signs, from 1; undefined if it signs none.
        #[tsify(optional)]
        revision: Option<u32>,
        /// Number of revisions of the file.
        revisions: u32,
        /// True if nothing follows what it signs.
        covers_whole_file: bool,
        /// SHA-256 digest of the message in hexadecimal, as it stands in `proven` of others.
        #[tsify(optional)]
        sha256: Option<String>,
        /// SHA-256 digests, in hexadecimal, of what a document time-stamp proves to have been there.
        proven: Vec<String>,
        /// What was changed after it.
        changes: Vec<PdfChange>,
        /// Fields of later signatures whose verdicts count for this one.
        depends_on: Vec<String>,
        /// Checks of the file, if each of those verdicts is TOTAL-PASSED.
        file: PdfFileVerdict,
        /// Checks of the file, if one of them is not.
        otherwise: PdfFileVerdict,
        /// Checks of the file, if the message cannot be read.
        unreadable: PdfFileVerdict,
    }
}

result! {
    /// Checks of a file, and the verdict that they alone come to.
    pub struct PdfFileVerdict {
        checks: Vec<Check>,
        #[tsify(type = "'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE'")]
        indication: &'static str,
        #[tsify(optional, type = "'FORMAT_FAILURE' | 'SIG_CONSTRAINTS_FAILURE'")]
        sub_indication: Option<&'static str>,
        summary: String,
    }
}

result! {
    /// Check and its outcome, as in the reports of `iamsmart/verify`.
    pub struct Check {
        name: String,
        title: String,
        #[tsify(type = "'passed' | 'warning' | 'failed' | 'indeterminate' | 'skipped'")]
        outcome: &'static str,
        detail: String,
    }
}

names! {
    /// What a signature field holds: 'signature', a CMS signature; 'time-stamp', a document
    /// time-stamp; 'other', a signature of a format that is not judged.
    pub enum PdfSignatureKind {
        /// CMS signature.
        Signature = "signature",
        /// Document time-stamp.
        TimeStamp = "time-stamp",
        /// Signature of another format.
        Other = "other",
    }
}

names! {
    /// What was changed in a file after a signature, as a reader sees it and DocMDP names it
    /// (ISO 32000-2 §12.8.2.2).
    pub enum PdfChangeKind {
        /// Data about the document that no page shows.
        Metadata = "metadata",
        /// Certificates and revocation data for validation.
        SecurityStore = "security-store",
        /// A document time-stamp.
        TimeStamp = "time-stamp",
        /// A signature, or a place for one.
        Signature = "signature",
        /// A field of the form was filled in.
        FormFilling = "form-filling",
        /// An annotation was added, changed or removed.
        Annotation = "annotation",
        /// Anything else.
        Other = "other",
    }
}

result! {
    /// A change in a file after a signature.
    pub struct PdfChange {
        /// Its kind.
        kind: PdfChangeKind,
        /// True if what was signed is what a reader sees in spite of it, and nobody who signed or
        /// certified the file forbids it.
        allowed: bool,
        /// Field concerned, by its fully qualified name.
        #[tsify(optional)]
        field_name: Option<String>,
        /// Page concerned, from 1.
        #[tsify(optional)]
        page: Option<u32>,
        /// The change for display, a part of a sentence.
        detail: String,
    }
}

/// Reads the signatures of a PDF file. `verifyPdf` judges them.
///
/// @throws IamSmartError 'pdf-malformed', 'pdf-encrypted', 'invalid-argument'
#[wasm_bindgen(js_name = pdfFacts)]
pub fn pdf_facts(
    #[wasm_bindgen(unchecked_param_type = "BufferSource")] pdf: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Language")] language: &JsValue,
) -> Result<Js<PdfFacts>> {
    let Whole(file) = read("pdf", pdf)?;
    let language: Option<Language> = read("language", language)?;
    let language = language.map_or_else(ReportLanguage::default, Into::into);
    let found = pdf::read_signatures(&file)?;
    let known = found.proven().into_iter().zip(found.digests(&file));
    let signatures = found.signatures.iter().zip(known);
    let octets = |items: Vec<StoredItem>| {
        let items = items.into_iter();
        items.map(|item| Octets(item.octets)).collect()
    };
    Ok(write(&PdfFacts {
        signatures: signatures
            .map(|(signature, (proven, digest))| PdfSignatureFacts {
                proven: proven.iter().map(|digest| hex(digest)).collect(),
                digest: digest.map(Octets),
                ..PdfSignatureFacts::of(signature, language)
            })
            .collect(),
        certificates: octets(found.store.certificates),
        crls: octets(found.store.crls),
        ocsp_responses: octets(found.store.ocsp_responses),
    }))
}

impl PdfSignatureFacts {
    fn of(signature: &PdfSignature, language: ReportLanguage) -> Self {
        let depends_on = signature.depends_on().into_iter();
        let verdict = |checks| PdfFileVerdict::of(checks, language);
        let is_judged =
            signature.byte_range.is_ok() && !matches!(signature.format, Format::Other(_));
        let message = signature.message().filter(|_| is_judged);
        Self {
            field_name: signature.field_name.clone(),
            kind: match signature.format {
                Format::Cms => PdfSignatureKind::Signature,
                Format::TimeStamp => PdfSignatureKind::TimeStamp,
                Format::Other(_) => PdfSignatureKind::Other,
            },
            sha256: message.map(|message| hex(&sha256(&[message]))),
            message: message.map(|message| Octets(message.to_owned())),
            digest: None,
            revision: signature.revision.map(number),
            revisions: number(signature.revisions),
            covers_whole_file: signature.covers_whole_file,
            proven: Vec::new(),
            changes: signature
                .changes
                .iter()
                .map(|change| PdfChange::of(signature, change, language))
                .collect(),
            depends_on: depends_on.map(ToOwned::to_owned).collect(),
            file: verdict(signature.checks(&|_| true)),
            otherwise: verdict(signature.checks(&|_| false)),
            unreadable: verdict(signature.checks_without_message()),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PdfFileVerdict {
    fn of(checks: Checks, language: ReportLanguage) -> Self {
        let verdict = file_verdict(&checks);
        Self {
            indication: verdict.indication.as_str(),
            sub_indication: verdict.sub_indication.map(report::SubIndication::as_str),
            summary: verdict.summary.in_language(language),
            checks: checks
                .into_vec()
                .iter()
                .map(|check| Check::of(check, language))
                .collect(),
        }
    }
}

impl Check {
    fn of(check: &report::Check, language: ReportLanguage) -> Self {
        Self {
            name: check.name.text(),
            title: check.name.title().in_language(language),
            outcome: check.outcome.as_str(),
            detail: check.detail.in_language(language),
        }
    }
}

impl PdfChange {
    fn of(signature: &PdfSignature, change: &pdf::Change, language: ReportLanguage) -> Self {
        Self {
            kind: match change.kind {
                ChangeKind::Metadata => PdfChangeKind::Metadata,
                ChangeKind::SecurityStore => PdfChangeKind::SecurityStore,
                ChangeKind::TimeStamp => PdfChangeKind::TimeStamp,
                ChangeKind::Signature { .. } => PdfChangeKind::Signature,
                ChangeKind::FormFilling { .. } => PdfChangeKind::FormFilling,
                ChangeKind::Annotation { .. } => PdfChangeKind::Annotation,
                ChangeKind::Other { .. } => PdfChangeKind::Other,
            },
            allowed: signature.allowance(change, &|_| true) == Allowance::Allowed,
            field_name: change.field.clone(),
            page: change.page.map(number),
            detail: change.detail().in_language(language),
        }
    }
}
