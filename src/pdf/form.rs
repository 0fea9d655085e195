//! The interactive form of a revision, as a verifier compares it (ISO 32000-2 §12.7).

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::pdf::revision::Document;
use crate::pdf::text::text_of;
use crate::pdf::value::{Dictionary, Reference, Value};

/// Maximum number of fields and widgets that are read: forms of ministries have some thousands.
const MAX_NODES: usize = 100_000;

/// Maximum depth of the tree of fields.
const MAX_DEPTH: usize = 32;

/// A field, or the node of a name that is above others.
#[derive(Clone, Debug)]
pub(super) struct FormField {
    /// Fully qualified name (§12.7.4.2).
    pub(super) name: String,
    key: Vec<u8>,
    pub(super) reference: Option<Reference>,
    pub(super) dictionary: Dictionary,
    /// `/FT`, which may be inherited.
    pub(super) kind: Option<Vec<u8>>,
    /// `/V`, which may be inherited, unresolved.
    pub(super) value: Value,
    /// Its widgets; none if the field is its own.
    pub(super) widgets: Vec<Widget>,
}

/// A widget annotation below a field (§12.5.6.19).
#[derive(Clone, Debug)]
pub(super) struct Widget {
    pub(super) reference: Option<Reference>,
    pub(super) dictionary: Dictionary,
}

/// The fields of a form.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) dictionary: Dictionary,
    pub(super) fields: Vec<FormField>,
    /// A limit kept fields from being read, or the tree has a circle.
    pub(super) is_cut: bool,
}

/// What a field inherits.
#[derive(Clone, Default)]
struct Above {
    key: Vec<u8>,
    name: String,
    kind: Option<Vec<u8>>,
    value: Option<Value>,
    depth: usize,
}

impl FormField {
    pub(super) fn is_signature(&self) -> bool {
        self.kind.as_deref() == Some(b"Sig")
    }

    /// Returns the name as it is in the file, to compare it.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }
}

impl Form {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let dictionary = document.dictionary(document.catalog().entry("AcroForm"));
        let mut form = Self::default();
        let mut seen = BTreeSet::new();
        // The last is taken first, so the order is that of the file.
        let mut open: Vec<(Value, Above)> = Vec::new();
        let roots = document.array(dictionary.entry("Fields")).into_iter().rev();
        open.extend(roots.map(|node| (node, Above::default())));
        while let Some((node, above)) = open.pop() {
            let reference = node.as_reference();
            let is_known = reference.is_some_and(|reference| !seen.insert(reference));
            if is_known || above.depth > MAX_DEPTH || form.fields.len() + seen.len() > MAX_NODES {
                form.is_cut = true;
                continue;
            }
            let dictionary = document.dictionary(&node);
            form.add(document, reference, dictionary, &above, &mut open);
        }
        form.dictionary = dictionary;
        form
    }

    fn add(
        &mut self,
        document: &Document<'_>,
        reference: Option<Reference>,
        dictionary: Dictionary,
        above: &Above,
        open: &mut Vec<(Value, Above)>,
    ) {
        let own_name = document.resolved(dictionary.entry("T"));
        let (mut key, mut name) = (above.key.clone(), above.name.clone());
        if let Some(own) = own_name.as_string() {
            if !key.is_empty() {
                key.push(b'.');
                name.push('.');
            }
            key.extend_from_slice(own);
            name.push_str(&text_of(own));
        }
        let own_kind = document.resolved(dictionary.entry("FT"));
        let kind = own_kind
            .as_name()
            .map(<[u8]>::to_vec)
            .or_else(|| above.kind.clone());
        let value = match dictionary.entry("V") {
            Value::Null => above.value.clone().unwrap_or(Value::Null),
            value => value.clone(),
        };
        let mut widgets = Vec::new();
        let mut below = Vec::new();
        for kid in document.array(dictionary.entry("Kids")) {
            let of_kid = document.dictionary(&kid);
            if of_kid.has("T") {
                let above = Above {
                    key: key.clone(),
                    name: name.clone(),
                    kind: kind.clone(),
                    value: Some(value.clone()),
                    depth: above.depth + 1,
                };
                below.push((kid, above));
            } else if widgets.len() < MAX_NODES {
                widgets.push(Widget {
                    reference: kid.as_reference(),
                    dictionary: of_kid,
                });
            } else {
                self.is_cut = true;
            }
        }
        open.extend(below.into_iter().rev());
        self.fields.push(FormField {
            name,
            key,
            reference,
            dictionary,
            kind,
            value,
            widgets,
        });
    }

    /// Returns the references of all fields and widgets.
    pub(super) fn references(&self) -> impl Iterator<Item = Reference> {
        self.fields.iter().flat_map(|field| {
            let widgets = field.widgets.iter().filter_map(|widget| widget.reference);
            field.reference.into_iter().chain(widgets)
        })
    }

    /// Returns the signature fields.
    pub(super) fn signature_fields(&self) -> impl Iterator<Item = &FormField> {
        self.fields.iter().filter(|field| field.is_signature())
    }
}
