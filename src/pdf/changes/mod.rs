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

use crate::pdf::form::Form;
use crate::pdf::revision::Document;
use comparison::Comparison;

/// Returns what the revision `new` changed of `old`.
pub(super) fn changes(old: &Document<'_>, new: &Document<'_>) -> Vec<Change> {
    let forms = [Form::read(old), Form::read(new)];
    let pages = [pages::Pages::read(old), pages::Pages::read(new)];
    let mut comparison = Comparison::new(old, new);
    comparison.set_annotations_aside(forms[0].references());
    comparison.set_annotations_aside(pages[0].annotations());
    comparison.set_pages_aside(pages[0].references());
    let mut changes = Vec::new();
    catalog::compare(&mut comparison, &mut changes);
    fields::compare(&mut comparison, &forms, &pages, &mut changes);
    pages::compare(&mut comparison, &forms, &pages, &mut changes);
    changes
}
