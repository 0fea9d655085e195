//! The document security store: what a signature needs to be judged when nobody can be asked any more
//! (ISO 32000-2 §12.8.4.3, ETSI EN 319 142-1 §5.4.2): level B-LT.

use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::{self, Array, Dict, MaybeRef};
use pdf_writer::{Chunk, Settings};
use sha1::{Digest as _, Sha1};

use crate::asn1::item::Item;
use crate::asn1::pem::{CERTIFICATE, CRL, Encoded, Kind, OCSP_RESPONSE};
use crate::encoding::hex;
use crate::pdf::dictionary::{as_written, changed, primitive};
use crate::pdf::field::Field;
use crate::pdf::file::PdfFile;
use crate::pdf::update::Update;
use crate::{Error, Result};

/// What is added.
#[derive(Clone, Debug, Default)]
pub struct RevocationData {
    /// Certificates of the paths: of signers, of authorities that answered, of time-stamps.
    pub certificates: Vec<Encoded>,
    /// CRLs.
    pub crls: Vec<Encoded>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Encoded>,
    /// Name of the field of the signature that it is for; `None` for every signature of the file that
    /// has none yet.
    pub field_name: Option<String>,
}

/// A kind of data, and the keys of its arrays in the store and in the information on a signature
/// (Tables 261 and 262).
struct Slot<'d> {
    store_key: &'static [u8],
    signature_key: &'static [u8],
    kind: Kind,
    name: &'static str,
    encoded: &'d [Encoded],
}

/// References to streams, as written.
type References = Vec<Vec<u8>>;

/// Returns an update that adds data to the store of a file.
///
/// # Errors
/// [`Error::PdfMalformed`]; [`Error::PdfFieldUnusable`] if no signature has the field's name;
/// [`Error::InvalidArgument`], [`Error::PemInvalid`], [`Error::Base64Invalid`] for data that cannot be
/// decoded, or that is none.
pub fn add_revocation(file: &PdfFile, data: &RevocationData) -> Result<Vec<u8>> {
    let signatures = signatures(file, data.field_name.as_deref())?;
    let store = file.catalog().get::<Dict<'_>>(b"DSS").unwrap_or_default();
    let mut update = Update::new(file)?;
    let mut store_changes: Vec<(&[u8], Option<Vec<u8>>)> = Vec::new();
    let mut of_signature: Vec<(&[u8], Option<Vec<u8>>)> = Vec::new();
    for slot in data.slots() {
        let (all, asked) = slot.write(&mut update, &store)?;
        if !asked.is_empty() {
            of_signature.push((slot.signature_key, Some(bracketed(&asked))));
        }
        if !all.is_empty() {
            store_changes.push((slot.store_key, Some(bracketed(&all))));
        }
    }
    if of_signature.is_empty() {
        return Err(Error::invalid_argument(
            "data",
            "it has no certificate, no CRL and no OCSP response",
        ));
    }
    let entries = store.get::<Dict<'_>>(b"VRI").unwrap_or_default();
    let information = changed(&Dict::default(), &of_signature);
    let names = signatures.iter().map(|contents| identifier(contents));
    let names: Vec<_> = names
        .filter(|name| data.field_name.is_some() || !entries.contains_key(name))
        .collect();
    let new: Vec<(&[u8], Option<Vec<u8>>)> = names
        .iter()
        .map(|name| (name.as_bytes(), Some(information.clone())))
        .collect();
    store_changes.push((b"VRI", Some(changed(&entries, &new))));
    store_changes.push((b"Type", Some(b"/DSS".to_vec())));
    let store = changed(&store, &store_changes);

    if let Some(id) = file.catalog().get_ref(b"DSS") {
        update.replace(id.into(), &store)?;
    } else {
        let id = update.number()?;
        update.add(id, &store);
        let changes = [(&b"DSS"[..], Some(primitive(id)))];
        update.replace(file.root_id(), &changed(&file.catalog(), &changes))?;
    }
    update.finish()
}

impl RevocationData {
    fn slots(&self) -> [Slot<'_>; 3] {
        [
            Slot {
                store_key: b"Certs",
                signature_key: b"Cert",
                kind: CERTIFICATE,
                name: "certificates",
                encoded: &self.certificates,
            },
            Slot {
                store_key: b"CRLs",
                signature_key: b"CRL",
                kind: CRL,
                name: "crls",
                encoded: &self.crls,
            },
            Slot {
                store_key: b"OCSPs",
                signature_key: b"OCSP",
                kind: OCSP_RESPONSE,
                name: "ocspResponses",
                encoded: &self.ocsp_responses,
            },
        ]
    }
}

impl Slot<'_> {
    /// Writes what is not there yet; returns references to all that the store then has, and to what was
    /// given.
    fn write(&self, update: &mut Update<'_>, store: &Dict<'_>) -> Result<(References, References)> {
        let mut all = Vec::new();
        let mut known: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
        let present = store.get::<Array<'_>>(self.store_key);
        for item in present.into_iter().flat_map(|array| array.raw_iter()) {
            let written = as_written(&item);
            if let MaybeRef::Ref(reference) = item {
                let octets = update.file().stream(reference.into());
                known.extend(octets.map(|octets| (octets, written.clone())));
            }
            all.push(written);
        }
        let mut asked = Vec::new();
        for encoded in self.encoded {
            for octets in Item::octets_of(self.kind, self.name, encoded)? {
                let found = known.iter().find(|(known, _)| known[..] == octets[..]);
                if let Some((_, reference)) = found {
                    asked.push(reference.clone());
                    continue;
                }
                let id = update.number()?;
                let mut chunk = Chunk::with_settings(Settings { pretty: false });
                drop(chunk.stream(id, &octets));
                update.append(id, &chunk);
                let reference = primitive(id);
                all.push(reference.clone());
                asked.push(reference.clone());
                known.push((octets.into_owned(), reference));
            }
        }
        Ok((all, asked))
    }
}

fn bracketed(references: &[Vec<u8>]) -> Vec<u8> {
    [&b"["[..], &references.join(&b' '), b"]"].concat()
}

/// Returns `/Contents` of the signatures that the data is for.
fn signatures(file: &PdfFile, field_name: Option<&str>) -> Result<Vec<Vec<u8>>> {
    let fields = file.fields();
    let is_asked = |field: &&Field<'_>| field_name.is_none_or(|name| field.name == name);
    let signed = fields.iter().filter(|field| field.is_signature);
    let contents: Vec<_> = signed
        .filter(is_asked)
        .filter_map(|field| {
            let value = field.dict.get::<Dict<'_>>(b"V")?;
            let contents = value.get::<object::String<'_>>(b"Contents")?;
            Some(contents.as_bytes().to_vec())
        })
        .collect();
    if contents.is_empty() {
        return Err(Error::PdfFieldUnusable {
            name: field_name.unwrap_or_default().into(),
            reason: "has no signature".into(),
        });
    }
    Ok(contents)
}

/// Returns the name of a signature in VRI: the SHA-1 digest of its `/Contents`, with the zeros that
/// fill it, in hexadecimal (Table 261). Nothing is trusted for it.
fn identifier(contents: &[u8]) -> String {
    hex(&Sha1::digest(contents)).to_ascii_uppercase()
}
