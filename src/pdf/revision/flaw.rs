//! Why there is more than one way to read a file.

/// A flaw of a file, or a limit that kept it from being read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::pdf) enum Flaw {
    /// It does not begin with `%PDF-` (ISO 32000-2 §7.5.2).
    Header,
    /// A cross-reference section has two entries for this object.
    Twice {
        /// The object's number.
        number: u32,
    },
    /// This object is not where its cross-reference section says, or cannot be read.
    Object {
        /// The object's number.
        number: u32,
    },
    /// Bytes follow the last end-of-file marker (§7.5.5).
    Rest {
        /// The offset of the first of them.
        offset: usize,
    },
    /// The revision does not end with `startxref`, the offset of its own section, and `%%EOF`.
    Tail,
    /// A limit of this crate.
    Limit {
        /// What there is too much of.
        what: &'static str,
    },
}
