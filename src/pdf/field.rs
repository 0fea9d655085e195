//! The fields of the interactive form (ISO 32000-2 §12.7.4).

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::object::{self, Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

use crate::pdf::file::PdfFile;
use crate::pdf::text::text_of;

/// A field that has a type: no other field is below it, only its widgets.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Identifier of its dictionary.
    pub id: ObjectIdentifier,
    /// Its dictionary.
    pub dict: Dict<'a>,
    /// Fully qualified name (§12.7.4.2).
    pub name: String,
    /// `/FT`, which it may inherit.
    pub is_signature: bool,
    /// Identifiers of its widgets (§12.5.6.19); the field itself if it is one.
    pub widgets: Vec<ObjectIdentifier>,
}

impl Field<'_> {
    /// Returns the identifier of its value.
    #[must_use]
    pub fn value_id(&self) -> Option<ObjectIdentifier> {
        self.dict.get_ref(b"V").map(Into::into)
    }

    /// Returns true if it has a value.
    #[must_use]
    pub fn has_value(&self) -> bool {
        let value = self.dict.get::<Object<'_>>(b"V");
        value.is_some_and(|value| !matches!(value, Object::Null(_)))
    }
}

/// A node of the tree of fields.
struct Node<'a> {
    id: ObjectIdentifier,
    dict: Dict<'a>,
    parent: String,
    is_signature: bool,
}

impl PdfFile {
    /// Returns the fields of the form in their order. Each is an indirect object (§12.7.4.1); what is
    /// not, and what comes a second time, is left out.
    #[must_use]
    pub fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = Vec::new();
        let mut seen = BTreeSet::new();
        let roots = self.acro_form().and_then(|form| form.get(b"Fields"));
        let mut nodes = self.children(roots, "", false);
        while let Some(node) = nodes.pop() {
            if !seen.insert(node.id) {
                continue;
            }
            let Node {
                id, dict, parent, ..
            } = node;
            let name = qualified(&parent, &dict);
            let kind = dict.get::<Name<'_>>(b"FT");
            let is_signature = kind.map_or(node.is_signature, |kind| *kind == *b"Sig");
            let kids = self.children(dict.get(b"Kids"), &name, is_signature);
            // A kid with a name of its own is a field (§12.7.4.2).
            let (below, widgets): (Vec<_>, Vec<_>) = kids
                .into_iter()
                .partition(|kid| kid.dict.contains_key(b"T"));
            if below.is_empty() {
                let mut widgets: Vec<_> = widgets.iter().map(|widget| widget.id).collect();
                if widgets.is_empty() {
                    widgets.push(id);
                }
                fields.push(Field {
                    id,
                    dict,
                    name,
                    is_signature,
                    widgets,
                });
            } else {
                nodes.extend(below);
            }
        }
        fields
    }

    /// Returns the nodes of an array in reverse.
    fn children<'a>(
        &'a self,
        array: Option<Array<'a>>,
        parent: &str,
        is_signature: bool,
    ) -> Vec<Node<'a>> {
        let items = array.into_iter().flat_map(|array| array.raw_iter());
        let mut nodes: Vec<_> = items
            .filter_map(|item| match item {
                MaybeRef::Ref(reference) => Some(ObjectIdentifier::from(reference)),
                MaybeRef::NotRef(_) => None,
            })
            .filter_map(|id| {
                Some(Node {
                    id,
                    dict: self.objects().get(id)?,
                    parent: parent.to_owned(),
                    is_signature,
                })
            })
            .collect();
        nodes.reverse();
        nodes
    }
}

fn qualified(parent: &str, dict: &Dict<'_>) -> String {
    let own = dict.get::<object::String<'_>>(b"T");
    let own = own.map(|name| text_of(name.as_bytes())).unwrap_or_default();
    if parent.is_empty() || own.is_empty() {
        return if own.is_empty() {
            parent.to_owned()
        } else {
            own
        };
    }
    [parent, ".", &own].concat()
}
