//! What was changed after a revision, as a reader sees it (ISO 32000-2 §12.8.2).
//!
//! The signed revision and the newest one are walked side by side. What does not differ is not
//! mentioned, so an update that writes everything anew and alike has changed nothing; what differs is
//! a change of a kind that DocMDP knows, or one of another kind.
//!
//! | module | content |
//! |---|---|
//! | `change` | kinds of changes |
//! | `comparison` | whether two values are the same in two revisions |
//! | `pages` | pages and their annotations |
//! | `fields` | the fields of the form |
//! | `catalog` | everything else that the catalog leads to |

mod catalog;
mod change;
mod comparison;
mod fields;
mod pages;

pub use change::{Change, ChangeKind};

use alloc::vec::Vec;
use core::cell::OnceCell;

use crate::pdf::form::Form;
use crate::pdf::revision::Document;
use comparison::Comparison;
use pages::Pages;

/// A revision, with what is compared of it.
pub(super) struct Side<'d, 'f> {
    pub(super) document: &'d Document<'f>,
    pub(super) form: Form,
    pages: OnceCell<Pages>,
}

impl<'d, 'f> Side<'d, 'f> {
    pub(super) fn of(document: &'d Document<'f>) -> Self {
        Self {
            document,
            form: Form::read(document),
            pages: OnceCell::new(),
        }
    }

    /// Returns its pages, which nobody needs of a file that was not changed.
    fn pages(&self) -> &Pages {
        self.pages.get_or_init(|| Pages::read(self.document))
    }
}

/// Returns what the revision `new` changed of `old`.
pub(super) fn changes(old: &Side<'_, '_>, new: &Side<'_, '_>) -> Vec<Change> {
    let forms = [&old.form, &new.form];
    let pages = [old.pages(), new.pages()];
    let mut comparison = Comparison::new(old.document, new.document);
    comparison.set_annotations_aside(forms[0].references());
    comparison.set_annotations_aside(pages[0].annotations());
    comparison.set_pages_aside(pages[0].references());
    let mut changes = Vec::new();
    catalog::compare(&mut comparison, &mut changes);
    fields::compare(&mut comparison, forms, pages, &mut changes);
    pages::compare(&mut comparison, forms, pages, &mut changes);
    changes
}
