//! The signatures of a file, and what is known of each before its CMS message is judged.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::Result;
use crate::pdf::change_permissions::ChangePermissions;
use crate::pdf::changes::{Change, ChangeKind, Side, changes};
use crate::pdf::cross_reference::malformed;
use crate::pdf::form::FormField;
use crate::pdf::revision::{Document, Flaw, History, Store, ends_revision};
use crate::pdf::signed_range::{Place, RangeDefect, SignedRange};
use crate::pdf::validation_data::{Stores, ValidationData};
use crate::pdf::value::{Dictionary, Value};

/// Maximum number of signatures and time-stamps of a file: each compares two revisions. A contract of
/// twenty people, renewed by a time-stamp each year for 60 years, has less.
const MAX_SIGNATURES: usize = 100;

/// The signatures of a file.
#[derive(Clone, Debug)]
pub struct PdfSignatures {
    /// Each of them, in the order of the revisions that they sign.
    pub signatures: Vec<PdfSignature>,
    /// Certificates and revocation data of the newest revision, and of those with a time-stamp: a later
    /// one may have them again in another place, and no more where the time-stamp covers them. Then those
    /// in the messages, each of which may be judged by what another one has.
    pub store: ValidationData,
}

/// A signature of a file.
#[derive(Clone, Debug)]
pub struct PdfSignature {
    /// Fully qualified name of its field.
    pub field_name: String,
    /// `/SubFilter`.
    pub format: Format,
    /// The octets that it covers.
    pub byte_range: core::result::Result<SignedRange, RangeDefect>,
    /// The message or token in `/Contents`, with the zeros after it.
    pub contents: Vec<u8>,
    /// The revision that it signs, from 1; `None` if it signs none.
    pub revision: Option<usize>,
    /// The number of revisions of the file.
    pub revisions: usize,
    /// No octet of the file follows what it covers.
    pub covers_whole_file: bool,
    /// What later revisions changed.
    pub changes: Vec<Change>,
    /// What its signer, and who certified the file, allow to be changed.
    pub permissions: ChangePermissions,
    /// Why there is more than one way to read the file.
    pub(super) flaw: Option<Flaw>,
}

/// What `/Contents` is (ISO 32000-2 Table 255, ETSI EN 319 142-1 §6.3).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Format {
    /// A CMS message over the octets: `adbe.pkcs7.detached`, `ETSI.CAdES.detached`.
    Cms,
    /// A time-stamp token over the octets: `ETSI.RFC3161`.
    TimeStamp,
    /// Another one, which is not judged.
    Other(String),
}

/// Reads the signatures of a file.
///
/// # Errors
/// [`Error::PdfMalformed`](crate::Error::PdfMalformed),
/// [`Error::PdfEncrypted`](crate::Error::PdfEncrypted).
pub fn read_signatures(file: &[u8]) -> Result<PdfSignatures> {
    let store = Store::new(file);
    let history = History::read(&store)?;
    // What is in the newest store comes first in its lists.
    let mut stores = Stores::new();
    stores.add(&history.newest);
    let newest = Side::of(&history.newest);
    let mut reading = Reading {
        store: &store,
        history: &history,
        newest: &newest,
        seen: Vec::new(),
        stores,
    };
    let mut signatures = Vec::new();
    for (index, end) in history.ends().enumerate() {
        reading.add_of_revision(index, end, &mut signatures)?;
    }
    // What signs no revision of the file is reported as it is found now.
    reading.add_others(&mut signatures)?;
    let flaw = history.flaw.or(history.newest.flaw());
    for signature in &mut signatures {
        signature.flaw = signature.flaw.or(flaw);
    }
    for signature in &signatures {
        if let (Ok(range), Some(message)) = (&signature.byte_range, signature.message()) {
            reading.stores.data.add_held(message, &range.gap);
        }
    }
    Ok(PdfSignatures {
        signatures,
        store: reading.stores.data,
    })
}

struct Reading<'a, 'f> {
    store: &'f Store<'f>,
    history: &'a History<'f>,
    newest: &'a Side<'a, 'f>,
    /// Fields and places of the signatures that were found.
    seen: Vec<(Vec<u8>, usize)>,
    stores: Stores,
}

/// A signature dictionary and its field.
struct Found<'s, 'f> {
    document: &'s Document<'f>,
    field: &'s FormField,
    dictionary: Dictionary,
}

impl<'s, 'f> Found<'s, 'f> {
    /// Returns the signatures of a revision.
    fn all(side: &'s Side<'_, 'f>) -> Vec<Self> {
        let document = side.document;
        let fields = side.form.signature_fields();
        let found = fields.filter_map(|field| {
            let dictionary = document.dictionary(&field.value);
            // A field may be empty, and a seed for one that signs.
            (field.value != Value::Null).then_some(Self {
                document,
                field,
                dictionary,
            })
        });
        found.collect()
    }

    fn place(&self) -> Option<Place> {
        Place::of(self.document, self.field.reference, &self.field.value)
    }

    fn key(&self) -> (Vec<u8>, usize) {
        let start = self.place().map_or(0, |place| place.octets.start);
        (self.field.key().to_vec(), start)
    }

    /// Returns where what it covers ends by its own account.
    fn claimed_end(&self) -> Option<usize> {
        let range = SignedRange::claimed(self.document, &self.dictionary);
        Some(range.ok()?.end)
    }

    fn byte_range(&self) -> core::result::Result<SignedRange, RangeDefect> {
        let place = self.place().ok_or(RangeDefect::Contents)?;
        SignedRange::read(self.document, &self.dictionary, &place)
    }
}

impl<'f> Reading<'_, 'f> {
    /// Adds the signatures of the revision that ends at `end`: those that are in it, and cover it.
    fn add_of_revision(
        &mut self,
        index: usize,
        end: usize,
        signatures: &mut Vec<PdfSignature>,
    ) -> Result<()> {
        let document = Document::read(self.store, end)?;
        let side = Side::of(&document);
        for found in Found::all(&side) {
            // Those of earlier revisions are read with them.
            let end = found.claimed_end();
            if end.and_then(|end| self.history.revision_at(end)) != Some(index) {
                continue;
            }
            let Ok(range) = found.byte_range() else {
                continue;
            };
            ensure_few(signatures)?;
            if self.is_new(&found) {
                let signature = self.signature(&side, &found, Ok(range));
                if signature.format == Format::TimeStamp {
                    self.stores.add(&document);
                }
                signatures.push(PdfSignature {
                    revision: Some(index + 1),
                    ..signature
                });
            }
        }
        Ok(())
    }

    /// Notes that a signature was found; returns false if it was before.
    fn is_new(&mut self, found: &Found<'_, '_>) -> bool {
        let key = found.key();
        let is_new = !self.seen.contains(&key);
        if is_new {
            self.seen.push(key);
        }
        is_new
    }

    /// Adds the signatures that are in the newest revision and cover no revision.
    fn add_others(&mut self, signatures: &mut Vec<PdfSignature>) -> Result<()> {
        for found in Found::all(self.newest) {
            if !self.is_new(&found) {
                continue;
            }
            ensure_few(signatures)?;
            let range = match found.byte_range() {
                Ok(range) => self.revision_beside(&found, range),
                Err(defect) => Err(defect),
            };
            let signature = match range {
                Ok((range, document)) => {
                    let side = Side::of(&document);
                    let signature = self.signature(&side, &found, Ok(range));
                    PdfSignature {
                        flaw: Some(Flaw::Tail),
                        ..signature
                    }
                }
                Err(defect) => {
                    let signature = self.signature(self.newest, &found, Err(defect));
                    PdfSignature {
                        changes: Vec::new(),
                        ..signature
                    }
                }
            };
            signatures.push(signature);
        }
        Ok(())
    }

    /// Reads the revision that a signature covers if the newest one does not build upon it.
    fn revision_beside(
        &self,
        found: &Found<'_, '_>,
        range: SignedRange,
    ) -> core::result::Result<(SignedRange, Document<'f>), RangeDefect> {
        let file = self.store.file.get(..range.end).unwrap_or_default();
        if self.history.revision_at(range.end).is_some() {
            return Err(RangeDefect::Revision);
        }
        if !ends_revision(file) {
            return Err(RangeDefect::End);
        }
        let document = Document::read(self.store, range.end).map_err(|_| RangeDefect::End)?;
        let key = found.key();
        let is_there = {
            let side = Side::of(&document);
            Found::all(&side).iter().any(|other| other.key() == key)
        };
        if is_there {
            Ok((range, document))
        } else {
            Err(RangeDefect::Revision)
        }
    }

    /// Returns what is known of a signature in the revision `side`.
    fn signature(
        &self,
        side: &Side<'_, 'f>,
        found: &Found<'_, '_>,
        byte_range: core::result::Result<SignedRange, RangeDefect>,
    ) -> PdfSignature {
        let document = side.document;
        let file = self.store.file;
        let end = byte_range.as_ref().map_or(0, |range| range.end);
        let covers_whole_file = end == file.len();
        let changes = match byte_range {
            Ok(_) if !self.history.is_end(end) => changes(side, self.newest),
            _ => Vec::new(),
        };
        let contents = found.dictionary.entry("Contents").as_string();
        PdfSignature {
            field_name: found.field.name.clone(),
            format: Format::of(document, &found.dictionary),
            contents: contents.unwrap_or_default().to_vec(),
            revision: None,
            revisions: self.history.len(),
            covers_whole_file,
            changes,
            permissions: ChangePermissions::read(
                document,
                &found.dictionary,
                &found.field.dictionary,
            ),
            flaw: document.flaw(),
            byte_range,
        }
    }
}

fn ensure_few(signatures: &[PdfSignature]) -> Result<()> {
    if signatures.len() < MAX_SIGNATURES {
        return Ok(());
    }
    Err(malformed(
        "it has more than 100 signatures, the most that are judged",
    ))
}

impl PdfSignature {
    /// Returns the two parts of the file that are signed; nothing if `/ByteRange` is defective.
    #[must_use]
    pub fn signed_parts(&self) -> [Range<usize>; 2] {
        self.byte_range
            .as_ref()
            .map_or([0..0, 0..0], SignedRange::parts)
    }

    /// Returns the fields with new signatures that cover a part of a page. Whoever put them there has
    /// changed what a reader sees, so they count as much as their signatures do.
    #[must_use]
    pub fn depends_on(&self) -> Vec<&str> {
        let changes = self.changes.iter();
        let visible = changes.filter(|change| {
            let ChangeKind::Signature {
                is_visible,
                is_signed,
                ..
            } = change.kind
            else {
                return false;
            };
            is_visible && is_signed
        });
        visible
            .filter_map(|change| change.field.as_deref())
            .collect()
    }
}

impl Format {
    fn of(document: &Document<'_>, signature: &Dictionary) -> Self {
        let name = document.resolved(signature.entry("SubFilter"));
        match name.as_name().unwrap_or_default() {
            b"adbe.pkcs7.detached" | b"ETSI.CAdES.detached" => Self::Cms,
            b"ETSI.RFC3161" => Self::TimeStamp,
            other => {
                let name = String::from_utf8_lossy(other);
                let shown = name.chars().filter(|c| !c.is_control()).take(64);
                Self::Other(shown.collect())
            }
        }
    }
}
