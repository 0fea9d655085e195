//! The fields of the form (ISO 32000-2 §12.7).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::pdf::changes::change::{Change, ChangeKind};
use crate::pdf::changes::comparison::Comparison;
use crate::pdf::changes::pages::{Pages, area};
use crate::pdf::form::{Form, FormField, Widget};
use crate::pdf::revision::Document;
use crate::pdf::value::{Dictionary, Reference, Value};

/// Entries that change when a field is filled in or signed: its value, its look, the state of a
/// button, the chosen items of a list, the time, and flags that readers set along with them (Tables
/// 166, 226, 228, 234).
const FILLED: [&str; 11] = [
    "AP", "AS", "DA", "F", "Ff", "I", "M", "Q", "RV", "Type", "V",
];

/// The same of a button, whose appearances are there before it is pressed (§12.7.5.2).
const PRESSED: [&str; 6] = ["AS", "F", "Ff", "M", "Type", "V"];

/// Flags that Acrobat sets though nothing else has changed, and the type that may be left out.
const UNIMPORTANT: [&str; 2] = ["Ff", "Type"];

/// Share of its page from which on a field can cover what was signed, though it was there: a box for
/// remarks is smaller.
const LARGE: f64 = 0.25;

/// Entries that lead back, or that are compared by themselves.
const OWN_RULES: [&str; 3] = ["Kids", "P", "Parent"];

/// Compares the fields.
pub(super) fn compare(
    comparison: &mut Comparison<'_, '_>,
    [old, new]: [&Form; 2],
    [_, pages]: [&Pages; 2],
    changes: &mut Vec<Change>,
) {
    if old.is_cut || new.is_cut {
        changes.push(Change::other("/Root/AcroForm/Fields"));
    }
    // Names are those of one field each (§12.7.4.2); forms in the wild repeat them, in order.
    let mut left: BTreeMap<&[u8], Vec<&FormField>> = BTreeMap::new();
    for field in new.fields.iter().rev() {
        left.entry(field.key()).or_default().push(field);
    }
    for field in &old.fields {
        match left.get_mut(field.key()).and_then(Vec::pop) {
            Some(new) => compare_field(comparison, [field, new], pages, changes),
            None => changes.push(other(field)),
        }
    }
    for field in left.into_values().flatten() {
        changes.push(added(comparison, pages, field));
    }
}

fn other(field: &FormField) -> Change {
    let place = "/Root/AcroForm/Fields".into();
    Change::of_field(ChangeKind::Other { place }, &field.name, None)
}

fn page_of(pages: &Pages, field: &FormField) -> Option<usize> {
    let widgets = field.widgets.iter().map(|widget| widget.reference);
    let mut all = core::iter::once(field.reference).chain(widgets);
    all.find_map(|reference| pages.page_of(reference))
}

fn compare_field(
    comparison: &mut Comparison<'_, '_>,
    [old, new]: [&FormField; 2],
    pages: &Pages,
    changes: &mut Vec<Change>,
) {
    let references =
        |widgets: &[Widget]| -> Vec<_> { widgets.iter().map(|widget| widget.reference).collect() };
    if old.reference != new.reference
        || old.kind != new.kind
        || references(&old.widgets) != references(&new.widgets)
    {
        changes.push(other(old));
        return;
    }
    let mut keys = comparison.different_keys(&old.dictionary, &new.dictionary, &OWN_RULES);
    for (old, new) in old.widgets.iter().zip(&new.widgets) {
        keys.extend(comparison.different_keys(&old.dictionary, &new.dictionary, &OWN_RULES));
    }
    let is_value_same = comparison.is_same(b"V", &old.value, &new.value);
    let is_in = |names: &[&str], key: &Vec<u8>| names.iter().any(|name| name.as_bytes() == key);
    let has_type = [old, new].iter().all(|field| is_annotation(field));
    if is_value_same && has_type && keys.iter().all(|key| is_in(&UNIMPORTANT, key)) {
        return;
    }
    let had_value = has_value(comparison.old, &old.value);
    let filled: &[&str] = if old.kind.as_deref() == Some(b"Btn") {
        &PRESSED
    } else {
        &FILLED
    };
    let is_filled = has_type && keys.iter().all(|key| is_in(filled, key));
    // A look without a value is what the field does not say.
    if !is_filled || is_value_same {
        changes.push(other(old));
    } else if !old.is_signature() {
        let page = page_of(pages, new);
        let kind = ChangeKind::FormFilling {
            had_value,
            may_cover: is_large(comparison, new, pages),
        };
        changes.push(Change::of_field(kind, &old.name, page));
    } else if had_value || reuses(comparison, &new.value) {
        changes.push(other(old));
    } else {
        changes.push(signed(comparison, pages, new, false));
    }
}

/// Returns true if `/Type`, which may be left out, is that of an annotation.
fn is_annotation(field: &FormField) -> bool {
    let mut types = parts(field).map(|part| part.entry("Type"));
    types.all(|kind| *kind == Value::Null || kind.as_name() == Some(b"Annot"))
}

/// Returns the dictionaries of a field and its widgets.
fn parts(field: &FormField) -> impl Iterator<Item = &Dictionary> {
    let widgets = field.widgets.iter().map(|widget| &widget.dictionary);
    core::iter::once(&field.dictionary).chain(widgets)
}

/// Returns true if a field may cover a large part of its page, or if its size is not known.
fn is_large(comparison: &Comparison<'_, '_>, field: &FormField, pages: &Pages) -> bool {
    let document = comparison.new;
    let mut sizes = parts(field).filter(|part| part.has("Rect"));
    sizes.any(|part| {
        let page = page_of(pages, field).and_then(|number| pages.area(document, number));
        match area(document, part, "Rect").zip(page) {
            Some((field, page)) => field > LARGE * page,
            None => page.is_some(),
        }
    })
}

/// Returns true if a signature is an object that was there before it was made.
fn reuses(comparison: &Comparison<'_, '_>, value: &Value) -> bool {
    let reference = value.as_reference();
    reference.is_some_and(|reference| comparison.old.location(reference).is_some())
}

fn has_value(document: &Document<'_>, value: &Value) -> bool {
    match document.resolved(value) {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        // The state of a button that is not pressed (§12.7.5.2.3).
        Value::Name(name) => name != b"Off",
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

fn added(comparison: &Comparison<'_, '_>, pages: &Pages, field: &FormField) -> Change {
    let was_another = |reference: &Reference| comparison.old.location(*reference).is_some();
    let widgets = field.widgets.iter().filter_map(|widget| widget.reference);
    let is_old = field
        .reference
        .into_iter()
        .chain(widgets)
        .any(|reference| was_another(&reference));
    if !field.is_signature() || is_old || reuses(comparison, &field.value) {
        return other(field);
    }
    signed(comparison, pages, field, true)
}

fn signed(
    comparison: &Comparison<'_, '_>,
    pages: &Pages,
    field: &FormField,
    is_new_field: bool,
) -> Change {
    let document = comparison.new;
    let signature = document.dictionary(&field.value);
    // A field that was there may show what it likes in its own place.
    let is_visible = if is_new_field {
        parts(field).any(|part| has_area(document, part))
    } else {
        is_large(comparison, field, pages)
    };
    let kind = document.resolved(signature.entry("Type"));
    let kind = if kind.as_name() == Some(b"DocTimeStamp") && !is_visible {
        ChangeKind::TimeStamp
    } else {
        let is_signed = signature.has("Contents");
        ChangeKind::Signature {
            is_new_field,
            is_visible,
            is_signed,
        }
    };
    Change::of_field(kind, &field.name, page_of(pages, field))
}

/// Returns true if an annotation has a place on its page.
fn has_area(document: &Document<'_>, annotation: &Dictionary) -> bool {
    match area(document, annotation, "Rect") {
        Some(area) => area > f64::EPSILON,
        // What a reader makes of another rectangle is not known.
        None => annotation.has("Rect") || annotation.has("AP"),
    }
}
