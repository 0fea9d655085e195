//! The languages of reports.

use crate::{Error, Result};

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ReportLanguage {
    /// English.
    #[default]
    English,
    /// Traditional Chinese as written in Hong Kong.
    Chinese,
}

impl ReportLanguage {
    /// Parses 'en' or 'zh-HK' (BCP 47).
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "en" => Ok(Self::English),
            "zh-HK" => Ok(Self::Chinese),
            _ => Err(Error::invalid_argument(
                "language",
                "it is neither 'en' nor 'zh-HK'",
            )),
        }
    }
}
