//! What a signer allows to be changed after the signature (ISO 32000-2 §12.8.2).

use alloc::string::String;
use alloc::vec::Vec;

use crate::pdf::revision::Document;
use crate::pdf::text::text_of;
use crate::pdf::value::{Dictionary, Value};

/// Permissions of one signature.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ChangePermissions {
    /// The strictest `/P` of DocMDP (Table 257): 1 allows no changes, 2 filling in forms and signing,
    /// 3 annotations too. `None` if nobody has certified the file.
    pub doc_mdp: Option<u8>,
    /// What FieldMDP locks.
    locks: Vec<Lock>,
}

/// The fields that one FieldMDP locks (Table 259).
#[derive(Clone, Debug, Eq, PartialEq)]
enum Lock {
    All,
    Include(Vec<String>),
    Exclude(Vec<String>),
}

impl ChangePermissions {
    /// Reads the permissions of a signature in the revision that it covers: its own, those of its
    /// field's `/Lock`, and those of the signature that certifies the file.
    pub(super) fn read(
        document: &Document<'_>,
        signature: &Dictionary,
        field: &Dictionary,
    ) -> Self {
        let mut permissions = Self::default();
        permissions.add_references(document, signature);
        let certifying = document.dictionary(document.catalog().entry("Perms"));
        let certifying = document.dictionary(certifying.entry("DocMDP"));
        permissions.add_doc_mdp_of(document, &certifying);
        let lock = document.dictionary(field.entry("Lock"));
        permissions.add_lock(document, &lock);
        // Table 236: the lock of a field may narrow what is allowed.
        if lock.has("P") {
            permissions.narrow(document, &lock);
        }
        permissions
    }

    fn add_references(&mut self, document: &Document<'_>, signature: &Dictionary) {
        self.add_doc_mdp_of(document, signature);
        for reference in document.array(signature.entry("Reference")) {
            let reference = document.dictionary(&reference);
            if document
                .resolved(reference.entry("TransformMethod"))
                .as_name()
                == Some(b"FieldMDP")
            {
                let parameters = document.dictionary(reference.entry("TransformParams"));
                self.add_lock(document, &parameters);
            }
        }
    }

    fn add_doc_mdp_of(&mut self, document: &Document<'_>, signature: &Dictionary) {
        for reference in document.array(signature.entry("Reference")) {
            let reference = document.dictionary(&reference);
            if document
                .resolved(reference.entry("TransformMethod"))
                .as_name()
                == Some(b"DocMDP")
            {
                let parameters = document.dictionary(reference.entry("TransformParams"));
                self.narrow(document, &parameters);
            }
        }
    }

    /// Takes `/P` if it is stricter; 2 if there is none (Table 257). What no standard knows is read as
    /// the strictest.
    fn narrow(&mut self, document: &Document<'_>, parameters: &Dictionary) {
        let level = match document.resolved(parameters.entry("P")) {
            Value::Null => 2,
            value => match value.as_size() {
                Some(2) => 2,
                Some(3) => 3,
                _ => 1,
            },
        };
        self.doc_mdp = Some(self.doc_mdp.map_or(level, |known| known.min(level)));
    }

    fn add_lock(&mut self, document: &Document<'_>, parameters: &Dictionary) {
        let names = || {
            let names = document.array(parameters.entry("Fields")).into_iter();
            let names = names.map(|name| document.resolved(&name));
            names
                .filter_map(|name| name.as_string().map(text_of))
                .collect()
        };
        match document.resolved(parameters.entry("Action")).as_name() {
            Some(b"All") => self.locks.push(Lock::All),
            Some(b"Include") => self.locks.push(Lock::Include(names())),
            Some(b"Exclude") => self.locks.push(Lock::Exclude(names())),
            _ => {}
        }
    }

    /// Returns true if a field is locked: by its own name, or by one above it.
    #[must_use]
    pub fn locks(&self, field: &str) -> bool {
        let is_named = |names: &[String]| {
            names.iter().any(|name| {
                let below = field.strip_prefix(name.as_str());
                below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
            })
        };
        self.locks.iter().any(|lock| match lock {
            Lock::All => true,
            Lock::Include(names) => is_named(names),
            Lock::Exclude(names) => !is_named(names),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_holds_for_what_is_below_a_name_and_for_nothing_that_only_starts_with_it() {
        let lock = |lock| ChangePermissions {
            doc_mdp: None,
            locks: vec![lock],
        };
        let include = lock(Lock::Include(vec!["a.b".to_owned()]));
        assert!(include.locks("a.b") && include.locks("a.b.c"));
        assert!(!include.locks("a.bc") && !include.locks("a"));
        let exclude = lock(Lock::Exclude(vec!["a.b".to_owned()]));
        assert!(!exclude.locks("a.b") && exclude.locks("a.bc"));
        assert!(lock(Lock::All).locks("x") && !ChangePermissions::default().locks("x"));
    }
}
