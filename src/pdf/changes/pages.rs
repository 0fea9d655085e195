//! Pages and their annotations (ISO 32000-2 §7.7.3, §12.5).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::pdf::changes::catalog::place;
use crate::pdf::changes::change::{Change, ChangeKind};
use crate::pdf::changes::comparison::Comparison;
use crate::pdf::form::Form;
use crate::pdf::revision::Document;
use crate::pdf::value::{Dictionary, Reference, Value};

/// Maximum number of pages and nodes above them.
const MAX_NODES: usize = 200_000;

/// Maximum number of annotations of all pages.
const MAX_ANNOTATIONS: usize = 200_000;

/// Attributes that a page inherits (Table 31).
const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// Entries of a page with rules of their own, and the time of its last change (Table 31).
const OWN_RULES: [&str; 3] = ["Annots", "LastModified", "Parent"];

/// Entries of an annotation that lead back to its page and to the field above it.
const BACK: [&str; 2] = ["P", "Parent"];

/// Annotations that show nothing on the page by themselves: without an appearance they cannot cover
/// anything (§12.5.6). A note is an icon of the reader's.
const HARMLESS: [&[u8]; 3] = [b"Text", b"Popup", b"Link"];

/// The pages of a revision.
pub(super) struct Pages {
    leaves: Vec<Page>,
    /// Number of nodes above them.
    nodes: usize,
    /// A limit kept pages from being read, or the tree has a circle.
    is_cut: bool,
}

struct Page {
    reference: Option<Reference>,
    /// With what it inherits.
    dictionary: Dictionary,
    /// Unresolved.
    annotations: Vec<Value>,
}

impl Pages {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let mut pages = Self {
            leaves: Vec::new(),
            nodes: 0,
            is_cut: false,
        };
        let mut annotations = 0;
        let mut seen = BTreeSet::new();
        let mut open = vec![(document.catalog().entry("Pages").clone(), Rc::default())];
        while let Some((node, above)) = open.pop() {
            let reference = node.as_reference();
            let is_known = reference.is_some_and(|reference| !seen.insert(reference));
            if is_known || pages.leaves.len() + pages.nodes > MAX_NODES {
                pages.is_cut = true;
                continue;
            }
            let mut dictionary = document.dictionary(&node);
            inherit(&mut dictionary, &above);
            if dictionary.has("Kids") {
                pages.nodes += 1;
                let mut inherited = Dictionary::default();
                inherit(&mut inherited, &dictionary);
                let inherited = Rc::new(inherited);
                let kids = document.array(dictionary.entry("Kids")).into_iter().rev();
                open.extend(kids.map(|kid| (kid, Rc::clone(&inherited))));
                pages.is_cut |= open.len() > MAX_NODES;
                open.truncate(MAX_NODES);
                continue;
            }
            let of_page = document.array(dictionary.entry("Annots"));
            annotations += of_page.len();
            pages.is_cut |= annotations > MAX_ANNOTATIONS;
            let of_page = if annotations > MAX_ANNOTATIONS {
                Vec::new()
            } else {
                of_page
            };
            pages.leaves.push(Page {
                reference,
                dictionary,
                annotations: of_page,
            });
        }
        pages
    }

    /// Returns the references of the pages.
    pub(super) fn references(&self) -> impl Iterator<Item = Reference> {
        self.leaves.iter().filter_map(|page| page.reference)
    }

    /// Returns the references of their annotations.
    pub(super) fn annotations(&self) -> impl Iterator<Item = Reference> {
        let annotations = self.leaves.iter().flat_map(|page| &page.annotations);
        annotations.filter_map(Value::as_reference)
    }

    /// Returns the area of a page in square points (`/MediaBox`).
    pub(super) fn area(&self, document: &Document<'_>, number: usize) -> Option<f64> {
        let page = self.leaves.get(number.checked_sub(1)?)?;
        area(document, &page.dictionary, "MediaBox")
    }

    /// Returns the number of the page that has an annotation, from 1.
    pub(super) fn page_of(&self, annotation: Option<Reference>) -> Option<usize> {
        let annotation = Value::Reference(annotation?);
        let page = self
            .leaves
            .iter()
            .position(|page| page.annotations.contains(&annotation));
        page.map(|index| index + 1)
    }
}

/// Adds what `above` has of the attributes that are inherited.
fn inherit(dictionary: &mut Dictionary, above: &Dictionary) {
    for name in INHERITED {
        dictionary.set_default(name, above.entry(name));
    }
}

/// Compares the pages.
pub(super) fn compare(
    comparison: &mut Comparison<'_, '_>,
    forms: [&Form; 2],
    [old, new]: [&Pages; 2],
    changes: &mut Vec<Change>,
) {
    if old.is_cut || new.is_cut {
        changes.push(Change::other("/Root/Pages"));
        return;
    }
    if old.leaves.len() != new.leaves.len() {
        changes.push(Change::other("/Root/Pages/Count"));
        return;
    }
    let widgets: [BTreeSet<Reference>; 2] = forms.map(|form| form.references().collect());
    for (index, (old, new)) in old.leaves.iter().zip(&new.leaves).enumerate() {
        let number = index + 1;
        if old.reference != new.reference {
            changes.push(other_on_page(number, b"Kids"));
            continue;
        }
        for key in comparison.different_keys(&old.dictionary, &new.dictionary, &OWN_RULES) {
            changes.push(other_on_page(number, &key));
        }
        compare_annotations(comparison, &widgets, [old, new], number, changes);
    }
}

fn other_on_page(number: usize, key: &[u8]) -> Change {
    let place = place(&[&format!("Page {number}")], key);
    Change::on_page(ChangeKind::Other { place }, number)
}

/// Compares the annotations of a page: those of the old one have to be there, in their order, which
/// says what covers what.
fn compare_annotations(
    comparison: &mut Comparison<'_, '_>,
    [old_widgets, new_widgets]: &[BTreeSet<Reference>; 2],
    [old, new]: [&Page; 2],
    number: usize,
    changes: &mut Vec<Change>,
) {
    let mut kept: BTreeMap<Reference, usize> = BTreeMap::new();
    for (place, annotation) in new.annotations.iter().enumerate() {
        match annotation.as_reference() {
            Some(reference) if kept.insert(reference, place).is_none() => {}
            // One that is no object of its own has to stay where it is.
            None if old.annotations.get(place).is_some_and(is_direct) => {}
            _ => changes.push(other_on_page(number, b"Annots")),
        }
    }
    let mut last = None;
    for (place, annotation) in old.annotations.iter().enumerate() {
        let Some(reference) = annotation.as_reference() else {
            let of_new = new.annotations.get(place).unwrap_or(&Value::Null);
            if !comparison.is_same(b"Annots", annotation, of_new) {
                changes.push(other_on_page(number, b"Annots"));
            }
            continue;
        };
        let dictionary = comparison.old.dictionary(annotation);
        let Some(place) = kept.remove(&reference) else {
            changes.push(removed(&dictionary, number));
            continue;
        };
        if last.is_some_and(|last| place < last) {
            changes.push(other_on_page(number, b"Annots"));
        }
        last = Some(place);
        // The widgets of fields are compared with their fields.
        if !old_widgets.contains(&reference) {
            let of_new = comparison.new.dictionary(annotation);
            if !comparison
                .different_keys(&dictionary, &of_new, &BACK)
                .is_empty()
            {
                changes.push(changed([&dictionary, &of_new], number));
            }
        }
    }
    for reference in kept.into_keys() {
        // The widget of a new field is compared with it.
        if new_widgets.contains(&reference) && !old_widgets.contains(&reference) {
            continue;
        }
        let dictionary = comparison.new.dictionary(&Value::Reference(reference));
        // An object that was something else before is not read as an annotation now.
        let was_another = comparison.is_aside(reference);
        let is_widget = subtype(comparison.new, &dictionary) == b"Widget";
        changes.push(if was_another || is_widget {
            other_on_page(number, b"Annots")
        } else {
            added(comparison.new, &dictionary, number)
        });
    }
}

/// Returns the area of a rectangle in square points (ISO 32000-2 §7.9.5); `None` for another value.
pub(super) fn area(document: &Document<'_>, of: &Dictionary, key: &str) -> Option<f64> {
    let rectangle = document.array(of.entry(key)).into_iter();
    let numbers = rectangle.map(|number| document.resolved(&number).as_number());
    match numbers.collect::<Option<Vec<f64>>>()?.as_slice() {
        [left, bottom, right, top] => Some((left - right).abs() * (bottom - top).abs()),
        _ => None,
    }
}

fn is_direct(annotation: &Value) -> bool {
    annotation.as_reference().is_none()
}

fn added(document: &Document<'_>, dictionary: &Dictionary, number: usize) -> Change {
    let subtype = subtype(document, dictionary);
    let is_harmless = HARMLESS.contains(&&*subtype) && !dictionary.has("AP");
    let subtype = String::from_utf8_lossy(&subtype).into_owned();
    Change::on_page(
        ChangeKind::Annotation {
            subtype,
            is_harmless,
        },
        number,
    )
}

fn removed(dictionary: &Dictionary, number: usize) -> Change {
    changed([dictionary, dictionary], number)
}

/// What an annotation showed when the file was signed is gone.
fn changed([old, new]: [&Dictionary; 2], number: usize) -> Change {
    let subtype = |of: &Dictionary| of.entry("Subtype").as_name().unwrap_or_default().to_vec();
    let (before, now) = (subtype(old), subtype(new));
    if before == b"Widget" || before != now {
        return other_on_page(number, b"Annots");
    }
    let subtype = String::from_utf8_lossy(&before).into_owned();
    Change::on_page(
        ChangeKind::Annotation {
            subtype,
            is_harmless: false,
        },
        number,
    )
}

fn subtype(document: &Document<'_>, dictionary: &Dictionary) -> Vec<u8> {
    let name = document.resolved(dictionary.entry("Subtype"));
    name.as_name().unwrap_or_default().to_vec()
}
