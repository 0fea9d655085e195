//! The interactive form, and the page's annotations (ISO 32000-2 §12.7.3, §12.5.2).

use alloc::format;
use alloc::vec::Vec;

use hayro_syntax::object::{Array, Dict, ObjectIdentifier};
use pdf_writer::{Name, Ref};

use crate::Result;
use crate::pdf::cross_reference::malformed;
use crate::pdf::dictionary::{changed, primitive, with_item};
use crate::pdf::update::Update;

/// Changes of the catalog.
pub(super) type CatalogChanges = Vec<(&'static [u8], Option<Vec<u8>>)>;

/// SignaturesExist and AppendOnly (Table 225).
const SIGNATURE_FLAGS: i32 = 3;

/// Adds a field, if there is a new one, and says that there are signatures.
pub(super) fn add(
    update: &mut Update<'_>,
    catalog: &mut CatalogChanges,
    field: Option<Ref>,
) -> Result<()> {
    let file = update.file();
    let Some(form) = file.acro_form() else {
        let id = update.number()?;
        update.write(id, |object| {
            let mut form = object.dict();
            form.insert(Name(b"Fields")).array().items(field);
            form.pair(Name(b"SigFlags"), SIGNATURE_FLAGS);
        });
        catalog.push((b"AcroForm", Some(primitive(id))));
        return Ok(());
    };
    let mut changes: Vec<(&[u8], Option<Vec<u8>>)> = Vec::new();
    let flags = form.get::<i32>(b"SigFlags").unwrap_or_default();
    if flags & SIGNATURE_FLAGS != SIGNATURE_FLAGS {
        let flags = format!("{}", flags | SIGNATURE_FLAGS);
        changes.push((b"SigFlags", Some(flags.into_bytes())));
    }
    if let Some(field) = field
        && let Some(fields) = add_item(update, &form, b"Fields", field)?
    {
        changes.push((b"Fields", Some(fields)));
    }
    if changes.is_empty() {
        return Ok(());
    }
    let form = changed(&form, &changes);
    match file.catalog().get_ref(b"AcroForm") {
        Some(id) => update.replace(id.into(), &form)?,
        None => catalog.push((b"AcroForm", Some(form))),
    }
    Ok(())
}

/// Adds an annotation to a page.
pub(super) fn annotate(update: &mut Update<'_>, page: ObjectIdentifier, widget: Ref) -> Result<()> {
    let dict = update.file().objects().get::<Dict<'_>>(page);
    let dict = dict.ok_or(malformed("a page of it cannot be read"))?;
    if let Some(annotations) = add_item(update, &dict, b"Annots", widget)? {
        let page_dict = changed(&dict, &[(b"Annots", Some(annotations))]);
        update.replace(page, &page_dict)?;
    }
    Ok(())
}

/// Adds a reference to an array: writes the array anew if it is an object of its own, and otherwise
/// returns the entry's new value.
fn add_item(
    update: &mut Update<'_>,
    dict: &Dict<'_>,
    key: &[u8],
    item: Ref,
) -> Result<Option<Vec<u8>>> {
    let item = primitive(item);
    let Some(array) = dict.get::<Array<'_>>(key) else {
        return Ok(Some(with_item(b"", &item)));
    };
    let array = with_item(array.data(), &item);
    let Some(id) = dict.get_ref(key) else {
        return Ok(Some(array));
    };
    update.replace(id.into(), &array)?;
    Ok(None)
}
