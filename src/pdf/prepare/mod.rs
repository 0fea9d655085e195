//! Preparing a file for a signature: an update with the signature's field and dictionary, and room
//! for the signature itself (ISO 32000-2 §12.7.5.5, §12.8.1).

mod appearance;
mod field;
mod form;
mod lock;
mod options;
mod permissions;
mod picture;
mod signature;
mod sub_filter;

pub use appearance::{Appearance, Place};
pub use lock::Permissions;
pub use options::{DEFAULT_ROOM, MAX_ROOM, Options};
pub use sub_filter::SubFilter;

use alloc::vec::Vec;

use crate::Result;
use crate::pdf::byte_range::ByteRange;
use crate::pdf::dictionary::changed;
use crate::pdf::file::PdfFile;
use crate::pdf::update::Update;

use field::Target;
use form::CatalogChanges;
use signature::SignatureDictionary;

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
