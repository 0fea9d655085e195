//! Reports: checks, their rules and names, and their sentences.

pub(crate) mod check;
pub(crate) mod rule;
pub(crate) mod sentence;

pub use check::{Check, Checks, Outcome, SubIndication};
pub use rule::Rule;
pub use sentence::{Detail, ReportLanguage};
