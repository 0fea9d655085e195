//! What earlier signatures allow (ISO 32000-2 §12.8.2).

use alloc::vec::Vec;

use hayro_syntax::object::{Array, Dict, Name};
use pdf_writer::Ref;

use crate::pdf::dictionary::{changed, primitive};
use crate::pdf::file::PdfFile;
use crate::pdf::prepare::field::Target;
use crate::pdf::prepare::lock::{Lock, Permissions};
use crate::pdf::prepare::options::Options;
use crate::pdf::prepare::sub_filter::SubFilter;
use crate::{Error, Result};

/// What the signatures of a file say.
#[derive(Default)]
struct Earlier {
    signatures: usize,
    is_certified: bool,
    permissions: Vec<Permissions>,
    locks: Vec<Lock>,
}

/// Checks that the earlier signatures stay what they are.
///
/// # Errors
/// [`Error::PdfChangeForbidden`].
pub(super) fn check(file: &PdfFile, target: &Target<'_>, options: &Options) -> Result<()> {
    let earlier = Earlier::of(file);
    if options.permissions.is_some() && (earlier.signatures > 0 || earlier.is_certified) {
        // §12.8.2.2.1
        return Err(forbidden(
            "it is signed already, and a certification has to be the first signature",
        ));
    }
    // A document time-stamp and what goes with it is no change (ETSI EN 319 142-1 §5.4.3, ISO
    // 32000-2 Table 257).
    if options.sub_filter == SubFilter::Timestamp {
        return Ok(());
    }
    if earlier.permissions.contains(&Permissions::Nothing) {
        return Err(forbidden("a signature of it allows no changes at all"));
    }
    let is_new = matches!(target, Target::New(_));
    if earlier.is_certified && is_new && options.appearance.is_some() {
        return Err(forbidden(
            "it is certified: a new field may only be signed invisibly, without 'appearance'",
        ));
    }
    if earlier.locks.iter().any(|lock| lock.holds(target.name())) {
        return Err(forbidden("a signature of it locks the field"));
    }
    Ok(())
}

fn forbidden(reason: &'static str) -> Error {
    Error::PdfChangeForbidden { reason }
}

impl Earlier {
    fn of(file: &PdfFile) -> Self {
        let mut earlier = Self::default();
        let certification = file.catalog().get::<Dict<'_>>(b"Perms");
        if let Some(signature) = certification.and_then(|perms| perms.get::<Dict<'_>>(b"DocMDP")) {
            earlier.is_certified = true;
            earlier.read(&signature);
        }
        for field in file.fields() {
            if !field.is_signature || !field.has_value() {
                continue;
            }
            earlier.signatures += 1;
            if let Some(signature) = field.dict.get::<Dict<'_>>(b"V") {
                earlier.read(&signature);
            }
            if let Some(lock) = field.dict.get::<Dict<'_>>(b"Lock") {
                let lock = Lock::read(&lock);
                earlier.permissions.extend(lock.permissions);
                earlier.locks.push(lock);
            }
        }
        earlier
    }

    fn read(&mut self, signature: &Dict<'_>) {
        let references = signature.get::<Array<'_>>(b"Reference");
        let references = references
            .into_iter()
            .flat_map(|all| all.iter::<Dict<'_>>());
        for reference in references {
            let parameters = reference
                .get::<Dict<'_>>(b"TransformParams")
                .unwrap_or_default();
            match reference.get::<Name<'_>>(b"TransformMethod").as_deref() {
                Some(b"DocMDP") => {
                    let number = parameters.get::<i32>(b"P");
                    // Table 257: the default is 2.
                    let permissions = number.map_or(Some(Permissions::Forms), |number| {
                        Permissions::of(number.into())
                    });
                    self.permissions.extend(permissions);
                }
                Some(b"FieldMDP") => self.locks.push(Lock::read(&parameters)),
                _ => {}
            }
        }
    }
}

/// Returns the permissions dictionary with the certification, as written (§12.8.6).
pub(super) fn certified_by(file: &PdfFile, signature: Ref) -> Vec<u8> {
    let perms = file.catalog().get::<Dict<'_>>(b"Perms").unwrap_or_default();
    changed(&perms, &[(b"DocMDP", Some(primitive(signature)))])
}
