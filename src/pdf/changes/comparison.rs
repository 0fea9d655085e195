//! Whether two values are the same in two revisions.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::pdf::revision::Document;
use crate::pdf::value::{Dictionary, Reference, Stream, Value};

/// Two revisions, and what is known of their objects.
pub(super) struct Comparison<'a, 'f> {
    pub(super) old: &'a Document<'f>,
    pub(super) new: &'a Document<'f>,
    /// Objects that are compared by rules of their own: fields, annotations, pages. Elsewhere, a
    /// reference to one is the same as a reference to the same one.
    aside: BTreeSet<Reference>,
    /// Pairs of objects that are the same with everything below them.
    same: BTreeSet<(Reference, Reference)>,
}

impl<'a, 'f> Comparison<'a, 'f> {
    pub(super) fn new(old: &'a Document<'f>, new: &'a Document<'f>) -> Self {
        Self {
            old,
            new,
            aside: BTreeSet::new(),
            same: BTreeSet::new(),
        }
    }

    /// Sets objects of the old revision aside.
    pub(super) fn set_aside(&mut self, references: impl Iterator<Item = Reference>) {
        self.aside.extend(references);
    }

    pub(super) fn is_aside(&self, reference: Reference) -> bool {
        self.aside.contains(&reference)
    }

    /// Returns true if the two values are the same, with everything below them.
    pub(super) fn is_same(&mut self, old: &Value, new: &Value) -> bool {
        // Pairs that are being compared; they are the same unless a difference is found.
        let mut assumed = BTreeSet::new();
        let mut open = vec![(old.clone(), new.clone())];
        while let Some((old, new)) = open.pop() {
            if !self.is_same_alone(&old, &new, &mut assumed, &mut open) {
                return false;
            }
        }
        self.same.append(&mut assumed);
        true
    }

    /// Compares two values but for what is below them, which is added to `open`.
    fn is_same_alone(
        &self,
        old: &Value,
        new: &Value,
        assumed: &mut BTreeSet<(Reference, Reference)>,
        open: &mut Vec<(Value, Value)>,
    ) -> bool {
        match (old, new) {
            (Value::Reference(one), Value::Reference(other)) => {
                if self.aside.contains(one) || self.aside.contains(other) {
                    return one == other;
                }
                let pair = (*one, *other);
                if self.same.contains(&pair) || !assumed.insert(pair) {
                    return true;
                }
                open.push((self.old.object(*one), self.new.object(*other)));
                true
            }
            (Value::Reference(one), _) => {
                let is_open = !self.aside.contains(one);
                open.push((self.old.resolved(old), new.clone()));
                is_open
            }
            (_, Value::Reference(other)) => {
                let is_open = !self.aside.contains(other);
                open.push((old.clone(), self.new.resolved(new)));
                is_open
            }
            (Value::Array(one), Value::Array(other)) => {
                let is_long = one.len() == other.len();
                open.extend(one.iter().cloned().zip(other.iter().cloned()));
                is_long
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
        let keys = old.keys_with(new).into_iter();
        let keys = keys.filter(|key| !left_out.iter().any(|name| name.as_bytes() == *key));
        keys.filter(|key| !self.is_same(old.get(key), new.get(key)))
            .map(<[u8]>::to_vec)
            .collect()
    }
}

fn add_entries(
    one: &Dictionary,
    other: &Dictionary,
    left_out: &[&str],
    open: &mut Vec<(Value, Value)>,
) {
    for key in one.keys_with(other) {
        if !left_out.iter().any(|name| name.as_bytes() == key) {
            open.push((one.get(key).clone(), other.get(key).clone()));
        }
    }
}
