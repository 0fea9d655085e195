//! Whether two values are the same in two revisions.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::pdf::revision::Document;
use crate::pdf::value::{Dictionary, Reference, Stream, Value};

/// Two revisions, and what is known of their objects.
pub(super) struct Comparison<'a, 'f> {
    pub(super) old: &'a Document<'f>,
    pub(super) new: &'a Document<'f>,
    /// Objects that are compared by rules of their own. Where something links to one, it is enough
    /// that it links to the same one; where one is used as anything else, it is compared as that.
    pages: BTreeSet<Reference>,
    annotations: BTreeSet<Reference>,
    catalog: Option<Reference>,
    /// Pairs of objects that are the same with everything below them, and by which links.
    same: BTreeSet<(Reference, Reference, Links)>,
}

/// What a value may link to, by the key that it stands under.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Links {
    to_page: bool,
    to_annotation: bool,
    to_catalog: bool,
}

/// Keys of links to pages: of annotations and threads, of structure elements.
const TO_PAGE: [&str; 2] = ["P", "Pg"];

/// Keys of links to annotations and fields: of each other, of object references in the structure tree,
/// of actions, of the order of calculation (ISO 32000-2 §12.5, §12.6.4, §12.7, §14.7.5.3).
const TO_ANNOTATION: [&str; 8] = ["AN", "CO", "Fields", "IRT", "Obj", "Parent", "Popup", "T"];

impl Links {
    fn of(key: &[u8]) -> Self {
        let is_in = |keys: &[&str]| keys.iter().any(|name| name.as_bytes() == key);
        Self {
            to_page: is_in(&TO_PAGE),
            to_annotation: is_in(&TO_ANNOTATION),
            // Of a signature reference (§12.8.1, Table 256).
            to_catalog: key == b"Data",
        }
    }
}

/// Two values that are still to be compared.
struct Open {
    old: Value,
    new: Value,
    links: Links,
}

impl<'a, 'f> Comparison<'a, 'f> {
    pub(super) fn new(old: &'a Document<'f>, new: &'a Document<'f>) -> Self {
        Self {
            old,
            new,
            pages: BTreeSet::new(),
            annotations: BTreeSet::new(),
            catalog: old.trailer().entry("Root").as_reference(),
            same: BTreeSet::new(),
        }
    }

    /// Sets pages of the old revision aside.
    pub(super) fn set_pages_aside(&mut self, references: impl Iterator<Item = Reference>) {
        self.pages.extend(references);
    }

    /// Sets fields and annotations of the old revision aside.
    pub(super) fn set_annotations_aside(&mut self, references: impl Iterator<Item = Reference>) {
        self.annotations.extend(references);
    }

    pub(super) fn is_aside(&self, reference: Reference) -> bool {
        self.pages.contains(&reference) || self.annotations.contains(&reference)
    }

    /// Returns true if the values of `key` are the same, with everything below them.
    pub(super) fn is_same(&mut self, key: &[u8], old: &Value, new: &Value) -> bool {
        // Pairs that are being compared; they are the same unless a difference is found.
        let mut assumed = BTreeSet::new();
        let mut open = vec![Open {
            old: old.clone(),
            new: new.clone(),
            links: Links::of(key),
        }];
        while let Some(pair) = open.pop() {
            if !self.is_same_alone(&pair, &mut assumed, &mut open) {
                return false;
            }
        }
        self.same.append(&mut assumed);
        true
    }

    /// Compares two values but for what is below them, which is added to `open`.
    fn is_same_alone(
        &self,
        Open { old, new, links }: &Open,
        assumed: &mut BTreeSet<(Reference, Reference, Links)>,
        open: &mut Vec<Open>,
    ) -> bool {
        match (old, new) {
            (Value::Reference(one), Value::Reference(other)) => {
                if self.is_link(*one, *links) || self.is_link(*other, *links) {
                    return one == other;
                }
                let pair = (*one, *other, *links);
                if self.same.contains(&pair) || !assumed.insert(pair) {
                    return true;
                }
                open.push(Open {
                    old: self.old.object(*one),
                    new: self.new.object(*other),
                    links: *links,
                });
                true
            }
            (Value::Reference(reference), _) | (_, Value::Reference(reference)) => {
                let is_link = self.is_link(*reference, *links);
                open.push(Open {
                    old: self.old.resolved(old),
                    new: self.new.resolved(new),
                    links: *links,
                });
                !is_link
            }
            (Value::Array(one), Value::Array(other)) => {
                // A destination begins with its page (§12.3.2.2).
                let is_destination = matches!(one.get(1), Some(Value::Name(_)));
                for (place, (old, new)) in one.iter().zip(other.iter()).enumerate() {
                    let to_page = links.to_page || (is_destination && place == 0);
                    open.push(Open {
                        old: old.clone(),
                        new: new.clone(),
                        links: Links { to_page, ..*links },
                    });
                }
                one.len() == other.len()
            }
            (Value::Dictionary(one), Value::Dictionary(other)) => {
                add_entries(one, other, &[], open);
                true
            }
            (Value::Stream(one), Value::Stream(other)) => {
                // How the length is written is no matter; the data is compared.
                add_entries(&one.dictionary, &other.dictionary, &["Length"], open);
                self.is_same_data(one, other)
            }
            _ => old == new,
        }
    }

    fn is_link(&self, reference: Reference, links: Links) -> bool {
        (links.to_page && self.pages.contains(&reference))
            || (links.to_annotation && self.annotations.contains(&reference))
            || (links.to_catalog && self.catalog == Some(reference))
    }

    fn is_same_data(&self, one: &Stream, other: &Stream) -> bool {
        one.raw == other.raw
            || self.old.file().get(one.raw.clone()) == self.new.file().get(other.raw.clone())
    }

    /// Returns the keys of two dictionaries whose values differ, but for those in `left_out`.
    pub(super) fn different_keys(
        &mut self,
        old: &Dictionary,
        new: &Dictionary,
        left_out: &[&str],
    ) -> Vec<Vec<u8>> {
        let keys = old.keys_with(new);
        let keys = keys.filter(|key| !left_out.iter().any(|name| name.as_bytes() == *key));
        keys.filter(|key| !self.is_same(key, old.get(key), new.get(key)))
            .map(<[u8]>::to_vec)
            .collect()
    }
}

fn add_entries(one: &Dictionary, other: &Dictionary, left_out: &[&str], open: &mut Vec<Open>) {
    for key in one.keys_with(other) {
        if !left_out.iter().any(|name| name.as_bytes() == key) {
            open.push(Open {
                old: one.get(key).clone(),
                new: other.get(key).clone(),
                links: Links::of(key),
            });
        }
    }
}
