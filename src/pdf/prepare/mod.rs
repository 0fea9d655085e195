//! Preparing a file for a signature: an update with the signature's field and dictionary, and room
//! for the signature itself (ISO 32000-2 §12.7.5.5, §12.8.1).

mod appearance;
mod field;
mod form;
mod permissions;
mod picture;
mod signature;

pub use appearance::{Appearance, Place};
pub use permissions::Permissions;

use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::ObjectIdentifier;

use crate::Result;
use crate::pdf::byte_range::ByteRange;
use crate::pdf::dictionary::changed;
use crate::pdf::file::PdfFile;
use crate::pdf::update::Update;

use field::Target;
use signature::SignatureDictionary;

/// Octets that are reserved for the signature by default: several times those of a signature with
/// three certificates, OCSP responses of each and a time-stamp.
pub const DEFAULT_ROOM: usize = 32 * 1024;

/// Maximum number of octets that can be reserved: a signature with CRLs of a few megabytes.
pub const MAX_ROOM: usize = 8 * 1024 * 1024;

/// How the signature is encoded (`/SubFilter`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SubFilter {
    /// `adbe.pkcs7.detached` (ISO 32000-2 §12.8.3.3), as iAM Smart signs.
    #[default]
    Pkcs7Detached,
    /// `ETSI.CAdES.detached` (ISO 32000-2 §12.8.3.4, ETSI EN 319 142-1).
    CadesDetached,
    /// `ETSI.RFC3161`, a document time-stamp (ISO 32000-2 §12.8.5).
    Timestamp,
}

/// What is asked of the signature.
#[derive(Clone, Debug)]
pub struct Options {
    /// How the signature is encoded.
    pub sub_filter: SubFilter,
    /// Name of the field: an existing empty one, or a new one; `None` for a new one.
    pub field_name: Option<String>,
    /// Time of signing that the signer claims (`/M`), in milliseconds of Unix time.
    pub signing_time: i64,
    /// Name of the signer.
    pub name: Option<String>,
    /// Reason for the signature.
    pub reason: Option<String>,
    /// Place of signing.
    pub location: Option<String>,
    /// How the signer can be reached.
    pub contact_info: Option<String>,
    /// What the page shows; `None` for an invisible signature. A document time-stamp shows nothing.
    pub appearance: Option<Appearance>,
    /// What may be changed after a certification; `None` for an approval signature.
    pub permissions: Option<Permissions>,
    /// Octets that are reserved for the signature.
    pub room: usize,
}

/// A prepared file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Prepared {
    /// What follows the file.
    pub update: Vec<u8>,
    /// What the signature covers.
    pub byte_range: ByteRange,
    /// SHA-256 digest of it.
    pub digest: [u8; 32],
}

/// Changes of the catalog.
type CatalogChanges = Vec<(&'static [u8], Option<Vec<u8>>)>;

/// Prepares a file for a signature.
///
/// # Errors
/// [`Error::PdfMalformed`](crate::Error::PdfMalformed),
/// [`Error::PdfChangeForbidden`](crate::Error::PdfChangeForbidden),
/// [`Error::PdfFieldUnusable`](crate::Error::PdfFieldUnusable),
/// [`Error::PdfPictureUnusable`](crate::Error::PdfPictureUnusable),
/// [`Error::InvalidArgument`](crate::Error::InvalidArgument).
pub fn prepare(file: &PdfFile, options: &Options) -> Result<Prepared> {
    let target = Target::choose(file, options)?;
    permissions::check(file, &target, options)?;
    let mut update = Update::new(file)?;
    let value = update.number()?;
    let mut catalog = CatalogChanges::new();
    let lock = target.write(&mut update, &mut catalog, options, value)?;
    if options.permissions.is_some() {
        catalog.push((b"Perms", Some(permissions::certified_by(file, value))));
    }
    if !catalog.is_empty() {
        let changes: Vec<_> = catalog.iter().map(|(key, to)| (*key, to.clone())).collect();
        update.replace(file.root_id(), &changed(&file.catalog(), &changes))?;
    }
    let dictionary = SignatureDictionary::write(&mut update, value, options, lock.as_ref());
    let mut octets = update.finish()?;
    let byte_range = dictionary.set_byte_range(&mut octets, file.octets().len());
    let digest = byte_range.digest_with(file.octets(), &octets);
    Ok(Prepared {
        update: octets,
        byte_range,
        digest,
    })
}

/// Returns true if a reference can name the object in an object that pdf-writer writes.
fn is_first_generation(id: ObjectIdentifier) -> bool {
    id.gen_number == 0
}
