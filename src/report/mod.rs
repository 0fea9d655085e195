//! What was checked, what came of it, and the sentences that say so.

pub(crate) mod check;
pub(crate) mod rule;
pub(crate) mod sentence;

pub use check::{Check, Checks, Outcome, SubIndication};
pub use rule::Rule;
pub use sentence::{Detail, ReportLanguage};
