//! Reports: checks, their rules and names, and their sentences.
//!
//! A check has the name of its rule (`rule`), an outcome and a reason (`check`), and a sentence
//! (`sentence`). `validation` and `verification` make the checks; the verdict follows from their
//! outcomes.

pub(crate) mod check;
pub(crate) mod rule;
pub(crate) mod sentence;

pub use check::{Check, Checks, Outcome, SubIndication};
pub use rule::Rule;
pub use sentence::{Detail, ReportLanguage};
