//! The languages of reports.

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ReportLanguage {
    /// English.
    #[default]
    English,
    /// Traditional Chinese as written in Hong Kong.
    TraditionalChinese,
    /// Simplified Chinese.
    SimplifiedChinese,
}
