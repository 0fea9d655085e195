//! The field that is signed (ISO 32000-2 §12.7.5.5).

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::{Dict, ObjectIdentifier, Rect};
use hayro_syntax::page::{Page, Rotation};
use pdf_writer::{Name, Ref, TextStr};

use crate::pdf::cross_reference::malformed;
use crate::pdf::dictionary::{changed, primitive};
use crate::pdf::field::Field;
use crate::pdf::file::PdfFile;
use crate::pdf::prepare::form::CatalogChanges;
use crate::pdf::prepare::lock::{Lock, lock_of, unmet_seed};
use crate::pdf::prepare::options::Options;
use crate::pdf::prepare::sub_filter::SubFilter;
use crate::pdf::prepare::{appearance, form};
use crate::pdf::update::Update;
use crate::{Error, Result};

/// Print and Locked (Table 167). PDF/A asks for Print, and for neither Hidden nor `NoView` (ISO 19005-2
/// §6.3.2).
const WIDGET_FLAGS: i32 = (1 << 2) | (1 << 7);

/// What new fields are called.
const NEW_NAME: &str = "Signature";

/// The field that is signed.
pub(super) enum Target<'f> {
    /// A field of the file, without a value.
    Existing(Field<'f>),
    /// A new field, by its name.
    New(String),
}

impl<'f> Target<'f> {
    pub(super) fn choose(file: &'f PdfFile, options: &Options) -> Result<Self> {
        let mut fields = file.fields();
        let Some(name) = &options.field_name else {
            let free = (1_u32..).map(|number| format!("{NEW_NAME}{number}"));
            let mut free = free.filter(|name| fields.iter().all(|field| field.name != *name));
            return Ok(Self::New(free.next().unwrap_or_default()));
        };
        let unusable = |reason: &str| Error::PdfFieldUnusable {
            name: name.clone(),
            reason: reason.to_owned(),
        };
        let Some(index) = fields.iter().position(|field| field.name == *name) else {
            // A period divides the names of a field and of those above it (§12.7.4.2).
            let is_taken = |field: &Field<'_>| field.name.starts_with(&format!("{name}."));
            if name.is_empty() || name.contains('.') || fields.iter().any(is_taken) {
                return Err(unusable(
                    "does not exist, and no new field can have a name with '.', or one that others \
                     begin with",
                ));
            }
            return Ok(Self::New(name.clone()));
        };
        let field = fields.swap_remove(index);
        if !field.is_signature {
            return Err(unusable("is not a signature field"));
        }
        if field.has_value() {
            return Err(unusable("is signed already"));
        }
        if let Some(reason) = unmet_seed(&field.dict, options.sub_filter) {
            return Err(unusable(&reason));
        }
        if options
            .appearance
            .as_ref()
            .is_some_and(|appearance| appearance.place.is_some())
        {
            return Err(unusable(
                "has its place already: leave out 'page' and 'rect'",
            ));
        }
        Ok(Self::Existing(field))
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Existing(field) => &field.name,
            Self::New(name) => name,
        }
    }

    /// Writes the field with its value and its appearance; returns its lock.
    pub(super) fn write(
        &self,
        update: &mut Update<'_>,
        catalog: &mut CatalogChanges,
        options: &Options,
        value: Ref,
    ) -> Result<Option<Lock>> {
        match self {
            Self::Existing(field) => {
                form::add(update, catalog, None)?;
                fill(update, field, options, value)?;
                Ok(lock_of(&field.dict))
            }
            Self::New(name) => {
                let id = add(update, name, options, value)?;
                form::add(update, catalog, Some(id))?;
                Ok(None)
            }
        }
    }
}

/// Sets the value of a field, and the appearance of its widgets.
fn fill(update: &mut Update<'_>, field: &Field<'_>, options: &Options, value: Ref) -> Result<()> {
    let file = update.file();
    let mut appearances = Vec::new();
    if let Some(asked) = &options.appearance {
        for &widget in &field.widgets {
            let dict = file.objects().get::<Dict<'_>>(widget).unwrap_or_default();
            let rect = dict.get::<Rect>(b"Rect");
            let Some(rect) = rect.filter(|rect| rect.x0 < rect.x1 && rect.y0 < rect.y1) else {
                return Err(Error::PdfFieldUnusable {
                    name: field.name.clone(),
                    reason: "has no visible rectangle: leave out 'appearance'".to_owned(),
                });
            };
            let page = dict.get_ref(b"P").map(ObjectIdentifier::from);
            let page = page.and_then(|id| {
                let mut pages = file.pages().iter();
                pages.find(|page| page.raw().obj_id() == Some(id))
            });
            let rotation = page.map_or(Rotation::None, Page::rotation);
            let stream = appearance::write(update, Some(&asked.picture), rect, rotation)?;
            appearances.push((widget, format!("<</N {} 0 R>>", stream.get()).into_bytes()));
        }
    }
    for (widget, appearance) in appearances.iter().filter(|(widget, _)| *widget != field.id) {
        let dict = file.objects().get::<Dict<'_>>(*widget).unwrap_or_default();
        update.replace(
            *widget,
            &changed(&dict, &[(b"AP", Some(appearance.clone()))]),
        )?;
    }
    let mut changes: Vec<(&[u8], Option<Vec<u8>>)> =
        Vec::from([(&b"V"[..], Some(primitive(value)))]);
    if let Some((_, appearance)) = appearances.iter().find(|(widget, _)| *widget == field.id) {
        changes.push((b"AP", Some(appearance.clone())));
    }
    update.replace(field.id, &changed(&field.dict, &changes))
}

/// Adds a field that is its own widget, on the page where it is shown, or on the first one.
fn add(update: &mut Update<'_>, name: &str, options: &Options, value: Ref) -> Result<Ref> {
    let place = match &options.appearance {
        Some(appearance) => Some(appearance.place.as_ref().ok_or_else(|| {
            Error::invalid_argument("rect", "it is missing, and the field is a new one")
        })?),
        None => None,
    };
    let number = place.map_or(1, |place| place.page);
    let file = update.file();
    let pages = file.pages();
    let page = number.checked_sub(1).and_then(|index| pages.get(index));
    let page = page.ok_or_else(|| {
        let reason = format!("the file has {} pages, of which it is none", pages.len());
        Error::invalid_argument("page", &reason)
    })?;
    let page_id = identifier(file, page)?;
    let rect = match place {
        Some(place) => place.on(page)?,
        None => Rect::ZERO,
    };
    let picture = options
        .appearance
        .as_ref()
        .map(|appearance| &appearance.picture[..]);
    // An appearance is a change that a certification may forbid; a document time-stamp is none.
    let stream = match options.sub_filter {
        SubFilter::Timestamp => None,
        _ => Some(appearance::write(update, picture, rect, page.rotation())?),
    };
    let id = update.number()?;
    update.write(id, |object| {
        let mut field = object.dict();
        field.pair(Name(b"Type"), Name(b"Annot"));
        field.pair(Name(b"Subtype"), Name(b"Widget"));
        field.pair(Name(b"FT"), Name(b"Sig"));
        field.pair(Name(b"T"), TextStr(name));
        field.pair(Name(b"V"), value);
        field.pair(Name(b"Rect"), appearance::written(rect));
        field.pair(Name(b"F"), WIDGET_FLAGS);
        if let Some(page) = page_id.1 {
            field.pair(Name(b"P"), page);
        }
        if let Some(stream) = stream {
            field.insert(Name(b"AP")).dict().pair(Name(b"N"), stream);
        }
    });
    form::annotate(update, page_id.0, id)?;
    Ok(id)
}

/// Returns a page's identifier, and a reference to it if it is of the first generation.
fn identifier(file: &PdfFile, page: &Page<'_>) -> Result<(ObjectIdentifier, Option<Ref>)> {
    let id = page.raw().obj_id();
    // A page that is not an object of its own has the identifier of what it is in.
    let id = id.filter(|id| {
        let dict = file.objects().get::<Dict<'_>>(*id);
        dict.is_some_and(|dict| dict.data() == page.raw().data())
    });
    let id = id.ok_or(malformed(
        "a page of it is not an object of its own (§7.7.3.2)",
    ))?;
    let reference = crate::pdf::update::reference(id.obj_number)?;
    Ok((id, is_first_generation(id).then_some(reference)))
}

/// Returns true if a reference can name the object in an object that pdf-writer writes.
fn is_first_generation(id: ObjectIdentifier) -> bool {
    id.gen_number == 0
}
