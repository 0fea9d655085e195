//! Why bytes were not read.

use crate::asn1::der::Malformed;

/// The reason why bytes were not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unread {
    /// They break a rule.
    Malformed(Malformed),
    /// They exceed a limit of this crate and may be sound: the limit as a clause.
    Limit(&'static str),
}

pub(crate) type Result<T> = core::result::Result<T, Unread>;

impl Unread {
    pub(super) const ENDS_EARLY: Self =
        Self::Malformed(Malformed("an element ends before its content does"));
}

impl From<Malformed> for Unread {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}
