//! Kinds of changes.

use alloc::string::String;

/// A change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Its kind.
    pub kind: ChangeKind,
    /// The fully qualified name of the field concerned.
    pub field: Option<String>,
    /// The page concerned, from 1.
    pub page: Option<usize>,
}

/// What was changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    /// Data about the document, which no page shows: `/Info`, `/Metadata`, extensions, version.
    Metadata,
    /// Certificates and revocation data for validation (§12.8.4.3).
    SecurityStore,
    /// A document time-stamp (§12.8.5).
    TimeStamp,
    /// A signature.
    Signature {
        /// The field was added, so nobody who signed before has seen where it is.
        is_new_field: bool,
        /// It covers a part of a page that was not its own, or a large one.
        is_visible: bool,
        /// The field has a signature; without one it is only a place for it.
        is_signed: bool,
    },
    /// A field was filled in.
    FormFilling {
        /// It had a value before.
        had_value: bool,
        /// It is so large that its look can cover what was signed.
        may_cover: bool,
    },
    /// An annotation was added, changed or removed.
    Annotation {
        /// `/Subtype`.
        subtype: String,
        /// It cannot cover anything of the page.
        is_harmless: bool,
    },
    /// Anything else; the place is where in the file it was found.
    Other {
        /// The place.
        place: String,
    },
}

impl Change {
    pub(super) fn of(kind: ChangeKind) -> Self {
        Self {
            kind,
            field: None,
            page: None,
        }
    }

    pub(super) fn other(place: impl Into<String>) -> Self {
        Self::of(ChangeKind::Other {
            place: place.into(),
        })
    }

    pub(super) fn of_field(kind: ChangeKind, field: &str, page: Option<usize>) -> Self {
        Self {
            kind,
            field: Some(field.into()),
            page,
        }
    }

    pub(super) fn on_page(kind: ChangeKind, page: usize) -> Self {
        Self {
            kind,
            field: None,
            page: Some(page),
        }
    }
}
